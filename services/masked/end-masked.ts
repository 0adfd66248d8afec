import { roomsOf } from '../../domain/contracts/events.ts';
import type { MaskedOutcome } from '../../domain/vocabulary.ts';
import { MaskedCall } from '../../entities/masked.ts';
import { Ticket } from '../../entities/ticket.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

/** The carrier's word for how a Dial ended. */
export function outcomeOf(dialStatus: string): MaskedOutcome {
  if (dialStatus === 'completed' || dialStatus === 'answered') return 'connected';
  if (dialStatus === 'busy' || dialStatus === 'failed') return dialStatus;
  return 'not_answered';
}

/**
 * It is over, and on the ticket's record. Told again it changes nothing, except that a word that they did speak, which
 * comes late, is believed.
 */
export async function endMasked(
  tx: Tx,
  { maskedId, outcome, seconds }: { maskedId: number; outcome: MaskedOutcome; seconds: number | null },
  now: Date,
): Promise<void> {
  const masked = await tx.findOne(MaskedCall, {
    where: { id: maskedId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!masked) return;
  const late = outcome === 'connected' && masked.outcome !== 'connected';
  if (masked.endedAt && !late) {
    if (masked.seconds === null && seconds !== null)
      await tx.update(MaskedCall, { id: maskedId }, { seconds });
    return;
  }
  const { contactId, ticketId, side, personId, dialledSid } = masked;
  const spoke = outcome === 'connected';
  const answeredAt = masked.answeredAt ?? (spoke ? new Date(now.getTime() - (seconds ?? 0) * 1_000) : null);
  await tx.update(
    MaskedCall,
    { id: maskedId },
    { outcome, seconds, answeredAt, endedAt: masked.endedAt ?? now, checkAt: null },
  );
  if (dialledSid) {
    await tx.query(
      "UPDATE phone_call SET status = 'completed', endedAt = ?, checkAt = NULL WHERE sid = ? AND endedAt IS NULL",
      [now, dialledSid],
    );
    await tx.query(
      'UPDATE leg l JOIN phone_call c ON c.id = l.callId SET l.leftAt = ? WHERE c.sid = ? AND l.leftAt IS NULL',
      [now, dialledSid],
    );
  }
  const ticket = await tx.findOneByOrFail(Ticket, { id: ticketId });
  await appendEvents(
    tx,
    [
      {
        type: 'ticket.connected',
        data: { side, answered: spoke },
        ticketId,
        contactId,
        cause: masked.callSid ?? undefined,
        rooms: roomsOf(ticket),
      },
    ],
    now,
    personId
      ? { kind: 'person', id: personId }
      : side === 'customer'
        ? { kind: 'caller' }
        : { kind: 'system' },
  );
}

/** The contact's own call is over: so is whatever it was put through to. */
export async function endMaskedOf(tx: Tx, contactId: number, now: Date): Promise<void> {
  const open: { id: number; answeredAt: Date | null }[] = await tx.query(
    'SELECT id, answeredAt FROM masked_call WHERE contactId = ? AND endedAt IS NULL',
    [contactId],
  );
  for (const { id, answeredAt } of open)
    await endMasked(
      tx,
      { maskedId: id, outcome: answeredAt ? 'connected' : 'not_answered', seconds: null },
      now,
    );
}

/** How the last try of a contact to reach the other one ended, where there was one. */
export async function lastMasked(tx: Tx, contactId: number): Promise<MaskedOutcome | null> {
  const [row] = await tx.query(
    'SELECT outcome FROM masked_call WHERE contactId = ? AND outcome IS NOT NULL ORDER BY id DESC LIMIT 1',
    [contactId],
  );
  return row?.outcome ?? null;
}
