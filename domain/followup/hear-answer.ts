import { LANGUAGES, type Language } from '../vocabulary.ts';
import { MAX_POINTS, type Question } from './script.ts';
import { yesOrNo } from './yes-or-no.ts';

/** F2: what was pressed or said, as an answer to a question; null when it is none. */
export function keyedAnswer({ kind, answers }: Question, keys: string): number | null {
  if (!/^\d$/.test(keys)) return null;
  const pressed = Number(keys);
  switch (kind) {
    case 'points':
      return pressed >= 1 && pressed <= MAX_POINTS ? pressed : null;
    case 'yes_no':
      return pressed === 1 ? 1 : pressed === 2 ? 0 : null;
    case 'choice':
      return answers.some(({ value }) => value === pressed) ? pressed : null;
    case 'spoken':
      return null;
    default:
      return kind satisfies never;
  }
}

/** The key that a value is told by. */
export const keyOf = ({ kind }: Question, value: number): string =>
  kind === 'yes_no' ? (value === 1 ? '1' : '2') : String(value);

const NUMBERS: Record<Language, string[]> = {
  zh: ['一', '二', '三', '四', '五', '六', '七', '八'],
  en: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'],
};
/** @param said as the carrier's recognition wrote it */
export function spokenAnswer(question: Question, said: string): number | null {
  const text = said.normalize('NFKC').toLowerCase();
  switch (question.kind) {
    case 'points':
      return /满分|full marks/.test(text) ? MAX_POINTS : numberIn(text, MAX_POINTS);
    case 'yes_no':
      return yesOrNo(question, text);
    case 'choice': {
      const value = labelled(question, text) ?? numberIn(text, MAX_CHOICE);
      return question.answers.some((answer) => answer.value === value) ? value : null;
    }
    case 'spoken':
      return null;
    default:
      return question.kind satisfies never;
  }
}
const MAX_CHOICE = 8;

/** The answer whose words were said; the longest, as 没有解决 holds 解决. Null when none was, or two that are as long. */
function labelled({ answers }: Question, text: string): number | null {
  const found = answers
    .flatMap(({ value, words }) =>
      LANGUAGES.map((language) => ({ value, label: words[language].toLowerCase() })),
    )
    .filter(({ label }) => label !== '' && text.includes(label))
    .sort((a, b) => b.label.length - a.label.length);
  const [first, second] = found;
  if (!first || (second && second.value !== first.value && second.label.length === first.label.length))
    return null;
  return first.value;
}

const NUMBER = `\\d+|[${NUMBERS.zh.join('')}]|\\b(?:${NUMBERS.en.join('|')})\\b`;
/** Nothing but the number, and what leads to it or follows it: 我打四, number two please. */
const ALONE = new RegExp(
  `^(?:[\\s,，]|我|给|打|选|就|是|嗯|那|第|i'd|i|give|say|it|a|the|number|option)*(${NUMBER})(?:[\\s.,。，!]|个|吧|啊|呢|了|please)*$`,
);
/** With what it counts: 四分, three stars, 4 out of 5; or its place in a list: 第二个. */
const COUNTED = new RegExp(
  `(?<![\\d${NUMBERS.zh.join('')}第])(${NUMBER})\\s*(?:分|颗星|星|points?\\b|stars?\\b|out of)|第(${NUMBER})(?=个|种|项|条)`,
  'g',
);

/** The one number up to `most` that was said as an answer; null when none was, or several: 一般 and 等了两天 name none. */
function numberIn(text: string, most: number): number | null {
  const spoken = text.replaceAll('两', '二');
  const alone = ALONE.exec(spoken)?.[1];
  const counted = [...spoken.matchAll(COUNTED)].map(([, counts, place]) => counts ?? place ?? '');
  const found = new Set((alone ? [alone] : counted).map(numberOf));
  const [only] = found;
  return found.size === 1 && only !== undefined && only >= 1 && only <= most ? only : null;
}

function numberOf(number: string): number {
  const named = Math.max(NUMBERS.zh.indexOf(number), NUMBERS.en.indexOf(number));
  return named >= 0 ? named + 1 : Number(number);
}

/** Words to listen for at a question. */
export function answerHints(question: Question, language: Language): string[] {
  const labels = question.answers.map(({ words }) => words[language]).filter(Boolean);
  const numbers = NUMBERS[language];
  switch (question.kind) {
    case 'yes_no':
      return language === 'zh' ? [...labels, '是', '是的', '对', '不是', '没有'] : [...labels, 'yes', 'no'];
    case 'points':
      return numbers
        .slice(0, MAX_POINTS)
        .flatMap((word, index) => (language === 'zh' ? [`${word}分`, `${index + 1}分`] : [word]));
    case 'choice':
      return [...labels, ...numbers.slice(0, question.answers.length)];
    case 'spoken':
      return [];
    default:
      return question.kind satisfies never;
  }
}
