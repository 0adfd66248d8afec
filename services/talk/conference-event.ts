import { secondsAfter } from '../../domain/time.ts';
import { Conference, ConferenceMember } from '../../entities/desk.ts';
import { touchDesks } from '../line/desks.ts';
import type { Tx } from '../transaction.ts';
import { lookSoon, noteLeft } from './members.ts';

export interface ConferenceEvent {
  contactId: number;
  /** The carrier's name for the conference that it speaks of: an earlier one of the same contact, perhaps. */
  conferenceSid: string;
  /** The carrier's word: participant-leave … */
  event: string;
  callSid: string | undefined;
}

/** Seconds for what is still on its way before the carrier is asked. */
const LOOK_AFTER_SECONDS = 2;
const BEGINNINGS: readonly string[] = ['conference-start', 'participant-join'];

/**
 * What the carrier tells of a conference: lost, repeated and in any order. Who was led in counts as there already, so
 * all that is learnt is its name at the carrier and who is gone; nobody comes back by a word that is late. Whatever is
 * not as expected has the carrier asked.
 *
 * @returns the call that has left, when it is one of ours (memberGone finds out what that means)
 */
export async function recordConferenceEvent(
  tx: Tx,
  told: ConferenceEvent,
  now: Date,
): Promise<{ gone: string | null }> {
  const { contactId, conferenceSid, event, callSid } = told;
  const conference = await tx.findOne(Conference, {
    where: { contactId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!conference?.live) return { gone: null };
  const adopted = conference.sid === null && BEGINNINGS.includes(event);
  if (adopted) await tx.update(Conference, { contactId }, { sid: conferenceSid });
  const current = adopted || conference.sid === conferenceSid;
  const member = callSid ? await tx.findOneBy(ConferenceMember, { contactId, callSid }) : null;
  const left = event === 'participant-leave' && member?.leftAt === null;
  // Our own people come with a call of its own each time; a customer's may be in its second conference by now.
  if (left && member.party !== 'customer') return { gone: member.callSid };
  if (left && current) await noteLeft(tx, { contactId, callSid: member.callSid }, now);
  const expected = current && (event !== 'participant-join' || member !== null);
  if (left || event === 'conference-end' || !expected)
    await lookSoon(tx, contactId, secondsAfter(now, LOOK_AFTER_SECONDS));
  return { gone: null };
}

/** The recording of a conversation has begun, or is over. */
export async function recordConferenceRecording(
  tx: Tx,
  { contactId, recordingSid, state }: { contactId: number; recordingSid: string; state: string },
): Promise<void> {
  if (state === 'in-progress') {
    await tx.query(
      "UPDATE conference SET recordingSid = ?, recording = IF(recording = 'paused', 'paused', 'on') WHERE contactId = ? AND live = 1",
      [recordingSid, contactId],
    );
    await touchDesks(tx, contactId);
    return;
  }
  await tx.query("UPDATE conference SET recording = 'off' WHERE contactId = ? AND recordingSid = ?", [
    contactId,
    recordingSid,
  ]);
  await touchDesks(tx, contactId);
}
