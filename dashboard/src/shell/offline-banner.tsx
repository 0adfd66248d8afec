import { useTranslation } from 'react-i18next';
import { useLineState } from '../live/live.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { localTime } from '../time/words.ts';

/** A cut shorter than this mends itself before anyone has read about it. */
const SHOWN_AFTER_MS = 4_000;

/** Offline: since when, what is shown, and that nobody has to do anything. */
export function OfflineBanner() {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const { offlineSince } = useLineState();
  const now = useNow();
  if (offlineSince === null || now - offlineSince < SHOWN_AFTER_MS) return null;
  return (
    <div className="offline-banner" role="alert">
      {t('line.banner', { time: localTime(offlineSince, timeZone).time })}
    </div>
  );
}
