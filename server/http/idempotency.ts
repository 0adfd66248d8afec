import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import { Idempotency } from '../../entities/journal.ts';
import { seal, unseal } from '../../services/integration/secrets.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import { isDuplicate, type Tx } from '../../services/transaction.ts';
import type { Wiring } from '../wiring.ts';

interface Request {
  wiring: Wiring;
  viewer: Viewer | null;
  key: string | undefined;
  /** Method and pattern of the route, e.g. `POST /tickets/:id/accept`. */
  route: string;
  /** What was asked of it: parameters and body, parsed. */
  asked: unknown;
  /** Which of the request's transactions this is, where it has several. */
  part?: string;
  /** The answer shows a secret: it is kept sealed, and not to be read without SESSION_SECRET. */
  sealed?: boolean;
  now: Date;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Runs a use case in one transaction, together with the answer kept under the request's Idempotency-Key: the
 * same request again gets the same answer and has no second effect. The key is claimed before the work, so that
 * of many at once one works and the others wait for its answer; a failure gives it back.
 *
 * @throws DomainError invalid for a key that was used for something else
 */
export async function writeOnce<T>(request: Request, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { wiring, viewer, key, part, now } = request;
  if (!key || !viewer) return wiring.inTransaction(work);
  if (!/^[\x21-\x7e]{8,80}$/.test(key)) {
    throw new DomainError('invalid', 'An Idempotency-Key has 8 to 80 characters, without spaces.');
  }
  // Hashed, because the column does not tell capitals from small letters and keys do.
  const claim = { personId: viewer.personId, key: sha256(part === undefined ? key : `${key} ${part}`) };
  const route = `${request.route} ${sha256(JSON.stringify(request.asked))}`;
  const kept = await keptAnswer<T>(request, claim, route);
  if (kept) return kept.answer;
  try {
    return await wiring.inTransaction(async (tx) => {
      await tx.insert(Idempotency, { ...claim, route, status: 0, body: {}, at: now });
      const answer = await work(tx);
      await tx.update(Idempotency, claim, { status: 200, body: toKeep(request, answer) });
      return answer;
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const first = await keptAnswer<T>(request, claim, route);
    if (!first) throw error;
    return first.answer;
  }
}

const toKeep = ({ sealed, wiring }: Request, answer: unknown): object =>
  sealed ? { sealed: seal(wiring.config.sessionSecret, JSON.stringify(answer)) } : (answer as object);

async function keptAnswer<T>(
  { wiring: { dataSource, config }, sealed }: Request,
  claim: { personId: number; key: string },
  route: string,
): Promise<{ answer: T } | null> {
  const row = await dataSource.manager.findOneBy(Idempotency, claim);
  if (!row) return null;
  if (row.route !== route) {
    throw new DomainError(
      'invalid',
      'This Idempotency-Key was used for another request. Make a new one for each.',
    );
  }
  if (!sealed) return { answer: row.body as T };
  const body = row.body as { sealed: string };
  return { answer: JSON.parse(unseal(config.sessionSecret, body.sealed)) };
}
