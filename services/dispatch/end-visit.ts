import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { type UnfinishedOutcome, VISIT_REASONS, type VisitReason } from '../../domain/vocabulary.ts';
import { Offer, ServiceAction, type Ticket, type Visit } from '../../entities/ticket.ts';
import { type Done, timeInVisit } from '../fieldwork/at-work.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { bookVisit, moveCapacity, type Slot, slotTimes } from './book-visit.ts';
import { endWaitForWork, waitAfterVisit } from './pause.ts';
import { laterDeadlines } from './reckon-deadlines.ts';
import { requireAtWork } from './record-action.ts';
import { tellFurtherVisit } from './visit-texts.ts';
import { beginFurtherVisit, closeVisit, openVisitOf } from './visits.ts';

export interface EndVisit extends Done {
  ticketId: number;
  outletId: number;
  outcome: UnfinishedOutcome;
  reason: VisitReason;
  /** What was found, and what shows it: rang twice, a photo of the door, the part's number. */
  evidence: string;
  /** When the next visit is, if that was agreed on at once; else it is left open. */
  next?: Slot;
  actor: Actor;
}

/**
 * H6: someone was there, and the work is not done: nobody at home, a part is missing, the day was too short. The visit
 * ends with its reason, the next one begins at the same outlet, and the customer is told, with a link to choose when.
 * The place of that day stays taken: somebody went.
 *
 * @throws DomainError wrong_state, invalid, outlet_full
 */
export async function endVisit(
  tx: Tx,
  command: EndVisit,
  now: Date,
): Promise<{ ticket: Ticket; ended: Visit; next: Visit }> {
  const { outcome, reason, evidence, actor } = command;
  const held = await lockTicket(tx, command.ticketId);
  requireAtWork(held, command.outletId);
  const ended = await openVisitOf(tx, held.id);
  const arrived = ended && (await tx.existsBy(ServiceAction, { visitId: ended.id, action: 'arrive' }));
  if (!ended || !arrived) throw new DomainError('wrong_state', 'Record the arrival first.');
  if (!(VISIT_REASONS[outcome] as readonly VisitReason[]).includes(reason)) {
    throw new DomainError('invalid', 'That is no reason for this outcome.');
  }
  const { at: endedAt } = await timeInVisit(tx, ended.id, command, now);
  // D6: with a time agreed on, nothing is waited for.
  const ticket = command.next ? await endWaitForWork(tx, held, now, actor, endedAt) : held;
  await closeVisit(tx, ended, { outcome, reason, summary: evidence, endedAt }, now);
  // Another skill takes another person, whom the outlet names.
  const technicianId = reason === 'other_skill' ? null : ended.technicianId;
  const open = { ...ticket, technicianId, plannedDay: null, plannedHalf: null, wishDay: null };
  const begun = await beginFurtherVisit(tx, open, now);
  const { next, changes } = await bookNext(tx, open, begun, command, now);
  const after = await changeTicket(
    tx,
    ticket,
    {
      state: 'in_progress',
      technicianId,
      plannedDay: null,
      plannedHalf: null,
      wishDay: null,
      ...changes,
    },
    {
      type: 'ticket.visit_ended',
      data: { visitId: ended.id, number: ended.number, outcome, reason, nextVisitId: next.id },
      rule: 'H6',
    },
    now,
    actor,
  );
  await tellFurtherVisit(tx, after, { ended, next, reason }, now);
  if (command.next) return { ticket: after, ended, next };
  const wait = { reason, endedAt, note: evidence, actor };
  return { ticket: await waitAfterVisit(tx, after, wait, now), ended, next };
}

async function bookNext(
  tx: Tx,
  ticket: Ticket,
  visit: Visit,
  { next: slot, actor }: EndVisit,
  now: Date,
): Promise<{ next: Visit; changes: Partial<Ticket> }> {
  if (!slot) return { next: visit, changes: {} };
  const { policy } = await policyInForce(tx);
  const times = slotTimes(slot, policy);
  if (times.from <= now) throw new DomainError('invalid', 'That time is past. Choose another one.');
  const changes = await moveCapacity(tx, ticket, times);
  await tx.update(Offer, { ticketId: ticket.id, openMark: 1 }, { day: times.window.day });
  const next = await bookVisit(tx, { visit, slot, technicianFull: 'refuse' }, policy, now);
  const personId = actor.kind === 'person' ? actor.id : null;
  for (const action of ['contact', 'appointment'] as const) {
    await tx.insert(ServiceAction, { visitId: visit.id, ticketId: ticket.id, action, at: now, personId });
  }
  return { next, changes: { ...changes, ...(await laterDeadlines(tx, ticket, next, policy)) } };
}
