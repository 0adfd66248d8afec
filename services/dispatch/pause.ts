import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { mayWait } from '../../domain/ticket-moves.ts';
import { addDays, dayStart, localDay } from '../../domain/time.ts';
import type { WaitReason } from '../../domain/vocabulary.ts';
import { type Ticket, TicketPause } from '../../entities/ticket.ts';
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

/** As far ahead as a wait may be said to last. */
const LONGEST_DAYS = 60;

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
  const last = dayStart(addDays(localDay(now, zone), LONGEST_DAYS + 1), zone);
  if (until && (until <= now || until >= last)) {
    throw new DomainError('invalid', `Choose a time to come, within ${LONGEST_DAYS} days.`);
  }
  await tx.insert(TicketPause, {
    ticketId,
    openMark: 1,
    reason,
    note: note?.trim() || null,
    startedAt: now,
    startedBy: actor.kind === 'person' ? actor.id : null,
    until,
  });
  return changeTicket(
    tx,
    ticket,
    { waitReason: reason, pausedAt: now, warnAt: null, deadlineActionAt: until },
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

/** D6: the work of a locked ticket goes on, so whatever was waited for is there. */
export const endWaitForWork = (tx: Tx, ticket: Ticket, now: Date, actor?: Actor): Promise<Ticket> =>
  endWait(tx, ticket, { ending: 'work', at: now, actor }, now);
