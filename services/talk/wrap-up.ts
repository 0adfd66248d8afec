import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import type { CallSubject } from '../../domain/vocabulary.ts';
import { AgentDesk, Conference } from '../../entities/desk.ts';
import { touchDesks } from '../line/desks.ts';
import { finishWrapUp } from '../line/wrap-up.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { appendEvents } from '../outbox.ts';
import { notePause, noteResume } from '../recordings/note-pause.ts';
import type { Tx } from '../transaction.ts';
import { type After, callInHand, liveConference, tell } from './in-hand.ts';

/** The recording that goes on, where the carrier's name for it has not come. */
export const CURRENT_RECORDING = 'Twilio.CURRENT';

/**
 * Payment or identity data is spoken: recording pauses, and goes on afterwards.
 *
 * @throws DomainError wrong_state when nothing is recorded; unavailable when the carrier does not follow
 */
export async function changeRecording(
  tx: Tx,
  { personId, state }: { personId: number; state: 'on' | 'paused' },
  now: Date,
): Promise<After> {
  const { contactId, conference } = await callInHand(tx, personId);
  if (conference.recording === 'off')
    throw new DomainError('wrong_state', 'This call is not being recorded.');
  if (conference.recording === state) return null;
  const note = async (inTx: Tx, to: 'on' | 'paused', at: Date): Promise<void> => {
    await inTx.update(Conference, { contactId }, { recording: to });
    if (to === 'paused') await notePause(inTx, { contactId, personId }, at);
    else await noteResume(inTx, { contactId, ending: 'agent' }, at);
    await appendEvents(
      inTx,
      [{ type: 'call.recording', data: { state: to }, contactId, rooms: [CALLS_ROOM] }],
      at,
      { kind: 'person', id: personId },
    );
    await touchDesks(inTx, contactId);
  };
  await note(tx, state, now);
  const recordingSid = conference.recordingSid ?? CURRENT_RECORDING;
  return (deps) =>
    tell(
      async () => deps.carrier.changeRecording(await liveConference(deps, contactId), recordingSid, state),
      () =>
        deps.inTransaction((undoing) => note(undoing, state === 'on' ? 'paused' : 'on', deps.clock.now())),
    );
}

/**
 * A text message to whoever is on the line, in the agent's words.
 *
 * @throws DomainError wrong_state for a number that takes none
 */
export async function textCaller(
  tx: Tx,
  { personId, body }: { personId: number; body: string },
  now: Date,
): Promise<void> {
  const contactId = await contactAtHand(tx, personId);
  const [contact] = await tx.query('SELECT number, language FROM contact WHERE id = ?', [contactId]);
  const dedupKey = `agent-text-${contactId}-${now.getTime()}`;
  const { number: to, language } = contact;
  const queued = await queueMessage(
    tx,
    { dedupKey, to, template: 'agent_text', language, params: { body } },
    now,
  );
  if (!queued)
    throw new DomainError('wrong_state', 'This number takes no text messages. Ask for a mobile number.');
}

/**
 * What the conversation was about, in the agent's word; with `done` the wrap-up is over.
 *
 * @throws DomainError wrong_state when there is neither a call nor a wrap-up
 */
export async function dispose(
  tx: Tx,
  command: { personId: number; subject: CallSubject; note?: string; done: boolean },
  now: Date,
): Promise<void> {
  const { personId, subject, note = null, done } = command;
  const contactId = await contactAtHand(tx, personId);
  await tx.query('UPDATE contact SET subject = ?, note = ? WHERE id = ?', [subject, note || null, contactId]);
  await appendEvents(
    tx,
    [{ type: 'call.disposed', data: { subject }, contactId, rooms: [CALLS_ROOM] }],
    now,
    { kind: 'person', id: personId },
  );
  await touchDesks(tx, contactId);
  if (done) await finishWrapUp(tx, { personId }, now);
}

/** The call in hand, or the one being wrapped up. */
async function contactAtHand(tx: Tx, personId: number): Promise<number> {
  const desk = await tx.findOneBy(AgentDesk, { personId });
  if (!desk?.contactId)
    throw new DomainError('wrong_state', 'You have no call in hand, and none to wrap up.');
  return desk.contactId;
}
