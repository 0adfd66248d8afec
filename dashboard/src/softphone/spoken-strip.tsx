import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMySupervision } from '../wallboard/use-wallboard.ts';
import type { PhoneState } from './softphone.ts';
import { useSoftphone } from './softphone-context.tsx';

interface SpokenStrip {
  state: PhoneState;
  /** The carrier keeps them silent, whatever they say. */
  listening?: boolean;
}

/** The same on a colleague's call: while they only listen, nothing can be said. */
export function SupervisorStrip({ state }: { state: PhoneState }) {
  const mode = useMySupervision()?.mode ?? 'listen';
  return <SpokenStrip state={state} listening={mode === 'listen'} />;
}

/** Where there is no sound: what is said on the call, and saying something. */
export function SpokenStrip({ state, listening = false }: SpokenStrip) {
  const { t } = useTranslation();
  const phone = useSoftphone();
  const [text, setText] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const { spoken } = state;
  const muted = state.muted || listening;
  const last = spoken.at(-1)?.id;
  useEffect(() => {
    if (last !== undefined) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last]);
  const speak = () => {
    if (!text.trim()) return;
    phone?.say(text.trim());
    setText('');
  };
  return (
    <section className="spoken-strip" aria-label={t('desk.spoken.label')}>
      <ol ref={list} aria-live="polite">
        {spoken.map(({ id, from, text: said }) => (
          <li key={id} data-from={from}>
            <span className="quiet">{t(`desk.spoken.who.${from}`)}</span> {said}
          </li>
        ))}
      </ol>
      <Input
        value={text}
        disabled={muted}
        maxLength={300}
        onChange={({ target }) => setText(target.value)}
        onPressEnter={speak}
        placeholder={t(`desk.spoken.${listening ? 'listening' : muted ? 'muted' : 'hint'}`)}
        aria-label={t('desk.spoken.hint')}
      />
      <Button onClick={speak} disabled={muted || !text.trim()}>
        {t('desk.spoken.send')}
      </Button>
    </section>
  );
}
