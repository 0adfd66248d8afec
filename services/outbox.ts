import { type Actor, type EventType, type NewEvent, roomsTold } from '../domain/contracts/events.ts';
import { prepared } from '../entities/data-source.ts';
import { markEventsWritten, type Tx } from './transaction.ts';

const SYSTEM: Actor = { kind: 'system' };

/**
 * Writes events and their outbox pointers, in the transaction of the state they speak of: both are committed
 * or neither. The sequencer gives them their numbers afterwards.
 */
export async function appendEvents(
  tx: Tx,
  events: NewEvent[],
  now: Date,
  actor: Actor = SYSTEM,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.flatMap((event) => [
    event.type,
    now,
    event.ticketId ?? null,
    event.ticketVersion ?? null,
    event.contactId ?? null,
    actor.kind,
    actor.kind === 'person' ? actor.id : null,
    event.rule ?? null,
    event.cause ?? null,
    JSON.stringify(roomsTold(event)),
    JSON.stringify(event.data),
  ]);
  const marks = events.map(() => '(?,?,?,?,?,?,?,?,?,?,?)').join();
  const { insertId } = await prepared(
    tx,
    `INSERT INTO event (type, at, ticketId, ticketVersion, contactId, actorKind, actorId, rule, cause, rooms, data)
     VALUES ${marks}`,
    rows,
  );
  // One statement with a known number of rows takes consecutive ids.
  await prepared(
    tx,
    `INSERT INTO outbox (eventId) VALUES ${events.map(() => '(?)').join()}`,
    events.map((_, index) => insertId + index),
  );
  markEventsWritten(
    tx,
    events.flatMap(({ type, ticketId }, index) =>
      ticketId && isToBeRouted(type) ? [{ eventId: insertId + index, ticketId }] : [],
    ),
  );
}

const TO_BE_ROUTED = new Set<EventType>([
  'ticket.opened',
  'ticket.details_given',
  'ticket.declined',
  'ticket.timed_out',
  'ticket.withdrawn',
]);

/** Whether the ticket may be new, and so to be routed, after such an event. */
export const isToBeRouted = (type: EventType): boolean => TO_BE_ROUTED.has(type);
