import {
  firstQuestion,
  nextQuestion,
  type Question,
  type SurveyScript,
  valuesOf,
} from '../../../domain/followup/script.ts';
import type { Language, TicketKind } from '../../../domain/vocabulary.ts';

/** By question; null: passed over. */
export type Answers = Readonly<Record<string, number | null>>;

/** The questions put so far and the one that is put now, as the answers lead on. What is spoken is typed as the note. */
export function questionsPut(script: SurveyScript, kind: TicketKind, answers: Answers): Question[] {
  const put: Question[] = [];
  for (let at = firstQuestion(script, kind); at && !put.includes(at); ) {
    const answer: number | null | undefined = at.kind === 'spoken' ? null : answers[at.key];
    if (at.kind !== 'spoken') put.push(at);
    if (answer === undefined) break;
    at = nextQuestion(script, at.key, answer, kind);
  }
  return put;
}

/** Without the answers to questions that an answer changed since leads past. */
export function answersPut(script: SurveyScript, kind: TicketKind, answers: Answers): Answers {
  const put = questionsPut(script, kind, answers);
  return Object.fromEntries(Object.entries(answers).filter(([key]) => put.some((one) => one.key === key)));
}

/** The answers by key, as the script words them; points are their own keys. */
export const choicesOf = (question: Question, language: Language): { value: number; words: string }[] =>
  valuesOf(question).map((value) => ({
    value,
    words: question.answers.find((answer) => answer.value === value)?.words[language] ?? String(value),
  }));
