import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { dateOf, exactTime, localTime } from '../time/words.ts';

/** The hotline's own time; in the demo its day too, since it can be moved. */
export function HotlineTime() {
  const { t } = useTranslation();
  const { timeZone, demo } = useReferenceData();
  const now = useNow();
  const { time } = localTime(now, timeZone);
  return (
    <Tooltip
      title={`${demo ? t('shell.demoTime') : t('shell.hotlineTime')} ${exactTime(now, timeZone)} ${timeZone}`}
    >
      <time className="hotline-time">
        {demo && <span>{dateOf(now, timeZone, t)}</span>}
        {time}
      </time>
    </Tooltip>
  );
}
