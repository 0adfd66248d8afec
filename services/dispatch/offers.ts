import type { Actor } from '../../domain/contracts/events.ts';
import type { Policy } from '../../domain/policy.ts';
import { minutesAfter } from '../../domain/time.ts';
import type { ManualReason, OfferState } from '../../domain/vocabulary.ts';
import { Offer, type Ticket } from '../../entities/ticket.ts';
import { changeTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { promisedHalf, releaseCapacity } from './capacity.ts';

/** The offer in force for a ticket: asked and not answered, or accepted. */
export const currentOffer = (tx: Tx, ticketId: number): Promise<Offer | null> =>
  tx.findOneBy(Offer, { ticketId, openMark: 1 });

export interface MakeOffer {
  ticket: Ticket;
  outletId: number;
  /** Capacity is already claimed for it. */
  day: string;
  decisionId: number | null;
  /** D5: the dispatcher's word, when a person chose. */
  overruled?: { actor: Actor & { kind: 'person' }; reason: string };
}

/** D4: asks an outlet, until the time that the policy gives it. */
export async function makeOffer(tx: Tx, offer: MakeOffer, policy: Policy, now: Date): Promise<Ticket> {
  const { ticket, outletId, day, decisionId, overruled } = offer;
  const expiresAt = minutesAfter(now, policy.dispatch.acceptMinutes[ticket.priority]);
  await insertRow(tx, 'offer', {
    ticketId: ticket.id,
    outletId,
    state: 'open',
    openMark: 1,
    day,
    offeredAt: now,
    expiresAt,
    note: overruled?.reason ?? null,
    assignedBy: overruled?.actor.id ?? null,
  });
  return changeTicket(
    tx,
    ticket,
    { state: 'offered', outletId, plannedDay: day, manualReason: null, nextActionAt: expiresAt },
    {
      type: 'ticket.offered',
      data: {
        outletId,
        expiresAt: expiresAt.toISOString(),
        decisionId,
        overruled: overruled !== undefined,
        reason: overruled?.reason ?? null,
      },
      rule: overruled ? 'D5' : 'D3',
    },
    now,
    overruled?.actor,
  );
}

/** Ends the offer in force, if there is one, and gives its place back. */
export async function endOffer(
  tx: Tx,
  ticket: Ticket,
  state: Exclude<OfferState, 'open' | 'accepted'>,
  now: Date,
  answer: Pick<Partial<Offer>, 'declineReason' | 'declineNote'> = {},
): Promise<Offer | null> {
  const offer = await currentOffer(tx, ticket.id);
  if (!offer) return null;
  await tx.update(Offer, { id: offer.id }, { state, openMark: null, answeredAt: now, ...answer });
  const { plannedDay } = ticket;
  await releaseCapacity(tx, offer.outletId, plannedDay, promisedHalf(ticket, plannedDay));
  return offer;
}

/** D4: a dispatcher gets it, at once. */
export function handOver(
  tx: Tx,
  ticket: Ticket,
  reason: ManualReason,
  decisionId: number | null,
  now: Date,
): Promise<Ticket> {
  return changeTicket(
    tx,
    ticket,
    {
      state: 'manual',
      manualReason: reason,
      outletId: null,
      technicianId: null,
      plannedDay: null,
      nextActionAt: null,
    },
    { type: 'ticket.handed_over', data: { reason, decisionId }, rule: reason === 'reopened' ? 'F3' : 'D4' },
    now,
  );
}
