import type { EntityManager } from 'typeorm';
import { CALLS_ROOM } from '../domain/contracts/events.ts';
import type { BoardAnswer } from '../domain/contracts/sockets.ts';
import { cardsOfRoom } from '../services/views/cards.ts';
import { liveContacts } from '../services/views/contacts.ts';
import { boardEvents, type NumberedEvent } from './board-events.ts';

/** Whoever is further behind than this gets a snapshot. */
const RESUME_LIMIT = 1_000;

/** What a client that opens a board is told: what it missed since, or all there is. */
export async function answerBoard(
  manager: EntityManager,
  room: string,
  since: number | undefined,
  at: Date,
): Promise<BoardAnswer> {
  const now = at.toISOString();
  // The head before the state: events between the two are shown twice, and none is missed.
  const [head] = await manager.query('SELECT seq FROM room_head WHERE room = ?', [room]);
  const seq: number = head?.seq ?? 0;
  if (since !== undefined && since <= seq && seq - since <= RESUME_LIMIT) {
    const rows: NumberedEvent[] = await manager.query(
      `SELECT r.room, r.seq, e.type, e.at, e.ticketId, e.ticketVersion, e.contactId
       FROM room_event r JOIN event e ON e.id = r.eventId WHERE r.room = ? AND r.seq > ? AND r.seq <= ? ORDER BY r.seq`,
      [room, since, seq],
    );
    const whole = rows.length === seq - since;
    if (whole) return { ok: true, room, seq, now, events: await boardEvents(manager, rows) };
  }
  const snapshot =
    room === CALLS_ROOM
      ? { contacts: await liveContacts(manager) }
      : { tickets: await cardsOfRoom(manager, room) };
  return { ok: true, room, seq, now, snapshot };
}
