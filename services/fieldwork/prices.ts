import type { PriceItemView, PriceVersions, SavePrice } from '../../domain/contracts/fieldwork.ts';
import { DomainError } from '../../domain/errors.ts';
import { PriceChange, PriceItem } from '../../entities/fieldwork.ts';
import { isDuplicate, type Tx } from '../transaction.ts';

/** What labour, ways and parts cost now; those of every product and kind, which a phone keeps for the day. */
export async function priceList(tx: Tx, { all = false } = {}): Promise<PriceItemView[]> {
  const rows: (Omit<PriceItemView, 'active'> & { active: number })[] = await tx.query(
    `SELECT i.code, i.category, i.kind, i.sort, i.name, i.nameEn, i.unit, i.unitFen, i.warrantyMonths, i.active,
            COALESCE((SELECT MAX(c.version) FROM price_change c WHERE c.code = i.code), 0) AS version
     FROM price_item i ${all ? '' : 'WHERE i.active'}
     ORDER BY i.category IS NOT NULL, i.category, FIELD(i.sort, 'travel', 'labour', 'part', 'other'), i.code`,
  );
  return rows.map((row) => ({ ...row, active: Boolean(row.active) }));
}

/**
 * Adds an item or changes the one of that code, with who, when and why; quotes keep what the list said when they were
 * made.
 *
 * @throws DomainError stale when someone else changed it meanwhile
 */
export async function savePrice(
  tx: Tx,
  { version, why, ...given }: SavePrice & { personId: number },
  now: Date,
): Promise<void> {
  const { personId: editedBy, active = true, ...rest } = given;
  const item = { ...rest, active };
  const [row] = await tx.query('SELECT MAX(version) AS version FROM price_change WHERE code = ?', [
    item.code,
  ]);
  if ((row?.version ?? 0) !== version) throw stale();
  try {
    await tx.insert(PriceChange, { code: item.code, version: version + 1, item, at: now, editedBy, why });
  } catch (error) {
    if (isDuplicate(error)) throw stale();
    throw error;
  }
  await tx.upsert(PriceItem, item, ['code']);
}

const stale = () =>
  new DomainError('stale', 'Someone changed this price meanwhile. Look at it again, then save.');

/** Who changed an item when and why, the latest first. */
export async function priceVersions(tx: Tx, code: string): Promise<PriceVersions['items']> {
  const rows: (Omit<PriceVersions['items'][number], 'item' | 'at'> & { item: string; at: Date })[] =
    await tx.query(
      `SELECT c.version, c.item, c.at, p.name AS \`by\`, c.why FROM price_change c
       LEFT JOIN person p ON p.id = c.editedBy WHERE c.code = ? ORDER BY c.version DESC`,
      [code],
    );
  return rows.map((row) => ({ ...row, item: JSON.parse(row.item), at: row.at.toISOString() }));
}
