import { DomainError } from '../../domain/errors.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { minutesAfter } from '../../domain/time.ts';
import { PhoneSetupVersion, SetupPreview } from '../../entities/setup.ts';
import type { Tx } from '../transaction.ts';

const PREVIEW_MINUTES = 30;

/**
 * For half an hour calls from this number hear the draft.
 *
 * @returns the number as the carrier will tell it, and until when
 * @throws DomainError invalid for a hidden number, wrong_state without a draft
 */
export async function previewDraft(
  tx: Tx,
  { number: given, personId }: { number: string; personId: number },
  now: Date,
): Promise<{ number: string; until: Date }> {
  const number = normaliseNumber(given);
  if (number === '') throw new DomainError('invalid', 'Give the number that you will call from.');
  const draft = await tx.findOneBy(PhoneSetupVersion, { slot: 'draft' });
  if (!draft) throw new DomainError('wrong_state', 'There is no draft. Save one first.');
  const until = minutesAfter(now, PREVIEW_MINUTES);
  await tx.query('DELETE FROM setup_preview WHERE until <= ?', [now]);
  await tx.query(
    `INSERT INTO setup_preview (number, setupId, until, createdBy) VALUES (?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE setupId = VALUES(setupId), until = VALUES(until), createdBy = VALUES(createdBy)`,
    [number, draft.id, until, personId],
  );
  return { number, until };
}

/** From now on this number hears what all hear. */
export async function endPreview(tx: Tx, { number: given }: { number: string }): Promise<string> {
  const number = normaliseNumber(given);
  await tx.delete(SetupPreview, { number });
  return number;
}
