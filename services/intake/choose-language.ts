import type { Language } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

/** The language in which this caller is spoken to, called back and written to. */
export async function chooseLanguage(
  tx: Tx,
  { contactId, language }: { contactId: number; language: Language },
): Promise<void> {
  await tx.query('UPDATE contact SET language = ? WHERE id = ?', [language, contactId]);
}
