import type { z } from 'zod';
import type {
  coverageQuery,
  ObligationCount,
  ObligationView,
  obligationCountQuery,
  obligationListQuery,
} from '../../domain/contracts/followup.ts';
import { DomainError } from '../../domain/errors.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import { addDays, dayStart, minutesAfter } from '../../domain/time.ts';
import { OBLIGATION_KINDS, OBLIGATION_STATES, SETTLEMENTS } from '../../domain/vocabulary.ts';
import { ANY_PRIORITY, heldSince, WAITS_FOR_A_PERSON } from '../followup/for-a-person.ts';
import { believed } from '../honesty/believed.ts';
import { isCentre, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** What is owed follows region and store (S8); what came of a call that was not about any is the centre's. */
export function obligationScope({ scope }: Viewer): { sql: string; params: unknown[] } {
  if (scope.province) return { sql: '1 = 1', params: [] };
  const places = [
    ['regionId', scope.regionIds],
    ['storeId', scope.storeIds],
  ] as const;
  const theirs = places.filter(([, ids]) => ids.length > 0);
  if (theirs.length === 0) return { sql: '1 = 0', params: [] };
  return {
    sql: `(${theirs.map(([column]) => `b.${column} IN (?)`).join(' OR ')})`,
    params: theirs.map(([, ids]) => ids),
  };
}

const WORK_OF = ['regionId', 'storeId', 'outletId', 'brandId'] as const;
type Which = Pick<z.infer<typeof coverageQuery>, 'from' | 'to' | (typeof WORK_OF)[number]>;

/** Stands for those that are about no outlet, store … */
const NOBODY = 0;

/** Those of a viewer that became owed on these days, and are about this one's work. */
export function whichObligations(viewer: Viewer, query: Which): { where: string[]; params: unknown[] } {
  const scope = obligationScope(viewer);
  const where = [scope.sql];
  const params = [...scope.params];
  const zone = organisationZone();
  if (query.from) {
    where.push('b.openedAt >= ?');
    params.push(dayStart(query.from, zone));
  }
  if (query.to) {
    where.push('b.openedAt < ?');
    params.push(dayStart(addDays(query.to, 1), zone));
  }
  for (const column of WORK_OF) {
    const id = query[column];
    if (id === undefined) continue;
    where.push(id === NOBODY ? `b.${column} IS NULL` : `b.${column} = ?`);
    if (id !== NOBODY) params.push(id);
  }
  return { where, params };
}

/** @throws DomainError not_found for one outside the viewer's part of the organisation */
export async function requireVisibleObligation(tx: Tx, viewer: Viewer, id: number): Promise<void> {
  const { sql, params } = obligationScope(viewer);
  const [row] = await tx.query(`SELECT 1 FROM obligation b WHERE b.id = ? AND ${sql}`, [id, ...params]);
  if (!row) throw new DomainError('not_found', 'There is no such follow-up here.');
}

/** Those that a list shows, and an export of it holds. */
export function filtered(
  viewer: Viewer,
  query: z.infer<typeof obligationCountQuery>,
  now: Date,
): { where: string[]; params: unknown[] } {
  const { where, params } = whichObligations(viewer, query);
  if (query.worklist === 'true') where.push(`${WAITS_FOR_A_PERSON} AND ${ANY_PRIORITY}`);
  if (query.kind) {
    where.push('b.kind IN (?)');
    params.push(wordList(query.kind, 'kind', OBLIGATION_KINDS));
  }
  if (query.state) {
    where.push('b.state IN (?)');
    params.push(wordList(query.state, 'state', OBLIGATION_STATES));
  }
  if (query.settlement) {
    where.push('b.settlement IN (?)');
    params.push(wordList(query.settlement, 'settlement', SETTLEMENTS));
  }
  const also = [
    ...(query.overdue === 'true' ? [{ sql: `${IS_OPEN} AND b.dueAt < ?`, params: [now] }] : []),
    ...(query.due ? [{ sql: `(NOT ${IS_OPEN} OR b.dueAt < ?)`, params: [now] }] : []),
    ...(query.dial ? [withDialler(query.dial, now)] : []),
    ...(query.answer ? [answeredSo(query.answer)] : []),
    ...(query.answered ? [{ sql: `EXISTS (${ANSWERS})`, params: [] }] : []),
    ...(query.believed
      ? [{ sql: query.believed === 'true' ? believed('b.id') : `NOT ${believed('b.id')}`, params: [] }]
      : []),
  ];
  return {
    where: [...where, ...also.map(({ sql }) => sql)],
    params: [...params, ...also.flatMap((one) => one.params)],
  };
}

const IS_OPEN = "b.state IN ('open', 'dialling')";
const ANSWERS = 'SELECT 1 FROM survey_answer a WHERE a.obligationId = b.id';

type Condition = { sql: string; params: unknown[] };

/** `solved:0`, or `solved` for whatever was answered. */
function answeredSo(answer: string): Condition {
  const [question, value] = answer.split(':');
  return value === undefined
    ? { sql: `EXISTS (${ANSWERS} AND a.question = ?)`, params: [question] }
    : { sql: `EXISTS (${ANSWERS} AND a.question = ? AND a.value = ?)`, params: [question, Number(value)] };
}

const DIALLED = `b.state = 'open' AND ${ANY_PRIORITY}`;

/** F1, F4: what the dialler's figures count (services/views/dialler.ts). */
export function withDialler(which: 'due' | 'soon' | 'minute', now: Date): Condition {
  if (which === 'due') return { sql: `${DIALLED} AND b.nextActionAt <= ?`, params: [now] };
  if (which === 'soon')
    return {
      sql: `${DIALLED} AND b.nextActionAt > ? AND b.nextActionAt <= ?`,
      params: [now, minutesAfter(now, 60)],
    };
  return {
    // A call may be about several: it is told once.
    sql: `b.id IN (SELECT MIN(x.obligationId) FROM attempt m JOIN attempt_obligation x ON x.attemptId = m.id
      WHERE m.grantedAt > ? AND m.slotAt IS NOT NULL GROUP BY m.id)`,
    params: [minutesAfter(now, -1)],
  };
}

/** Calls that are owed, the most recent first. */
export async function listObligations(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof obligationListQuery>,
  now: Date,
): Promise<{ items: ObligationView[]; next: string | null }> {
  const { where, params } = filtered(viewer, query, now);
  if (query.cursor) {
    where.push('b.id < ?');
    params.push(decodeCursor(query.cursor).id);
  }
  // By id, which is the order in which they were opened and has an index of its own.
  const rows: Row[] = await tx.query(`${SELECT} WHERE ${where.join(' AND ')} ORDER BY b.id DESC LIMIT ?`, [
    ...params,
    query.limit + 1,
  ]);
  const { rows: shown, next } = page(rows, query.limit, (row) => encodeCursor(row.openedAt, row.id));
  return { items: await viewsOf(tx, viewer, shown, now), next };
}

/** How many a list holds, read or not: as many as the figure says that opens it. */
export async function countObligations(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof obligationCountQuery>,
  now: Date,
): Promise<ObligationCount> {
  const { where, params } = filtered(viewer, query, now);
  const [{ n }] = await tx.query(
    `SELECT COUNT(*) AS n FROM obligation b WHERE ${where.join(' AND ')}`,
    params,
  );
  return { count: Number(n) };
}

const SELECT = `SELECT b.id, b.kind, b.state, b.resolutionNo, b.number, b.openedAt, b.dueAt, b.nextActionAt, b.attempts,
            b.settlement, b.settledAt, b.note, b.contactId, b.callAt, b.claimedAt, h.name AS claimedBy, t.id AS ticketId, t.number AS ticketNumber,
            p.name AS customerName, b.storeId, u.id AS outletId, u.name AS outletName
     FROM obligation b LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN contact c ON c.id = b.contactId
     LEFT JOIN customer p ON p.id = COALESCE(t.customerId, c.customerId) LEFT JOIN person h ON h.id = b.claimedBy
     LEFT JOIN outlet u ON u.id = b.outletId`;

/** Some of them, in the order of their ids as given. */
export async function obligationsById(
  tx: Tx,
  viewer: Viewer,
  ids: number[],
  now: Date,
): Promise<ObligationView[]> {
  if (ids.length === 0) return [];
  const rows: Row[] = await tx.query(`${SELECT} WHERE b.id IN (?)`, [ids]);
  const views = await viewsOf(tx, viewer, rows, now);
  return ids.flatMap((id) => views.find((view) => view.id === id) ?? []);
}

async function viewsOf(tx: Tx, viewer: Viewer, rows: Row[], now: Date): Promise<ObligationView[]> {
  const contactIds = rows.flatMap(({ contactId }) => (contactId ? [contactId] : []));
  const recordings: { id: number; contactId: number }[] =
    contactIds.length > 0
      ? await tx.query('SELECT id, contactId FROM recording WHERE contactId IN (?)', [contactIds])
      : [];
  return rows.map(
    ({
      ticketId,
      ticketNumber,
      contactId,
      openedAt,
      dueAt,
      nextActionAt,
      settledAt,
      callAt,
      claimedAt,
      claimedBy,
      number,
      outletId,
      outletName,
      ...row
    }) => ({
      ...row,
      // Whoever took it long ago and went home has it no more.
      claimedBy: claimedAt && claimedAt >= heldSince(now) ? claimedBy : null,
      number: isCentre(viewer) ? number : maskNumber(number),
      ticket: ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null,
      outlet: outletId && outletName ? { id: outletId, name: outletName } : null,
      openedAt: openedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      nextActionAt: nextActionAt?.toISOString() ?? null,
      settledAt: settledAt?.toISOString() ?? null,
      callAt: callAt?.toISOString() ?? null,
      recordingIds: recordings.filter((recording) => recording.contactId === contactId).map(({ id }) => id),
    }),
  );
}

type Row = Omit<
  ObligationView,
  'ticket' | 'outlet' | 'openedAt' | 'dueAt' | 'nextActionAt' | 'settledAt' | 'callAt' | 'recordingIds'
> & {
  openedAt: Date;
  dueAt: Date;
  nextActionAt: Date | null;
  settledAt: Date | null;
  callAt: Date | null;
  claimedAt: Date | null;
  contactId: number | null;
  ticketId: number | null;
  ticketNumber: string | null;
  outletId: number | null;
  outletName: string | null;
};
