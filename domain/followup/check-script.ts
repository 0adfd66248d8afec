import { isTooLongToSay } from '../phone/say-limits.ts';
import { speakingSeconds } from '../phone/speaking-time.ts';
import { LANGUAGES, type Language, TICKET_KINDS, type TicketKind } from '../vocabulary.ts';
import {
  firstQuestion,
  leadsOf,
  MAX_ANSWERS,
  measuredKind,
  type Question,
  questionOf,
  type SurveyScript,
  THE_END,
  valuesOf,
} from './script.ts';

/** ‡ Nobody answers more on any path. */
export const MAX_PATH = 10;
/** ‡ Longer than this nobody listens. */
const LONG_SECONDS = 20;

/** What the check can find. An error keeps the script from being published, a warning is shown. */
export const SCRIPT_PROBLEMS = {
  /** F3: whether it was solved is asked first, of everybody, for everything rests on it. */
  solved_not_first: 'error',
  /** The score is asked on every path: the figures rest on it. */
  score_skipped: 'error',
  /** A question that is measured everywhere has its scale. */
  scale_changed: 'error',
  key_taken: 'error',
  /** Yes and no, each once; of a choice two answers at least, no two alike. */
  answers_wrong: 'error',
  /** A branch for an answer that there is not, or for one that another branch has. */
  branch_wrong: 'error',
  /** It leads to a question that there is not. */
  leads_nowhere: 'error',
  loops: 'error',
  dead: 'error',
  too_long: 'error',
  unspoken: 'error',
  not_chinese: 'error',
  not_english: 'error',
  /** The carrier says it in one piece, and takes only so much. */
  too_long_to_say: 'error',
  long_to_hear: 'warning',
} as const satisfies Record<string, 'error' | 'warning'>;
export type ScriptProblemCode = keyof typeof SCRIPT_PROBLEMS;

export interface ScriptProblem {
  severity: 'error' | 'warning';
  code: ScriptProblemCode;
  /** The question's place, from 0; null: about the script. */
  at: number | null;
  language: Language | null;
  figures: Record<string, string | number>;
}

type Say = (
  code: ScriptProblemCode,
  at?: number | null,
  more?: Partial<Pick<ScriptProblem, 'language' | 'figures'>>,
) => void;

/** Whether a script can be put to customers: no path loops, is dead, too long, or unspoken in a language. */
export function checkScript(script: SurveyScript): ScriptProblem[] {
  const problems: ScriptProblem[] = [];
  const say: Say = (code, at = null, more = {}) =>
    problems.push({ severity: SCRIPT_PROBLEMS[code], code, at, language: null, figures: {}, ...more });
  const { questions } = script;
  questions.forEach((question, at) => {
    if (questions.findIndex((one) => one.key === question.key) < at)
      say('key_taken', at, { figures: { key: question.key } });
    checkAnswers(question, at, say);
    checkTargets(script, question, at, say);
    checkWords(question, at, say);
  });
  checkCore(questions, say);
  if (problems.every(({ code }) => code !== 'leads_nowhere' && code !== 'key_taken')) checkPaths(script, say);
  return problems.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}

export const scriptErrors = (script: SurveyScript): ScriptProblem[] =>
  checkScript(script).filter(({ severity }) => severity === 'error');

function checkCore(questions: Question[], say: Say): void {
  const [first] = questions;
  if (first?.key !== 'solved' || first.only.length > 0) say('solved_not_first');
  questions.forEach((question, at) => {
    const kind = measuredKind(question.key);
    if (kind && question.kind !== kind) say('scale_changed', at, { figures: { kind } });
  });
}

