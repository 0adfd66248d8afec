import type { EntityManager } from 'typeorm';
import { CALLS_ROOM, type EventType } from '../domain/contracts/events.ts';
import type { BoardEvent } from '../domain/contracts/sockets.ts';
import { cardsById, isInRoom } from '../services/views/cards.ts';
import { contactsById } from '../services/views/contacts.ts';

export interface NumberedEvent {
  room: string;
  seq: number;
  type: EventType;
  at: Date;
  ticketId: number | null;
  ticketVersion: number | null;
  contactId: number | null;
}

const ids = (values: (number | null)[]): number[] => [...new Set(values.filter((value) => value !== null))];

/**
 * Numbered events as the boards get them: each with its ticket or call as it stands now, so that a client that
 * takes the newest version needs no other look.
 */
export async function boardEvents(manager: EntityManager, rows: NumberedEvent[]): Promise<BoardEvent[]> {
  const cards = await cardsById(manager, ids(rows.map(({ ticketId }) => ticketId)));
  const inCalls = rows.filter(({ room }) => room === CALLS_ROOM);
  const contacts = await contactsById(manager, ids(inCalls.map(({ contactId }) => contactId)));
  return rows.map(({ room, seq, type, at, ticketId, ticketVersion, contactId }) => {
    const card = ticketId === null ? undefined : cards.get(ticketId);
    return {
      room,
      seq,
      prev: seq - 1,
      type,
      at: at.toISOString(),
      ticketId,
      version: card?.version ?? ticketVersion,
      ...(room === CALLS_ROOM
        ? { contact: contactId === null ? null : (contacts.get(contactId) ?? null) }
        : ticketId === null
          ? {}
          : { card: card && isInRoom(card, room) ? card : null }),
      contactId,
    };
  });
}
