import { Empty } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line, PhoneCall } from './call-state.ts';
import { partyName } from './numbers.ts';

/** What was heard, pressed and said on the call, as it goes. */
export function Transcript({ call }: { call: PhoneCall | undefined }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const count = call?.lines.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further line is what scrolls
  useEffect(() => {
    const box = end.current?.parentElement;
    box?.scrollTo({ top: box.scrollHeight });
  }, [count]);
  return (
    <section className="column panel transcript" aria-label={t('transcript')}>
      <h2>{t('transcript')}</h2>
      <div className="lines" role="log">
        {call ? (
          call.lines.map((line) => <LineView key={line.id} line={line} call={call} />)
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('transcriptEmpty')} />
        )}
        <div ref={end} />
      </div>
    </section>
  );
}

function LineView({ line, call }: { line: Line; call: PhoneCall }) {
  const { t } = useTranslation();
  switch (line.kind) {
    case 'prompt':
      return (
        <Said by={line.verb === 'carrier' ? 'heard error-text' : 'heard'} at={line.at} lang={line.language}>
          {line.verb === 'Say' && line.text}
          {line.verb === 'Play' && t('play', { text: line.text })}
          {line.verb === 'carrier' && t('carrierSays', { text: line.text })}
        </Said>
      );
    case 'keys':
      return (
        <Said by="mine" at={line.at}>
          {t('keysPressed', { text: '' })}
          {[...line.text].map((key, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: keys repeat, and only ever grow at the end
            <kbd key={index}>{key}</kbd>
          ))}
        </Said>
      );
    case 'speech':
      return (
        <Said by="mine" at={line.at}>
          {t('spoke', { text: line.text })}
        </Said>
      );
    case 'said':
      return (
        <Said by="heard" at={line.at}>
          <span className="who num">{partyName(line.from)}</span> {line.text}
        </Said>
      );
    case 'place':
      return (
        <div className="line note">
          {t(`place.${line.change}`)} <Time at={line.at} />
        </div>
      );
    case 'recording':
      return (
        <Said by="mine" at={line.at}>
          {line.text ? t('recorded', { text: line.text }) : t('recordedSilent')}
        </Said>
      );
    case 'silence':
      return <div className="line note">{t('silence')}</div>;
    case 'error':
      return (
        <div className="line error" role="alert">
          <a href={`https://www.twilio.com/docs/api/errors/${line.code}`} target="_blank" rel="noreferrer">
            {t('error', { code: line.code })}
          </a>{' '}
          {line.message}
          {line.url && <div className="url">{line.url}</div>}
        </div>
      );
    case 'state':
      return (
        <div className="line note">
          {t(`state.${line.state}`)} <Time at={line.at} />
        </div>
      );
    case 'ended':
      return (
        <div className="line note">
          <EndText line={line} call={call} /> <Time at={line.at} />
        </div>
      );
  }
}

/** Words of one side, and when. */
export function Said(props: { by: string; at: string; lang?: string; children: ReactNode }) {
  return (
    <div className={`line ${props.by}`} lang={props.lang}>
      {props.children} <Time at={props.at} />
    </div>
  );
}

function Time({ at }: { at: string }) {
  return (
    <time className="num" dateTime={at}>
      {new Date(at).toLocaleTimeString('zh-CN', { hour12: false })}
    </time>
  );
}

function EndText({ line, call }: { line: Extract<Line, { kind: 'ended' }>; call: PhoneCall }) {
  const { t } = useTranslation();
  const here = call.direction === 'in' ? t(`endedHere.${line.status}`) : '';
  const s = line.duration % 60;
  const m = Math.floor(line.duration / 60);
  const duration = m ? t('minutes', { m, s }) : t('seconds', { s });
  return <>{here || t(`ended.${line.status}`, { duration })}</>;
}
