import {
  AudioMutedOutlined,
  AudioOutlined,
  MessageOutlined,
  PauseOutlined,
  PhoneOutlined,
  PlayCircleOutlined,
  SwapOutlined,
  TableOutlined,
} from '@ant-design/icons';
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskCall, DeskView } from '../../../domain/contracts/desk.ts';
import { usePhoneState } from '../softphone/softphone-context.tsx';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import type { CallPanel } from './call-bar.tsx';
import { CallerWords } from './caller-words.tsx';
import { ConsultBar } from './consult-bar.tsx';
import { type DeskAct, type DeskActs, KEY_OF } from './desk-keys.ts';
import { HearOutLink } from './hear-out-link.tsx';
import { Keypad } from './keypad.tsx';
import { Others } from './others.tsx';
import { TextPanel } from './text-panel.tsx';
import { TransferPanel } from './transfer-panel.tsx';

interface CallInHandProps {
  desk: DeskView;
  call: DeskCall;
  acts: DeskActs;
  panel: CallPanel | null;
  setPanel: (panel: CallPanel | null) => void;
  busy: boolean;
}

/** The call in hand: who, how long, and all that can be done with it. */
export function CallInHand({ desk, call, acts, panel, setPanel, busy }: CallInHandProps) {
  const { t } = useTranslation();
  const phone = usePhoneState();
  const now = useSeconds();
  const muted = phone?.muted ?? false;
  const elsewhere = desk.reach === 'browser' && phone?.call === 'none';
  const paused = call.recording === 'paused';
  const panelOf = (name: CallPanel, button: ReactNode, content: ReactNode) => (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={panel === name}
      onOpenChange={(open) => setPanel(open ? name : null)}
      destroyOnHidden
      content={content}
    >
      {button}
    </Popover>
  );
  const close = () => setPanel(null);
  return (
    <section className="call-bar call-bar-live" data-held={call.held || undefined} aria-label={t('desk.bar')}>
      <div className="call-bar-who">
        <b className="call-bar-state" role="status">
          {t(
            call.dialling === 'ringing'
              ? 'desk.call.ringing'
              : call.held
                ? 'desk.call.held'
                : 'desk.call.talking',
          )}
        </b>
        <strong className="call-bar-timer">{ticking(now - Date.parse(call.startedAt))}</strong>
        <CallerWords caller={call.caller} />
        <HearOutLink caller={call.caller} />
        {call.dialling === 'not_reached' && <span className="late">{t('desk.call.notReached')}</span>}
        {elsewhere && <span className="soon">{t('desk.call.elsewhere')}</span>}
        {muted && <b className="recording-paused">{t('desk.call.muted')}</b>}
        <RecordingMark recording={call.recording} />
        <Others desk={desk} call={call} />
      </div>
      {call.consulting ? (
        <ConsultBar consulting={call.consulting} />
      ) : (
        <div className="call-bar-acts">
          <Control
            act="hold"
            icon={call.held ? <PlayCircleOutlined /> : <PauseOutlined />}
            on={call.held}
            busy={busy}
            run={acts.hold}
          >
            {t(call.held ? 'desk.call.resume' : 'desk.call.hold')}
          </Control>
          {acts.mute && (
            <Control
              act="mute"
              icon={muted ? <AudioMutedOutlined /> : <AudioOutlined />}
              on={muted}
              run={acts.mute}
            >
              {t(muted ? 'desk.call.unmute' : 'desk.call.mute')}
            </Control>
          )}
          {panelOf(
            'transfer',
            <Control act="transfer" icon={<SwapOutlined />} on={panel === 'transfer'}>
              {t('desk.call.transfer')}
            </Control>,
            <TransferPanel done={close} />,
          )}
          {panelOf(
            'keypad',
            <Control act="keypad" icon={<TableOutlined />} on={panel === 'keypad'}>
              {t('desk.call.keypad')}
            </Control>,
            <Keypad />,
          )}
          {acts.recording && (
            <Control
              act="recording"
              icon={paused ? <PlayCircleOutlined /> : <PauseOutlined />}
              on={paused}
              run={acts.recording}
            >
              {t(paused ? 'desk.call.resumeRecording' : 'desk.call.pauseRecording')}
            </Control>
          )}
          {panelOf(
            'text',
            <Control icon={<MessageOutlined />} on={panel === 'text'}>
              {t('desk.call.text')}
            </Control>,
            <TextPanel done={close} />,
          )}
          <Control act="hangUp" icon={<PhoneOutlined rotate={225} />} danger run={acts.hangUp}>
            {t('desk.call.hangUp')}
          </Control>
        </div>
      )}
    </section>
  );
}

interface ControlProps {
  icon: ReactNode;
  children: ReactNode;
  act?: DeskAct;
  /** It is pressed in. */
  on?: boolean;
  danger?: boolean;
  busy?: boolean;
  run?: () => void;
}

/** One thing that can be done; its key on hover. What a popover hands down goes to the button. */
function Control({ icon, children, act, on = false, danger, busy, run, ...rest }: ControlProps) {
  return (
    <Button
      icon={icon}
      danger={danger}
      type={danger ? 'primary' : 'default'}
      className={on ? 'control control-on' : 'control'}
      aria-pressed={on}
      aria-keyshortcuts={act && KEY_OF[act].join(' ')}
      title={act && KEY_OF[act].join(' / ')}
      disabled={busy}
      onClick={run}
      {...rest}
    >
      {children}
    </Button>
  );
}

function RecordingMark({ recording }: Pick<DeskCall, 'recording'>) {
  const { t } = useTranslation();
  if (recording === 'paused') return <b className="recording-paused">{t('desk.call.recordingPaused')}</b>;
  return (
    <span className="quiet" title={t('desk.call.pauseMeans')}>
      {t(recording === 'on' ? 'desk.call.recording' : 'desk.call.notRecording')}
    </span>
  );
}
