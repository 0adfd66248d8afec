import { AudioOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneCall } from './call-state.ts';
import type { Action } from './carrier.ts';

const SHOWN_HINTS = 12;
/** Whoever types is speaking; the carrier is told again before it stops believing it. */
const STILL_SPEAKING_MS = 20_000;

/** Says something to a menu that listens or to the others on the call, or leaves a message; nothing when neither is wanted. */
export function SpeechBar({ call, act }: { call: PhoneCall | undefined; act: (action: Action) => void }) {
  const waiting = call?.phase === 'talking' ? call.waiting : null;
  if (waiting?.for === 'gather' && waiting.input.includes('speech')) {
    return <Say key={`${call?.sid}${waiting.step}`} hints={waiting.hints} act={act} />;
  }
  if (call?.place?.kind === 'talk' && !call.place.hold) {
    return <Say key={`${call.sid} talk`} hints={[]} act={act} />;
  }
  if (waiting?.for === 'recording') return <Record maxLength={waiting.maxLength} act={act} />;
  return null;
}

function Say({ hints, act }: { hints: string[]; act: (action: Action) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const toldAt = useRef(0);
  const say = (words: string) => {
    if (!words.trim()) return;
    act({ name: 'speech', body: { text: words.trim() } });
    setText('');
  };
  const type = (value: string) => {
    setText(value);
    if (!value || Date.now() - toldAt.current < STILL_SPEAKING_MS) return;
    toldAt.current = Date.now();
    act({ name: 'speaking' });
  };
  return (
    <div className="speech-bar">
      <form
        className="say"
        onSubmit={(event) => {
          event.preventDefault();
          say(text);
        }}
      >
        <Input
          value={text}
          prefix={<AudioOutlined />}
          placeholder={t('say')}
          aria-label={t('say')}
          onChange={(event) => type(event.target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={!text.trim()}>
          {t('send')}
        </Button>
      </form>
      {hints.length > 0 && (
        <div className="hints">
          {hints.slice(0, SHOWN_HINTS).map((hint) => (
            <Button key={hint} size="small" onClick={() => say(hint)}>
              {hint}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function Record({ maxLength, act }: { maxLength: number; act: (action: Action) => void }) {
  const { t } = useTranslation();
  const [startedAt, setStartedAt] = useState<number>();
  const [seconds, setSeconds] = useState(0);
  const [text, setText] = useState('');

  useEffect(() => {
    if (startedAt === undefined) return;
    const timer = setInterval(() => setSeconds(Math.ceil((Date.now() - startedAt) / 1000)), 500);
    return () => clearInterval(timer);
  }, [startedAt]);

  const start = () => {
    setStartedAt(Date.now());
    act({ name: 'speaking' });
  };
  const finish = () => {
    act({ name: 'recording', body: { seconds: Math.max(1, seconds), text: text.trim() } });
  };
  if (startedAt === undefined) {
    return (
      <div className="speech-bar say">
        <Button danger type="primary" icon={<AudioOutlined />} onClick={start} className="grow">
          {t('startRecording')}
        </Button>
        <Button onClick={() => act({ name: 'silence' })}>{t('staySilent')}</Button>
      </div>
    );
  }
  return (
    <div className="speech-bar">
      <div className="say">
        <Input
          autoFocus
          value={text}
          placeholder={t('recordingText')}
          aria-label={t('recordingText')}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={finish}
        />
        <Button type="primary" onClick={finish}>
          {t('finishRecording')}
        </Button>
      </div>
      <div className="recording num">
        <span className="dot" /> {t('recordingSeconds', { seconds, max: maxLength })}
      </div>
    </div>
  );
}
