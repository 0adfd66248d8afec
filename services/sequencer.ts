import type { EventType } from '../domain/contracts/events.ts';
import { prepared } from '../entities/data-source.ts';
import type { Tx } from './transaction.ts';

const LEASE = 'sequencer';
const LEASE_SECONDS = 10;
/** Counts every sequenced event, whatever its rooms. */
const ALL_ROOMS = '*';
/** Events numbered in one transaction at most. */
export const SEQUENCED_AT_ONCE = 500;
/** Rooms keep this many of the last events to resume from; whoever is further behind gets a snapshot. */
const KEPT_POSITIONS = 200_000;

export interface SequencedEvent {
  eventId: number;
  type: EventType;
  ticketId: number | null;
}

/**
 * Becomes the one sequencer, if nobody else is. The token grows with every change of hands, so that one that
 * was stopped for a while and goes on finds itself overtaken. Runs on the database's clock: leases are about
 * processes, not about the business day, which the demo can move.
 *
 * @returns the token, or null when another one holds the lease
 */
export async function takeSequencerLease(tx: Tx, holder: string): Promise<number | null> {
  await tx.query(
    `INSERT IGNORE INTO lease (name, holder, token, expiresAt) VALUES (?, '', 0, '2000-01-01')`,
    [LEASE],
  );
  const { affectedRows } = await tx.query(
    `UPDATE lease SET holder = ?, token = token + 1, expiresAt = NOW(3) + INTERVAL ${LEASE_SECONDS} SECOND
     WHERE name = ? AND expiresAt < NOW(3)`,
    [holder, LEASE],
  );
  if (affectedRows !== 1) return null;
  const [{ token }] = await tx.query('SELECT token FROM lease WHERE name = ?', [LEASE]);
  return token;
}

/** @returns false when the lease has passed to another one */
export async function renewSequencerLease(tx: Tx, token: number): Promise<boolean> {
  const { affectedRows } = await tx.query(
    `UPDATE lease SET expiresAt = NOW(3) + INTERVAL ${LEASE_SECONDS} SECOND WHERE name = ? AND token = ?`,
    [LEASE, token],
  );
  return affectedRows === 1;
}

/** Gives the lease up at once, so that another process need not wait for it to run out. */
export async function dropSequencerLease(tx: Tx, token: number): Promise<void> {
  await tx.query(`UPDATE lease SET expiresAt = '2000-01-01' WHERE name = ? AND token = ?`, [LEASE, token]);
}

/**
 * Gives committed events their numbers, room by room, and deletes their outbox pointers, in one transaction
 * that holds the lease's row: auto-increment ids commit out of order, these numbers do not.
 *
 * @returns the events numbered now; null when the lease has passed to another one
 */
export async function sequenceEvents(tx: Tx, token: number): Promise<SequencedEvent[] | null> {
  const [mine] = await prepared(tx, 'SELECT 1 FROM lease WHERE name = ? AND token = ? FOR UPDATE', [
    LEASE,
    token,
  ]);
  if (!mine) return null;
  const rows: OutboxRow[] = await prepared(
    tx,
    `SELECT b.id, b.eventId, e.type, e.ticketId, e.rooms FROM outbox b JOIN event e ON e.id = b.eventId
     ORDER BY b.id LIMIT ${SEQUENCED_AT_ONCE}`,
    [],
  );
  if (rows.length === 0) return [];
  const events = rows.map((row) => ({ ...row, rooms: asJson<string[]>(row.rooms) }));
  const numbers = await numberRooms(tx, events);
  if (numbers.length > 0) {
    await tx.query(
      `INSERT INTO room_event (room, seq, eventId, position) VALUES ${numbers.map(() => '(?)').join()}`,
      numbers,
    );
    const places = new Map(numbers.map(([, , eventId, position]) => [position, eventId]));
    await tx.query(
      `INSERT INTO event_position (position, eventId) VALUES ${[...places].map(() => '(?)').join()}`,
      [...places],
    );
  }
  // Joined, each pointer is found by its key. With IN, MariaDB reads a table that is nearly empty from end to end,
  // and so waits for every transaction that has put something there and is not committed yet.
  await tx.query(
    `DELETE b FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) x
     STRAIGHT_JOIN outbox b ON b.id = x.id`,
    [JSON.stringify(rows.map(({ id }) => id))],
  );
  return events.map(({ eventId, type, ticketId }) => ({ eventId, type, ticketId }));
}

interface OutboxRow {
  id: number;
  eventId: number;
  type: EventType;
  ticketId: number | null;
  rooms: string | string[];
}

const asJson = <T>(value: string | T): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value);

/** Rows [room, seq, eventId, position], and the heads moved on to match. */
async function numberRooms(tx: Tx, events: { eventId: number; rooms: string[] }[]): Promise<unknown[][]> {
  const shown = events.filter(({ rooms }) => rooms.length > 0);
  if (shown.length === 0) return [];
  const names = [ALL_ROOMS, ...new Set(shown.flatMap(({ rooms }) => rooms))];
  const known: { room: string; seq: number }[] = await tx.query(
    'SELECT room, seq FROM room_head WHERE room IN (?) FOR UPDATE',
    [names],
  );
  const heads = new Map(known.map(({ room, seq }) => [room, seq]));
  const next = (room: string): number => {
    const seq = (heads.get(room) ?? 0) + 1;
    heads.set(room, seq);
    return seq;
  };
  const numbers = shown.flatMap(({ eventId, rooms }) => {
    const position = next(ALL_ROOMS);
    return rooms.map((room) => [room, next(room), eventId, position]);
  });
  await tx.query(
    `INSERT INTO room_head (room, seq) VALUES ${names.map(() => '(?)').join()} ON DUPLICATE KEY UPDATE seq = VALUES(seq)`,
    names.map((room) => [room, heads.get(room) ?? 0]),
  );
  return numbers;
}

/** The last position given; 0 before the first. */
export async function lastPosition(tx: Tx): Promise<number> {
  const [row] = await tx.query('SELECT seq FROM room_head WHERE room = ?', [ALL_ROOMS]);
  return row?.seq ?? 0;
}

/** Forgets the places of events too old to resume from. The events themselves stay. */
export async function pruneRoomEvents(tx: Tx): Promise<void> {
  const oldest = (await lastPosition(tx)) - KEPT_POSITIONS;
  if (oldest > 0) await tx.query('DELETE FROM room_event WHERE position < ? LIMIT 20000', [oldest]);
}
