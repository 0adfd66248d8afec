import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNow } from '../time/clock.ts';
import { countdown, dayTime, dayWords, exactTime, localTime } from '../time/words.ts';
import { useReferenceData } from './reference.tsx';

/** An instant as people say it, exact on hover: 今天 14:30; a window of one day: 今天 14:00–18:00 */
export function When({ at, until }: { at: string; until?: string | null }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  return (
    <Tooltip title={exactTime(at, timeZone)}>
      <time dateTime={at} className="when">
        {dayTime(at, now, timeZone, t)}
        {until && `–${localTime(until, timeZone).time}`}
      </time>
    </Tooltip>
  );
}

/** What is left until an instant, or how long it is past: 还剩 12 分钟 */
export function Countdown({ until }: { until: string }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  return (
    <Tooltip title={exactTime(until, timeZone)}>
      <time dateTime={until} className="when">
        {countdown(Date.parse(until) - now, t)}
      </time>
    </Tooltip>
  );
}

/** For days 'YYYY-MM-DD': 今天 · 明天 · 3月2日 */
export function useDayWords(): (day: string) => string {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  return (day) => dayWords(day, now, timeZone, t);
}
