import type { Policy } from '../../domain/policy.ts';
import { PolicyDraft } from '../../entities/policy.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { discardDraftRow, type SaveDraft, saveDraftRow } from '../versions/draft.ts';

/** Keeps what is being changed about the policy. @throws DomainError stale */
export const savePolicyDraft = (tx: Tx, command: SaveDraft<Policy>, now: Date): Promise<number> =>
  saveDraftRow<Policy>(
    tx,
    PolicyDraft,
    command,
    async () => ({ basedOn: (await policyInForce(tx)).versionId }),
    now,
  );

/** @throws DomainError stale */
export async function discardPolicyDraft(tx: Tx, { revision }: { revision: number }): Promise<void> {
  await discardDraftRow<Policy>(tx, PolicyDraft, revision);
}
