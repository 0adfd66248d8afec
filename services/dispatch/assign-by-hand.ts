import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { Outlet } from '../../entities/network.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket, requireVersion } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { claimForWork, promisedHalf } from './capacity.ts';
import { endOffer, makeOffer } from './offers.ts';
import { daysToTry, keepDecision, verdictFor } from './route-ticket.ts';
import { heldOutlet, requireWorking } from './standing.ts';
import { withdrawVisit } from './visits.ts';

export interface AssignByHand {
  ticketId: number;
  outletId: number;
  reason: string;
  /** The ticket's version that the dispatcher saw. */
  version: number;
  actor: Actor & { kind: 'person' };
}

/**
 * D5: a dispatcher overrules, with a reason. What the rules forbid stays forbidden: an outlet whose dispatch is
 * stopped gets nothing, and no day is over-booked.
 */
export async function assignByHand(tx: Tx, command: AssignByHand, now: Date): Promise<Ticket> {
  let ticket = await lockTicket(tx, command.ticketId);
  requireVersion(ticket, command.version);
  if (!['new', 'manual', 'offered', 'accepted'].includes(ticket.state)) {
    throw new DomainError('wrong_state', 'As this ticket stands it cannot be given to another outlet.');
  }
  const outlet = await tx.findOneBy(Outlet, { id: command.outletId });
  if (!outlet) throw new DomainError('not_found', 'There is no such outlet.');
  requireWorking(outlet);
  const { policy, versionId } = await policyInForce(tx);
  const before = await endOffer(tx, ticket, 'withdrawn', now);
  if (before) {
    ticket = await changeTicket(
      tx,
      ticket,
      { state: 'new', outletId: null, technicianId: null, plannedDay: null, nextActionAt: null },
      { type: 'ticket.withdrawn', data: { outletId: before.outletId }, rule: 'D5' },
      now,
      command.actor,
    );
    await withdrawVisit(tx, ticket.id, now);
  }
  const days = daysToTry(ticket, policy, now);
  // What the rules would have said, of the day on which they would have been asked, before this place is taken.
  const verdict = ticket.districtCode ? await verdictFor(tx, ticket, days[0] as string, policy, now) : null;
  const day = await claimFirst(tx, outlet, ticket, days);
  const kept = { ticketId: ticket.id, outletId: outlet.id, policyVersionId: versionId, overruled: true };
  const decisionId = verdict && (await keepDecision(tx, { ...kept, verdict }, now));
  return makeOffer(
    tx,
    {
      ticket,
      outletId: outlet.id,
      day,
      decisionId,
      overruled: { actor: command.actor, reason: command.reason },
    },
    policy,
    now,
  );
}

/** The first of the days on which the outlet has a place left, taken. */
async function claimFirst(tx: Tx, outlet: Outlet, ticket: Ticket, days: string[]): Promise<string> {
  for (const day of days) {
    if (await claimForWork(tx, outlet.id, day, promisedHalf(ticket, day))) return day;
  }
  // Stopped in this very moment, it is not full: the row is read as it stands now.
  requireWorking(await heldOutlet(tx, outlet.id));
  throw new DomainError(
    'outlet_full',
    `${outlet.name} has no capacity left from ${days[0]} to ${days.at(-1)}. Choose another outlet.`,
  );
}
