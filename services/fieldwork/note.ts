import { type NewEvent, roomsOf } from '../../domain/contracts/events.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

type Said = NewEvent extends infer E
  ? E extends NewEvent
    ? Pick<E, 'type' | 'data' | 'rule'>
    : never
  : never;

/** Into the ticket's history, and to those who look at it; the ticket itself is no other one for it. */
export const noteInHistory = (
  tx: Tx,
  ticket: Ticket,
  said: Said,
  now: Date,
  personId: number,
): Promise<void> =>
  appendEvents(tx, [{ ...said, ticketId: ticket.id, rooms: roomsOf(ticket) } as NewEvent], now, {
    kind: 'person',
    id: personId,
  });
