import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneState } from '../softphone/softphone.ts';
import { useSoftphone } from '../softphone/softphone-context.tsx';
import { useDesk } from './desk-context.tsx';
import { ReachDialog } from './reach-dialog.tsx';

/** The SDK's names of what is wrong with the sound, in four groups that an agent can do something about. */
const GROUP_OF: Record<string, 'network' | 'silent_microphone' | 'nothing_heard' | 'cut'> = {
  'high-rtt': 'network',
  'low-mos': 'network',
  'high-jitter': 'network',
  'high-packet-loss': 'network',
  'high-packets-lost-fraction': 'network',
  'low-bytes-sent': 'network',
  'low-bytes-received': 'nothing_heard',
  'constant-audio-output-level': 'nothing_heard',
  'constant-audio-input-level': 'silent_microphone',
  'ice-connectivity-lost': 'cut',
};

/** What is wrong with the telephone in the browser, and what to do about it. */
export function PhoneTrouble({ state, reach }: { state: PhoneState; reach: 'browser' | 'number' }) {
  const { t } = useTranslation();
  const phone = useSoftphone();
  const desk = useDesk();
  const [choosing, setChoosing] = useState(false);
  const warnings = [...new Set(state.warnings.map((name) => GROUP_OF[name] ?? 'network'))];
  const wanted =
    state.call !== 'none' || (reach === 'browser' && desk !== null && desk.state !== 'signed_out');
  if (!wanted) return null;
  if (state.call === 'reconnecting')
    return (
      <p className="call-bar call-bar-lost" role="alert">
        {t('desk.phone.reconnecting')}
      </p>
    );
  if (state.problem || state.line === 'failed')
    return (
      <div className="call-bar call-bar-lost" role="alert">
        <span>{t(state.problem ? `desk.phone.problem.${state.problem}` : 'desk.phone.failed')}</span>
        <span className="call-bar-acts">
          <Button size="small" onClick={() => phone?.prepare()}>
            {t('desk.phone.retry')}
          </Button>
          <Button size="small" onClick={() => setChoosing(true)}>
            {t('desk.phone.byNumber')}
          </Button>
        </span>
        <ReachDialog open={choosing} close={() => setChoosing(false)} />
      </div>
    );
  if (warnings.length === 0) return null;
  return (
    <p className="call-bar call-bar-warning" role="status">
      {warnings.map((name) => t(`desk.phone.warning.${name}`)).join(t('common.comma'))}
    </p>
  );
}
