import { type Question, type QuestionKind, THE_END } from '../../../domain/contracts/survey-script.ts';

/** Where each answer leads, as it is chosen on the page; null: like any other answer. */
export const targetOf = ({ branches }: Question, value: number): string | null =>
  branches.find(({ values }) => values.includes(value))?.to ?? null;

/** An answer leads somewhere else. */
export function leading(question: Question, value: number, to: string | null): Question {
  const others = question.branches
    .map((branch) => ({ ...branch, values: branch.values.filter((one) => one !== value) }))
    .filter(({ values }) => values.length > 0);
  if (to === null) return { ...question, branches: others };
  const known = others.find((branch) => branch.to === to);
  const branches = known
    ? others.map((branch) =>
        branch === known ? { ...branch, values: [...branch.values, value].sort((a, b) => a - b) } : branch,
      )
    : [...others, { values: [value], to }];
  return { ...question, branches };
}

/** A question is called otherwise, wherever it is named. */
export const renamed = (questions: Question[], from: string, to: string): Question[] =>
  questions.map((question) => ({
    ...question,
    key: question.key === from ? to : question.key,
    next: question.next === from ? to : question.next,
    branches: question.branches.map((branch) => (branch.to === from ? { ...branch, to } : branch)),
  }));

/** A question is gone: what led to it leads on in order. */
export const without = (questions: Question[], key: string): Question[] =>
  questions
    .filter((question) => question.key !== key)
    .map((question) => ({
      ...question,
      next: question.next === key ? null : question.next,
      branches: question.branches.filter(({ to }) => to !== key),
    }));

/** Answered in another way: with the answers that this way needs. */
export function asKind(question: Question, kind: QuestionKind): Question {
  const answers =
    kind === 'yes_no'
      ? [
          { value: 1, words: { zh: '是', en: 'yes' } },
          { value: 0, words: { zh: '不是', en: 'no' } },
        ]
      : kind === 'choice'
        ? [1, 2].map((value) => ({ value, words: { zh: '', en: '' } }))
        : [];
  return { ...question, kind, answers, branches: [] };
}

const KEY = /[^a-z0-9_]/g;
/** A key as it may be: small letters, digits and _. */
export const asKey = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(KEY, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 24);
export const isKey = (key: string): boolean => /^[a-z][a-z0-9_]{1,23}$/.test(key) && key !== THE_END;

export function freshQuestion(questions: Question[]): Question {
  let number = questions.length + 1;
  while (questions.some(({ key }) => key === `question_${number}`)) number += 1;
  return {
    ...asKind({ key: `question_${number}` } as Question, 'yes_no'),
    words: { zh: '', en: '' },
    next: null,
    only: [],
  };
}
