import type { z } from 'zod';
import type { Coverage, ObligationView, obligationListQuery } from '../../domain/contracts/api.ts';
import { DomainError } from '../../domain/errors.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import { OBLIGATION_KINDS, OBLIGATION_STATES } from '../../domain/vocabulary.ts';
import { isCentre, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** What is owed follows the region; what came of a call that was not about any is the centre's. */
function obligationScope({ scope }: Viewer): { sql: string; params: unknown[] } {
  if (scope.province) return { sql: '1 = 1', params: [] };
  if (scope.regionIds.length === 0) return { sql: '1 = 0', params: [] };
  return { sql: 'b.regionId IN (?)', params: [scope.regionIds] };
}

/** @throws DomainError not_found for one outside the viewer's part of the organisation */
export async function requireVisibleObligation(tx: Tx, viewer: Viewer, id: number): Promise<void> {
  const { sql, params } = obligationScope(viewer);
  const [row] = await tx.query(`SELECT 1 FROM obligation b WHERE b.id = ? AND ${sql}`, [id, ...params]);
  if (!row) throw new DomainError('not_found', 'There is no such follow-up here.');
}

/** Calls that are owed, the most recent first; the worklist instead holds what waits for a person, oldest first. */
export async function listObligations(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof obligationListQuery>,
): Promise<{ items: ObligationView[]; next: string | null }> {
  const scope = obligationScope(viewer);
  const where = [scope.sql];
  const params = [...scope.params];
  const worklist = query.worklist === 'true';
  if (worklist) where.push("b.state = 'open' AND b.nextActionAt IS NULL");
  if (query.kind) {
    where.push('b.kind IN (?)');
    params.push(wordList(query.kind, 'kind', OBLIGATION_KINDS));
  }
  if (query.state) {
    where.push('b.state IN (?)');
    params.push(wordList(query.state, 'state', OBLIGATION_STATES));
  }
  if (query.cursor) {
    where.push(`b.id ${worklist ? '>' : '<'} ?`);
    params.push(decodeCursor(query.cursor).id);
  }
  // By id, which is the order in which they were opened and has an index of its own.
  const order = worklist ? 'ASC' : 'DESC';
  const rows: Row[] = await tx.query(
    `SELECT b.id, b.kind, b.state, b.resolutionNo, b.number, b.openedAt, b.dueAt, b.nextActionAt, b.attempts,
            b.settlement, b.settledAt, b.note, b.contactId, t.id AS ticketId, t.number AS ticketNumber,
            p.name AS customerName
     FROM obligation b LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN contact c ON c.id = b.contactId
     LEFT JOIN customer p ON p.id = COALESCE(t.customerId, c.customerId)
     WHERE ${where.join(' AND ')} ORDER BY b.id ${order} LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows: shown, next } = page(rows, query.limit, (row) => encodeCursor(row.openedAt, row.id));
  const contactIds = shown.flatMap(({ contactId }) => (contactId ? [contactId] : []));
  const recordings: { id: number; contactId: number }[] =
    contactIds.length > 0
      ? await tx.query('SELECT id, contactId FROM recording WHERE contactId IN (?)', [contactIds])
      : [];
  const items = shown.map(
    ({ ticketId, ticketNumber, contactId, openedAt, dueAt, nextActionAt, settledAt, number, ...row }) => ({
      ...row,
      number: isCentre(viewer) ? number : maskNumber(number),
      ticket: ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null,
      openedAt: openedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      nextActionAt: nextActionAt?.toISOString() ?? null,
      settledAt: settledAt?.toISOString() ?? null,
      recordingIds: recordings.filter((recording) => recording.contactId === contactId).map(({ id }) => id),
    }),
  );
  return { items, next };
}

type Row = Omit<
  ObligationView,
  'ticket' | 'openedAt' | 'dueAt' | 'nextActionAt' | 'settledAt' | 'recordingIds'
> & {
  openedAt: Date;
  dueAt: Date;
  nextActionAt: Date | null;
  settledAt: Date | null;
  contactId: number | null;
  ticketId: number | null;
  ticketNumber: string | null;
};

/** F5: opened = settled + open + exhausted, with every exception named. */
export async function coverage(tx: Tx, now: Date): Promise<Coverage> {
  const rows: { kind: ObligationView['kind']; state: ObligationView['state']; n: string; overdue: string }[] =
    await tx.query(
      'SELECT kind, state, COUNT(*) AS n, SUM(dueAt < ?) AS overdue FROM obligation GROUP BY state, kind',
      [now],
    );
  const sum = (of: typeof rows, key: 'n' | 'overdue' = 'n') =>
    of.reduce((total, row) => total + Number(row[key]), 0);
  const openRows = rows.filter(({ state }) => state === 'open' || state === 'dialling');
  const exceptions = await tx.query(
    "SELECT settlement, COUNT(*) AS count FROM obligation WHERE state = 'exhausted' GROUP BY settlement",
  );
  return {
    opened: sum(rows),
    settled: sum(rows.filter(({ state }) => state === 'settled')),
    open: sum(openRows),
    overdue: sum(openRows, 'overdue'),
    exhausted: sum(rows.filter(({ state }) => state === 'exhausted')),
    byKind: OBLIGATION_KINDS.map((kind) => {
      const mine = rows.filter((row) => row.kind === kind);
      return {
        kind,
        opened: sum(mine),
        settled: sum(mine.filter(({ state }) => state === 'settled')),
        open: sum(mine.filter(({ state }) => state === 'open' || state === 'dialling')),
        exhausted: sum(mine.filter(({ state }) => state === 'exhausted')),
      };
    }),
    exceptions: exceptions.map(
      (row: { settlement: Coverage['exceptions'][number]['settlement']; count: string }) => ({
        ...row,
        count: Number(row.count),
      }),
    ),
  };
}
