import type { EntityManager } from 'typeorm';
import type { JobMap } from '../../domain/contracts/jobs.ts';
import { DIAL_PRIORITIES } from '../../domain/followup/priority.ts';
import { isPaused } from './dial-slot.ts';

/** As many as are dialled in some minutes: the rest waits in MySQL, and Redis holds no more however much is owed. */
const AT_ONCE = 500;

/**
 * F4: what is to be dialled next, promised calls before surveys, then by when it was due. Each priority is asked for by
 * itself, so that an index gives the first few in their order and none of the others is looked at.
 *
 * @param evenPaused also while the dialler is paused, when there is nothing to do, but something to see
 */
export async function dueCalls(
  manager: EntityManager,
  now: Date,
  { limit = AT_ONCE, evenPaused = false }: { limit?: number; evenPaused?: boolean } = {},
): Promise<JobMap['calls-out'][]> {
  if (!evenPaused && (await isPaused(manager))) return [];
  const due: JobMap['calls-out'][] = [];
  for (const priority of DIAL_PRIORITIES) {
    const left = limit - due.length;
    if (left === 0) break;
    const rows: JobMap['calls-out'][] = await manager.query(
      `SELECT id AS obligationId, priority FROM obligation
       WHERE state = 'open' AND priority = ? AND nextActionAt <= ? ORDER BY nextActionAt LIMIT ?`,
      [priority, now, left],
    );
    due.push(...rows);
  }
  return due;
}
