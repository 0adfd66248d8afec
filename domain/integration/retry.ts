import type { DisabledReason } from '../contracts/integration.ts';
import { hoursAfter, secondsAfter } from '../time.ts';

/** Seconds until the next try after the first, second … failure in a row; the last one holds from there on. */
export const RETRY_SECONDS = [5, 30, 120, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800];
/** After so long without a single success an endpoint is given up. */
export const GIVE_UP_HOURS = 5 * 24;
/** RFC 9110: the resource is gone, and whoever answers so wants no more of it. */
const GONE = 410;

/**
 * What becomes of an endpoint that did not take an event: tried again later, or given up.
 *
 * @param failures in a row, this one among them
 * @param failingSince when the first of them was
 * @param spread 0 to 1: endpoints that failed together do not all come back together
 */
export function afterFailure(
  { failures, failingSince, code }: { failures: number; failingSince: Date; code: number | null },
  now: Date,
  spread: number,
): { nextAt: Date } | { disable: DisabledReason } {
  if (code === GONE) return { disable: 'gone' };
  if (now >= hoursAfter(failingSince, GIVE_UP_HOURS)) return { disable: 'failing' };
  const wait = RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length) - 1] ?? 0;
  return { nextAt: secondsAfter(now, Math.round(wait * (1 + spread / 5))) };
}
