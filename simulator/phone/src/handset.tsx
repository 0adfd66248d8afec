import { PhoneFilled } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Caller } from './caller-picker.tsx';
import { Display } from './display.tsx';
import { keyTone } from './sound.ts';
import { SpeechBar } from './speech-bar.tsx';
import type { Phone } from './use-phone.ts';

const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

const PRESSED_MS = 120;

/** The body of the phone: display, keys, call and hang-up, and a mouth to speak with. */
export function Handset({ phone, caller, sound }: { phone: Phone; caller: Caller; sound: boolean }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const [pressed, setPressed] = useState('');
  const { call } = phone;
  const inCall = call !== undefined && call.phase !== 'over';
  const keyed = typed ?? phone.hotline;

  const press = (key: string) => {
    if (sound) keyTone(key);
    setPressed(key);
    setTimeout(() => setPressed(''), PRESSED_MS);
    if (!inCall) setTyped((typed ?? '') + key);
    else if (call.phase === 'talking') phone.act({ name: 'keys', body: { digits: key } });
  };
  const erase = () => setTyped(keyed.slice(0, -1));
  const dial = () => {
    if (inCall || !keyed) return;
    phone.dial(caller.kind === 'anonymous' ? 'anonymous' : caller.number, keyed);
    setTyped(undefined);
  };
  const hangUp = () => phone.act({ name: 'hangup' });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        target.closest('input, textarea, [role="combobox"]') ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      if (/^[0-9*#]$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace' && !inCall) erase();
      else if (event.key === 'Enter' && !inCall && !target.closest('button, a')) dial();
      else if (event.key === 'Escape' && inCall) hangUp();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <div className="handset">
      <Display phone={phone} keyed={keyed}>
        <SpeechBar call={call} act={phone.act} />
      </Display>
      <fieldset className="keypad" aria-label={t('keypad')}>
        {KEYS.map(([key, letters]) => (
          <button
            key={key}
            type="button"
            className={pressed === key ? 'key pressed' : 'key'}
            onClick={() => press(key)}
          >
            <span className="digit">{key}</span>
            <span className="letters">{letters}</span>
          </button>
        ))}
      </fieldset>
      <div className="call-row">
        <span />
        {/* Two buttons, not one that changes: a further Enter on the dialled call must not hang it up. */}
        {inCall ? (
          <button key="hangup" type="button" className="call-button red" onClick={hangUp}>
            <PhoneFilled rotate={225} />
            {t('hangup')}
          </button>
        ) : (
          <button key="dial" type="button" className="call-button green" disabled={!keyed} onClick={dial}>
            <PhoneFilled />
            {t('dial')}
          </button>
        )}
        {inCall ? (
          <span />
        ) : (
          <button type="button" className="erase" onClick={erase}>
            ⌫ {t('clear')}
          </button>
        )}
      </div>
    </div>
  );
}
