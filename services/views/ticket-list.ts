import type { z } from 'zod';
import type { TicketList, ticketListQuery } from '../../domain/contracts/api.ts';
import type { FinishedWith } from '../../domain/fieldwork/words.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { hoursAfter } from '../../domain/time.ts';
import { OPEN_STATES, TICKET_KINDS, TICKET_STATES } from '../../domain/vocabulary.ts';
import { hasRole, INTAKE, scopeCondition, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { CARD_COLUMNS, CARD_TABLES, cardOf, MISSED_AT, REPLY_AT } from './cards.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** D6: what a board counts down to, as SQL; the same as nextDue() in words of the database. */
const STANDING = `CASE WHEN t.firstContactAt IS NULL AND t.firstContactDueAt IS NOT NULL THEN t.firstContactDueAt
       WHEN t.arrivedAt IS NULL AND t.arrivalDueAt IS NOT NULL THEN t.arrivalDueAt
       ELSE t.completionDueAt END`;
const LATE = `(CASE
  WHEN t.state = 'offered' THEN LEAST(COALESCE(t.nextActionAt, ${STANDING}), COALESCE(${STANDING}, t.nextActionAt))
  WHEN t.state IN ('needs_details', 'new', 'manual', 'accepted', 'in_progress') THEN ${STANDING}
  END)`;
/** What is waited for does not make late; what was late before stays it. */
export const lateCondition = `${LATE} < COALESCE(t.pausedAt, ?)`;

/** D6: warned of, and neither late yet nor waited for. */
export const soonCondition = `t.warnAt <= ? AND t.pausedAt IS NULL AND NOT COALESCE(${lateCondition}, FALSE)`;

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
  if (query.state) add('t.state IN (?)', wordList(query.state, 'state', TICKET_STATES));
  if (query.kind) add('t.kind IN (?)', wordList(query.kind, 'kind', TICKET_KINDS));
  if (query.regionId) add('t.regionId = ?', query.regionId);
  if (query.outletId && !query.answer) add('t.outletId = ?', query.outletId);
  const since = hoursAfter(now, -24 * query.days);
  if (query.answer) {
    const state = query.answer === 'missed' ? 'timed_out' : query.answer;
    add(
      `EXISTS (SELECT 1 FROM offer f WHERE f.ticketId = t.id AND f.state = ? AND f.offeredAt >= ?
               ${query.outletId ? 'AND f.outletId = ?' : ''})`,
      ...[state, since, ...(query.outletId ? [query.outletId] : [])],
    );
  }
  if (query.finished) {
    const { sql, params: said } = finishedWith(query.finished);
    add(
      `EXISTS (SELECT 1 FROM visit_closing c WHERE c.ticketId = t.id AND c.at > ? AND ${sql})`,
      since,
      ...said,
    );
  }
  if (query.scored) {
    add(`t.state IN ('done', 'closed') AND t.openedAt >= ?`, since);
    add(`EXISTS (SELECT 1 FROM survey_answer y WHERE y.ticketId = t.id AND y.question = 'score')`);
  }
  if (query.plannedDay)
    add(
      `t.plannedDay = ? AND t.state IN ('offered', 'accepted', 'in_progress', 'done', 'closed')`,
      query.plannedDay,
    );
  // Only an open one can be late: said besides, for the index on the state.
  if (query.late === 'true') add(`t.state IN (?) AND ${lateCondition}`, OPEN_STATES, now);
  if (query.late === 'false') add(`NOT COALESCE(${lateCondition}, FALSE)`, now);
  if (query.late === 'soon') add(`t.state IN (?) AND ${soonCondition}`, OPEN_STATES, now, now);
  if (query.level) add('t.lateLevel = ? AND t.state IN (?)', query.level, OPEN_STATES);
  if (query.paused) add(`t.pausedAt IS ${query.paused === 'true' ? 'NOT NULL' : 'NULL'}`);
  if (query.missed) add(`${MISSED_AT} IS ${query.missed === 'true' ? 'NOT NULL' : 'NULL'}`);
  if (query.reply) add(`${REPLY_AT} IS ${query.reply === 'true' ? 'NOT NULL' : 'NULL'}`);
  const search = query.search?.trim();
  if (search) add(...(await searchCondition(tx, search, viewer)));
  if (query.cursor) {
    const older = olderThan(query.cursor, 't', 'openedAt');
    add(older.sql, ...older.params);
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

/** H5: as the figures of finished visits count them (services/views/field-figures.ts). */
function finishedWith(what: FinishedWith): { sql: string; params: string[] } {
  switch (what) {
    case 'any':
      return { sql: 'TRUE', params: [] };
    case 'code':
      return { sql: 'c.codeAbsence IS NULL', params: [] };
    case 'no_code':
      return { sql: 'c.codeAbsence IS NOT NULL', params: [] };
    case 'unquoted':
      return { sql: 'c.workedUnquoted', params: [] };
    case 'differs':
      return { sql: 'c.differsReason IS NOT NULL', params: [] };
    default:
      return { sql: 'c.codeAbsence = ?', params: [what] };
  }
}

/**
 * By the beginning of a ticket number, a whole phone number, or part of an outlet's name. By phone number only
 * for those who take requests in: to the others it would tell whose a masked number is.
 */
async function searchCondition(
  tx: Tx,
  text: string,
  viewer: Viewer,
): Promise<[sql: string, ...params: unknown[]]> {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 3 || digits.length < text.replace(/[\s+-]/g, '').length) {
    // Outlets first: for a name that few or none have, joined it would be asked of every ticket.
    const like = `%${text.replace(/[%_\\]/g, '\\$&')}%`;
    const outlets: { id: number }[] = await tx.query('SELECT id FROM outlet WHERE name LIKE ?', [like]);
    return outlets.length > 0 ? ['t.outletId IN (?)', outlets.map(({ id }) => id)] : ['1 = 0'];
  }
  const phone = hasRole(viewer, ...INTAKE) ? normaliseNumber(text) : '';
  if (phone === '') return ['t.number LIKE ?', `${digits}%`];
  return ['(t.number LIKE ? OR t.contactNumber = ?)', `${digits}%`, phone];
}
