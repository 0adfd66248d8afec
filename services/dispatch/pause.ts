import type { Actor } from '../../domain/contracts/events.ts';
import { LONGEST_WAIT_DAYS } from '../../domain/dispatch/deadline-policy.ts';
import { DomainError } from '../../domain/errors.ts';
import { mayWait } from '../../domain/ticket-moves.ts';
import { addDays, dayStart, hoursAfter, localDay } from '../../domain/time.ts';
import type { VisitReason, WaitReason } from '../../domain/vocabulary.ts';
import { type Ticket, TicketPause } from '../../entities/ticket.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, endWait, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

export interface PauseTicket {
  ticketId: number;
  reason: WaitReason;
  /** Ends by itself then. */
  until?: Date | null;
  note?: string | null;
  actor: Actor;
}

/**
 * D6: something is waited for that is not ours to hurry, so no deadline runs. A deadline missed before stays missed.
 *
 * @throws DomainError wrong_state when something is waited for already, or nothing runs; invalid for a bad date
 */
export async function pauseTicket(tx: Tx, command: PauseTicket, now: Date): Promise<Ticket> {
  const { ticketId, reason, until = null, note = null, actor } = command;
  const ticket = await lockTicket(tx, ticketId);
  if (ticket.pausedAt) throw new DomainError('wrong_state', 'Its deadlines are paused already.');
  if (!mayWait(ticket.kind, ticket.state)) {
    throw new DomainError('wrong_state', 'As this ticket stands, no deadline of it can be paused.');
  }
  const zone = organisationZone();
  const last = dayStart(addDays(localDay(now, zone), LONGEST_WAIT_DAYS + 1), zone);
  if (until && (until <= now || until >= last)) {
    throw new DomainError('invalid', `Choose a time to come, within ${LONGEST_WAIT_DAYS} days.`);
  }
  return beginWait(tx, ticket, { reason, since: now, until, note, actor }, now);
}

interface Wait {
  reason: WaitReason;
  /** Before `now` where it was said without a network. */
  since: Date;
  until: Date | null;
  note: string | null;
  actor: Actor;
}

async function beginWait(tx: Tx, ticket: Ticket, wait: Wait, now: Date): Promise<Ticket> {
  const { reason, since, until, note, actor } = wait;
  await tx.insert(TicketPause, {
    ticketId: ticket.id,
    openMark: 1,
    reason,
    note: note?.trim() || null,
    startedAt: since,
    startedBy: actor.kind === 'person' ? actor.id : null,
    until,
  });
  return changeTicket(
    tx,
    ticket,
    { waitReason: reason, pausedAt: since, warnAt: null, deadlineActionAt: until },
    { type: 'ticket.paused', data: { reason, until: until?.toISOString() ?? null }, rule: 'D6' },
    now,
    actor,
  );
}

/**
 * D6: the wait is over, and the deadlines run again.
 *
 * @throws DomainError wrong_state when nothing is waited for
 */
export async function resumeTicket(
  tx: Tx,
  { ticketId, actor }: { ticketId: number; actor: Actor },
  now: Date,
): Promise<Ticket> {
  const ticket = await lockTicket(tx, ticketId);
  if (!ticket.pausedAt) throw new DomainError('wrong_state', 'Its deadlines run already.');
  return endWait(tx, ticket, { ending: 'person', at: now, actor }, now);
}

/** What a visit that came to nothing waits for. */
const WAITS_AFTER: Partial<Record<VisitReason, 'customer' | 'part'>> = {
  nobody_home: 'customer',
  no_entry: 'customer',
  customer_stopped: 'customer',
  part_missing: 'part',
};

/**
 * D6, H6: a visit came to nothing and no other time was agreed on: the customer or the part is waited for until one is,
 * or the work goes on. Not for ever: nobody is to forget it. What is ours (no time left, another skill) waits for nothing.
 */
export async function waitAfterVisit(
  tx: Tx,
  ticket: Ticket,
  { reason, endedAt, note, actor }: { reason: VisitReason; endedAt: Date; note: string; actor: Actor },
  now: Date,
): Promise<Ticket> {
  const waitsFor = WAITS_AFTER[reason];
  if (!waitsFor || ticket.pausedAt || !mayWait(ticket.kind, ticket.state)) return ticket;
  const { customerDays, partDays } = (await policyInForce(tx)).policy.deadlines.waits;
  const until = hoursAfter(endedAt, 24 * { customer: customerDays, part: partDays }[waitsFor]);
  return beginWait(tx, ticket, { reason: waitsFor, since: endedAt, until, note, actor }, now);
}

/**
 * D6: the work of a locked ticket goes on, so whatever was waited for is there.
 *
 * @param at when it went on: before `now` where it was done without a network
 */
export const endWaitForWork = (
  tx: Tx,
  ticket: Ticket,
  now: Date,
  actor?: Actor,
  at: Date = now,
): Promise<Ticket> => endWait(tx, ticket, { ending: 'work', at, actor }, now);
