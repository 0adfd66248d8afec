import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';

const NAME = 'calls-out';

/**
 * Pacing: one row, under the database's own clock, says when the next outbound call may be placed. A
 * conditional update takes the slot, so that however many workers ask, no two calls are closer together than
 * 1 / rate, and a restart forgets nothing.
 *
 * @param rate calls per second
 * @returns 0 when the slot is taken, else the milliseconds until the next one
 */
export async function takeDialSlot(manager: EntityManager, rate: number): Promise<number> {
  const gapMicros = Math.ceil(1_000_000 / rate);
  const { affectedRows } = await manager.query(
    `UPDATE dial_slot SET nextAt = ${NOW_MICROS} + ? WHERE name = ? AND nextAt <= ${NOW_MICROS}`,
    [gapMicros, NAME],
  );
  if (affectedRows === 1) return 0;
  await manager.query('INSERT IGNORE INTO dial_slot (name, nextAt) VALUES (?, 0)', [NAME]);
  const [row] = await manager.query(
    `SELECT CAST(nextAt AS SIGNED) - ${NOW_MICROS} AS wait FROM dial_slot WHERE name = ?`,
    [NAME],
  );
  return Math.max(1, Math.ceil(Number(row.wait) / 1000));
}

/** Until the slot is taken. */
export async function waitForDialSlot(manager: EntityManager, rate: number): Promise<void> {
  for (;;) {
    const wait = await takeDialSlot(manager, rate);
    if (wait === 0) return;
    await sleep(wait);
  }
}

const NOW_MICROS = 'CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)';
