import { DeskOffer } from '../../entities/desk.ts';
import { refuse } from '../line/refuse-offer.ts';
import type { Tx } from '../transaction.ts';

/** The telephone of an agent was not answered, or answered and put down: the caller goes to another at once. */
export async function telephoneNotTaken(tx: Tx, { offerId }: { offerId: number }, now: Date): Promise<void> {
  const offer = await tx.findOne(DeskOffer, {
    where: { id: offerId },
    lock: { mode: 'pessimistic_write' },
  });
  if (offer) await refuse(tx, offer, 'timed_out', now);
}
