import { MutedOutlined, SoundOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneEvent } from '../../carrier/types.ts';
import { type Caller, CallerPicker, isCaller } from './caller-picker.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { Handset } from './handset.tsx';
import { switchLanguage } from './i18n.ts';
import { IncomingBanner } from './incoming-banner.tsx';
import { Messages } from './messages.tsx';
import { asCaller, newNumber } from './numbers.ts';
import { useStored } from './stored.ts';
import { Transcript } from './transcript.tsx';
import { usePhone } from './use-phone.ts';
import { useVoice } from './use-voice.ts';

/** Numbers that still ring here although another caller has been chosen since. */
const REMEMBERED = 8;

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const areCallers = (value: unknown): value is Caller[] => Array.isArray(value) && value.every(isCaller);

/** Who calls, where the address says so: the dashboard opens this phone to hear a draft of the menu. */
const asked = asCaller(new URLSearchParams(location.search).get('number') ?? '');

export function App() {
  const { t } = useTranslation();
  const [callers, setCallers] = useStored<Caller[]>(
    'callers',
    [{ number: newNumber(), kind: 'unknown' }],
    areCallers,
  );
  const [sound, setSound] = useStored('sound', true, isBoolean);
  const [newMessages, setNewMessages] = useState(0);
  const [chosen, setChosen] = useState(asked === undefined);
  if (!chosen && asked !== undefined) {
    setChosen(true);
    setCallers([
      callers.find(({ number }) => number === asked) ?? { number: asked, kind: 'typed' },
      ...callers.filter(({ number }) => number !== asked),
    ]);
  }
  const caller = callers[0] as Caller;

  const hear = (event: PhoneEvent) => {
    if (event.type === 'message') setNewMessages((count) => count + 1);
  };
  const phone = usePhone([...new Set(callers.map(({ number }) => number))], hear);
  const voiceless = useVoice(phone.call, sound);

  const choose = (chosen: Caller) => {
    setCallers([chosen, ...callers.filter(({ number }) => number !== chosen.number)].slice(0, REMEMBERED));
  };
  const who = (number: string) =>
    callers.find((known) => known.number === number) ?? { number, kind: 'typed' as const };
  const accept = () => {
    if (phone.incoming) choose(who(phone.incoming.number));
    phone.accept();
  };
  const inCall = phone.call !== undefined && phone.call.phase !== 'over';

  useEffect(() => {
    document.title = `${phone.incoming ? `📞 ${t('incoming')}` : t('title')} · ${t('product')}`;
  }, [phone.incoming, t]);

  return (
    <div className="page">
      <header className="top">
        <h1>{t('title')}</h1>
        <span className="muted subtitle">{t('subtitle')}</span>
        <span className="grow" />
        {voiceless && <span className="muted subtitle">{t('noVoice')}</span>}
        <Button
          size="small"
          aria-pressed={sound}
          icon={sound ? <SoundOutlined /> : <MutedOutlined />}
          onClick={() => setSound(!sound)}
        >
          {t(sound ? 'soundOn' : 'soundOff')}
        </Button>
        <Button size="small" onClick={switchLanguage}>
          {t('language')}
        </Button>
      </header>
      {phone.incoming && (
        <IncomingBanner
          caller={who(phone.incoming.number)}
          sound={sound}
          busy={inCall}
          onAccept={accept}
          onDecline={phone.decline}
        />
      )}
      {!phone.connected && <Alert banner type="warning" title={t('lost')} />}
      <main className="columns">
        <section className="column phone-column">
          <CallerPicker caller={caller} disabled={inCall} onChoose={choose} />
          <Handset phone={phone} caller={caller} sound={sound} />
        </section>
        <Transcript call={phone.call} />
        <section className="column side">
          <ClockPanel />
          <Messages number={caller.number} news={newMessages} />
        </section>
      </main>
    </div>
  );
}
