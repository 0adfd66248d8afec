import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneCall, Place } from './call-state.ts';
import { grouped } from './numbers.ts';
import type { Phone, Trouble } from './use-phone.ts';

/** Seconds since a moment, counted as they pass. */
function useElapsed(since: number | null, running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  return since === null ? 0 : Math.max(0, Math.floor((now - since) / 1000));
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** The screen of the phone: with whom, in which state, for how long, and what is said just now. */
export function Display({ phone, keyed, children }: { phone: Phone; keyed: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { call, trouble, hotline } = phone;
  const talking = call?.phase === 'talking';
  const elapsed = useElapsed(call?.answeredAt ?? null, talking);
  const inCall = call !== undefined && call.phase !== 'over';
  const isHotline = inCall || keyed === hotline;
  const duration = talking ? clock(elapsed) : call?.ended && isHotline ? clock(call.ended.duration) : '';
  const spoken =
    call?.phase === 'talking'
      ? call.lines.findLast((line) => line.kind === 'prompt' || line.kind === 'said')
      : undefined;

  return (
    <div className={`display ${call?.phase ?? 'idle'}`}>
      <div className="display-top">
        <span>{isHotline ? t('hotline') : ' '}</span>
        <span className="num">{duration}</span>
      </div>
      <div className="display-number num">
        {inCall ? call.keyed || grouped(hotline) : grouped(keyed) || ' '}
      </div>
      <div className="display-state">
        {trouble ? (
          <span className="error-text">
            <TroubleText trouble={trouble} />
          </span>
        ) : (
          <StateText call={call} />
        )}
      </div>
      <div className="display-prompt" aria-live="polite">
        {inCall ? spoken && 'text' in spoken && spoken.text : <span className="muted">{t('readyHint')}</span>}
      </div>
      {children}
    </div>
  );
}

function TroubleText({ trouble }: { trouble: Trouble }) {
  const { t } = useTranslation();
  if (trouble.kind === 'wrong-number') return t('wrongNumber', { number: trouble.number });
  return t(trouble.kind === 'away' ? 'away' : 'notAccepted');
}

function StateText({ call }: { call: PhoneCall | undefined }) {
  const { t } = useTranslation();
  if (!call) return <>{t('ready')}</>;
  if (call.phase === 'over') return <>{t('over')}</>;
  if (call.phase === 'ringing') return <>{t(call.direction === 'in' ? 'incoming' : 'dialling')}</>;
  const { waiting, place } = call;
  if (waiting?.for === 'recording') return <strong>{t('recordNow')}</strong>;
  if (waiting?.for !== 'gather' && place) return <PlaceText place={place} />;
  if (waiting?.for !== 'gather') return <>{t('listening')}</>;
  if (!waiting.input.includes('dtmf')) return <strong>{t('speakNow')}</strong>;
  if (waiting.input.includes('speech')) return <strong>{t('pressOrSpeak')}</strong>;
  const many = waiting.numDigits !== 1 && waiting.finishOnKey;
  return <strong>{many ? t('pressKeysUntil', { key: waiting.finishOnKey }) : t('pressKeys')}</strong>;
}

function PlaceText({ place }: { place: Place }) {
  const { t } = useTranslation();
  if (place.hold) return <>{t('onHold')}</>;
  if (place.kind === 'queue') return <>{t('inQueue')}</>;
  if (place.kind === 'waiting') return <>{t('awaitingOthers')}</>;
  return <strong>{t(place.muted ? 'talkingMuted' : 'talking')}</strong>;
}
