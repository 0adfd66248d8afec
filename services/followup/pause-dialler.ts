import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import { DIAL_SLOT, ensureDialSlot } from './dial-slot.ts';

/**
 * F1: nobody is dialled by the system until it is told to go on; calls in progress are finished, and what an agent or
 * an outlet dials is not touched. Said again it changes nothing.
 */
export async function pauseDialler(
  tx: Tx,
  { paused, personId, reason }: { paused: boolean; personId: number; reason: string | null },
  now: Date,
): Promise<void> {
  await ensureDialSlot(tx);
  const { affectedRows } = await tx.query(
    `UPDATE dial_slot SET pausedAt = ?, pausedBy = ?, pauseReason = ? WHERE name = ? AND pausedAt IS ${paused ? '' : 'NOT '}NULL`,
    [...(paused ? [now, personId, reason] : [null, null, null]), DIAL_SLOT],
  );
  if (affectedRows !== 1) return;
  await appendEvents(
    tx,
    [{ type: 'dialler.paused', data: { paused, reason }, rule: 'F1', rooms: [PROVINCE_ROOM] }],
    now,
    { kind: 'person', id: personId },
  );
}
