import { CheckOutlined } from '@ant-design/icons';
import { App, Button, Input, Radio } from 'antd';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskCall, DeskView } from '../../../domain/contracts/desk.ts';
import { CALL_SUBJECTS, type CallSubject } from '../../../domain/vocabulary.ts';
import { useDraft } from '../desk-form/draft.ts';
import { ReportNuisance } from '../numbers/report-nuisance.tsx';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { CallerWords } from './caller-words.tsx';
import { useDeskAct } from './desk-context.tsx';
import { HearOutLink, useIsFollowedUp } from './hear-out-link.tsx';
import { KeyHint } from './key-hint.tsx';

interface WrapUpBarProps {
  desk: DeskView;
  call: DeskCall;
  /** What the key for it does. */
  finish: RefObject<() => void>;
}

/** After the call: what it was about, a note, done. What is chosen is kept at once, so that running out of time loses nothing. */
export function WrapUpBar({ desk, call, finish }: WrapUpBarProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { act, busy } = useDeskAct();
  const now = useSeconds();
  const [draft] = useDraft(call.caller);
  const followedUp = useIsFollowedUp(call.caller);
  const [subject, setSubject] = useState<CallSubject | null>(
    call.subject ?? (followedUp ? 'follow_up' : subjectOf(call, draft.outcome?.what)),
  );
  const [note, setNote] = useState(call.note ?? '');
  const subjects = useRef<HTMLDivElement>(null);
  const left = desk.wrapUpUntil ? Date.parse(desk.wrapUpUntil) - now : null;

  const save = (about: CallSubject | null, done: boolean) => {
    if (about) act({ path: '/dispose', body: { subject: about, note: note.trim(), done } });
    else if (done) {
      void message.warning(t('desk.wrapUp.choose'));
      // The arrow keys choose from here on.
      subjects.current?.querySelector('input')?.focus();
    }
  };
  const choose = (about: CallSubject) => {
    setSubject(about);
    save(about, false);
  };
  useDigits(choose);
  useEffect(() => {
    finish.current = () => save(subject, true);
  });
  return (
    <section className="call-bar call-bar-wrap" aria-label={t('desk.bar')}>
      <div className="call-bar-who">
        <b className="call-bar-state">{t('trade.agentState.wrap_up')}</b>
        {left !== null && (
          <strong className={left < 10_000 ? 'call-bar-timer soon' : 'call-bar-timer'}>
            {t('desk.wrapUp.left', { time: ticking(Math.max(0, left)) })}
          </strong>
        )}
        <CallerWords caller={call.caller} />
        <HearOutLink caller={call.caller} />
        <span className="quiet">{t(`desk.wrapUp.afterwards.${desk.nextState ?? 'available'}`)}</span>
      </div>
      <div className="call-bar-acts wrap-up">
        <Radio.Group
          ref={subjects}
          optionType="button"
          aria-label={t('desk.wrapUp.subject')}
          value={subject}
          onChange={({ target }) => choose(target.value)}
          options={CALL_SUBJECTS.map((name, at) => ({
            value: name,
            label: (
              <>
                <kbd aria-hidden>{at + 1}</kbd> <span>{t(`trade.callSubject.${name}`)}</span>
              </>
            ),
          }))}
        />
        <Input
          className="wrap-up-note"
          maxLength={1000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          onBlur={() => note.trim() !== (call.note ?? '') && save(subject, false)}
          onPressEnter={() => save(subject, true)}
          placeholder={t('desk.wrapUp.note')}
          aria-label={t('desk.wrapUp.note')}
        />
        {subject === 'nuisance' && <ReportNuisance contactId={call.caller.contactId} note={note} />}
        <Button type="primary" icon={<CheckOutlined />} loading={busy} onClick={() => save(subject, true)}>
          {t('desk.wrapUp.done')}
          <KeyHint act="done" />
        </Button>
      </div>
    </section>
  );
}

/** What the call was about, as far as what was done on it tells. */
function subjectOf({ caller }: DeskCall, done: 'opened' | 'chased' | undefined): CallSubject | null {
  if (done === 'opened') return 'new_request';
  return done === 'chased' || caller.ticketId !== null ? 'open_ticket' : null;
}

/** A subject by its digit, wherever digits are not typed and choose nothing else. */
function useDigits(choose: (subject: CallSubject) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const subject = /^[1-9]$/.test(event.key) ? CALL_SUBJECTS[Number(event.key) - 1] : undefined;
    const { target } = event;
    const taken =
      target instanceof Element &&
      target.closest(
        '.key-choice, .ant-modal, textarea, select, [contenteditable], input:not([type="radio"])',
      );
    if (!subject || taken) return;
    event.preventDefault();
    choose(subject);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
