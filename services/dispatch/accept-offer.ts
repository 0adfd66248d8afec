import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { Offer, type Ticket } from '../../entities/ticket.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { keepPlanned } from '../plan/keep-planned.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { ableTechnician } from './able-technician.ts';
import { promisedHalf } from './capacity.ts';
import { currentOffer } from './offers.ts';
import { recordActionOn } from './record-action.ts';
import { heldOutlet, requireWorking } from './standing.ts';

export interface AcceptOffer {
  ticketId: number;
  outletId: number;
  technicianId?: number;
  actor: Actor;
}

/** D4: the outlet takes the work. Its first visit begins, with the first action of the chain (H5). */
export async function acceptOffer(tx: Tx, command: AcceptOffer, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  const offer = await currentOffer(tx, ticket.id);
  if (ticket.state !== 'offered' || offer?.state !== 'open' || offer.outletId !== command.outletId) {
    throw new DomainError('wrong_state', 'This ticket is no longer offered to your outlet.');
  }
  const technicianId =
    command.technicianId === undefined
      ? null
      : (await ableTechnician(tx, command.technicianId, command.outletId, ticket)).id;
  requireWorking(await heldOutlet(tx, command.outletId));
  await tx.update(Offer, { id: offer.id }, { state: 'accepted', answeredAt: now });
  const accepted = await changeTicket(
    tx,
    ticket,
    { state: 'accepted', technicianId, nextActionAt: null },
    { type: 'ticket.accepted', data: { outletId: offer.outletId }, rule: 'D4' },
    now,
    command.actor,
  );
  const begun = await recordActionOn(tx, accepted, { action: 'accept', actor: command.actor }, now);
  const planned = { ticket: begun, offer, actor: command.actor };
  const after = technicianId === null ? await keepPlanned(tx, planned, now) : begun;
  // Who has chosen a time already was just told when somebody comes.
  if (!promisedHalf(after, after.plannedDay)) await tellCustomer(tx, after, now);
  return after;
}

/** H4: the caller is told who comes. */
async function tellCustomer(tx: Tx, ticket: Ticket, now: Date): Promise<void> {
  const [outlet] = await tx.query('SELECT name FROM outlet WHERE id = ?', [ticket.outletId]);
  await queueMessage(
    tx,
    {
      dedupKey: `accepted-${ticket.id}-${ticket.version}`,
      to: ticket.contactNumber,
      template: 'outlet_accepted',
      language: ticket.language,
      params: { number: ticket.number, outlet: outlet.name },
      ticketId: ticket.id,
    },
    now,
  );
}
