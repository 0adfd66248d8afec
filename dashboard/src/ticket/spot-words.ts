import { useTranslation } from 'react-i18next';
import type { ServiceActionName } from '../../../domain/vocabulary.ts';
import type { VisitWork } from './fieldwork-view.tsx';

const spotOf = (work: VisitWork | undefined, action: ServiceActionName) =>
  work?.actions.find((each) => each.action === action);

/** Further than any flat is from its gate. */
const AWAY_M = 1_000;

/** Whether something about where or when it was recorded is worth a look. */
export function isOdd(work: VisitWork | undefined, action: ServiceActionName): boolean {
  const spot = spotOf(work, action);
  if (!spot) return false;
  const { timeNote, awayM, accuracyM } = spot;
  return timeNote !== null || (awayM !== null && awayM - (accuracyM ?? 0) > AWAY_M);
}

/** H5: where an action was recorded, and what was amiss with its time, in words. */
export function useSpotWords(): (work: VisitWork | undefined, action: ServiceActionName) => string[] {
  const { t } = useTranslation();
  return (work, action) => {
    const spot = spotOf(work, action);
    if (!spot) return [];
    const { place, awayM, accuracyM, timeNote, skewSeconds } = spot;
    const distance = awayM === null ? null : awayM < 1000 ? `${awayM} m` : `${(awayM / 1000).toFixed(1)} km`;
    const clockIsOff = skewSeconds !== null && Math.abs(skewSeconds) > 120;
    return [
      place && t(`fieldwork.place.${place}`),
      distance && t('fieldwork.away', { distance }),
      accuracyM !== null && t('fieldwork.accuracy', { metres: accuracyM }),
      timeNote && t(`fieldwork.timeNote.${timeNote}`),
      clockIsOff && t('fieldwork.skew', { minutes: Math.round(skewSeconds / 60) }),
    ].filter((words) => typeof words === 'string');
  };
}
