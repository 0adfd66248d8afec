import { randomBytes } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import { isDiallable, normaliseNumber } from '../../domain/phone-number.ts';
import { agentCall } from '../line/agent-call.ts';
import { touchDesks } from '../line/desks.ts';
import { CarrierError } from '../ports.ts';
import type { Tx } from '../transaction.ts';
import { endAsking } from './agent-gone.ts';
import type { TalkDeps } from './deps.ts';
import { seatMember } from './members.ts';

/** A guest who is being rung has a seat under this name until the carrier has given the call its own. */
const seatOf = (asked: string): string => `asked-${asked}`;

/**
 * Somebody outside is to be asked in: noted before the carrier is. Nobody is in the conference yet.
 *
 * @returns by what the call is known in its addresses
 * @throws DomainError invalid for a number that cannot be rung
 */
export async function askGuest(
  tx: Tx,
  { contactId, number: typed }: { contactId: number; number: string },
  now: Date,
): Promise<{ asked: string; number: string }> {
  const number = normaliseNumber(typed);
  if (!isDiallable(number))
    throw new DomainError('invalid', 'This number cannot be rung. Give it with its area code.');
  const asked = randomBytes(6).toString('hex');
  await tx.query(
    `INSERT INTO conference_member (contactId, callSid, party, personId, label, mode, muted, joinedAt, leftAt, released)
     VALUES (?, ?, 'guest', NULL, ?, NULL, FALSE, ?, ?, FALSE)`,
    [contactId, seatOf(asked), number, now, now],
  );
  return { asked, number };
}

/** Rings a guest. An outcome that nobody knows is left to the guest's own call to tell. */
export async function ringGuest(
  { carrier, inTransaction }: TalkDeps,
  { contactId, asked, number }: { contactId: number; asked: string; number: string },
): Promise<void> {
  try {
    await carrier.placeCall({
      to: number,
      twimlPath: `/twilio/guest/${contactId}/${asked}`,
      statusPath: `/twilio/guest-status/${contactId}/${asked}`,
      detectMachine: false,
    });
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    if (!error.untouched) return;
    await inTransaction((tx) => guestStatus(tx, { contactId, asked }));
    throw new DomainError('unavailable', 'The carrier does not ring this number. Check it, or try again.');
  }
}

/** A guest picked up. @returns whether they are still wanted */
export async function guestAnswered(
  tx: Tx,
  { contactId, callSid, asked }: { contactId: number; callSid: string; asked: string },
  now: Date,
): Promise<boolean> {
  const [seat] = await tx.query('SELECT label FROM conference_member WHERE contactId = ? AND callSid = ?', [
    contactId,
    seatOf(asked),
  ]);
  const [conference] = await tx.query(
    'SELECT 1 FROM conference WHERE contactId = ? AND live = 1 AND consultingId IS NOT NULL',
    [contactId],
  );
  if (!seat || !conference) return false;
  await tx.query('DELETE FROM conference_member WHERE contactId = ? AND callSid = ?', [
    contactId,
    seatOf(asked),
  ]);
  await seatMember(tx, { contactId, callSid, party: 'guest', label: seat.label }, now);
  await agentCall(tx, { contactId, personId: null, callSid, party: 'guest', direction: 'outbound' }, now);
  return true;
}

/** A guest did not pick up: the agent is told, and goes back to the customer. */
export async function guestStatus(
  tx: Tx,
  { contactId, asked }: { contactId: number; asked: string },
): Promise<void> {
  const { affectedRows } = await tx.query(
    'DELETE FROM conference_member WHERE contactId = ? AND callSid = ?',
    [contactId, seatOf(asked)],
  );
  if (affectedRows !== 1) return;
  await endAsking(tx, contactId);
  await touchDesks(tx, contactId);
}
