import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { SURVEY_QUESTIONS, SURVEY_SCALES, type SurveyQuestion } from '../../../domain/vocabulary.ts';

const isQuestion = (word: string): word is SurveyQuestion =>
  (SURVEY_QUESTIONS as readonly string[]).includes(word);

export const questionWords = (question: string, t: TFunction): string =>
  isQuestion(question) ? t(`trade.surveyQuestion.${question}`) : question;

/** 1/0 for yes and no, 1–5 for points, null for a remark that was spoken. */
export function answerWords(question: string, value: number | null, t: TFunction): string {
  if (value === null) return t('survey.spoken');
  if (isQuestion(question) && SURVEY_SCALES[question] === 'points') return t('survey.score', { value });
  return t(value ? 'survey.yes' : 'survey.no');
}

export function useAnswerWords() {
  const { t } = useTranslation();
  return {
    question: (question: string) => questionWords(question, t),
    value: (question: string, value: number | null) => answerWords(question, value, t),
  };
}