function checkAnswers(question: Question, at: number, say: Say): void {
  const { kind, answers, branches } = question;
  const values = answers.map(({ value }) => value);
  const fits = {
    yes_no: values.length === 2 && values.includes(1) && values.includes(0),
    choice:
      values.length >= 2 &&
      new Set(values).size === values.length &&
      values.every((value) => value >= 1 && value <= MAX_ANSWERS),
    points: values.length === 0,
    spoken: values.length === 0,
  };
  if (!fits[kind]) say('answers_wrong', at);
  const branched = branches.flatMap((branch) => branch.values);
  const known = valuesOf(question);
  if (new Set(branched).size < branched.length || branched.some((value) => !known.includes(value)))
    say('branch_wrong', at);
}

function checkTargets(script: SurveyScript, { branches, next }: Question, at: number, say: Say): void {
  for (const to of new Set([...branches.map((branch) => branch.to), ...(next === null ? [] : [next])])) {
    if (to !== THE_END && !questionOf(script, to)) say('leads_nowhere', at, { figures: { to } });
  }
}

const HANZI = /\p{Script=Han}/u;

function checkWords({ words, answers }: Question, at: number, say: Say): void {
  for (const language of LANGUAGES) {
    const texts = [words[language], ...answers.map((answer) => answer.words[language])];
    if (texts.some((text) => !/[\p{L}\p{N}]/u.test(text))) say('unspoken', at, { language });
    if (language === 'zh' && /\p{L}/u.test(words.zh) && !HANZI.test(words.zh))
      say('not_chinese', at, { language });
    if (language === 'en' && texts.some((text) => HANZI.test(text))) say('not_english', at, { language });
    if (isTooLongToSay(spokenWith(words[language], answers, language)))
      say('too_long_to_say', at, { language });
    const seconds = Math.round(speakingSeconds(texts.join(' ')));
    if (seconds > LONG_SECONDS) say('long_to_hear', at, { language, figures: { seconds } });
  }
}

/** The question with the keys that answer it, as it is told on the phone (ivr/prompts). */
function spokenWith(words: string, answers: Question['answers'], language: Language): string {
  const told = answers.map((answer) =>
    language === 'zh' ? `${answer.words.zh}请按1，` : ` For ${answer.words.en}, press 1.`,
  );
  return `${words}。${told.join('')}`;
}

/** Walks every path of every kind of ticket. */
function checkPaths(script: SurveyScript, say: Say): void {
  const reached = new Set<string>();
  const walks = TICKET_KINDS.map((kind) => walk(script, kind, reached));
  const looping = walks.find(({ loop }) => loop !== null)?.loop ?? null;
  if (looping !== null) {
    say('loops', script.questions.indexOf(looping));
    return;
  }
  script.questions.forEach(({ key }, at) => {
    if (!reached.has(key)) say('dead', at);
  });
  const longest = Math.max(...walks.map(({ length }) => length));
  if (longest > MAX_PATH) say('too_long', null, { figures: { questions: longest, most: MAX_PATH } });
  if (walks.some(({ scored }) => !scored)) say('score_skipped');
}

interface Walked {
  /** Questions on the longest path. */
  length: number;
  /** Whether every path asks for the score. */
  scored: boolean;
  /** A question that leads back to itself. */
  loop: Question | null;
}

function walk(script: SurveyScript, kind: TicketKind, reached: Set<string>): Walked {
  const done = new Map<Question, Walked>();
  const under = new Set<Question>();
  const from = (at: Question | null): Walked => {
    if (!at) return { length: 0, scored: false, loop: null };
    if (under.has(at)) return { length: 0, scored: false, loop: at };
    const known = done.get(at);
    if (known) return known;
    reached.add(at.key);
    under.add(at);
    const after = leadsOf(script, at, kind).map(({ to }) => from(to));
    under.delete(at);
    const found = {
      length: 1 + Math.max(...after.map(({ length }) => length)),
      scored: at.key === 'score' || after.every(({ scored }) => scored),
      loop: after.find(({ loop }) => loop !== null)?.loop ?? null,
    };
    done.set(at, found);
    return found;
  };
  return from(firstQuestion(script, kind));
}
