import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../domain/contracts/api.ts';
import type { ScorePart } from '../../../domain/vocabulary.ts';
import { behind, type Ranked } from './why-not.ts';

type Excluded = Verdict['excluded'][number];

/** Points as they are read: to the tenth. */
export const pointsText = (points: number): string => points.toFixed(1);

/** Puts a verdict's codes and figures into words. */
export function useVerdictWords() {
  const { t } = useTranslation();
  return {
    excluded({ why, figures }: Excluded): string {
      const words = t(`trade.exclusion.${why}`);
      if (!figures || why === 'standing' || why === 'not_authorised' || why === 'tried') return words;
      return t(`why.excludedFigures.${why}`, { words, ...figures });
    },
    behind(first: Ranked, other: Ranked): string {
      const why = behind(first, other);
      switch (why.by) {
        case 'score':
          return t('why.behind.score', {
            gap: pointsText(why.gap),
            part: t(`why.part.${why.part}`),
            most: pointsText(why.most),
          });
        case 'unknown':
          return t('why.after');
        default:
          return t(`why.behind.${why.by}`);
      }
    },
    /** What a part was counted from. */
    figure(part: ScorePart, outlet: Ranked): string {
      const {
        distanceKm,
        load,
        capacity = 0,
        quality = 0,
        skilled = 0,
        technicians = 0,
        recent = 0,
      } = outlet;
      switch (part) {
        case 'distance':
          return t('why.figure.distance', { km: distanceKm.toFixed(1) });
        case 'load':
          return t('why.figure.load', { load, capacity });
        case 'quality':
          return t('why.figure.quality', { quality: quality.toFixed(2) });
        case 'skill':
          return t('why.figure.skill', { skilled, technicians });
        case 'wish':
          return t(`why.figure.wish.${outlet.wish ?? 'none'}`);
        case 'fairness':
          return t('why.figure.fairness', { recent });
        default:
          return part satisfies never;
      }
    },
  };
}
