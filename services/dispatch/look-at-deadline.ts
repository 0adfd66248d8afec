import type { DeadlineSubject } from '../../domain/contracts/jobs.ts';
import { standingDeadline } from '../../domain/dispatch/deadlines.ts';
import {
  decideStep,
  planWatch,
  type Watch,
  type WatchNews,
  whoAnswers,
} from '../../domain/dispatch/watch.ts';
import { Ticket, TicketPause } from '../../entities/ticket.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, endWait, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { inCharge, tellInCharge } from './in-charge.ts';
import { timeOutOffer } from './refuse-offer.ts';

/** What the sweep found due: an offer that nobody answered (D4), or a ticket's deadlines (D6). */
export function lookAtDeadline(tx: Tx, { subject }: { subject: DeadlineSubject }, now: Date): Promise<void> {
  const [what, id] = subject.split('-');
  return what === 'offer'
    ? timeOutOffer(tx, { offerId: Number(id) }, now)
    : watchDeadline(tx, { ticketId: Number(id) }, now);
}

/**
 * D6: takes each step of a ticket's deadline that is due by now: a wait that ends at its date, the warning, being
 * late, each climb. The ticket is held, and what it has come to is on its row: whoever comes twice, late or early
 * finds nothing to do. After a leap of the clock the steps follow each other at once; whoever answers in the end
 * is told once.
 */
export async function watchDeadline(tx: Tx, { ticketId }: { ticketId: number }, now: Date): Promise<void> {
  let ticket = await lockTicket(tx, ticketId);
  if (!ticket.deadlineActionAt || ticket.deadlineActionAt > now) return;
  const { policy } = await policyInForce(tx);
  const zone = organisationZone();
  ticket = await endWaitAtItsDate(tx, ticket, now);
  // From before there was a watch, or written by an import: planned now. Where nothing runs, nothing is to be looked at.
  if (!ticket.warnAt) ticket = await keepWatch(tx, ticket, planWatch(ticket, 0, policy, zone, now));
  else if (!standingDeadline(ticket)) ticket = await keepWatch(tx, ticket, { deadlineActionAt: null });
  let told: WatchNews | null = null;
  for (let step = decideStep(ticket, policy, zone, now); step; step = decideStep(ticket, policy, zone, now)) {
    const { news, watch, lateLevel } = step;
    if (news) {
      ticket = await announce(tx, ticket, news, { ...watch, lateLevel }, now);
      told = news;
    } else {
      ticket = await keepWatch(tx, ticket, watch);
    }
  }
  // Planned by a policy that had other steps: by those of today it is not due yet.
  if (ticket.deadlineActionAt && ticket.deadlineActionAt <= now) {
    const { deadlineActionAt } = planWatch(ticket, Math.max(ticket.deadlineStep, 1), policy, zone, now);
    await keepWatch(tx, ticket, { deadlineActionAt });
  }
  if (told && policy.deadlines.texts) await tellInCharge(tx, ticket, told, now);
}

async function announce(
  tx: Tx,
  ticket: Ticket,
  { type, due, dueAt, level }: WatchNews,
  changes: Partial<Ticket>,
  now: Date,
): Promise<Ticket> {
  const { outletId, unitId } = whoAnswers(ticket, level);
  const person = await inCharge(tx, ticket, level, now);
  const data = {
    due,
    dueAt: dueAt.toISOString(),
    level,
    outletId,
    unitId: unitId ?? person?.unitId ?? null,
    personId: person?.personId ?? null,
  };
  return changeTicket(tx, ticket, changes, { type, data, rule: 'D6' }, now);
}

async function endWaitAtItsDate(tx: Tx, ticket: Ticket, now: Date): Promise<Ticket> {
  if (!ticket.pausedAt) return ticket;
  const wait = await tx.findOneBy(TicketPause, { ticketId: ticket.id, openMark: 1 });
  if (!wait?.until || wait.until > now) return ticket;
  return endWait(tx, ticket, { ending: 'date', at: wait.until }, now);
}

/** What nobody has to hear of: the ticket's version stays. */
async function keepWatch(tx: Tx, ticket: Ticket, watch: Partial<Watch>): Promise<Ticket> {
  await tx.update(Ticket, { id: ticket.id }, watch);
  return { ...ticket, ...watch };
}
