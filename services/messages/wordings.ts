import type { Language, MessageTemplate } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

/** The administrator's wording in force for a template; '' where the built-in text is. */
export async function wordingInForce(tx: Tx, template: MessageTemplate, language: Language): Promise<string> {
  const [row] = await tx.query(
    'SELECT text FROM message_wording WHERE template = ? AND language = ? ORDER BY version DESC LIMIT 1',
    [template, language],
  );
  return row?.text ?? '';
}
