import { type Actor, type NewEvent, PROVINCE_ROOM, roomsOf } from '../domain/contracts/events.ts';
import { DomainError } from '../domain/errors.ts';
import { isOpen } from '../domain/vocabulary.ts';
import { Ticket } from '../entities/ticket.ts';
import { appendEvents } from './outbox.ts';
import type { Tx } from './transaction.ts';

/** The ticket, held until the transaction ends: whoever changes one begins here. */
export async function lockTicket(tx: Tx, ticketId: number): Promise<Ticket> {
  const ticket = await tx.findOne(Ticket, { where: { id: ticketId }, lock: { mode: 'pessimistic_write' } });
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
 * before and after, so that those who lose it see it go.
 */
export async function changeTicket(
  tx: Tx,
  ticket: Ticket,
  changes: Partial<Ticket>,
  event: TicketEvent,
  now: Date,
  actor?: Actor,
): Promise<Ticket> {
  // Finished, it is in nobody's hands any more: should it be reopened, somebody takes it anew.
  const over = changes.state !== undefined && !isOpen(changes.state);
  const changed = over ? { ...changes, takenBy: null, takenAt: null } : changes;
  const after: Ticket = { ...ticket, ...changed, version: ticket.version + 1 };
  const moved = changes.state !== undefined && changes.state !== ticket.state;
  if (moved) after.stateSince = now;
  await tx.update(
    Ticket,
    { id: ticket.id },
    { ...changed, version: after.version, ...(moved ? { stateSince: now } : {}) },
  );
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

/** The rooms that see this ticket; the province alone where there is none. */
export async function roomsOfTicketId(tx: Tx, ticketId: number | null): Promise<string[]> {
  if (!ticketId) return [PROVINCE_ROOM];
  const [row] = await tx.query('SELECT regionId, storeId, outletId FROM ticket WHERE id = ?', [ticketId]);
  return row ? roomsOf(row) : [PROVINCE_ROOM];
}
