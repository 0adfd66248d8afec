import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { MaskedCall } from '../../entities/masked.ts';
import { recordCallStatus } from '../intake/record-call-status.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';

/**
 * What the carrier tells of the one who is dialled. Whether both spoke is seen here first; that it is over is told by
 * the call that was put through. Words may be lost, repeated and out of order: state moves only forward.
 */
export async function recordDialled(
  tx: Tx,
  told: { maskedId: number; callSid: string; status: CallStatus; durationSeconds: number | null },
  now: Date,
): Promise<void> {
  const { maskedId, callSid, status, durationSeconds } = told;
  const masked = await tx.findOne(MaskedCall, {
    where: { id: maskedId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!masked || (masked.dialledSid && masked.dialledSid !== callSid)) return;
  const party = masked.side === 'customer' ? 'outlet' : 'guest';
  if (!masked.dialledSid) {
    await tx.update(MaskedCall, { id: maskedId }, { dialledSid: callSid });
    await noteCall(tx, { contactId: masked.contactId, callSid, party }, now);
  }
  await recordCallStatus(tx, { callSid, status, durationSeconds }, now);
  const spoke = status === 'in-progress' || (status === 'completed' && (durationSeconds ?? 0) > 0);
  if (spoke && !masked.answeredAt) await tx.update(MaskedCall, { id: maskedId }, { answeredAt: now });
}

/** A call that the hotline placed, as part of a contact. Noted again it changes nothing. */
export async function noteCall(
  tx: Tx,
  call: { contactId: number; callSid: string; party: 'outlet' | 'guest'; status?: CallStatus },
  now: Date,
): Promise<void> {
  const { contactId, callSid, party, status = 'initiated' } = call;
  try {
    // Numbers stay with the ticket and the outlet: a list of calls shows none of the other side.
    const row = { direction: 'outbound', party, fromNumber: '', toNumber: '', status, startedAt: now };
    const callId = await insertRow(tx, 'phone_call', { sid: callSid, contactId, ...row });
    await insertRow(tx, 'leg', { callId, party, joinedAt: now });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

export const isOver = (status: CallStatus): boolean => CALL_STATUS_RANK[status] >= CALL_STATUS_RANK.completed;
