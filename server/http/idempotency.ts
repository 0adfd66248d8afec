import { DomainError } from '../../domain/errors.ts';
import { Idempotency } from '../../entities/journal.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import { isDuplicate, type Tx } from '../../services/transaction.ts';
import type { Wiring } from '../wiring.ts';

interface Request {
  wiring: Wiring;
  viewer: Viewer | null;
  key: string | undefined;
  route: string;
  now: Date;
}

/**
 * Runs a use case in one transaction, together with the answer kept under the request's Idempotency-Key: the
 * same request again gets the same answer and has no second effect.
 */
export async function writeOnce<T>(request: Request, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { wiring, viewer, key, route, now } = request;
  if (!key || !viewer) return wiring.inTransaction(work);
  if (!/^[\x21-\x7e]{8,80}$/.test(key))
    throw new DomainError('invalid', 'An Idempotency-Key has 8 to 80 characters.');
  const kept = await keptAnswer<T>(request, viewer, key);
  if (kept) return kept.answer;
  try {
    return await wiring.inTransaction(async (tx) => {
      const answer = await work(tx);
      await tx.insert(Idempotency, {
        personId: viewer.personId,
        key,
        route,
        status: 200,
        body: answer as object,
        at: now,
      });
      return answer;
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const first = await keptAnswer<T>(request, viewer, key);
    if (!first) throw error;
    return first.answer;
  }
}

async function keptAnswer<T>(
  { wiring, route }: Request,
  viewer: Viewer,
  key: string,
): Promise<{ answer: T } | null> {
  const row = await wiring.dataSource.manager.findOneBy(Idempotency, { personId: viewer.personId, key });
  if (!row) return null;
  if (row.route !== route)
    throw new DomainError('invalid', 'This Idempotency-Key was used for another request.');
  return { answer: row.body as T };
}
