import { DomainError } from '../../domain/errors.ts';
import { checkPolicy } from '../../domain/policy/check.ts';
import { type Policy, policySchema } from '../../domain/policy.ts';
import { PolicyDraft } from '../../entities/policy.ts';
import { PolicyVersion } from '../../entities/reference.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

interface Publishing {
  /** The version that was in force when the change was looked at. */
  over: number;
  why: string;
  personId: number;
}

/**
 * Puts the draft in force: the next decision is made by it. What is running (an offer's time, a deadline) goes on as
 * it was begun.
 *
 * @param revision of the draft that was read before it was decided
 * @returns the version's id
 * @throws DomainError stale; invalid when the policy contradicts itself
 */
export async function publishPolicy(
  tx: Tx,
  { revision, ...publishing }: Publishing & { revision: number },
  now: Date,
): Promise<number> {
  await requireInForce(tx, publishing.over);
  const draft = await tx.findOne(PolicyDraft, {
    where: { slot: 'draft', revision },
    lock: { mode: 'pessimistic_write' },
  });
  if (!draft) throw new DomainError('stale', 'The draft has changed since you looked at it. Read it again.');
  const id = await putInForce(tx, draft.body, null, publishing, now);
  await tx.delete(PolicyDraft, { id: draft.id });
  return id;
}

/**
 * Puts an older version in force again, as a new one; the draft stays as it is.
 *
 * @returns the new version's id
 * @throws DomainError stale, not_found, wrong_state when it is in force, invalid when it would not pass the check
 */
export async function goBackToPolicy(
  tx: Tx,
  { versionId, ...publishing }: Publishing & { versionId: number },
  now: Date,
): Promise<number> {
  await requireInForce(tx, publishing.over);
  if (versionId === publishing.over) throw new DomainError('wrong_state', 'This version is in force.');
  const old = await tx.findOneBy(PolicyVersion, { id: versionId });
  if (!old) throw new DomainError('not_found', 'There is no such version.');
  return putInForce(tx, old.policy, old.id, publishing, now);
}

/** One at a time: whoever else changes the policy waits here, and then finds that it is another. */
async function requireInForce(tx: Tx, versionId: number): Promise<void> {
  const [newest] = await tx.query('SELECT id FROM policy_version ORDER BY id DESC LIMIT 1 FOR UPDATE');
  if ((newest?.id ?? 0) !== versionId) {
    throw new DomainError('stale', 'The policy has been changed since you looked at it. Read it again.');
  }
}

async function putInForce(
  tx: Tx,
  policy: Policy,
  restoredId: number | null,
  { why, personId }: Publishing,
  now: Date,
): Promise<number> {
  const problems = checkPolicy(policy);
  if (problems.length > 0) {
    throw new DomainError('invalid', `The check found ${problems.length} errors. Mend them first.`, {
      codes: problems.map(({ code, path }) => `${code} ${path}`),
    });
  }
  // Read by today's schema: what an older version lacked has its usual value from here on.
  const body = policySchema.parse(policy);
  const { identifiers } = await tx.insert(PolicyVersion, {
    policy: body as never,
    createdAt: now,
    createdBy: personId,
    why,
    restoredId,
  });
  const versionId = Number(identifiers[0]?.id);
  const event = { type: 'policy.changed' as const, data: { versionId, restoredId }, rooms: [] };
  await appendEvents(tx, [event], now, { kind: 'person', id: personId });
  return versionId;
}
