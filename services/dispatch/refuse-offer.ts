import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import type { DeclineReason } from '../../domain/vocabulary.ts';
import { Offer, type Ticket } from '../../entities/ticket.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { currentOffer, endOffer } from './offers.ts';

export interface DeclineOffer {
  ticketId: number;
  outletId: number;
  reason: DeclineReason;
  note?: string;
  actor: Actor;
}

/** D4: the outlet says no; the ticket moves on and the miss is counted. */
export async function declineOffer(tx: Tx, command: DeclineOffer, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  const offer = await currentOffer(tx, ticket.id);
  if (ticket.state !== 'offered' || offer?.outletId !== command.outletId) {
    throw new DomainError('wrong_state', 'This ticket is no longer offered to your outlet.');
  }
  // D5: a dispatcher's reason for asking them stays beside theirs for declining.
  const { reason: declineReason, note: declineNote = null } = command;
  await endOffer(tx, ticket, 'declined', now, { declineReason, declineNote });
  return moveOn(
    tx,
    ticket,
    { type: 'ticket.declined', data: { outletId: command.outletId, reason: command.reason } },
    now,
    command.actor,
  );
}

/**
 * D4: nobody answered in time. Does nothing when the offer has been answered meanwhile, or is not due yet: the
 * job that calls this may come twice, late or early.
 */
export async function timeOutOffer(tx: Tx, { offerId }: { offerId: number }, now: Date): Promise<void> {
  const known = await tx.findOneBy(Offer, { id: offerId });
  if (!known) return;
  const ticket = await lockTicket(tx, known.ticketId);
  const offer = await currentOffer(tx, ticket.id);
  if (offer?.id !== offerId || offer.state !== 'open' || offer.expiresAt > now) return;
  await endOffer(tx, ticket, 'timed_out', now);
  await moveOn(tx, ticket, { type: 'ticket.timed_out', data: { outletId: offer.outletId } }, now);
}

/** Back to routing, one move further. */
function moveOn(
  tx: Tx,
  ticket: Ticket,
  event: Parameters<typeof changeTicket>[3],
  now: Date,
  actor?: Actor,
): Promise<Ticket> {
  return changeTicket(
    tx,
    ticket,
    { state: 'new', outletId: null, plannedDay: null, moves: ticket.moves + 1, nextActionAt: now },
    { ...event, rule: 'D4' },
    now,
    actor,
  );
}
