import { PlayCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecordingView } from '../api/queries.ts';
import { Player } from '../recordings/player.tsx';
import { mayHear } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { ticking } from '../time/words.ts';

/** What was spoken, wherever it belongs. Fetched only when someone wants to hear it: each hearing is on record. */
export function Recording({ id, seconds }: { id: number; seconds?: number }) {
  const { t } = useTranslation();
  const may = mayHear(useMe());
  const [wanted, setWanted] = useState(false);
  const length = seconds === undefined ? '' : ` ${ticking(seconds * 1000)}`;
  if (!may) return <span className="quiet">{t('recording.notForYou') + length}</span>;
  if (wanted) return <Wanted id={id} />;
  return (
    <Button size="small" icon={<PlayCircleOutlined />} onClick={() => setWanted(true)}>
      {t('recording.play') + length}
    </Button>
  );
}

function Wanted({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useRecordingView(id);
  const [failed, setFailed] = useState(false);
  const retry = () => {
    setFailed(false);
    void refetch();
  };
  if (failed || error) {
    return (
      <span className="quiet">
        {t('recording.failed')}{' '}
        <Button type="link" size="small" onClick={retry}>
          {t('common.retry')}
        </Button>
      </span>
    );
  }
  if (data === undefined) return <span className="quiet">…</span>;
  if (data === null) return <span className="quiet">{t('player.forOthers')}</span>;
  if (data.state === 'deleted') return <span className="quiet">{t('player.deleted')}</span>;
  if (data.state === 'recording' || data.state === 'paused')
    return <span className="quiet">{t('player.going')}</span>;
  return (
    <Player id={id} seconds={data.seconds} pauses={data.pauses} autoPlay failed={() => setFailed(true)} />
  );
}
