import { formatFen } from '../../../domain/money.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { dayTime } from '../time/words.ts';
import type { EventContext } from './event-words.ts';
import { useAnswerContext } from './use-answer-words.ts';

/** What events are put into words with. */
export function useEventContext(): EventContext {
  const answers = useAnswerContext();
  const { t } = answers;
  const { places, categoryName, unitName, timeZone } = useReferenceData();
  const now = useNow();
  return {
    ...answers,
    unitName,
    categoryName,
    placeName: places.long,
    when: (at) => dayTime(at, now, timeZone, t),
    yuan: formatFen,
  };
}
