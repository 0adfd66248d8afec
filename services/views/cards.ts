import type { TicketCard } from '../../domain/contracts/api.ts';
import { BOARD_DONE_LIMIT } from '../../domain/contracts/sockets.ts';
import { nextDue } from '../../domain/dispatch/deadlines.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';

type CardRow = Pick<
  Ticket,
  | 'id'
  | 'number'
  | 'version'
  | 'kind'
  | 'priority'
  | 'state'
  | 'stateSince'
  | 'source'
  | 'category'
  | 'districtCode'
  | 'regionId'
  | 'storeId'
  | 'outletId'
  | 'openedAt'
  | 'chaseCount'
  | 'resolutionNo'
  | 'reopenCount'
  | 'manualReason'
  | 'nextActionAt'
  | 'firstContactDueAt'
  | 'firstContactAt'
  | 'arrivalDueAt'
  | 'arrivedAt'
  | 'completionDueAt'
  | 'takenBy'
  | 'warnAt'
  | 'lateLevel'
  | 'waitReason'
  | 'pausedAt'
> & {
  outletName: string | null;
  takenByName: string | null;
  missedAt: Date | null;
  replyAt: Date | null;
};

/** H6: since when nobody has come to the visit in hand, as SQL on `t`; whoever arrived since it was agreed on has. */
export const MISSED_AT = `(SELECT MAX(w.missedAt) FROM visit w WHERE w.ticketId = t.id AND w.outcome = 'open'
    AND (t.arrivedAt IS NULL OR t.arrivedAt < w.bookedAt))`;
/** H4: since when a customer's text message waits. */
export const REPLY_AT = `(SELECT MIN(y.at) FROM message_reply y WHERE y.ticketId = t.id AND y.state = 'waiting')`;

export const CARD_COLUMNS = `t.id, t.number, t.version, t.kind, t.priority, t.state, t.stateSince, t.source, t.category,
  t.districtCode, t.regionId, t.storeId, t.outletId, t.openedAt, t.chaseCount, t.resolutionNo, t.reopenCount,
  t.manualReason, t.nextActionAt, t.firstContactDueAt, t.firstContactAt, t.arrivalDueAt, t.arrivedAt,
  t.completionDueAt, t.takenBy, t.warnAt, t.lateLevel, t.waitReason, t.pausedAt,
  ${MISSED_AT} AS missedAt, ${REPLY_AT} AS replyAt, o.name AS outletName, k.name AS takenByName`;
export const CARD_TABLES =
  'ticket t LEFT JOIN outlet o ON o.id = t.outletId LEFT JOIN person k ON k.id = t.takenBy';

/** A row of CARD_COLUMNS as a board shows it. */
export function cardOf(row: CardRow): TicketCard {
  const due = nextDue(row);
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    kind: row.kind,
    priority: row.priority,
    state: row.state,
    stateSince: row.stateSince.toISOString(),
    source: row.source,
    category: row.category,
    districtCode: row.districtCode,
    regionId: row.regionId,
    storeId: row.storeId,
    outletId: row.outletId,
    outletName: row.outletName,
    openedAt: row.openedAt.toISOString(),
    dueAt: due?.at.toISOString() ?? null,
    dueKind: due?.kind ?? null,
    chaseCount: row.chaseCount,
    resolutionNo: row.resolutionNo,
    reopenCount: row.reopenCount,
    manualReason: row.manualReason,
    takenBy: row.takenBy === null ? null : { id: row.takenBy, name: row.takenByName ?? '' },
    warnAt: row.warnAt?.toISOString() ?? null,
    lateLevel: row.lateLevel,
    paused: row.waitReason,
    pausedAt: row.pausedAt?.toISOString() ?? null,
    missedAt: row.missedAt?.toISOString() ?? null,
    replyAt: row.replyAt?.toISOString() ?? null,
  };
}

export async function cardsById(tx: Tx, ids: number[]): Promise<Map<number, TicketCard>> {
  if (ids.length === 0) return new Map();
  const rows: CardRow[] = await tx.query(`SELECT ${CARD_COLUMNS} FROM ${CARD_TABLES} WHERE t.id IN (?)`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, cardOf(row)]));
}

export async function cardById(tx: Tx, id: number): Promise<TicketCard> {
  const card = (await cardsById(tx, [id])).get(id);
  if (!card) throw new Error(`ticket ${id} has gone`);
  return card;
}

/** The tickets of a room, e.g. 'province' or 'outlet.12': all open ones, and the last finished ones. */
export async function cardsOfRoom(tx: Tx, room: string): Promise<TicketCard[]> {
  const { sql, params } = roomCondition(room);
  const open: CardRow[] = await tx.query(
    `SELECT ${CARD_COLUMNS} FROM ${CARD_TABLES}
     WHERE t.state IN ('needs_details', 'new', 'manual', 'offered', 'accepted', 'in_progress') AND ${sql}`,
    params,
  );
  const done: CardRow[] = await tx.query(
    `SELECT ${CARD_COLUMNS} FROM ${CARD_TABLES} WHERE t.state = 'done' AND ${sql}
     ORDER BY t.stateSince DESC LIMIT ${BOARD_DONE_LIMIT}`,
    params,
  );
  return [...open, ...done].map(cardOf);
}

const ROOM_COLUMNS: Record<string, string> = { region: 'regionId', store: 'storeId', outlet: 'outletId' };

function roomCondition(room: string): { sql: string; params: unknown[] } {
  const [kind = '', id] = room.split('.');
  const column = ROOM_COLUMNS[kind];
  return column ? { sql: `t.${column} = ?`, params: [Number(id)] } : { sql: '1 = 1', params: [] };
}

/** Whether a card belongs into a room, as it now stands. */
export function isInRoom(card: TicketCard, room: string): boolean {
  const [kind = '', id] = room.split('.');
  const shown = card.state !== 'closed' && card.state !== 'cancelled';
  if (!shown) return false;
  switch (kind) {
    case 'region':
      return card.regionId === Number(id);
    case 'store':
      return card.storeId === Number(id);
    case 'outlet':
      return card.outletId === Number(id);
    default:
      return true;
  }
}
