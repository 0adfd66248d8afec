import { useTranslation } from 'react-i18next';
import type { DoubtView } from '../../../domain/contracts/honesty.ts';
import { percent } from '../text/numbers.ts';
import { useAnswerWords } from '../ticket/use-answer-words.ts';

/** What a doubt rests on, in a sentence. */
export function useFigureWords(): (doubt: Pick<DoubtView, 'kind' | 'figures'>) => string {
  const { t } = useTranslation();
  const words = useAnswerWords();
  return ({ kind, figures }) => {
    switch (kind) {
      case 'disagreement':
        return (['solved', 'score'] as const)
          .filter((question) => figures[`${question}First`] !== figures[`${question}Second`])
          .map((question) =>
            t('honesty.figure.disagreement', {
              question: words.question(question),
              first: words.value(question, figures[`${question}First`] ?? null),
              second: words.value(question, figures[`${question}Second`] ?? null),
            }),
          )
          .join(t('common.comma'));
      case 'shared_number':
        return t('honesty.figure.shared_number', { customers: figures.customers });
      case 'too_short':
        return t('honesty.figure.too_short', { seconds: figures.seconds, answers: figures.answers });
      case 'outlet_number':
        return t('honesty.figure.outlet_number');
      case 'odd_fives':
        return t('honesty.figure.odd_fives', {
          fives: figures.fives,
          answers: figures.answers,
          share: percent(figures.share ?? 0),
          chance: chanceOf(figures.chance ?? 0),
        });
      case 'uncalled':
        return t('honesty.figure.uncalled', { results: figures.results });
    }
  };
}

/** One in so many, to one digit: 1/40000 */
const chanceOf = (chance: number): string => {
  const times = 1 / chance;
  if (!(times < 1e9)) return '1/10⁹';
  const digits = 10 ** Math.floor(Math.log10(times));
  return `1/${(Math.floor(times / digits) * digits).toLocaleString('en-US')}`;
};
