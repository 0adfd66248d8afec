import { secondsAfter } from '../../domain/time.ts';
import { ConferenceMember } from '../../entities/desk.ts';
import { touchDesks } from '../line/desks.ts';
import { supervisorsLeave } from '../supervise/leave.ts';
import type { Tx } from '../transaction.ts';
import { FIRST_LOOK_SECONDS } from './deps.ts';

export interface Seat {
  contactId: number;
  callSid: string;
  party: ConferenceMember['party'];
  personId?: number | null;
  label?: string;
}

/**
 * Somebody is led into a conference: from now on they count as there, whether or not the carrier's word of it comes
 * through. A customer may come back with the same call.
 */
export async function seatMember(tx: Tx, seat: Seat, now: Date): Promise<void> {
  const { contactId, callSid, party, personId = null, label = '' } = seat;
  await tx.query(
    `INSERT INTO conference_member (contactId, callSid, party, personId, label, mode, muted, joinedAt, leftAt, released)
     VALUES (?, ?, ?, ?, ?, NULL, FALSE, ?, NULL, FALSE)
     ON DUPLICATE KEY UPDATE joinedAt = IF(leftAt IS NULL, joinedAt, VALUES(joinedAt)), leftAt = NULL, released = FALSE`,
    [contactId, callSid, party, personId, label, now],
  );
  await touchDesks(tx, contactId);
}

/** Who is in a conference as far as we know. */
export const membersOf = async (tx: Tx, contactId: number): Promise<ConferenceMember[]> => {
  const all = await tx.find(ConferenceMember, { where: { contactId }, order: { joinedAt: 'ASC' } });
  return all.filter(({ leftAt }) => leftAt === null);
};

/** A member is gone. @returns whether nobody had noted it before */
export async function noteLeft(
  tx: Tx,
  { contactId, callSid }: { contactId: number; callSid: string },
  now: Date,
): Promise<boolean> {
  const { affectedRows } = await tx.query(
    'UPDATE conference_member SET leftAt = ? WHERE contactId = ? AND callSid = ? AND leftAt IS NULL',
    [now, contactId, callSid],
  );
  if (affectedRows === 1) await touchDesks(tx, contactId);
  return affectedRows === 1;
}

/** We are about to end or move these calls ourselves: that they leave is no accident. */
export async function release(tx: Tx, contactId: number, callSids: string[]): Promise<void> {
  if (callSids.length === 0) return;
  await tx.query('UPDATE conference_member SET released = TRUE WHERE contactId = ? AND callSid IN (?)', [
    contactId,
    callSids,
  ]);
}

/** A conversation begins: who and what is left of an earlier one of the same contact is no part of it. */
export async function freshConference(tx: Tx, contactId: number, now: Date): Promise<void> {
  await tx.query(
    `UPDATE conference SET sid = NULL, held = 0, consultingId = NULL, recording = 'off', recordingSid = NULL,
       overAt = NULL, checkAt = ? WHERE contactId = ?`,
    [secondsAfter(now, FIRST_LOOK_SECONDS), contactId],
  );
  await tx.query(
    "UPDATE conference_member SET leftAt = ? WHERE contactId = ? AND leftAt IS NULL AND party <> 'supervisor'",
    [now, contactId],
  );
}

/** The conversation is over; nobody is in it any more. */
export async function closeConference(tx: Tx, contactId: number, now: Date): Promise<void> {
  const { affectedRows } = await tx.query(
    `UPDATE conference SET live = 0, endedAt = ?, checkAt = NULL, held = 0, consultingId = NULL,
       recording = 'off' WHERE contactId = ? AND live = 1`,
    [now, contactId],
  );
  if (affectedRows !== 1) return;
  await supervisorsLeave(tx, contactId, now);
  await tx.query('UPDATE conference_member SET leftAt = ? WHERE contactId = ? AND leftAt IS NULL', [
    now,
    contactId,
  ]);
  await touchDesks(tx, contactId);
}

/** Has the carrier asked soon who is really in a conference: something about it is not as expected. */
export const lookSoon = (tx: Tx, contactId: number, at: Date): Promise<unknown> =>
  tx.query(
    'UPDATE conference SET checkAt = LEAST(COALESCE(checkAt, ?), ?) WHERE contactId = ? AND live = 1',
    [at, at, contactId],
  );
