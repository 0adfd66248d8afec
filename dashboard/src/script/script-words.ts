import { useTranslation } from 'react-i18next';
import type { PathStep, Question, ScriptProblem } from '../../../domain/contracts/survey-script.ts';
import { useLanguage } from '../i18n/language.ts';

/** Questions and answers in the reader's language. */
export function useScriptWords(questions: Question[]) {
  const { t } = useTranslation();
  const language = useLanguage();
  const of = (key: string) => questions.find((question) => question.key === key);
  const question = (one: Question): string =>
    one.words[language] || one.words.zh || one.words.en || t('script.wordless');
  const answer = (one: Question, value: number): string => {
    if (one.kind === 'points') return t('script.points', { count: value });
    const words = one.answers.find((known) => known.value === value)?.words;
    return words?.[language] || words?.zh || String(value);
  };
  return {
    question,
    answer,
    step({ key, values }: PathStep): { question: string; answer: string | null } {
      const one = of(key);
      if (!one) return { question: key, answer: null };
      const answers = values.map((value) => answer(one, value)).join(t('script.or'));
      return { question: question(one), answer: values.length > 0 ? answers : null };
    },
    problem({ code, at, language: spoken, figures }: ScriptProblem): string {
      const one = at === null ? undefined : questions[at];
      const said = t(`script.code.${code}`, {
        ...figures,
        ...(figures.kind !== undefined && { kind: t(`script.kind.${figures.kind as 'points'}`) }),
        ...(spoken && { language: t(`setup.language.${spoken}`) }),
      });
      return one ? t('script.about', { number: (at ?? 0) + 1, question: question(one), said }) : said;
    },
  };
}
