import { LANGUAGES, type Language } from '../vocabulary.ts';
import { MAX_POINTS, type Question } from './script.ts';

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
/** Denials that mean yes: 没有问题, 没收费. */
const CONTENT =
  /没有?(?:任何)?(?:问题|收费|收钱|花钱|毛病)|免费|\bno (?:problem|charge)|\bnothing was charged|\bfree\b/i;
const NO = /不|否|错|没|未|\b(?:no|nope|not|never)\b|n't\b/i;
const YES = /是|对|好|嗯|有|行|解决了|一致|可以|\b(?:yes|yeah|yep|right|sure|ok|okay)\b/i;

/** @param said as the carrier's recognition wrote it */
export function spokenAnswer(question: Question, said: string): number | null {
  const text = said.normalize('NFKC').toLowerCase();
  switch (question.kind) {
    case 'points':
      return /满分|full marks/.test(text) ? MAX_POINTS : numberIn(text, MAX_POINTS);
    case 'yes_no': {
      if (CONTENT.test(text)) return 1;
      if (NO.test(text)) return 0;
      return YES.test(text) ? 1 : labelled(question, text);
    }
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

/** The one number up to `most` that was said; null when none was, or several. */
function numberIn(text: string, most: number): number | null {
  const spoken = text.replaceAll('两', '二');
  const found = new Set<number>();
  for (const [digits] of spoken.matchAll(/\d+/g)) found.add(Number(digits));
  NUMBERS.zh.forEach((word, index) => {
    if (spoken.includes(word)) found.add(index + 1);
  });
  NUMBERS.en.forEach((word, index) => {
    if (new RegExp(`\\b${word}\\b`).test(spoken)) found.add(index + 1);
  });
  const [only] = found;
  return found.size === 1 && only !== undefined && only >= 1 && only <= most ? only : null;
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
