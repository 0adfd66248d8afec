import type { TFunction } from 'i18next';
import type { Reference } from '../../../domain/contracts/api.ts';
import { SURVEY_QUESTIONS, SURVEY_SCALES, type SurveyQuestion } from '../../../domain/vocabulary.ts';

/** A question of the survey as it was last worded. */
export type AskedQuestion = Reference['surveyQuestions'][number];
/** What is needed to put a survey's question and its answer into words. */
export interface AnswerContext {
  t: TFunction;
  language: 'zh' | 'en';
  asked: (question: string) => AskedQuestion | undefined;
}

const isMeasured = (word: string): word is SurveyQuestion =>
  (SURVEY_QUESTIONS as readonly string[]).includes(word);

export const questionWords = (question: string, { t, language, asked }: AnswerContext): string =>
  isMeasured(question)
    ? t(`trade.surveyQuestion.${question}`)
    : (asked(question)?.words[language].replace(/[？?。.]$/, '') ?? question);

/** 1/0 for yes and no, 1–5 for points, the answer's number for a choice, null for a remark that was spoken. */
export function answerWords(question: string, value: number | null, context: AnswerContext): string {
  const { t, language, asked } = context;
  if (value === null) return t('survey.spoken');
  const known = asked(question);
  const kind = isMeasured(question) ? SURVEY_SCALES[question] : known?.kind;
  if (kind === 'points') return t('survey.score', { value });
  if (kind === 'choice')
    return known?.answers.find((one) => one.value === value)?.words[language] ?? String(value);
  return t(value ? 'survey.yes' : 'survey.no');
}
