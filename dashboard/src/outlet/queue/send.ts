import { failureOf, RequestFailed } from '../../api/problem.ts';
import { hotlineNow } from '../../time/clock.ts';
import type { Queued } from './types.ts';

/** Photos take their time on a bad network. */
const TIMEOUT_MS = 60_000;

/** Sends one deed as it was written down; the time of sending is beside it, so that the same is the same. */
export async function sendQueued({ path, body, bytes, key }: Queued): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'Content-Type': bytes ? bytes.type : 'application/json',
        'Idempotency-Key': key,
        'Sent-At': new Date(hotlineNow()).toISOString(),
      },
      body: bytes ? bytes.data : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new RequestFailed(0, 'offline', null);
  }
  if (!response.ok) throw await failureOf(response);
  return response.json();
}

/** One tab at a time; where a browser knows no locks, its keys still see to it that nothing happens twice. */
export const alone = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('yixian-field-queue', work) : work();
