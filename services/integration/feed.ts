import { type EventMap, publicData } from '../../domain/contracts/event-schemas.ts';
import { regionRoom, storeRoom } from '../../domain/contracts/events.ts';
import type { PublishedEvent } from '../../domain/contracts/integration.ts';
import type { Tx } from '../transaction.ts';

const READ = 500;
/** So many events are looked at for one page, however few of them are for the reader. */
const LOOKED_AT = 10_000;

export interface FeedQuery {
  since: number;
  limit: number;
  /** Empty: every type. */
  types: string[];
  /** Null: the whole province. */
  rooms: string[] | null;
}

export interface FeedPage {
  items: (PublishedEvent & { eventId: number })[];
  /** Everything up to here was looked at. */
  next: number;
  more: boolean;
}

interface Row {
  position: number;
  eventId: number;
  type: keyof EventMap;
  at: Date;
  ticketId: number | null;
  ticketVersion: number | null;
  contactId: number | null;
  rule: string | null;
  rooms: string | string[];
  data: string | object;
}

const asJson = <T>(value: string | T): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value);

/** The events after a sequence that are for the reader, in the order in which the sequencer numbered them. */
export async function readFeed(tx: Tx, { since, limit, types, rooms }: FeedQuery): Promise<FeedPage> {
  const items: FeedPage['items'] = [];
  let next = since;
  for (let looked = 0; looked < LOOKED_AT; looked += READ) {
    const rows: Row[] = await tx.query(
      `SELECT p.position, e.id AS eventId, e.type, e.at, e.ticketId, e.ticketVersion, e.contactId, e.rule, e.rooms, e.data
       FROM event_position p JOIN event e ON e.id = p.eventId
       WHERE p.position > ? ORDER BY p.position LIMIT ${READ}`,
      [next],
    );
    for (const row of rows) {
      next = row.position;
      const told = rooms === null || asJson<string[]>(row.rooms).some((room) => rooms.includes(room));
      if (!told || (types.length > 0 && !types.includes(row.type))) continue;
      items.push({ ...published(row), eventId: row.eventId });
      if (items.length === limit) return { items, next, more: true };
    }
    if (rows.length < READ) return { items, next, more: false };
  }
  return { items, next, more: true };
}

/** One event by its place; null when there is none. */
export async function publishedAt(tx: Tx, position: number): Promise<PublishedEvent | null> {
  const [row] = await tx.query(
    `SELECT p.position, e.id AS eventId, e.type, e.at, e.ticketId, e.ticketVersion, e.contactId, e.rule, e.rooms, e.data
     FROM event_position p JOIN event e ON e.id = p.eventId WHERE p.position = ?`,
    [position],
  );
  return row ? published(row) : null;
}

/** What is told of an event outside: ids, codes and figures. */
function published(row: Row): PublishedEvent {
  const { ticketId, ticketVersion, contactId, rule } = row;
  return {
    type: row.type,
    timestamp: row.at.toISOString(),
    sequence: row.position,
    data: {
      ...publicData(row.type, asJson<object>(row.data)),
      ...(ticketId !== null && { ticketId }),
      ...(ticketVersion !== null && { ticketVersion }),
      ...(contactId !== null && { contactId }),
      ...(rule !== null && { rule }),
    },
  };
}

/** The last sequence given. */
export async function feedHead(tx: Tx): Promise<number> {
  const [{ head }] = await tx.query('SELECT COALESCE(MAX(position), 0) AS head FROM event_position');
  return Number(head);
}

/** The rooms whose events a unit's subscribers are told; null for the whole province. */
export const roomsOfUnit = ({ id, kind }: { id: number; kind: string }): string[] | null =>
  kind === 'headquarters' ? null : [kind === 'region' ? regionRoom(id) : storeRoom(id)];
