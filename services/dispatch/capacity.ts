import type { Tx } from '../transaction.ts';

/**
 * D1: takes one place at an outlet on a day, or finds that none is left. One conditional update decides, so
 * that no day is over-booked however many ask at once.
 */
export async function claimCapacity(tx: Tx, outletId: number, day: string): Promise<boolean> {
  if (await takePlace(tx, outletId, day)) return true;
  // Only now, and only where the day has no row yet: an insert that meets a row takes a shared lock on it, and
  // two that then want to update it would wait for each other.
  const [known] = await tx.query('SELECT 1 FROM capacity_day WHERE outletId = ? AND day = ?', [
    outletId,
    day,
  ]);
  if (known) return false;
  await tx.query(
    `INSERT IGNORE INTO capacity_day (outletId, day, capacity, booked)
     SELECT id, ?, dailyCapacity, 0 FROM outlet WHERE id = ?`,
    [day, outletId],
  );
  return takePlace(tx, outletId, day);
}

async function takePlace(tx: Tx, outletId: number, day: string): Promise<boolean> {
  const { affectedRows } = await tx.query(
    'UPDATE capacity_day SET booked = booked + 1 WHERE outletId = ? AND day = ? AND booked < capacity',
    [outletId, day],
  );
  return affectedRows === 1;
}

/** Gives a claimed place back. */
export async function releaseCapacity(tx: Tx, outletId: number | null, day: string | null): Promise<void> {
  if (!outletId || !day) return;
  await tx.query(
    'UPDATE capacity_day SET booked = booked - 1 WHERE outletId = ? AND day = ? AND booked > 0',
    [outletId, day],
  );
}
