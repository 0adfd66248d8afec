import type { z } from 'zod';
import type { NumberList, NumberRuleView, numberListQuery } from '../../domain/contracts/numbers.ts';
import { maskNumber, normaliseNumber } from '../../domain/phone-number.ts';
import { NUMBER_RULE_KINDS } from '../../domain/vocabulary.ts';
import { isCentre, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** The lists of numbers and their history, the latest first. */
export async function listNumberRules(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof numberListQuery>,
  now: Date,
): Promise<NumberList> {
  const where = ['1 = 1'];
  const params: unknown[] = [];
  const add = (sql: string, ...values: unknown[]) => {
    where.push(sql);
    params.push(...values);
  };
  if (query.kind) add('n.kind IN (?)', wordList(query.kind, 'kind', NUMBER_RULE_KINDS));
  if (query.standing && query.standing !== 'all') add(...STANDING[query.standing](now));
  if (query.number) add('n.number = ?', normaliseNumber(query.number));
  if (query.like) add('n.number = (SELECT number FROM number_rule WHERE id = ?)', query.like);
  if (query.cursor) {
    const older = olderThan(query.cursor, 'n', 'createdAt');
    add(older.sql, ...older.params);
  }
  const rows = await ruleRows(tx, `${where.join(' AND ')} ORDER BY n.createdAt DESC, n.id DESC LIMIT ?`, [
    ...params,
    query.limit + 1,
  ]);
  const { rows: shown, next } = page(rows, query.limit, ({ createdAt, id }) => encodeCursor(createdAt, id));
  return { items: shown.map((row) => asView(row, viewer, now)), next };
}

/** One entry; undefined when there is none. */
export async function numberRule(
  tx: Tx,
  viewer: Viewer,
  id: number,
  now: Date,
): Promise<NumberRuleView | undefined> {
  const [row] = await ruleRows(tx, 'n.id = ?', [id]);
  return row && asView(row, viewer, now);
}

const STANDING: Record<NumberRuleView['standing'], (now: Date) => [string, ...unknown[]]> = {
  in_force: (now) => ['n.openMark = 1 AND (n.expiresAt IS NULL OR n.expiresAt > ?)', now],
  expired: (now) => ['n.liftedAt IS NULL AND n.expiresAt <= ?', now],
  lifted: () => ['n.liftedAt IS NOT NULL'],
};

interface Row {
  id: number;
  number: string;
  kind: NumberRuleView['kind'];
  reason: string;
  madeBy: string | null;
  contactId: number | null;
  createdAt: Date;
  expiresAt: Date | null;
  liftedAt: Date | null;
  liftedBy: string | null;
  liftReason: string | null;
  calls: number;
}

const ruleRows = (tx: Tx, where: string, params: unknown[]): Promise<Row[]> =>
  tx.query(
    `SELECT n.id, n.number, n.kind, n.reason, m.name AS madeBy, n.contactId, n.createdAt, n.expiresAt, n.liftedAt,
            l.name AS liftedBy, n.liftReason,
            (SELECT COUNT(*) FROM contact c WHERE c.number = n.number AND c.ruleId = n.id) AS calls
     FROM number_rule n LEFT JOIN person m ON m.id = n.madeBy LEFT JOIN person l ON l.id = n.liftedBy
     WHERE ${where}`,
    params,
  );

function asView(row: Row, viewer: Viewer, now: Date): NumberRuleView {
  const { createdAt, expiresAt, liftedAt, number } = row;
  const expired = expiresAt !== null && expiresAt <= now;
  return {
    ...row,
    number: isCentre(viewer) ? number : maskNumber(number),
    standing: liftedAt ? 'lifted' : expired ? 'expired' : 'in_force',
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    liftedAt: liftedAt?.toISOString() ?? null,
    calls: Number(row.calls),
  };
}
