import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDeskAct } from './desk-context.tsx';

/** Set away by the hotline: why, and the way back. */
export function AwayBar() {
  const { t } = useTranslation();
  const { act, busy } = useDeskAct();
  return (
    <section className="call-bar call-bar-away" aria-label={t('desk.bar')}>
      <div className="call-bar-who" role="alert">
        <b>{t('desk.idle.away')}</b>
        <span>{t('desk.idle.awayHint')}</span>
      </div>
      <div className="call-bar-acts">
        <Button
          type="primary"
          loading={busy}
          onClick={() => act({ path: '/state', body: { state: 'available' } })}
        >
          {t('desk.idle.back')}
        </Button>
      </div>
    </section>
  );
}
