import type { z } from 'zod';
import type { Coverage, ObligationView, obligationListQuery } from '../../domain/contracts/api.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import { OBLIGATION_KINDS } from '../../domain/vocabulary.ts';
import { isCentre, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';

/** Calls that are owed, the most recent first; the worklist instead holds what waits for a person, oldest first. */
export async function listObligations(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof obligationListQuery>,
): Promise<{ items: ObligationView[]; next: string | null }> {
  const where = ['1 = 1'];
  const params: unknown[] = [];
  const worklist = query.worklist === 'true';
  if (!viewer.scope.province) {
    where.push('b.regionId IN (?)');
    params.push(viewer.scope.regionIds.length > 0 ? viewer.scope.regionIds : [0]);
  }
  if (worklist) where.push("b.state = 'open' AND b.nextActionAt IS NULL");
  if (query.kind) {
    where.push('b.kind IN (?)');
    params.push(query.kind.split(','));
  }
  if (query.state) {
    where.push('b.state IN (?)');
    params.push(query.state.split(','));
  }
  if (query.cursor) {
    const { at, id } = decodeCursor(query.cursor);
    where.push(`(b.openedAt, b.id) ${worklist ? '>' : '<'} (?, ?)`);
    params.push(at, id);
  }
  const order = worklist ? 'ASC' : 'DESC';
  const rows: Row[] = await tx.query(
    `SELECT b.id, b.kind, b.state, b.resolutionNo, b.number, b.openedAt, b.dueAt, b.nextActionAt, b.attempts,
            b.settlement, b.settledAt, b.note, b.contactId, t.id AS ticketId, t.number AS ticketNumber,
            p.name AS customerName
     FROM obligation b LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN contact c ON c.id = b.contactId
     LEFT JOIN customer p ON p.id = COALESCE(t.customerId, c.customerId)
     WHERE ${where.join(' AND ')} ORDER BY b.openedAt ${order}, b.id ${order} LIMIT ?`,
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
      'SELECT kind, state, COUNT(*) AS n, SUM(dueAt < ?) AS overdue FROM obligation GROUP BY kind, state',
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
