import type { z } from 'zod';
import type { ReplyList, ReplyView, replyListQuery } from '../../domain/contracts/messages.ts';
import { numberFor, scopeCondition, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';

const COLUMNS = `r.id, r.at, r.fromNumber, r.body, r.meaning, r.state, r.settledAt, r.note, p.name AS settledBy,
  m.template AS answers, t.id AS ticketId, t.number AS ticketNumber`;
const TABLES = `message_reply r LEFT JOIN ticket t ON t.id = r.ticketId LEFT JOIN message m ON m.id = r.messageId
  LEFT JOIN person p ON p.id = r.settledBy`;

interface Row
  extends Pick<ReplyView, 'id' | 'body' | 'meaning' | 'state' | 'settledBy' | 'note' | 'answers'> {
  at: Date;
  settledAt: Date | null;
  fromNumber: string;
  ticketId: number | null;
  ticketNumber: string | null;
}

const asView =
  (viewer: Viewer) =>
  ({ at, settledAt, fromNumber, ticketId, ticketNumber, ...row }: Row): ReplyView => ({
    ...row,
    at: at.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    number: numberFor(viewer, fromNumber),
    ticket: ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null,
  });

/** H4: what customers wrote, the newest first; those about no ticket are for who sees the province. */
export async function listReplies(
  tx: Tx,
  viewer: Viewer,
  { state, cursor, limit }: z.output<typeof replyListQuery>,
): Promise<ReplyList> {
  const scope = scopeCondition(viewer, 't');
  const within = viewer.scope.province ? '1 = 1' : `t.id IS NOT NULL AND ${scope.sql}`;
  const theirs = viewer.scope.province ? [] : scope.params;
  const older = cursor ? olderThan(cursor, 'r', 'at') : { sql: '1 = 1', params: [] };
  const rows: Row[] = await tx.query(
    `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${within} AND ${older.sql} ${state ? 'AND r.state = ?' : ''}
     ORDER BY r.at DESC, r.id DESC LIMIT ?`,
    [...theirs, ...older.params, ...(state ? [state] : []), limit + 1],
  );
  const [{ waiting }] = await tx.query(
    `SELECT COUNT(*) AS waiting FROM message_reply r LEFT JOIN ticket t ON t.id = r.ticketId
     WHERE r.state = 'waiting' AND ${within}`,
    theirs,
  );
  const shown = page(rows, limit, ({ at, id }) => encodeCursor(at, id));
  return { items: shown.rows.map(asView(viewer)), next: shown.next, waiting: Number(waiting) };
}

/** What the customer wrote about a ticket. */
export async function repliesOf(tx: Tx, viewer: Viewer, ticketId: number): Promise<ReplyView[]> {
  const rows: Row[] = await tx.query(`SELECT ${COLUMNS} FROM ${TABLES} WHERE r.ticketId = ? ORDER BY r.id`, [
    ticketId,
  ]);
  return rows.map(asView(viewer));
}
