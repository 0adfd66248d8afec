import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { changeTicket, lockTicket, requireVersion } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { endOffer } from './offers.ts';
import { routeTicket } from './route-ticket.ts';
import { withdrawVisit } from './visits.ts';

export interface RouteAgain {
  ticketId: number;
  reason: string;
  /** The ticket's version that the dispatcher saw. */
  version: number;
  actor: Actor & { kind: 'person' };
}

/**
 * D5: a dispatcher gives a ticket back to the rules, with a reason. Who declined or missed it stays out (D4), the
 * count of moves begins anew. When the rules come to the outlet that has it already, nothing is changed: an outlet
 * is not asked twice for the same work.
 */
export async function routeAgain(tx: Tx, command: RouteAgain, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  requireVersion(ticket, command.version);
  if (!['new', 'manual', 'offered', 'accepted'].includes(ticket.state) || !ticket.districtCode) {
    throw new DomainError('wrong_state', 'As this ticket stands it cannot be routed again.');
  }
  const before = await endOffer(tx, ticket, 'withdrawn', now);
  await changeTicket(
    tx,
    ticket,
    {
      state: 'new',
      outletId: null,
      technicianId: null,
      plannedDay: null,
      manualReason: null,
      moves: 0,
      nextActionAt: now,
    },
    {
      type: 'ticket.rerouted',
      data: { outletId: before?.outletId ?? null, reason: command.reason },
      rule: 'D5',
    },
    now,
    command.actor,
  );
  if (before) await withdrawVisit(tx, ticket.id, now);
  await routeTicket(tx, { ticketId: ticket.id }, now);
  const after = await lockTicket(tx, ticket.id);
  if (before && after.outletId === before.outletId) {
    throw new DomainError('wrong_state', 'The rules choose the same outlet again. Nothing was changed.');
  }
  return after;
}
