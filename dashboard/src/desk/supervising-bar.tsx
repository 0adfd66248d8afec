import { AudioMutedOutlined, AudioOutlined, LogoutOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PhoneState } from '../softphone/softphone.ts';
import { useSoftphone } from '../softphone/softphone-context.tsx';
import { useMySupervision } from '../wallboard/use-wallboard.ts';

/** A supervisor is on a colleague's call: as what, and the way out. */
export function SupervisingBar({ state }: { state: PhoneState }) {
  const { t } = useTranslation();
  const phone = useSoftphone();
  const mode = useMySupervision()?.mode ?? 'listen';
  return (
    <section className="call-bar call-bar-live" aria-label={t('desk.bar')}>
      <div className="call-bar-who">
        <b className="call-bar-state">
          {state.call === 'connecting'
            ? t('desk.offer.taking')
            : t('desk.call.supervising', { mode: t(`trade.supervision.${mode}`) })}
        </b>
      </div>
      <div className="call-bar-acts">
        {mode === 'listen' && <span className="quiet">{t('desk.call.listening')}</span>}
        <Button
          disabled={mode === 'listen'}
          icon={state.muted ? <AudioMutedOutlined /> : <AudioOutlined />}
          onClick={() => phone?.mute(!state.muted)}
        >
          {t(state.muted ? 'desk.call.unmute' : 'desk.call.mute')}
        </Button>
        <Button danger type="primary" icon={<LogoutOutlined />} onClick={() => phone?.disconnect()}>
          {t('desk.call.leave')}
        </Button>
      </div>
    </section>
  );
}
