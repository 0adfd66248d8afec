import { PhoneOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HandCall } from '../../../domain/contracts/followup.ts';
import { asksSurvey } from '../../../domain/vocabulary.ts';
import { useTicket } from '../api/queries.ts';
import { useWrite } from '../api/use-write.ts';
import { useDesk } from '../desk/desk-context.tsx';
import { useLanguage } from '../i18n/language.ts';
import { Recording } from '../parts/recording.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { usePhoneState, useSoftphone } from '../softphone/softphone-context.tsx';
import { useAnswerWords } from '../ticket/use-answer-words.ts';
import { VisitsView } from '../ticket/visits-view.tsx';
import { WhoAndWhere } from '../ticket/who-and-where.tsx';
import { DueBy } from './due-by.tsx';
import { useHandDraft } from './hand-draft.ts';
import { Outcomes, type SettleCall, useOutcome } from './outcomes.tsx';
import { Party } from './party.tsx';
import { wordsPut } from './question.ts';
import { ScriptPane } from './script-pane.tsx';
import { useKey } from './use-key.ts';

interface HandCallProps {
  call: HandCall;
  /** All that is in hand: what is asked in the same call. */
  inHand: readonly HandCall[];
  settle: SettleCall;
}

/** One call in hand: whom and about what, the questions beside it, and what came of it. */
export function HandCallView({ call, inHand, settle }: HandCallProps) {
  const { t } = useTranslation();
  const { obligation, tries, answers: given, script, ticketKind } = call;
  const asked = useAnswerWords();
  const own = useLanguage();
  const { answers, words, note, change } = useHandDraft(
    obligation.id,
    {
      answers: Object.fromEntries(given.map(({ question, value }) => [question, value])),
      words: Object.fromEntries(given.flatMap((one) => (one.words ? [[one.question, one.words]] : []))),
    },
    inHand.map((one) => one.obligation.id),
  );
  const said = script && ticketKind ? wordsPut(script, ticketKind, answers, words) : {};
  const outcome = useOutcome(call, { answers, words: said, note: note.trim() }, settle);
  return (
    <section className="hand-call" data-kind={obligation.kind} aria-label={t('hand.inHand')}>
      <div className="panel hand-who">
        <header className="panel-head">
          <h2 className="panel-title">
            {t(`trade.obligationKind.${obligation.kind}`)} · <Party obligation={obligation} />
          </h2>
          <DueBy obligation={obligation} />
        </header>
        <p className="quiet">{t(`hand.how.${obligation.kind}`)}</p>
        <AskedToday call={call} />
        <DialButton call={call} />
        {!script && (
          <p className={call.language === own ? 'quiet' : 'soon'}>
            {t('hand.language', { language: t(`hand.languages.${call.language}`) })}
          </p>
        )}
        {obligation.recordingIds.map((id) => (
          <Recording key={id} id={id} />
        ))}
      </div>
      <div className="panel hand-work">
        {script && ticketKind && (
          <ScriptPane
            script={script}
            kind={ticketKind}
            language={call.language}
            answers={answers}
            words={words}
            given={given.flatMap(({ question, value }) => (value === null ? [question] : []))}
            change={change}
            finish={outcome.ask}
          />
        )}
        <div className="hand-note">
          <span className="quiet">{t('hand.note')}</span>
          <Input.TextArea
            rows={2}
            maxLength={500}
            aria-label={t('hand.note')}
            value={note}
            placeholder={t('hand.noteHint')}
            onChange={({ target }) => change({ note: target.value })}
          />
        </div>
        <Outcomes call={call} inHand={inHand} note={note.trim()} outcome={outcome} />
      </div>
      <div className="panel hand-about">
        {obligation.ticket && <About ticketId={obligation.ticket.id} number={obligation.ticket.number} />}
        <h3 className="pane-title">{t('hand.tries')}</h3>
        {tries.length === 0 ? (
          <p className="quiet">{t('hand.noTries')}</p>
        ) : (
          <ul className="plain-list hand-tries">
            {tries.map((one) => (
              <li key={one.at}>
                <When at={one.at} /> <TryOutcome outcome={one.outcome} />
                <span className="quiet"> · {one.by ?? t('hand.dialler')}</span>
                {one.note && <q>{one.note}</q>}
              </li>
            ))}
          </ul>
        )}
        {given.length > 0 && (
          <p className="quiet">
            {t('hand.answeredBefore')}{' '}
            {given
              .map(({ question, value }) => `${asked.question(question)} ${asked.value(question, value)}`)
              .join(t('common.comma'))}
          </p>
        )}
      </div>
    </section>
  );
}

