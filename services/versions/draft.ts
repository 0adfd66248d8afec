import type { EntityTarget } from 'typeorm';
import { DomainError } from '../../domain/errors.ts';
import { isDuplicate, type Tx } from '../transaction.ts';

/** What a table needs for its drafts: one row at most has the slot `draft`. */
export interface DraftRow<Body> {
  id: number;
  slot: string | null;
  /** Grows with each save. */
  revision: number;
  body: Body;
  editedBy: number | null;
  editedAt: Date;
}

export interface SaveDraft<Body> {
  body: Body;
  /** Of the draft that was edited; null when there was none. */
  revision: number | null;
  personId: number;
}

export const staleDraft = () =>
  new DomainError(
    'stale',
    'Somebody else has saved the draft meanwhile. Load it again and repeat your change.',
  );

/**
 * Keeps what is being edited. There is one draft for all who edit; whoever saves over what they have not seen is told.
 *
 * @param begin what a new draft has beside its body
 * @returns the draft's id
 * @throws DomainError stale
 */
export async function saveDraftRow<Body>(
  tx: Tx,
  entity: EntityTarget<DraftRow<Body>>,
  { body, revision, personId }: SaveDraft<Body>,
  begin: () => Promise<object>,
  now: Date,
): Promise<number> {
  if (revision !== null) {
    const { affected } = await tx.update(entity, { slot: 'draft', revision }, {
      body,
      revision: revision + 1,
      editedBy: personId,
      editedAt: now,
    } as never);
    if (affected !== 1) throw staleDraft();
    return (await tx.findOneByOrFail(entity, { slot: 'draft' })).id;
  }
  const fresh = { ...(await begin()), slot: 'draft', body, editedBy: personId, editedAt: now };
  try {
    const { identifiers } = await tx.insert(entity, fresh as never);
    return Number(identifiers[0]?.id);
  } catch (error) {
    if (isDuplicate(error)) throw staleDraft();
    throw error;
  }
}

/** Throws the draft away. @returns its id @throws DomainError stale */
export async function discardDraftRow<Body>(
  tx: Tx,
  entity: EntityTarget<DraftRow<Body>>,
  revision: number,
): Promise<number> {
  const draft = await tx.findOneBy(entity, { slot: 'draft', revision });
  if (!draft) throw staleDraft();
  const { affected } = await tx.delete(entity, { id: draft.id, slot: 'draft', revision });
  if (affected !== 1) throw staleDraft();
  return draft.id;
}
