import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import type { Wiring } from '../wiring.ts';

/** Requests that one key may make in a minute, over all web processes. */
export const KEY_REQUESTS_PER_MINUTE = 600;
const MINUTE_MS = 60_000;

/**
 * Counts a machine's requests by the minute, in Redis. While Redis is away nobody is refused: a limit is there to
 * spare the hotline, and must not be what stops it.
 *
 * @throws DomainError too_many_tries
 */
export async function limitRate({ redis }: Pick<Wiring, 'redis'>, token: string, now: Date): Promise<void> {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const key = `rate:${createHash('sha256').update(token).digest('hex').slice(0, 32)}:${minute}`;
  let count = 0;
  try {
    count = await redis.incr(key);
    if (count === 1) await redis.pexpire(key, 2 * MINUTE_MS);
  } catch {
    return;
  }
  if (count > KEY_REQUESTS_PER_MINUTE) {
    throw new DomainError(
      'too_many_tries',
      `A key may make ${KEY_REQUESTS_PER_MINUTE} requests a minute. Wait until the next one.`,
      { retryAfterSeconds: Math.ceil(((minute + 1) * MINUTE_MS - now.getTime()) / 1_000) },
    );
  }
}
