import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import { PhoneSetupVersion, SetupPreview } from '../../entities/setup.ts';
import type { Tx } from '../transaction.ts';
import { discardDraftRow, type SaveDraft, saveDraftRow } from '../versions/draft.ts';

/** Keeps what is being edited about the phone. @throws DomainError stale */
export const saveDraft = (tx: Tx, command: SaveDraft<PhoneSetup>, now: Date): Promise<number> =>
  saveDraftRow<PhoneSetup>(
    tx,
    PhoneSetupVersion,
    command,
    async () => {
      const inForce = await tx.findOneBy(PhoneSetupVersion, { slot: 'published' });
      return { state: 'draft', setupId: inForce?.id ?? null };
    },
    now,
  );

/** Throws the draft away. Whoever is hearing it goes on with the version in force. @throws DomainError stale */
export async function discardDraft(tx: Tx, { revision }: { revision: number }): Promise<void> {
  const id = await discardDraftRow<PhoneSetup>(tx, PhoneSetupVersion, revision);
  await tx.delete(SetupPreview, { setupId: id });
}
