import { App, Button, DatePicker, Popconfirm, Popover } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { HandCall, settleSchema } from '../../../domain/contracts/followup.ts';
import { asksSurvey, type CallOutcome, SPOKEN_TO } from '../../../domain/vocabulary.ts';
import { useWrite } from '../api/use-write.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useMe } from '../session/session.tsx';
import { useNow } from '../time/clock.ts';
import { instantOf } from '../time/instant-of.ts';
import { forgetHandDraft } from './hand-draft.ts';
import type { Answers, Words } from './question.ts';

type Settle = z.input<typeof settleSchema>;
const PUT_OFF: readonly CallOutcome[] = ['no_answer', 'busy', 'later'];

/** Sends what came of a call. Above the call itself, which is gone when it is written down. */
export function useSettle() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { personId } = useMe();
  const again = useWrite();
  const sent = useRef<{ id: number; outcome: CallOutcome } | null>(null);
  const settle = useWrite<Settle, { ok: boolean }>(() => {
    if (!sent.current) return;
    const { id, outcome } = sent.current;
    forgetHandDraft(personId, id);
    if (!PUT_OFF.includes(outcome)) return void message.success(t('hand.settled'));
    const undo = () => again.mutate({ path: `/api/followups/${id}/claim`, body: {} });
    const words = (
      <>
        {t('hand.putOff')}
        <Button type="link" size="small" onClick={undo}>
          {t('hand.undo')}
        </Button>
      </>
    );
    void message.success(words, 8);
  });
  return {
    say: (id: number, body: Settle) => {
      sent.current = { id, outcome: body.outcome };
      settle.mutate({ path: `/api/followups/${id}/settle`, body });
    },
    busy: settle.isPending,
    error: settle.error,
  };
}
export type SettleCall = ReturnType<typeof useSettle>;

/** What is to be said of the call in hand. */
export function useOutcome(
  { obligation: { id } }: HandCall,
  { answers, words, note }: { answers: Answers; words: Words; note: string },
  { say: send, busy, error }: SettleCall,
) {
  const [sure, setSure] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const said = Object.fromEntries(
    Object.entries(answers).flatMap(([question, value]) => (value === null ? [] : [[question, value]])),
  );
  // A stranger, or nobody, has said nothing.
  const say = (body: Settle) =>
    send(id, { ...body, note, ...(SPOKEN_TO.includes(body.outcome) ? { answers: said, words } : {}) });
  const { solved } = answers;
  const ready = solved === 0 || solved === 1;
  const finish = () => {
    setSure(false);
    say({ outcome: solved === 1 ? 'solved' : 'not_solved' });
  };
  return {
    say,
    finish,
    /** "Not solved" reopens the ticket: asked once more. */
    ask: () => {
      if (!ready || busy) return;
      if (solved === 1) return finish();
      // What is asked stands at the button, which may be out of sight when Enter asks it.
      button.current?.scrollIntoView({ block: 'nearest' });
      setSure(true);
    },
    sure,
    setSure,
    button,
    ready,
    busy,
    error,
  };
}

interface OutcomesProps {
  call: HandCall;
  inHand: readonly HandCall[];
  note: string;
  outcome: ReturnType<typeof useOutcome>;
}

/** What came of the call, by one click. What cannot be taken back is asked once more; a call put off can be taken back. */
export function Outcomes({ call, inHand, note, outcome }: OutcomesProps) {
  const { t } = useTranslation();
  const { say, finish, ask, sure, setSure, button, ready, busy, error } = outcome;
  const { number } = call.obligation;
  const ofNumber = inHand.filter(({ obligation }) => obligation.number === number).length;
  const twice = (word: 'wrong_number' | 'refused' | 'not_reached') => {
    const lacking = word === 'not_reached' && note.length < 2;
    return (
      <Popconfirm
        title={t(`hand.sure.${word}`)}
        description={ofNumber > 1 ? t('hand.allOfNumber', { count: ofNumber }) : undefined}
        okText={t('hand.yes')}
        cancelText={t('hand.no')}
        onConfirm={() => say({ outcome: word })}
        disabled={lacking}
      >
        <Button danger disabled={lacking}>
          {t(`trade.callOutcome.${word}`)}
        </Button>
      </Popconfirm>
    );
  };
  return (
    <section className="hand-outcomes" aria-label={t('followup.outcome')}>
      {asksSurvey(call.obligation.kind) ? (
        <>
          <Popconfirm
            title={t('hand.sure.not_solved')}
            okText={t('hand.yes')}
            cancelText={t('hand.no')}
            open={sure}
            onConfirm={finish}
            onCancel={() => setSure(false)}
          >
            <Button ref={button} type="primary" disabled={!ready} loading={busy} onClick={ask}>
              {t('hand.finish')} <kbd className="key-hint">Enter</kbd>
            </Button>
          </Popconfirm>
          {!ready && <span className="quiet">{t('hand.solvedNeeded')}</span>}
        </>
      ) : (
        <Button type="primary" loading={busy} onClick={() => say({ outcome: 'reached' })}>
          {t('hand.reached')}
        </Button>
      )}
      <div className="hand-missed">
        <Button disabled={busy} onClick={() => say({ outcome: 'no_answer' })}>
          {t('trade.callOutcome.no_answer')}
        </Button>
        <Button disabled={busy} onClick={() => say({ outcome: 'busy' })}>
          {t('trade.callOutcome.busy')}
        </Button>
        <Later disabled={ready} choose={(at) => say({ outcome: 'later', at })} />
        {twice('wrong_number')}
        {twice('refused')}
        {twice('not_reached')}
        {note.length < 2 && <span className="quiet">{t('hand.noteFirst')}</span>}
      </div>
      {inHand.length > 1 && <p className="quiet">{t('hand.holdsForAll')}</p>}
      {error && <TroubleAlert error={error} kept={t('common.keptTyped')} />}
    </section>
  );
}

/** The time that the customer names, on the hotline's clock; not for whoever has said whether it was solved (F1). */
function Later({ disabled, choose }: { disabled: boolean; choose: (at: string) => void }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState<Dayjs | null>(null);
  const today = dayjs(useNow());
  const take = () => {
    if (!at) return;
    setOpen(false);
    choose(instantOf(at.format('YYYY-MM-DDTHH:mm'), timeZone));
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="hand-later">
          <DatePicker
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="MM-DD HH:mm"
            value={at}
            onChange={setAt}
            disabledDate={(day) => day.isBefore(today, 'day') || day.isAfter(today.add(30, 'day'))}
            aria-label={t('hand.when')}
          />
          <Button type="primary" disabled={!at} onClick={take}>
            {t('hand.putOffTo')}
          </Button>
        </div>
      }
    >
      <Button disabled={disabled}>{t('trade.callOutcome.later')}</Button>
    </Popover>
  );
}
