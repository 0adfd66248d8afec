import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLineState } from '../live/live.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { localTime } from '../time/words.ts';

/** Whether the page is live. */
export function LineIndicator() {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const { phase, offlineSince, resyncs } = useLineState();
  const words =
    phase === 'offline' && offlineSince !== null
      ? t('line.offlineSince', { time: localTime(offlineSince, timeZone).time })
      : t(`line.${phase}`);
  return (
    <Tooltip title={t(`line.means.${phase}`, { resyncs })}>
      <span className="line-indicator" data-phase={phase} role="status">
        <i aria-hidden="true" />
        <span>{words}</span>
      </span>
    </Tooltip>
  );
}
