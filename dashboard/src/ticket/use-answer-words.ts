import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { type AnswerContext, answerWords, questionWords } from './answer-words.ts';

export function useAnswerContext(): AnswerContext {
  const { t } = useTranslation();
  const language = useLanguage();
  const { surveyQuestions } = useReferenceData();
  return { t, language, asked: (key) => surveyQuestions.find((one) => one.key === key) };
}

export function useAnswerWords() {
  const context = useAnswerContext();
  return {
    question: (question: string) => questionWords(question, context),
    value: (question: string, value: number | null) => answerWords(question, value, context),
  };
}
