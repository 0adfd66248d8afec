import { z } from 'zod';
import {
  FIELD_KINDS,
  type Language,
  SURVEY_QUESTIONS,
  SURVEY_SCALES,
  type SurveyQuestion,
  TICKET_KINDS,
  type TicketKind,
} from '../vocabulary.ts';

/**
 * F2: what a finished job is asked about, as an administrator words it. The questions stand in the order in which they
 * are put; a branch leads from an answer past some of them, or to the end.
 */
export const QUESTION_KINDS = ['yes_no', 'points', 'choice', 'spoken'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Where a branch leads that asks nothing more. */
export const THE_END = 'end';
/** Answers that are told apart on the keypad: 0 and 9 mean something else at every question. */
export const MAX_ANSWERS = 8;
export const MAX_POINTS = 5;

const MAX_QUESTIONS = 30;
/** Drafts may be unfinished: the check says what is unspoken. */
const words = z.string().trim().max(300);
export const saidSchema = z.strictObject({ zh: words, en: words } satisfies Record<Language, unknown>);
/** A stable name: figures of years are kept under it. */
const key = z.string().regex(/^[a-z][a-z0-9_]{1,23}$/);
const value = z.int().min(0).max(MAX_ANSWERS);

export const questionSchema = z.strictObject({
  key: key.refine((one) => one !== THE_END),
  kind: z.enum(QUESTION_KINDS),
  /** The question alone: the keys are told after it on the phone, and shown as buttons on the web. */
  words: saidSchema,
  /** Of yes_no (1 and 0) and choice (1–8), in the order in which they are told. */
  answers: z
    .array(z.strictObject({ value, words: saidSchema }))
    .max(MAX_ANSWERS)
    .default([]),
  /** Which question follows these answers. */
  branches: z
    .array(z.strictObject({ values: z.array(value).min(1).max(MAX_ANSWERS), to: key }))
    .max(MAX_ANSWERS)
    .default([]),
  /** Which follows any other answer; null: the one that stands after it. */
  next: key.nullable().default(null),
  /** Only these kinds of ticket are asked; empty: all. */
  only: z.array(z.enum(TICKET_KINDS)).default([]),
});
export const scriptSchema = z.strictObject({ questions: z.array(questionSchema).min(1).max(MAX_QUESTIONS) });
export type Question = z.infer<typeof questionSchema>;
export type SurveyScript = z.infer<typeof scriptSchema>;

export const questionOf = (script: SurveyScript, name: string): Question | undefined =>
  script.questions.find((one) => one.key === name);

const isAsked = ({ only }: Question, kind: TicketKind): boolean => only.length === 0 || only.includes(kind);

/** The values that a question can be answered with; a remark has none. */
export function valuesOf({ kind, answers }: Question): number[] {
  switch (kind) {
    case 'points':
      return Array.from({ length: MAX_POINTS }, (_, index) => index + 1);
    case 'yes_no':
    case 'choice':
      return answers.map((one) => one.value);
    case 'spoken':
      return [];
    default:
      return kind satisfies never;
  }
}

/** Where an answer leads by itself: a question's key, or null for the end. */
function targetOf(script: SurveyScript, question: Question, answer: number | null): string | null {
  const branch = answer === null ? undefined : question.branches.find((one) => one.values.includes(answer));
  const to = branch?.to ?? question.next;
  if (to !== null) return to === THE_END ? null : to;
  return script.questions[script.questions.indexOf(question) + 1]?.key ?? null;
}

/** The question at `name`, or the first after it that this kind of ticket is asked. */
function askedFrom(script: SurveyScript, name: string | null, kind: TicketKind): Question | null {
  const passed = new Set<string>();
  for (let at = name; at !== null && !passed.has(at); ) {
    passed.add(at);
    const question = questionOf(script, at);
    if (!question) return null;
    if (isAsked(question, kind)) return question;
    at = targetOf(script, question, null);
  }
  return null;
}

export const firstQuestion = (script: SurveyScript, kind: TicketKind): Question | null =>
  askedFrom(script, script.questions[0]?.key ?? null, kind);

/**
 * What is asked after an answer.
 *
 * @param answer on the question's scale; null for what was spoken or passed over
 * @returns null at the end, and after a question that this script does not have
 */
export function nextQuestion(
  script: SurveyScript,
  name: string,
  answer: number | null,
  kind: TicketKind,
): Question | null {
  const question = questionOf(script, name);
  return question ? askedFrom(script, targetOf(script, question, answer), kind) : null;
}

/** Where the answers to a question lead, each place once, with the answers that lead there. */
export function leadsOf(
  script: SurveyScript,
  question: Question,
  kind: TicketKind,
): { values: number[]; to: Question | null }[] {
  const answers: (number | null)[] = question.kind === 'spoken' ? [null] : valuesOf(question);
  const leads: { values: number[]; to: Question | null }[] = [];
  for (const answer of answers.length > 0 ? answers : [null]) {
    const to = nextQuestion(script, question.key, answer, kind);
    const known = leads.find((one) => one.to === to);
    const values = answer === null ? [] : [answer];
    if (known) known.values.push(...values);
    else leads.push({ values, to });
  }
  return leads;
}

export interface PathStep {
  key: string;
  /** The answers that lead on from here; empty: whatever is said. */
  values: number[];
}

/** Every way through a script that the check has passed, for one kind of ticket. */
export function pathsOf(script: SurveyScript, kind: TicketKind, most = 60): PathStep[][] {
  const paths: PathStep[][] = [];
  const walk = (at: Question | null, before: PathStep[]): void => {
    if (paths.length >= most) return;
    if (!at || before.some((one) => one.key === at.key)) {
      paths.push(before);
      return;
    }
    const leads = leadsOf(script, at, kind);
    for (const { values, to } of leads) {
      walk(to, [...before, { key: at.key, values: leads.length > 1 ? values : [] }]);
    }
  };
  walk(firstQuestion(script, kind), []);
  return paths;
}

/** Every question of some scripts, as the newest of them words it. */
export function knownQuestions(scripts: ReadonlyMap<number, SurveyScript>): Question[] {
  const known = new Map<string, Question>();
  const versions = [...scripts.keys()].sort((a, b) => b - a);
  for (const version of versions)
    for (const question of scripts.get(version)?.questions ?? [])
      if (!known.has(question.key)) known.set(question.key, question);
  return [...known.values()];
}

/** Whether that can be the answer to this question. */
export const isAnswer = (question: Question, answer: number | null): boolean =>
  answer === null ? question.kind === 'spoken' : valuesOf(question).includes(answer);

const isMeasured = (name: string): name is SurveyQuestion =>
  (SURVEY_QUESTIONS as readonly string[]).includes(name);

/** What is measured everywhere has one scale in every version. */
export const measuredKind = (name: string): QuestionKind | null =>
  isMeasured(name) ? SURVEY_SCALES[name] : null;

const yesNo = (yes: Question['words'], no: Question['words']): Question['answers'] => [
  { value: 1, words: yes },
  { value: 0, words: no },
];
const YES_NO = yesNo({ zh: '是', en: 'yes' }, { zh: '不是', en: 'no' });

/** The survey as it comes. */
export const initialScript: SurveyScript = scriptSchema.parse({
  questions: [
    {
      key: 'solved',
      kind: 'yes_no',
      words: { zh: '问题解决了吗？', en: 'Has the problem been solved?' },
      answers: yesNo({ zh: '已解决', en: 'yes' }, { zh: '没有解决', en: 'no' }),
      branches: [{ values: [0], to: 'why_unsolved' }],
      // Also of whoever passes over it.
      next: 'on_time',
    },
    {
      key: 'why_unsolved',
      kind: 'choice',
      words: { zh: '主要是什么原因？', en: 'What is the main reason?' },
      answers: [
        { value: 1, words: { zh: '没有人上门', en: 'nobody came' } },
        { value: 2, words: { zh: '没有修好或装好', en: 'the work was not done well' } },
        { value: 3, words: { zh: '还在等配件', en: 'a part is still awaited' } },
        { value: 4, words: { zh: '产品本身有问题', en: 'the product itself is faulty' } },
        { value: 5, words: { zh: '其他原因', en: 'something else' } },
      ],
      // Whoever nobody came to is not asked how that was.
      branches: [{ values: [1], to: 'score' }],
    },
    {
      key: 'on_time',
      kind: 'yes_no',
      only: [...FIELD_KINDS],
      words: { zh: '技师是否按约定时间上门？', en: 'Did the technician come at the time agreed?' },
      answers: YES_NO,
    },
    {
      key: 'charge_as_quoted',
      kind: 'yes_no',
      only: [...FIELD_KINDS],
      words: {
        zh: '收费与上门时的报价一致吗？',
        en: 'Were you charged what you had been quoted?',
      },
      answers: yesNo({ zh: '一致或没有收费', en: 'yes, or nothing was charged' }, { zh: '不一致', en: 'no' }),
    },
    {
      key: 'courtesy',
      kind: 'points',
      only: [...FIELD_KINDS],
      words: {
        zh: '技师的服务态度和离场时的清洁，您打几分？',
        en: 'How do you rate courtesy, and cleaning up afterwards?',
      },
    },
    {
      key: 'score',
      kind: 'points',
      words: { zh: '您对这次服务总体打几分？', en: 'And how do you rate the service overall?' },
    },
    {
      key: 'remark',
      kind: 'spoken',
      words: { zh: '您还有意见或建议吗？', en: 'Is there anything you would like to add?' },
    },
  ],
});
