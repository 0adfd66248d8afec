import { DomainError } from '../../domain/errors.ts';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import { PhoneSetupVersion, SetupPreview } from '../../entities/setup.ts';
import { isDuplicate, type Tx } from '../transaction.ts';

export interface SaveDraft {
  body: PhoneSetup;
  /** Of the draft that was edited; null when there was none. */
  revision: number | null;
  personId: number;
}

const stale = () =>
  new DomainError(
    'stale',
    'Somebody else has saved the draft meanwhile. Load it again and repeat your change.',
  );

/**
 * Keeps what is being edited. There is one draft for all who edit; whoever saves over what they have not seen is told.
 *
 * @throws DomainError stale
 */
export async function saveDraft(tx: Tx, { body, revision, personId }: SaveDraft, now: Date): Promise<number> {
  if (revision !== null) {
    const { affected } = await tx.update(
      PhoneSetupVersion,
      { slot: 'draft', revision },
      { body, revision: revision + 1, editedBy: personId, editedAt: now },
    );
    if (affected !== 1) throw stale();
    return (await tx.findOneByOrFail(PhoneSetupVersion, { slot: 'draft' })).id;
  }
  const inForce = await tx.findOneBy(PhoneSetupVersion, { slot: 'published' });
  try {
    const { identifiers } = await tx.insert(PhoneSetupVersion, {
      state: 'draft',
      slot: 'draft',
      body,
      setupId: inForce?.id ?? null,
      editedBy: personId,
      editedAt: now,
    });
    return Number(identifiers[0]?.id);
  } catch (error) {
    if (isDuplicate(error)) throw stale();
    throw error;
  }
}

/** Throws the draft away. Whoever is hearing it goes on with the version in force. @throws DomainError stale */
export async function discardDraft(tx: Tx, { revision }: { revision: number }): Promise<void> {
  const draft = await tx.findOneBy(PhoneSetupVersion, { slot: 'draft', revision });
  if (!draft) throw stale();
  const { affected } = await tx.delete(PhoneSetupVersion, { id: draft.id, slot: 'draft', revision });
  if (affected !== 1) throw stale();
  await tx.delete(SetupPreview, { setupId: draft.id });
}