/** F1: a home is called once a day. It may wait, or there is a reason to call again. */
function AskedToday({ call: { askedToday, obligation } }: { call: HandCall }) {
  const { t } = useTranslation();
  const giveBack = useWrite();
  if (!askedToday) return null;
  const { at, by, outcome, ticket } = askedToday;
  return (
    <>
      <p className="soon hand-today">
        <span>
          {t('hand.askedToday')} <When at={at} /> · {by ?? t('hand.dialler')} ·{' '}
          <TryOutcome outcome={outcome} />
          {ticket && (
            <>
              {' '}
              · <TicketLink {...ticket} />
            </>
          )}
        </span>
        <Button
          disabled={obligation.state !== 'open'}
          loading={giveBack.isPending}
          onClick={() => giveBack.mutate({ path: '/api/followups/give-back', body: { tomorrow: true } })}
        >
          {t('hand.tomorrow')}
        </Button>
      </p>
      {giveBack.error && <TroubleAlert error={giveBack.error} />}
    </>
  );
}

/** The carrier's word, or a person's. */
function TryOutcome({ outcome }: { outcome: string | null }) {
  const { t } = useTranslation();
  return (
    <b>{outcome ? t(`hand.outcome.${outcome}` as 'hand.outcome.busy', outcome) : t('hand.outcome.going')}</b>
  );
}

/** The ticket as its page shows it: who, where, what was done. */
function About({ ticketId, number }: { ticketId: number; number: string }) {
  const { data: detail, error, refetch } = useTicket(ticketId);
  if (!detail) return error ? <TroubleAlert error={error} retry={() => refetch()} /> : null;
  return (
    <>
      <p>
        <TicketLink id={ticketId} number={number} />
      </p>
      <WhoAndWhere detail={detail} />
      <VisitsView ticketId={ticketId} visits={detail.visits} firstVisitFix={detail.firstVisitFix} />
    </>
  );
}

/** One's own telephone first: the browser takes the offer by itself, and the customer is dialled then. */
function DialButton({ call }: { call: HandCall }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const desk = useDesk();
  const phone = useSoftphone();
  const state = usePhoneState();
  const dial = useWrite<object, { offerId: number; ring: boolean }>(({ offerId, ring }) => {
    if (ring) void message.info(t('hand.ringing'));
    else void phone?.connect({ Offer: String(offerId) });
  });
  const { obligation, mayCallFrom } = call;
  // Whoever left a message, or was promised a call, asked for it themselves.
  const doNotCall = asksSurvey(obligation.kind) ? call.doNotCall : null;
  const busy = desk?.state === 'on_call' || desk?.state === 'offered' || (state && state.call !== 'none');
  const may = !busy && !mayCallFrom && !doNotCall && obligation.state === 'open';
  const run = () =>
    may && !dial.isPending && dial.mutate({ path: `/api/followups/${obligation.id}/dial`, body: {} });
  useKey('d', run);
  return (
    <>
      <div className="hand-dial">
        <Button
          type="primary"
          size="large"
          icon={<PhoneOutlined />}
          loading={dial.isPending}
          disabled={!may}
          onClick={run}
        >
          {t('hand.dial')} <kbd className="key-hint">D</kbd>
        </Button>
        {doNotCall && <span className="late">{t('hand.doNotCall', { reason: doNotCall })}</span>}
        {!doNotCall && mayCallFrom && (
          <span className="soon">
            {t('hand.notNow')} <When at={mayCallFrom} />
          </span>
        )}
        {busy && <span className="quiet">{t('hand.onCall')}</span>}
        {!busy && obligation.state === 'dialling' && <span className="quiet">{t('hand.stillOn')}</span>}
      </div>
      {dial.error && <TroubleAlert error={dial.error} />}
    </>
  );
}
