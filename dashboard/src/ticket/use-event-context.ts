import { useTranslation } from 'react-i18next';
import { formatFen } from '../../../domain/money.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { dayTime } from '../time/words.ts';
import type { EventContext } from './event-words.ts';

/** What events are put into words with. */
export function useEventContext(): EventContext {
  const { t } = useTranslation();
  const { places, categoryName, unitName, timeZone } = useReferenceData();
  const now = useNow();
  return {
    unitName,
    t,
    categoryName,
    placeName: places.long,
    when: (at) => dayTime(at, now, timeZone, t),
    yuan: formatFen,
  };
}
