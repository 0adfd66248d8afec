import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';

/**
 * Of these customers, those who are a store's own: who bought there, live where it looks after, or have a ticket
 * with it. Whoever sees the province sees them all.
 */
export async function theirCustomers(tx: Tx, viewer: Viewer, ids: number[]): Promise<number[]> {
  if (viewer.scope.province || ids.length === 0) return ids;
  const { regionIds, storeIds } = viewer.scope;
  const regions = [0, ...regionIds];
  const stores = [0, ...storeIds];
  const rows: { id: number }[] = await tx.query(
    `SELECT c.id FROM customer c WHERE c.id IN (?) AND (
       EXISTS (SELECT 1 FROM site s JOIN district d ON d.code = s.districtCode
               WHERE s.customerId = c.id AND (d.storeId IN (?) OR d.regionId IN (?)))
       OR EXISTS (SELECT 1 FROM appliance a JOIN sale l ON l.applianceId = a.id JOIN unit u ON u.id = l.storeId
                  WHERE a.customerId = c.id AND (u.id IN (?) OR u.parentId IN (?)))
       OR EXISTS (SELECT 1 FROM ticket t WHERE t.customerId = c.id AND (t.storeId IN (?) OR t.regionId IN (?))))`,
    [ids, stores, regions, stores, regions, stores, regions],
  );
  const own = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => own.has(id));
}
