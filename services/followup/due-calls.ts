import type { EntityManager } from 'typeorm';
import type { JobMap } from '../../domain/contracts/jobs.ts';
import { DIAL_PRIORITIES } from '../../domain/followup/priority.ts';
import { policyInForce } from '../policy.ts';
import { isPaused } from './dial-slot.ts';

/** Besides what may be in progress at once: the rest waits in MySQL, and Redis holds no more however much is owed. */
const AT_ONCE = 500;

/**
 * F4: what is to be dialled next, promised calls before surveys, then by when it was due. Each priority is asked for by
 * itself, so that an index gives the first few in their order and none of the others is looked at.
 *
 * No more than may be in progress at once besides those that are: a telephone system that is taken up is not called into
 * the ground. What was given before and is not dialled yet is among them again.
 *
 * @param evenPaused also while the dialler is paused, when there is nothing to do, but something to see
 */
export async function dueCalls(
  manager: EntityManager,
  now: Date,
  { limit = AT_ONCE, evenPaused = false }: { limit?: number; evenPaused?: boolean } = {},
): Promise<JobMap['calls-out'][]> {
  if (!evenPaused && (await isPaused(manager))) return [];
  const most = evenPaused ? limit : Math.min(limit, await roomForCalls(manager));
  const due: JobMap['calls-out'][] = [];
  for (const priority of DIAL_PRIORITIES) {
    const left = most - due.length;
    if (left <= 0) break;
    const rows: JobMap['calls-out'][] = await manager.query(
      `SELECT id AS obligationId, priority FROM obligation
       WHERE state = 'open' AND priority = ? AND nextActionAt <= ? ORDER BY nextActionAt LIMIT ?`,
      [priority, now, left],
    );
    due.push(...rows);
  }
  return due;
}

/** How many more may be in progress at once than are. */
export async function roomForCalls(manager: EntityManager): Promise<number> {
  const { policy } = await policyInForce(manager);
  const [{ live }] = await manager.query('SELECT COUNT(*) AS live FROM attempt WHERE liveNumber IS NOT NULL');
  return Math.max(0, policy.followup.liveCalls - Number(live));
}
