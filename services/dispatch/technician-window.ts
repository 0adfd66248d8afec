import type { VisitWindow } from '../../domain/selfservice/windows.ts';
import type { Tx } from '../transaction.ts';

/**
 * H6: takes up one visit of a technician's half-day, or finds that they are promised often enough. One conditional
 * update decides, however many ask at once.
 *
 * @param limit visits of one half-day, at most (the policy's visits.perTechnicianHalf)
 */
export async function claimTechnician(
  tx: Tx,
  technicianId: number,
  window: VisitWindow,
  limit: number,
): Promise<boolean> {
  if (await take(tx, technicianId, window, limit)) return true;
  // Only where there is no row yet: an insert that meets one locks it for reading, and two would wait for each other.
  const [known] = await tx.query(
    'SELECT 1 FROM technician_window WHERE technicianId = ? AND day = ? AND half = ?',
    [technicianId, window.day, window.half],
  );
  if (known) return false;
  await tx.query('INSERT IGNORE INTO technician_window (technicianId, day, half) VALUES (?, ?, ?)', [
    technicianId,
    window.day,
    window.half,
  ]);
  return take(tx, technicianId, window, limit);
}

async function take(
  tx: Tx,
  technicianId: number,
  { day, half }: VisitWindow,
  limit: number,
): Promise<boolean> {
  const { affectedRows } = await tx.query(
    `UPDATE technician_window SET promised = promised + 1
     WHERE technicianId = ? AND day = ? AND half = ? AND promised < ?`,
    [technicianId, day, half, limit],
  );
  return affectedRows === 1;
}

/** Gives back what a visit had taken up of a technician's half-day. */
export async function releaseTechnician(
  tx: Tx,
  held: { technicianId: number | null; heldDay: string | null; heldHalf: string | null },
): Promise<void> {
  const { technicianId, heldDay, heldHalf } = held;
  if (!technicianId || !heldDay || !heldHalf) return;
  await tx.query(
    `UPDATE technician_window SET promised = promised - 1
     WHERE technicianId = ? AND day = ? AND half = ? AND promised > 0`,
    [technicianId, heldDay, heldHalf],
  );
}
