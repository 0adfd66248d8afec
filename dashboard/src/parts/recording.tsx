import { PlayCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayHear } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { ticking } from '../time/words.ts';

/** What was left spoken. Fetched only when someone wants to hear it, since each hearing is on record. */
export function Recording({ id, seconds }: { id: number; seconds?: number }) {
  const { t } = useTranslation();
  const may = mayHear(useMe());
  const [wanted, setWanted] = useState(false);
  const [failed, setFailed] = useState(false);
  const length = seconds === undefined ? '' : ` ${ticking(seconds * 1000)}`;
  if (!may) return <span className="quiet">{t('recording.notForYou') + length}</span>;
  if (failed) {
    return (
      <span className="quiet">
        {t('recording.failed')}{' '}
        <Button type="link" size="small" onClick={() => setFailed(false)}>
          {t('common.retry')}
        </Button>
      </span>
    );
  }
  if (!wanted) {
    return (
      <Button size="small" icon={<PlayCircleOutlined />} onClick={() => setWanted(true)}>
        {t('recording.play') + length}
      </Button>
    );
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: a caller's own words, for which there is no written text
    <audio
      className="recording"
      controls
      autoPlay
      src={`/api/recordings/${id}`}
      onError={() => setFailed(true)}
    />
  );
}
