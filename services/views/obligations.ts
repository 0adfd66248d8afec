import type { z } from 'zod';
import type {
  Coverage,
  CoverageBy,
  coverageQuery,
  ObligationView,
  obligationListQuery,
} from '../../domain/contracts/followup.ts';
import { DomainError } from '../../domain/errors.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import { addDays, dayStart, localDay } from '../../domain/time.ts';
import { OBLIGATION_KINDS, OBLIGATION_STATES, SETTLEMENTS } from '../../domain/vocabulary.ts';
import { heldSince } from '../followup/claim.ts';
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
  query: Omit<z.infer<typeof obligationListQuery>, 'cursor' | 'limit'>,
  now: Date,
): { where: string[]; params: unknown[] } {
  const { where, params } = whichObligations(viewer, query);
  if (query.worklist === 'true') where.push("b.state = 'open' AND b.nextActionAt IS NULL");
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
  if (query.overdue === 'true') {
    where.push("b.state IN ('open', 'dialling') AND b.dueAt < ?");
    params.push(now);
  }
  if (query.answer) {
    const [question, value] = query.answer.split(':');
    where.push(
      'EXISTS (SELECT 1 FROM survey_answer a WHERE a.obligationId = b.id AND a.question = ? AND a.value = ?)',
    );
    params.push(question, Number(value));
  }
  return { where, params };
}

