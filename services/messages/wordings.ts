import { DomainError } from '../../domain/errors.ts';
import type { Language, MessageTemplate } from '../../domain/vocabulary.ts';
import { MessageWording } from '../../entities/call.ts';
import { prepared } from '../../entities/data-source.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { wordingFault } from './templates.ts';

/** The administrator's wording in force for a template; '' where the built-in text is. */
export async function wordingInForce(tx: Tx, template: MessageTemplate, language: Language): Promise<string> {
  const [row] = await prepared(
    tx,
    'SELECT text FROM message_wording WHERE template = ? AND language = ? ORDER BY version DESC LIMIT 1',
    [template, language],
  );
  return row?.text ?? '';
}

export interface SaveWording {
  template: MessageTemplate;
  language: Language;
  /** '' goes back to the built-in text. */
  text: string;
  why: string;
  /** The version that was seen; 0 before the first. */
  version: number;
  personId: number;
}

/**
 * An administrator words a text message: a further version, with who, when and why; those before stay.
 *
 * @throws DomainError stale when someone else did meanwhile; invalid for a text that names what it is not told, or
 *   lacks what the reader needs
 */
export async function saveWording(tx: Tx, command: SaveWording, now: Date): Promise<void> {
  const { template, language, text, why, version, personId } = command;
  const fault = text && wordingFault(template, text);
  if (fault) throw new DomainError('invalid', 'This text cannot be used as it is.', { ...fault });
  const [row] = await tx.query(
    'SELECT MAX(version) AS version FROM message_wording WHERE template = ? AND language = ?',
    [template, language],
  );
  if ((row?.version ?? 0) !== version) throw stale();
  try {
    await tx.insert(MessageWording, {
      template,
      language,
      version: version + 1,
      text,
      at: now,
      editedBy: personId,
      why,
    });
  } catch (error) {
    if (isDuplicate(error)) throw stale();
    throw error;
  }
}

const stale = () =>
  new DomainError('stale', 'Someone changed this text meanwhile. Look at it again, then save.');
