import type { z } from 'zod';
import type { OutletView } from '../../domain/contracts/api.ts';
import type { OutletRow, outletRowsQuery } from '../../domain/contracts/outlets.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';
import { withFigures } from './outlet-figures.ts';

const COLUMNS = `o.id, o.code, o.name, o.type, o.standing, o.regionId, o.districtCode, o.dailyCapacity, o.openedAt,
  (SELECT COUNT(*) FROM ticket t WHERE t.outletId = o.id AND t.state IN ('offered', 'accepted', 'in_progress')) AS openTickets`;

type Row = Omit<OutletView, 'technicians'> & { openedAt: Date };
const shape = ({ openedAt: _, openTickets, ...row }: Row) => ({ ...row, openTickets: Number(openTickets) });

/** Outlets of the viewer's part of the organisation, newest first. */
export async function listOutlets(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof outletRowsQuery>,
  now: Date,
): Promise<{ items: OutletRow[]; next: string | null }> {
  const scope = outletScope(viewer);
  const where = [scope.sql];
  const params = [...scope.params];
  if (query.regionId) {
    where.push('o.regionId = ?');
    params.push(query.regionId);
  }
  for (const name of ['type', 'standing'] as const) {
    if (!query[name]) continue;
    where.push(`o.${name} = ?`);
    params.push(query[name]);
  }
  if (query.districtCode) {
    where.push('EXISTS (SELECT 1 FROM coverage c WHERE c.outletId = o.id AND c.districtCode = ?)');
    params.push(query.districtCode);
  }
  if (query.search) {
    where.push('(o.name LIKE ? OR o.code LIKE ?)');
    const like = `%${query.search.trim().replace(/[%_\\]/g, '\\$&')}%`;
    params.push(like, like);
  }
  if (query.cursor) {
    const older = olderThan(query.cursor, 'o', 'openedAt');
    where.push(older.sql);
    params.push(...older.params);
  }
  const rows: Row[] = await tx.query(
    `SELECT ${COLUMNS} FROM outlet o WHERE ${where.join(' AND ')} ORDER BY o.openedAt DESC, o.id DESC LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows: shown, next } = page(rows, query.limit, (row) => encodeCursor(row.openedAt, row.id));
  return { items: await withFigures(tx, shown.map(shape), now), next };
}

/** @throws DomainError not_found for an outlet outside the viewer's part of the organisation */
export async function requireVisibleOutlet(tx: Tx, viewer: Viewer, outletId: number): Promise<void> {
  const scope = outletScope(viewer);
  const [row] = await tx.query(`SELECT 1 FROM outlet o WHERE o.id = ? AND ${scope.sql}`, [
    outletId,
    ...scope.params,
  ]);
  if (!row) throw new DomainError('not_found', 'There is no such outlet here.');
}

export async function outletDetail(tx: Tx, viewer: Viewer, outletId: number): Promise<OutletView> {
  const scope = outletScope(viewer);
  const [row] = await tx.query(`SELECT ${COLUMNS} FROM outlet o WHERE o.id = ? AND ${scope.sql}`, [
    outletId,
    ...scope.params,
  ]);
  if (!row) throw new DomainError('not_found', 'There is no such outlet here.');
  const technicians: { id: number; name: string; skills: string }[] = await tx.query(
    'SELECT id, name, skills FROM technician WHERE outletId = ? AND active ORDER BY name, id',
    [outletId],
  );
  return {
    ...shape(row),
    technicians: technicians.map(({ skills, ...person }) => ({
      ...person,
      skills: skills.split(',').filter(Boolean),
    })),
  };
}

export function outletScope(viewer: Viewer): { sql: string; params: unknown[] } {
  const { province, regionIds, storeIds, outletIds } = viewer.scope;
  if (province) return { sql: '1 = 1', params: [] };
  const orNone = (ids: number[]) => (ids.length > 0 ? ids : [0]);
  return {
    sql: '(o.regionId IN (?) OR o.storeId IN (?) OR o.id IN (?))',
    params: [orNone(regionIds), orNone(storeIds), orNone(outletIds)],
  };
}