/** Calls that are owed, the most recent first; the worklist instead holds what waits for a person, oldest first. */
export async function listObligations(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof obligationListQuery>,
  now: Date,
): Promise<{ items: ObligationView[]; next: string | null }> {
  const { where, params } = filtered(viewer, query, now);
  const worklist = query.worklist === 'true';
  if (query.cursor) {
    where.push(`b.id ${worklist ? '>' : '<'} ?`);
    params.push(decodeCursor(query.cursor).id);
  }
  // By id, which is the order in which they were opened and has an index of its own.
  const order = worklist ? 'ASC' : 'DESC';
  const rows: Row[] = await tx.query(
    `${SELECT} WHERE ${where.join(' AND ')} ORDER BY b.id ${order} LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows: shown, next } = page(rows, query.limit, (row) => encodeCursor(row.openedAt, row.id));
  const held = shown.map((row) =>
    row.claimedAt && row.claimedAt < heldSince(now) ? { ...row, claimedBy: null } : row,
  );
  return { items: await viewsOf(tx, viewer, held), next };
}

const SELECT = `SELECT b.id, b.kind, b.state, b.resolutionNo, b.number, b.openedAt, b.dueAt, b.nextActionAt, b.attempts,
            b.settlement, b.settledAt, b.note, b.contactId, b.callAt, b.claimedAt, h.name AS claimedBy, t.id AS ticketId, t.number AS ticketNumber,
            p.name AS customerName
     FROM obligation b LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN contact c ON c.id = b.contactId
     LEFT JOIN customer p ON p.id = COALESCE(t.customerId, c.customerId) LEFT JOIN person h ON h.id = b.claimedBy`;

/** Some of them, in the order of their ids as given. */
export async function obligationsById(tx: Tx, viewer: Viewer, ids: number[]): Promise<ObligationView[]> {
  if (ids.length === 0) return [];
  const rows: Row[] = await tx.query(`${SELECT} WHERE b.id IN (?)`, [ids]);
  const views = await viewsOf(tx, viewer, rows);
  return ids.flatMap((id) => views.find((view) => view.id === id) ?? []);
}

async function viewsOf(tx: Tx, viewer: Viewer, rows: Row[]): Promise<ObligationView[]> {
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
      claimedAt: _,
      number,
      ...row
    }) => ({
      ...row,
      number: isCentre(viewer) ? number : maskNumber(number),
      ticket: ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null,
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
  'ticket' | 'openedAt' | 'dueAt' | 'nextActionAt' | 'settledAt' | 'callAt' | 'recordingIds'
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
};

/** Days that are looked at when nothing is said: a month. */
export const USUAL_DAYS = 30;
const MOST_DAYS = 400;

/** What a row of each is, and what it is called. */
const BY: Record<CoverageBy, { key: string; join?: string; name?: string; nameEn?: string }> = {
  kind: { key: 'b.kind' },
  // Which of the days it falls on, by their beginnings in the organisation's zone (clocks may be changed between them).
  day: { key: "INTERVAL(TIMESTAMPDIFF(SECOND, '1970-01-01', b.openedAt), ?)" },
  region: { key: 'b.regionId', join: 'unit n ON n.id = g.`key`', name: 'n.name', nameEn: 'n.nameEn' },
  store: { key: 'b.storeId', join: 'unit n ON n.id = g.`key`', name: 'n.name', nameEn: 'n.nameEn' },
  outlet: { key: 'b.outletId', join: 'outlet n ON n.id = g.`key`', name: 'n.name' },
  brand: { key: 'b.brandId', join: 'brand n ON n.id = g.`key`', name: 'n.name', nameEn: 'n.nameEn' },
};
const COUNTS = `COUNT(*) AS opened, SUM(b.state = 'settled') AS settled, SUM(b.state IN ('open', 'dialling')) AS open,
  SUM(b.state IN ('open', 'dialling') AND b.dueAt < ?) AS overdue, SUM(b.state = 'exhausted') AS exhausted`;
const COUNTED = ['opened', 'settled', 'open', 'overdue', 'exhausted'] as const;
type Counts = Record<(typeof COUNTED)[number], number>;
const countsOf = (row: Record<keyof Counts, unknown>): Counts =>
  Object.fromEntries(COUNTED.map((name) => [name, Number(row[name] ?? 0)])) as Counts;

/** @throws DomainError invalid for days the wrong way round, or more than somebody would read */
export function daysBetween(from: string, to: string): string[] {
  if (from > to) throw new DomainError('invalid', 'The first day is after the last one.');
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  if (days.length > MOST_DAYS)
    throw new DomainError('invalid', `Coverage is told for at most ${MOST_DAYS} days at once.`);
  return days;
}

/**
 * F5: of the calls that became owed on these days: opened = settled + open + exhausted, told apart by what is asked,
 * with every exception named.
 */
export async function coverage(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof coverageQuery>,
  now: Date,
): Promise<Coverage> {
  const zone = organisationZone();
  const to = query.to ?? localDay(now, zone);
  const from = query.from ?? addDays(to, 1 - USUAL_DAYS);
  const { where, params } = whichObligations(viewer, { ...query, from, to });
  const which = where.join(' AND ');
  const { key, join, name = 'NULL', nameEn = 'NULL' } = BY[query.by];
  const days = daysBetween(from, to);
  const begins = days.map((day) => dayStart(day, zone).getTime() / 1_000);
  const rows: (Counts & { key: string | number | null; name: string | null; nameEn: string | null })[] =
    await tx.query(
      `SELECT g.*, ${name} AS name, ${nameEn} AS nameEn FROM (
         SELECT ${key} AS \`key\`, ${COUNTS} FROM obligation b WHERE ${which} GROUP BY \`key\`
       ) g ${join ? `LEFT JOIN ${join}` : ''} ORDER BY ${query.by === 'day' ? 'g.`key`' : 'g.opened DESC, g.`key`'}`,
      [...(query.by === 'day' ? [begins] : []), now, ...params],
    );
  const exceptions: { settlement: Coverage['exceptions'][number]['settlement']; count: number }[] =
    await tx.query(
      `SELECT b.settlement, COUNT(*) AS count FROM obligation b WHERE ${which} AND b.state = 'exhausted'
       GROUP BY b.settlement ORDER BY count DESC`,
      params,
    );
  const sums = countsOf(
    Object.fromEntries(
      COUNTED.map((column) => [column, rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0)]),
    ) as Counts,
  );
  return {
    from,
    to,
    by: query.by,
    ...sums,
    rows: rows.map((row) => ({
      key:
        query.by === 'day' ? (days[Number(row.key) - 1] ?? null) : row.key === null ? null : String(row.key),
      name: row.name,
      nameEn: row.nameEn,
      ...countsOf(row),
    })),
    exceptions: exceptions.map(({ settlement, count }) => ({ settlement, count: Number(count) })),
  };
}
