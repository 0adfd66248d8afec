import { Alert, Button, Input } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterBrief } from '../../../domain/contracts/counter.ts';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { CallerPane } from '../desk-form/caller-pane.tsx';
import { useDraft } from '../desk-form/draft.ts';
import { KeyChoice } from '../desk-form/key-choice.tsx';
import { RequestForm } from '../desk-form/request-form.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { isPhone } from '../tickets/is-phone.ts';
import { useNow } from '../time/clock.ts';
import { askCounter, LOOKUPS, type Lookup, type Question, visitorOf } from './counter-brief.ts';
import './counter.css';
import { OpenElsewhere } from './open-elsewhere.tsx';
import { Slip } from './slip.tsx';

interface Visitor {
  caller: DeskCaller;
  found: CounterBrief | null;
  question: Question | null;
}

/** H3: requests at a store's counter, by keyboard: who is it, what is it about, the slip to take along. */
export function CounterPage() {
  const { t } = useTranslation();
  const now = useNow();
  const [by, setBy] = useState<Lookup>('phone');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [visitor, setVisitor] = useState<Visitor | null>(null);
  const wrong = by === 'phone' && text !== '' && !isPhone(text);

  const receive = async (question: Question | null) => {
    setBusy(true);
    setError(null);
    try {
      const found = question && (await askCounter(question));
      setVisitor({
        caller: visitorOf(question, found?.brief ?? null, new Date(now).toISOString()),
        found,
        question,
      });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const look = () => {
    const asked = text.trim();
    if (asked !== '' && !wrong && !busy) void receive({ by, text: asked });
  };
  const next = () => {
    setVisitor(null);
    setText('');
    setError(null);
  };
  const entered = (event: KeyboardEvent) => {
    if (!event.nativeEvent.isComposing) look();
  };
  if (visitor) return <AtCounter visitor={visitor} next={next} />;
  return (
    <section className="panel counter-lookup" aria-label={t('counter.title')}>
      <h1 className="page-title">
        {t('counter.title')} <RuleTag rule="H3" />
      </h1>
      <p className="quiet">{t('counter.hint')}</p>
      <KeyChoice
        label={t('counter.by')}
        value={by}
        options={LOOKUPS.map((value) => ({ value, label: t(`counter.${value}`) }))}
        choose={(value) => setBy(value as Lookup)}
      />
      <Input
        size="large"
        className="counter-field"
        value={text}
        maxLength={40}
        autoFocus
        autoComplete="off"
        aria-label={t(`counter.${by}`)}
        placeholder={t(`counter.${by}Hint`)}
        status={wrong ? 'error' : undefined}
        onChange={({ target }) => setText(target.value)}
        onPressEnter={entered}
      />
      {wrong && <p className="desk-trouble">{t('counter.wrongPhone')}</p>}
      {error !== null && <TroubleAlert error={error} />}
      <div className="counter-acts">
        <Button type="primary" size="large" loading={busy} onClick={look}>
          {t('counter.look')} <kbd>Enter</kbd>
        </Button>
        <Button size="large" onClick={() => void receive(null)}>
          {t('counter.without')}
        </Button>
      </div>
    </section>
  );
}

function AtCounter({ visitor: { caller, found, question }, next }: { visitor: Visitor; next: () => void }) {
  const { t } = useTranslation();
  const [draft] = useDraft(caller);
  const nobody = found && !found.elsewhere && !found.brief.customer && found.brief.household.length === 0;
  return (
    <div className="counter-page">
      <aside className="panel counter-visitor">
        <Button onClick={next}>{t('counter.next')}</Button>
        {found?.elsewhere && <Alert type="info" showIcon title={t('counter.elsewhere')} />}
        {found && question && <OpenElsewhere tickets={found.openElsewhere} question={question} />}
        {nobody && <p className="quiet">{t('counter.nobody')}</p>}
        {found?.number && <p className="quiet">{t('counter.onFile', { number: found.number })}</p>}
        {found && !found.elsewhere && !nobody && <CallerPane contactId={caller.contactId} caller={caller} />}
      </aside>
      <div className="panel counter-form">
        <RequestForm contactId={caller.contactId} caller={caller} />
        {draft.outcome && <Slip outcome={draft.outcome} name={draft.name} number={draft.number} />}
      </div>
    </div>
  );
}
