import {
  firstQuestion,
  nextQuestion,
  type Question,
  type SurveyScript,
  valuesOf,
} from '../../../domain/followup/script.ts';
import type { Language, TicketKind } from '../../../domain/vocabulary.ts';

/** By question; null: passed over, or answered in words. */
export type Answers = Readonly<Record<string, number | null>>;
/** By question that is answered in the customer's own words: what they said. */
export type Words = Readonly<Record<string, string>>;

/** The questions put so far and the one that is put now, as the answers lead on. */
export function questionsPut(script: SurveyScript, kind: TicketKind, answers: Answers): Question[] {
  const put: Question[] = [];
  for (let at = firstQuestion(script, kind); at && !put.includes(at); ) {
    put.push(at);
    const answer: number | null | undefined = answers[at.key];
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

/** What was said to the questions that were put. */
export function wordsPut(script: SurveyScript, kind: TicketKind, answers: Answers, words: Words): Words {
  const spoken = questionsPut(script, kind, answers).filter((question) => question.kind === 'spoken');
  return Object.fromEntries(
    spoken.flatMap(({ key }) => {
      const said = words[key]?.trim();
      return said ? [[key, said]] : [];
    }),
  );
}

/** The answers by key, as the script words them; points are their own keys. */
export const choicesOf = (question: Question, language: Language): { value: number; words: string }[] =>
  valuesOf(question).map((value) => ({
    value,
    words: question.answers.find((answer) => answer.value === value)?.words[language] ?? String(value),
  }));
