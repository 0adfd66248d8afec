import { DomainError } from '../../domain/errors.ts';
import { CarrierError } from '../ports.ts';
import { leaveAsSupervisor } from './leave.ts';
import { requireSupervisor } from './live-call.ts';
import type { CarrierDeps } from './supervise-call.ts';

/**
 * A supervisor stops supervising a call, in whatever browsers they did it. On record once the carrier has ended their
 * calls: as long as it has not, they hear what is said.
 *
 * @throws DomainError forbidden, unavailable
 */
export async function stopSupervising(
  { carrier, inTransaction }: CarrierDeps,
  { contactId, personId }: { contactId: number; personId: number },
  now: Date,
): Promise<void> {
  const seats = await inTransaction(async (tx): Promise<{ callSid: string }[]> => {
    await requireSupervisor(tx, personId, now);
    return tx.query(
      "SELECT callSid FROM conference_member WHERE contactId = ? AND personId = ? AND party = 'supervisor' AND leftAt IS NULL",
      [contactId, personId],
    );
  });
  for (const { callSid } of seats) {
    try {
      await carrier.endCall(callSid);
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      throw new DomainError('unavailable', 'The carrier did not end it. Hang up in your browser.');
    }
    await inTransaction((tx) => leaveAsSupervisor(tx, { contactId, callSid }, now));
  }
}
