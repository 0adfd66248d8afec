import type { Policy } from '../../domain/policy.ts';
import { PolicyPreview } from '../../entities/policy.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';

/**
 * Asks to see what last month would have been under another policy. Whatever the same person asked before and is not
 * finished is given up: nobody waits for it any more.
 *
 * @returns the preview's id
 */
export async function requestPreview(
  tx: Tx,
  { policy, personId }: { policy: Policy; personId: number },
  now: Date,
): Promise<number> {
  await tx.query(
    `UPDATE policy_preview SET state = 'failed', trouble = 'superseded', nextActionAt = NULL
     WHERE requestedBy = ? AND state IN ('queued', 'running')`,
    [personId],
  );
  const { versionId } = await policyInForce(tx);
  const { identifiers } = await tx.insert(PolicyPreview, {
    state: 'queued',
    policy: policy as never,
    basedOn: versionId,
    requestedBy: personId,
    requestedAt: now,
    nextActionAt: now,
  });
  return Number(identifiers[0]?.id);
}
