import type { Policy } from '../policy.ts';
import { hoursAfter, nextInWindow } from '../time.ts';

/**
 * F1: when a customer who was not reached is tried again: after the policy's pause, in the calling window, and at
 * another hour of the day than before. What would fall outside the window is not heaped on its opening, but comes
 * an hour into it for the second try, and three for the third.
 *
 * @param attempts how many there were, from 1
 */
export function nextTry(now: Date, attempts: number, policy: Policy['followup'], zone: string): Date {
  const pause = policy.retryHours[Math.min(attempts, policy.retryHours.length) - 1] ?? 3;
  const wanted = hoursAfter(now, pause);
  const window = { from: policy.windowFrom, to: policy.windowTo };
  const next = nextInWindow(wanted, window, zone);
  return next > wanted ? nextInWindow(hoursAfter(next, 2 * attempts - 1), window, zone) : next;
}
