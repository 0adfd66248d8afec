import type { EntityManager } from 'typeorm';
import type { CoverageEntry, NetworkOutlet } from '../../domain/dispatch/network-index.ts';
import { NetworkIndex } from '../../domain/dispatch/network-index.ts';
import type { OutletFigures } from '../../domain/dispatch/quality.ts';

const PAGE = 20_000;

type OutletRow = Pick<
  NetworkOutlet,
  'outletId' | 'name' | 'type' | 'standing' | 'lng' | 'lat' | 'dailyCapacity'
> &
  Record<keyof OutletFigures, number | null>;

/** The whole network into memory, as it is on that day. Read in pages, so that whoever else runs here is not held up. */
export async function loadNetwork(manager: EntityManager, today: string): Promise<NetworkIndex> {
  const outlets: OutletRow[] = await manager.query(
    `SELECT o.id AS outletId, o.name, o.type, o.standing, o.lng, o.lat, o.dailyCapacity,
            q.jobs, q.scored, q.scoreSum, q.firstFix, q.onTime, q.asked, q.refused
     FROM outlet o LEFT JOIN outlet_figures q ON q.outletId = o.id ORDER BY o.id`,
  );
  const technicians: { outletId: number; skills: string }[] = await manager.query(
    'SELECT outletId, skills FROM technician WHERE active',
  );
  const authorisations: { outletId: number; brandId: number }[] = await manager.query(
    'SELECT outletId, brandId FROM brand_authorisation WHERE validFrom <= ? AND (validTo IS NULL OR validTo >= ?)',
    [today, today],
  );
  const known = new Map(
    outlets.map((row) => [
      row.outletId,
      { skilled: new Map<string, number>(), brands: new Set<number>(), technicians: 0, row },
    ]),
  );
  for (const { outletId, skills } of technicians) {
    const outlet = known.get(outletId);
    if (!outlet) continue;
    outlet.technicians += 1;
    for (const skill of skills.split(',')) outlet.skilled.set(skill, (outlet.skilled.get(skill) ?? 0) + 1);
  }
  for (const { outletId, brandId } of authorisations) known.get(outletId)?.brands.add(brandId);
  const index = new NetworkIndex(
    [...known.values()].map(({ row, ...counted }): NetworkOutlet => {
      const { outletId, name, type, standing, lng, lat, dailyCapacity, ...figures } = row;
      const worked = figures.jobs === null ? null : (figures as OutletFigures);
      return { outletId, name, type, standing, lng, lat, dailyCapacity, ...counted, figures: worked };
    }),
    [],
  );
  for (let from = 0; ; from += PAGE) {
    const page: CoverageEntry[] = await manager.query(
      `SELECT districtCode, category, kind, outletId FROM coverage
       ORDER BY districtCode, category, kind, outletId LIMIT ? OFFSET ?`,
      [PAGE, from],
    );
    index.cover(page);
    if (page.length < PAGE) return index;
  }
}
