import type { z } from 'zod';
import type { TicketList, ticketListQuery } from '../../domain/contracts/api.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { scopeCondition, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { CARD_COLUMNS, CARD_TABLES, cardOf } from './cards.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';

/** D6: the deadline that stands, as SQL; the same as nextDue() in words of the database. */
const LATE = `(CASE
  WHEN t.state = 'offered' THEN t.nextActionAt
  WHEN t.state IN ('needs_details', 'new', 'manual', 'accepted', 'in_progress') THEN
    CASE WHEN t.firstContactAt IS NULL AND t.firstContactDueAt IS NOT NULL THEN t.firstContactDueAt
         WHEN t.arrivedAt IS NULL AND t.arrivalDueAt IS NOT NULL THEN t.arrivalDueAt
         ELSE t.completionDueAt END
  END)`;
export const lateCondition = `${LATE} < ?`;

/** Tickets that the viewer may see, newest first. */
export async function listTickets(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof ticketListQuery>,
  now: Date,
): Promise<TicketList> {
  const scope = scopeCondition(viewer, 't');
  const where = [scope.sql];
  const params = [...scope.params];
  const add = (sql: string, ...values: unknown[]) => {
    where.push(sql);
    params.push(...values);
  };
  if (query.state) add('t.state IN (?)', query.state.split(','));
  if (query.kind) add('t.kind IN (?)', query.kind.split(','));
  if (query.regionId) add('t.regionId = ?', query.regionId);
  if (query.outletId) add('t.outletId = ?', query.outletId);
  if (query.late) add(query.late === 'true' ? lateCondition : `NOT COALESCE(${lateCondition}, FALSE)`, now);
  if (query.search) {
    const text = query.search.trim();
    const digits = text.replace(/\D/g, '');
    if (digits.length >= 3 && digits.length === text.replace(/[\s+-]/g, '').length) {
      add('(t.number LIKE ? OR t.contactNumber = ?)', `${digits}%`, normaliseNumber(text));
    } else add('o.name LIKE ?', `%${text.replace(/[%_\\]/g, '\\$&')}%`);
  }
  if (query.cursor) {
    const { at, id } = decodeCursor(query.cursor);
    add('(t.openedAt, t.id) < (?, ?)', at, id);
  }
  const rows = await tx.query(
    `SELECT ${CARD_COLUMNS} FROM ${CARD_TABLES} WHERE ${where.join(' AND ')}
     ORDER BY t.openedAt DESC, t.id DESC LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows: shown, next } = page(rows as Parameters<typeof cardOf>[0][], query.limit, (row) =>
    encodeCursor(row.openedAt, row.id),
  );
  return { items: shown.map(cardOf), next };
}
