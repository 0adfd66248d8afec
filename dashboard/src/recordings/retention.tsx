import { useTranslation } from 'react-i18next';
import type { RecordingView } from '../../../domain/contracts/recordings.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { dayOf, dayTime } from '../time/words.ts';

/** How long it is kept, or that it is gone. */
export function Retention({ recording }: { recording: RecordingView }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const { state, retainUntil, deletedAt, hold } = recording;
  if (state === 'recording' || state === 'paused')
    return <span className="quiet">{t('recordings.stillGoing')}</span>;
  if (deletedAt)
    return (
      <span className="quiet">
        {t('recordings.deletedAt', { time: dayTime(deletedAt, now, timeZone, t) })}
      </span>
    );
  if (hold) return <span className="soon">{t('recordings.held')}</span>;
  if (state === 'deleting') return <span className="quiet">{t('recordings.deleting')}</span>;
  if (!retainUntil) return <span>{t('recordings.noEnd')}</span>;
  if (Date.parse(retainUntil) <= now) return <span className="quiet">{t('recordings.overdue')}</span>;
  return <span>{t('recordings.retainUntil', { day: dayOf(retainUntil, now, timeZone, t) })}</span>;
}
