import type { CellTrouble, ImportKind } from '../../domain/contracts/imports.ts';
import { customerByNumber } from '../intake/customer-by-number.ts';
import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import {
  type CoverageRow,
  type CustomerRow,
  type OutletRow,
  type RowOf,
  type SaleRow,
  saleKeyOf,
} from './read-row.ts';

/** What a row did, or why it cannot be taken in as the data now stands. */
export type Taken = 'new' | 'changed' | 'same' | { column: string; trouble: CellTrouble };

/** How a row of each kind is taken in. Taking the same row in again changes nothing. */
export const TAKE: { [K in ImportKind]: (tx: Tx, row: RowOf[K], now: Date) => Promise<Taken> } = {
  async customers(tx, row, now) {
    const { known, customerId } = await keepCustomer(tx, row, now);
    const changes = [await keepDetails(tx, customerId, row), (await keepSite(tx, customerId, row)).changed];
    if (!known) return 'new';
    return changes.some(Boolean) ? 'changed' : 'same';
  },
  sales: takeSale,
  outlets: takeOutlet,
  coverage: takeCoverage,
};

async function keepCustomer(
  tx: Tx,
  { name, phone }: CustomerRow,
  now: Date,
): Promise<{ known: boolean; customerId: number }> {
  const [known] = await tx.query(
    'SELECT c.id FROM phone_number p JOIN customer c ON c.id = p.customerId WHERE p.number = ? AND c.name = ? ORDER BY c.id LIMIT 1',
    [phone, name],
  );
  const customerId = known?.id ?? (await customerByNumber(tx, phone, name, now));
  return { known: Boolean(known), customerId };
}

async function keepDetails(tx: Tx, customerId: number, { gender, phone2 }: CustomerRow): Promise<boolean> {
  const [{ gender: before }] = await tx.query('SELECT gender FROM customer WHERE id = ?', [customerId]);
  const changed = gender !== '' && gender !== before;
  if (changed) await tx.query('UPDATE customer SET gender = ? WHERE id = ?', [gender, customerId]);
  if (!phone2) return changed;
  const { affectedRows } = await tx.query(
    'INSERT IGNORE INTO phone_number (number, customerId) VALUES (?, ?)',
    [phone2, customerId],
  );
  return changed || affectedRows > 0;
}

async function keepSite(
  tx: Tx,
  customerId: number,
  { district, address }: CustomerRow,
): Promise<{ siteId: number | null; changed: boolean }> {
  if (!district || !address) return { siteId: null, changed: false };
  const [known] = await tx.query(
    'SELECT id FROM site WHERE customerId = ? AND districtCode = ? AND address = ? ORDER BY id LIMIT 1',
    [customerId, district.code, address],
  );
  if (known) return { siteId: known.id, changed: false };
  const siteId = await insertRow(tx, 'site', {
    customerId,
    districtCode: district.code,
    address,
    lng: district.lng,
    lat: district.lat,
    precision: 'county',
  });
  return { siteId, changed: true };
}

/** H9: what was sold is an appliance of its buyer. A serial number on file elsewhere is nobody's to take over. */
async function takeSale(tx: Tx, row: SaleRow, now: Date): Promise<Taken> {
  const saleKey = saleKeyOf(row);
  const [sold] = await tx.query('SELECT id, applianceId FROM sale WHERE saleKey = ? FOR UPDATE', [saleKey]);
  const [onFile] = sold
    ? await tx.query('SELECT * FROM appliance WHERE id = ?', [sold.applianceId])
    : row.serial
      ? await tx.query('SELECT * FROM appliance WHERE brandId = ? AND serialNumber = ? LIMIT 1', [
          row.brandId,
          row.serial,
        ])
      : [];
  if (onFile) {
    const [theirs] = await tx.query('SELECT 1 FROM phone_number WHERE customerId = ? AND number = ?', [
      onFile.customerId,
      row.phone,
    ]);
    if (!theirs) return { column: row.serial ? 'serial' : 'receipt', trouble: 'serial_elsewhere' };
  }
  const customerId: number = onFile?.customerId ?? (await keepCustomer(tx, row, now)).customerId;
  const { siteId } = await keepSite(tx, customerId, row);
  const facts = {
    category: row.category,
    brandId: row.brandId,
    model: row.model,
    serialNumber: row.serial,
    purchasedOn: row.soldOn,
    warrantyUntil: row.warrantyUntil,
  };
  const applianceId: number =
    onFile?.id ?? (await insertRow(tx, 'appliance', { customerId, siteId, ...facts }));
  const differs = onFile && Object.entries(facts).some(([name, value]) => onFile[name] !== value);
  if (differs) {
    await tx.query(
      `UPDATE appliance SET ${Object.keys(facts)
        .map((name) => `\`${name}\` = ?`)
        .join()} WHERE id = ?`,
      [...Object.values(facts), applianceId],
    );
  }
  if (!sold) {
    await insertRow(tx, 'sale', {
      saleKey,
      storeId: row.storeId,
      receiptNo: row.receipt,
      applianceId,
      soldOn: row.soldOn,
      createdAt: now,
    });
  }
  if (!onFile) return 'new';
  return differs || !sold ? 'changed' : 'same';
}

/** A new outlet begins in the standing that is said, or a good one; how one stands later is no matter of lists (S4). */
async function takeOutlet(tx: Tx, row: OutletRow, now: Date): Promise<Taken> {
  const facts = {
    name: row.name,
    type: row.type,
    regionId: row.regionId,
    storeId: row.storeId,
    brandId: row.brandId,
    districtCode: row.district.code,
    phone: row.phone,
    dailyCapacity: row.capacity,
  };
  const [known] = await tx.query('SELECT * FROM outlet WHERE code = ?', [row.code]);
  if (!known) {
    const { lng, lat } = row.point ?? row.district;
    const standing = row.standing ?? 'good';
    await insertRow(tx, 'outlet', { code: row.code, ...facts, standing, lng, lat, openedAt: now });
    return 'new';
  }
  if (row.standing && row.standing !== known.standing)
    return { column: 'standing', trouble: 'standing_elsewhere' };
  const moved = row.point
    ? known.lng !== row.point.lng || known.lat !== row.point.lat
    : known.districtCode !== row.district.code;
  const changed = Object.entries(facts).filter(([name, value]) => known[name] !== value);
  if (changed.length === 0 && !moved) return 'same';
  const { lng, lat } = row.point ?? row.district;
  const point = moved ? { lng, lat } : {};
  const columns = { ...facts, ...point };
  await tx.query(
    `UPDATE outlet SET ${Object.keys(columns)
      .map((name) => `\`${name}\` = ?`)
      .join()} WHERE id = ?`,
    [...Object.values(columns), known.id],
  );
  return 'changed';
}

async function takeCoverage(tx: Tx, row: CoverageRow): Promise<Taken> {
  const [outlet] = await tx.query('SELECT id FROM outlet WHERE code = ?', [row.outletCode]);
  if (!outlet) return { column: 'outlet', trouble: 'unknown_outlet' };
  const cells = row.categories.flatMap((category) =>
    row.kinds.map((kind) => [row.districtCode, category, kind, outlet.id]),
  );
  const { affectedRows } = row.remove
    ? await tx.query('DELETE FROM coverage WHERE (districtCode, category, kind, outletId) IN (?)', [cells])
    : await tx.query(
        `INSERT IGNORE INTO coverage (districtCode, category, kind, outletId) VALUES ${cells.map(() => '(?)').join()}`,
        cells,
      );
  if (affectedRows === 0) return 'same';
  return row.remove ? 'changed' : 'new';
}
