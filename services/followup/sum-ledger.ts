import type { DataSource } from 'typeorm';
import { eachDay, localDay } from '../../domain/time.ts';
import { type FollowupProof, FollowupProofPart } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { dayBegins, OPENED_DAY } from './opened-day.ts';

type Sums = Pick<FollowupProof, 'opened' | 'settled' | 'open' | 'exhausted' | 'unreasoned'>;
export type Part = Omit<FollowupProofPart, 'id' | 'proofId'>;

/** How many of the latest proofs keep their days and places: a month. */
export const PROOFS_KEPT = 31;
const SHOWN_FAULTS = 100;
const ROWS_TOGETHER = 1_000;

const SUMS = ['opened', 'settled', 'open', 'exhausted', 'unreasoned'] as const;
const COUNTS = `COUNT(*) AS opened, SUM(b.state = 'settled') AS settled,
  SUM(b.state IN ('open', 'dialling')) AS \`open\`, SUM(b.state = 'exhausted') AS exhausted,
  SUM(b.state IN ('settled', 'exhausted') AND b.settlement IS NULL) AS unreasoned`;
const DAY_NO = `${OPENED_DAY} AS dayNo`;
const PLACE = 'b.regionId, b.storeId, b.outletId';

/**
 * F5: adds the ledger up as of one moment: opened = settled + open + exhausted, and what ended has a reason. Told by the
 * day on which calls became owed, by region, store and outlet, and for each day of each of these that does not add up.
 */
export function sumLedger(dataSource: DataSource): Promise<{ whole: Sums; parts: Part[] }> {
  // One reading of everything, however much is written meanwhile.
  return dataSource.transaction('REPEATABLE READ', async (tx) => {
    const days = await daysOfLedger(tx);
    const begins = dayBegins(days);
    const partOf =
      (part: Part['part']) =>
      ({ dayNo, regionId = null, storeId = null, outletId = null, ...sums }: Row): Part => ({
        part,
        day: dayNo === undefined ? null : (days[Number(dayNo) - 1] ?? null),
        regionId,
        storeId,
        outletId,
        ...sumsOf(sums),
      });
    const byDay: Row[] = days.length
      ? await tx.query(`SELECT ${DAY_NO}, ${COUNTS} FROM obligation b GROUP BY dayNo`, [begins])
      : [];
    const byPlace: Row[] = await tx.query(`SELECT ${PLACE}, ${COUNTS} FROM obligation b GROUP BY ${PLACE}`);
    const faults: Row[] = days.length
      ? await tx.query(
          `SELECT ${DAY_NO}, ${PLACE}, ${COUNTS} FROM obligation b GROUP BY dayNo, ${PLACE}
           HAVING unreasoned > 0 OR opened <> settled + \`open\` + exhausted LIMIT ${SHOWN_FAULTS}`,
          [begins],
        )
      : [];
    const parts = [
      ...byDay.map(partOf('day')),
      ...byPlace.map(partOf('place')),
      ...faults.map(partOf('fault')),
    ];
    return { whole: addUp(byDay.map(sumsOf)), parts };
  });
}

type Row = Record<keyof Sums, unknown> & {
  dayNo?: unknown;
  regionId?: number | null;
  storeId?: number | null;
  outletId?: number | null;
};

const sumsOf = (row: Record<keyof Sums, unknown>): Sums =>
  Object.fromEntries(SUMS.map((name) => [name, Number(row[name])])) as Sums;

/** The sums of all of them. */
export const addUp = (rows: Sums[]): Sums =>
  Object.fromEntries(SUMS.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)])) as Sums;

/** From the first day on which a call became owed to the last. */
async function daysOfLedger(tx: Tx): Promise<string[]> {
  const [{ first, last }]: [{ first: Date | null; last: Date | null }] = await tx.query(
    'SELECT MIN(openedAt) AS first, MAX(openedAt) AS last FROM obligation',
  );
  if (!first || !last) return [];
  const zone = organisationZone();
  return eachDay(localDay(first, zone), localDay(last, zone));
}

/** Keeps what a proof's sums are made of, and forgets the days and places of those that are no longer shown. */
export async function keepParts(tx: Tx, proofId: number, parts: Part[]): Promise<void> {
  for (let at = 0; at < parts.length; at += ROWS_TOGETHER)
    await tx.insert(
      FollowupProofPart,
      parts.slice(at, at + ROWS_TOGETHER).map((part) => ({ proofId, ...part })),
    );
  const [oldest] = await tx.query(
    `SELECT id FROM followup_proof ORDER BY id DESC LIMIT 1 OFFSET ${PROOFS_KEPT - 1}`,
  );
  if (oldest)
    await tx.query("DELETE FROM followup_proof_part WHERE proofId < ? AND part <> 'fault'", [oldest.id]);
}
