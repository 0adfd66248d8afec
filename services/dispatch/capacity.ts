import type { Tx } from '../transaction.ts';

/**
 * D1: takes one place at an outlet on a day, or finds that none is left. One conditional update decides, so
 * that no day is over-booked however many ask at once.
 */
export async function claimCapacity(tx: Tx, outletId: number, day: string): Promise<boolean> {
  await tx.query(
    `INSERT IGNORE INTO capacity_day (outletId, day, capacity, booked)
     SELECT id, ?, dailyCapacity, 0 FROM outlet WHERE id = ?`,
    [day, outletId],
  );
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
