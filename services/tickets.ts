import { type Actor, type NewEvent, PROVINCE_ROOM, roomsOf } from '../domain/contracts/events.ts';
import { clockOf, moved, standingDeadline } from '../domain/dispatch/deadlines.ts';
import { planWatch } from '../domain/dispatch/watch.ts';
import { workingTimeBetween } from '../domain/dispatch/working-time.ts';
import { DomainError } from '../domain/errors.ts';
import { isOpen, type WaitEnding } from '../domain/vocabulary.ts';
import { prepared } from '../entities/data-source.ts';
import { Ticket, TicketPause } from '../entities/ticket.ts';
import { appendEvents } from './outbox.ts';
import { policyInForce } from './policy.ts';
import type { Tx } from './transaction.ts';
import { updateRow } from './write-row.ts';
import { organisationZone } from './zone.ts';

/** The ticket, held until the transaction ends: whoever changes one begins here. */
export async function lockTicket(tx: Tx, ticketId: number): Promise<Ticket> {
  // Every column arrives as the entity has it (by test), without the mapper, which takes longer than the statement.
  const columns = tx.dataSource.getMetadata(Ticket).columns.map(({ databaseName }) => `\`${databaseName}\``);
  const [ticket]: Ticket[] = await prepared(
    tx,
    `SELECT ${columns.join()} FROM ticket WHERE id = ? FOR UPDATE`,
    [ticketId],
  );
  if (!ticket) throw new DomainError('not_found', 'There is no such ticket.');
  return ticket;
}

/** Refuses a decision made on an older version than the one that stands. */
export function requireVersion(ticket: Ticket, version: number): void {
  if (ticket.version !== version) {
    throw new DomainError('stale', 'Someone changed this ticket meanwhile. Look at it again, then decide.');
  }
}

/** The part of an event that says what happened; the ticket, its version and rooms are added here. */
type TicketEvent = DistributiveOmit<NewEvent, 'ticketId' | 'ticketVersion' | 'rooms'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * Changes a locked ticket and says so: raises the version, and shows the event to the rooms of the scope
 * before and after, so that those who lose it see it go. A wait ends with the stage in which it was said, and
 * a deadline that is another one from now on is watched from its beginning (D6).
 */
export async function changeTicket(
  tx: Tx,
  ticket: Ticket,
  changes: Partial<Ticket>,
  event: TicketEvent,
  now: Date,
  actor?: Actor,
): Promise<Ticket> {
  const stateMoves = changes.state !== undefined && changes.state !== ticket.state;
  if (ticket.pausedAt && stateMoves && changes.state !== 'in_progress') {
    const resumed = await endWait(tx, ticket, { ending: 'work', at: now, actor }, now);
    return changeTicket(tx, resumed, changes, event, now, actor);
  }
  // Finished, it is in nobody's hands any more: should it be reopened, somebody takes it anew.
  const over = changes.state !== undefined && !isOpen(changes.state);
  const changed = over ? { ...changes, takenBy: null, takenAt: null } : changes;
  const after: Ticket = { ...ticket, ...changed, version: ticket.version + 1 };
  if (stateMoves) after.stateSince = now;
  const watch = await watchAfter(tx, ticket, after, changes, now);
  Object.assign(after, watch);
  await updateRow(tx, 'ticket', ticket.id, {
    ...changed,
    ...watch,
    version: after.version,
    ...(stateMoves ? { stateSince: now } : {}),
  });
  await appendEvents(
    tx,
    [
      {
        ...event,
        ticketId: ticket.id,
        ticketVersion: after.version,
        rooms: [...roomsOf(ticket), ...roomsOf(after)],
      } as NewEvent,
    ],
    now,
    actor,
  );
  return after;
}

/** D6: a deadline that was moved, or the next one, is watched anew; one that stands as it did goes on. */
async function watchAfter(
  tx: Tx,
  before: Ticket,
  after: Ticket,
  changes: Partial<Ticket>,
  now: Date,
): Promise<Partial<Ticket>> {
  if ('deadlineActionAt' in changes) return {};
  const [was, is] = [standingDeadline(before), standingDeadline(after)];
  if (was?.kind === is?.kind && was?.at.getTime() === is?.at.getTime()) return {};
  if (!is || after.pausedAt)
    return { warnAt: null, deadlineStep: 0, ...(is ? {} : { deadlineActionAt: null }) };
  const { policy } = await policyInForce(tx);
  return planWatch(after, 0, policy, organisationZone(), now);
}

/**
 * D6: the wait of a locked ticket is over. Every deadline not yet met is later by the working time that was waited;
 * what was said of the one that stands is not said again. Does nothing where nothing is waited for.
 *
 * @param ended.at when it ended: before `now` where it ended by itself at its date, or without a network
 */
export async function endWait(
  tx: Tx,
  ticket: Ticket,
  ended: { ending: WaitEnding; at: Date; actor?: Actor },
  now: Date,
): Promise<Ticket> {
  const { waitReason: reason, pausedAt } = ticket;
  if (!pausedAt || !reason) return ticket;
  const { policy } = await policyInForce(tx);
  const zone = organisationZone();
  const clock = clockOf(ticket, policy, zone);
  // What was done before the wait was said, and heard of after it, ends it where it began.
  const wait = { from: pausedAt, to: ended.at < pausedAt ? pausedAt : ended.at };
  const movedSeconds = Math.round(Math.max(workingTimeBetween(wait.from, wait.to, clock), 0) / 1_000);
  await tx.update(
    TicketPause,
    { ticketId: ticket.id, openMark: 1 },
    {
      openMark: null,
      endedAt: wait.to,
      endedBy: ended.actor?.kind === 'person' ? ended.actor.id : null,
      ending: ended.ending,
      movedSeconds,
    },
  );
  const later = (at: Date | null, metAt: Date | null) => (at && !metAt ? moved(at, wait, clock) : at);
  const running = {
    waitReason: null,
    pausedAt: null,
    firstContactDueAt: later(ticket.firstContactDueAt, ticket.firstContactAt),
    arrivalDueAt: later(ticket.arrivalDueAt, ticket.arrivedAt),
    completionDueAt: later(ticket.completionDueAt, null),
  };
  const watch = planWatch({ ...ticket, ...running }, ticket.deadlineStep, policy, zone, now);
  const data = { reason, ending: ended.ending, movedSeconds };
  return changeTicket(
    tx,
    ticket,
    { ...running, ...watch },
    { type: 'ticket.resumed', data, rule: 'D6' },
    now,
    ended.actor,
  );
}

/** The rooms that see this ticket; the province alone where there is none. */
export async function roomsOfTicketId(tx: Tx, ticketId: number | null): Promise<string[]> {
  if (!ticketId) return [PROVINCE_ROOM];
  const [row] = await tx.query('SELECT regionId, storeId, outletId FROM ticket WHERE id = ?', [ticketId]);
  return row ? roomsOf(row) : [PROVINCE_ROOM];
}
