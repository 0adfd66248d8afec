import type { Tx } from '../transaction.ts';
import type { CoverageRow } from './read-row.ts';

export type Removed = CoverageRow;
/** States in which a ticket still has to find an outlet, or may have to find another one. */
const SEEKING = ['new', 'manual', 'offered', 'needs_details'];
const MAY_WORK = ['good', 'warned', 'rectifying'];

/** Places whose open tickets no outlet would cover any more, once these rows are taken in. */
export async function stranded(
  tx: Tx,
  rows: Removed[],
): Promise<{ districtCode: string; category: string; kind: string; tickets: number }[]> {
  const districts = [...new Set(rows.filter(({ remove }) => remove).map(({ districtCode }) => districtCode))];
  if (districts.length === 0) return [];
  const seeking: { districtCode: string; category: string; kind: string; tickets: number }[] = await tx.query(
    `SELECT districtCode, category, kind, COUNT(*) AS tickets FROM ticket
     WHERE state IN (?) AND districtCode IN (?) AND kind IN ('repair', 'installation', 'maintenance', 'rescue')
       AND category IS NOT NULL GROUP BY districtCode, category, kind`,
    [SEEKING, districts],
  );
  const covering: { districtCode: string; category: string; kind: string; code: string }[] = await tx.query(
    `SELECT c.districtCode, c.category, c.kind, o.code FROM coverage c JOIN outlet o ON o.id = c.outletId
     WHERE c.districtCode IN (?) AND o.standing IN (?)`,
    [districts, MAY_WORK],
  );
  const cells = new Map<string, Set<string>>();
  const cellOf = (district: string, category: string, kind: string) => {
    const name = `${district} ${category} ${kind}`;
    const cell = cells.get(name) ?? new Set<string>();
    cells.set(name, cell);
    return cell;
  };
  for (const { districtCode, category, kind, code } of covering)
    cellOf(districtCode, category, kind).add(code);
  for (const { outletCode, districtCode, categories, kinds, remove } of rows) {
    for (const category of categories) {
      for (const kind of kinds) {
        const cell = cellOf(districtCode, category, kind);
        if (remove) cell.delete(outletCode);
        else cell.add(outletCode);
      }
    }
  }
  const before = new Set(
    covering.map(({ districtCode, category, kind }) => `${districtCode} ${category} ${kind}`),
  );
  return seeking
    .filter(({ districtCode, category, kind }) => {
      const name = `${districtCode} ${category} ${kind}`;
      return before.has(name) && cells.get(name)?.size === 0;
    })
    .map((place) => ({ ...place, tickets: Number(place.tickets) }));
}
