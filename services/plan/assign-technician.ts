import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { serviceMinutes } from '../../domain/plan/service-minutes.ts';
import { addDays, dayStart, localDay, minutesAfter } from '../../domain/time.ts';
import { ServiceAction, type Ticket, Visit } from '../../entities/ticket.ts';
import { ableTechnician } from '../dispatch/able-technician.ts';
import { changeTechnician } from '../dispatch/book-visit.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket, requireVersion } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

export interface AssignTechnician {
  ticketId: number;
  /** Null takes it off whoever has it, and off the plan. */
  technicianId: number | null;
  /** When work begins; null: some time that day. */
  plannedAt: Date | null;
  /** When it ends; as long as the policy says when left out. */
  plannedUntil?: Date;
  /** A plan is to leave it there. */
  fixed: boolean;
  /** The ticket's version that was looked at. */
  version: number;
  actor: Actor;
}

/**
 * Who goes there, and when: from the timeline by hand, or by a day plan that was accepted. T3 holds; the place that the
 * ticket has in the outlet's day is not touched, and what was promised to the customer stays promised.
 *
 * @throws DomainError stale, wrong_state once work has begun, invalid for a technician of elsewhere or not assessed,
 *   outlet_full for one who is promised often enough
 */
export async function assignTechnician(tx: Tx, command: AssignTechnician, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  requireVersion(ticket, command.version);
  const visit = await requireMovable(tx, ticket);
  const { technicianId, actor } = command;
  if (technicianId !== null) await ableTechnician(tx, technicianId, visit.outletId, ticket);
  // H6: what the visit takes up of a half-day goes with it, to whoever has room.
  await changeTechnician(tx, { visit, technicianId }, (await policyInForce(tx)).policy);
  const plannedAt = technicianId === null ? null : command.plannedAt;
  const plannedUntil = plannedAt && (command.plannedUntil ?? (await endOfWork(tx, ticket, plannedAt)));
  await tx.update(
    Visit,
    { id: visit.id },
    { plannedAt, plannedUntil, plannedFixed: plannedAt !== null && command.fixed },
  );
  await renumber(tx, visit.technicianId, visit.plannedAt);
  await renumber(tx, technicianId, plannedAt);
  if (!plannedAt) await tx.update(Visit, { id: visit.id }, { plannedOrder: null });
  return changeTicket(
    tx,
    ticket,
    { technicianId },
    {
      type: 'ticket.planned',
      data: { visitId: visit.id, technicianId, plannedAt: plannedAt?.toISOString() ?? null },
      rule: 'T3',
    },
    now,
    actor,
  );
}

/** The visit in hand, while nobody is there yet. */
async function requireMovable(tx: Tx, ticket: Ticket): Promise<Visit> {
  const visit = await tx.findOneBy(Visit, { ticketId: ticket.id, outcome: 'open' });
  if (!visit || !['accepted', 'in_progress'].includes(ticket.state)) {
    throw new DomainError('wrong_state', 'The outlet has not accepted this ticket, or it is finished.');
  }
  if (await tx.existsBy(ServiceAction, { visitId: visit.id, action: 'arrive' })) {
    throw new DomainError('wrong_state', 'The technician is there already; the visit stays where it is.');
  }
  return visit;
}

async function endOfWork(tx: Tx, ticket: Ticket, plannedAt: Date): Promise<Date> {
  const { policy } = await policyInForce(tx);
  return minutesAfter(plannedAt, serviceMinutes(ticket, policy.plan));
}

/** The order follows from the times. It is nobody's decision, so no ticket's version rises for it. */
async function renumber(tx: Tx, technicianId: number | null, at: Date | null): Promise<void> {
  if (technicianId === null || at === null) return;
  const zone = organisationZone();
  const day = localDay(at, zone);
  await tx.query(
    `UPDATE visit v JOIN (
       SELECT id, ROW_NUMBER() OVER (ORDER BY plannedAt, id) AS position FROM visit
       WHERE technicianId = ? AND plannedAt >= ? AND plannedAt < ? AND outcome IN ('open', 'finished')
     ) ranked ON ranked.id = v.id
     SET v.plannedOrder = ranked.position WHERE NOT v.plannedOrder <=> ranked.position`,
    [technicianId, dayStart(day, zone), dayStart(addDays(day, 1), zone)],
  );
}
