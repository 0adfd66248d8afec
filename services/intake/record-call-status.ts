import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { lookSoon } from '../talk/members.ts';
import type { Tx } from '../transaction.ts';
import { endContact } from './end-contact.ts';

export interface RecordCallStatus {
  callSid: string;
  status: CallStatus;
  durationSeconds: number | null;
}

/**
 * What the carrier says of a call in, or of one of our own people. Words may be lost, repeated and out of order: state
 * only moves forward. The first final one of the customer's call ends the contact; anybody else's does not, but the
 * conference that it was in is looked at.
 *
 * @returns whether the call is known
 */
export async function recordCallStatus(
  tx: Tx,
  { callSid, status, durationSeconds }: RecordCallStatus,
  now: Date,
): Promise<boolean> {
  const [call] = await tx.query(
    "SELECT id, contactId, status, party FROM phone_call WHERE sid = ? AND (direction = 'inbound' OR party <> 'customer') FOR UPDATE",
    [callSid],
  );
  if (!call) return false;
  const rank: number | undefined = CALL_STATUS_RANK[status];
  if (rank === undefined || rank <= CALL_STATUS_RANK[call.status as CallStatus]) return true;
  if (rank < CALL_STATUS_RANK.completed) {
    await tx.query('UPDATE phone_call SET status = ? WHERE id = ?', [status, call.id]);
    return true;
  }
  await tx.query(
    'UPDATE phone_call SET status = ?, endedAt = ?, durationSeconds = ?, checkAt = NULL WHERE id = ?',
    [status, now, durationSeconds, call.id],
  );
  await tx.query('UPDATE leg SET leftAt = ? WHERE callId = ? AND leftAt IS NULL', [now, call.id]);
  if (call.party === 'customer') await endContact(tx, { contactId: call.contactId, cause: callSid }, now);
  else await lookSoon(tx, call.contactId, now);
  return true;
}
