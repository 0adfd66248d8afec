import type { z } from 'zod';
import type { Coverage, CoverageBy, coverageQuery } from '../../domain/contracts/followup.ts';
import { DomainError } from '../../domain/errors.ts';
import { addDays, eachDay, localDay } from '../../domain/time.ts';
import { dayBegins, OPENED_DAY } from '../followup/opened-day.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { whichObligations } from './obligations.ts';

/** Days that are looked at when nothing is said: a month. */
const USUAL_DAYS = 30;
const MOST_DAYS = 400;

/** What a row of each is, and what it is called. */
const BY: Record<CoverageBy, { key: string; join?: string; name?: string; nameEn?: string }> = {
  kind: { key: 'b.kind' },
  day: { key: OPENED_DAY },
  region: { key: 'b.regionId', join: 'unit n ON n.id = g.`key`', name: 'n.name', nameEn: 'n.nameEn' },
  store: { key: 'b.storeId', join: 'unit n ON n.id = g.`key`', name: 'n.name', nameEn: 'n.nameEn' },
  outlet: { key: 'b.outletId', join: 'outlet n ON n.id = g.`key`', name: 'n.name' },
  brand: { key: 'b.brandId', join: 'brand n ON n.id = g.`key`', name: 'n.name', nameEn: 'n.nameEn' },
};
const COUNTS = `COUNT(*) AS opened, SUM(b.state IN ('settled', 'exhausted') OR b.dueAt < ?) AS due,
  SUM(b.state = 'settled') AS settled, SUM(b.state IN ('open', 'dialling')) AS open,
  SUM(b.state IN ('open', 'dialling') AND b.dueAt < ?) AS overdue, SUM(b.state = 'exhausted') AS exhausted`;
const COUNTED = ['opened', 'due', 'settled', 'open', 'overdue', 'exhausted'] as const;
type Counts = Record<(typeof COUNTED)[number], number>;
const countsOf = (row: Record<keyof Counts, unknown>): Counts =>
  Object.fromEntries(COUNTED.map((name) => [name, Number(row[name] ?? 0)])) as Counts;

/** The days that are asked for, both included; a month up to today where nothing is said. */
export function daysAsked(query: { from?: string; to?: string }, now: Date): { from: string; to: string } {
  const to = query.to ?? localDay(now, organisationZone());
  return { from: query.from ?? addDays(to, 1 - USUAL_DAYS), to };
}

/** @throws DomainError invalid for days the wrong way round, or more than somebody would read */
export function daysBetween(from: string, to: string): string[] {
  if (from > to) throw new DomainError('invalid', 'The first day is after the last one.');
  const days = eachDay(from, to);
  if (days.length > MOST_DAYS)
    throw new DomainError('invalid', `Coverage is told for at most ${MOST_DAYS} days at once.`);
  return days;
}

type Key = string | number | null;
type Reasons = Coverage['exceptions'];

/** By reason, the most frequent first. */
function reasonsOf(rows: Reasons): Reasons {
  const sums = new Map<Reasons[number]['settlement'], number>();
  for (const { settlement, count } of rows) sums.set(settlement, (sums.get(settlement) ?? 0) + Number(count));
  return [...sums]
    .map(([settlement, count]) => ({ settlement, count }))
    .sort((one, other) => other.count - one.count);
}

/**
 * F5: of the calls that became owed on these days: opened = settled + open + exhausted, and due = settled + exhausted +
 * overdue, told apart by what is asked, with every exception named.
 */
export async function coverage(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof coverageQuery>,
  now: Date,
): Promise<Coverage> {
  const { from, to } = daysAsked(query, now);
  const { where, params } = whichObligations(viewer, { ...query, from, to });
  const which = where.join(' AND ');
  const { key, join, name = 'NULL', nameEn = 'NULL' } = BY[query.by];
  const days = daysBetween(from, to);
  const ofDay = query.by === 'day' ? [dayBegins(days)] : [];
  const rows: (Counts & { key: Key; name: string | null; nameEn: string | null })[] = await tx.query(
    `SELECT g.*, ${name} AS name, ${nameEn} AS nameEn FROM (
       SELECT ${key} AS \`key\`, ${COUNTS} FROM obligation b WHERE ${which} GROUP BY \`key\`
     ) g ${join ? `LEFT JOIN ${join}` : ''} ORDER BY ${query.by === 'day' ? 'g.`key`' : 'g.opened DESC, g.`key`'}`,
    [...ofDay, now, now, ...params],
  );
  const why: ({ key: Key } & Reasons[number])[] = await tx.query(
    `SELECT ${key} AS \`key\`, b.settlement, COUNT(*) AS count FROM obligation b
     WHERE ${which} AND b.state = 'exhausted' GROUP BY \`key\`, b.settlement`,
    [...ofDay, ...params],
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
      exceptions: reasonsOf(why.filter((one) => one.key === row.key)),
    })),
    exceptions: reasonsOf(why),
  };
}
