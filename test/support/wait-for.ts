import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is neither false nor undefined nor null, and gives it back; an error counts as not yet.
 * Fails after `timeout` ms with the last error or with `what` was waited for.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeout = 20_000, interval = 20, what = condition.toString() } = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const until = performance.now() + timeout;
  let lastError: unknown;
  while (performance.now() < until) {
    try {
      const answer = await condition();
      if (answer !== false && answer !== undefined && answer !== null) {
        return answer as NonNullable<Exclude<T, false>>;
      }
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await sleep(interval);
  }
  throw new Error(`waited ${timeout} ms in vain for: ${what}`, { cause: lastError });
}
