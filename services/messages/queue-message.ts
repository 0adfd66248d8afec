import { takesMessages } from '../../domain/phone-number.ts';
import type { Language, MessageTemplate } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';
import { messageText, type TemplateParams } from './templates.ts';

export type QueueMessage = {
  [T in MessageTemplate]: {
    /** One message per key, however often it is queued. At most 80 characters. */
    dedupKey: string;
    /** E.164. */
    to: string;
    template: T;
    language: Language;
    params: TemplateParams[T];
    ticketId?: number | null;
  };
}[MessageTemplate];

/**
 * H4: puts a text message in line, to be sent once the transaction is committed.
 *
 * @returns whether the number takes messages, so that a caller is told of one only when it comes
 */
export async function queueMessage(tx: Tx, message: QueueMessage, now: Date): Promise<boolean> {
  if (!takesMessages(message.to)) return false;
  const body = messageText(message.template, message.language, message.params);
  await tx.query(
    `INSERT IGNORE INTO message (dedupKey, toNumber, template, language, body, ticketId, state, createdAt, nextActionAt)
     VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?)`,
    [
      message.dedupKey,
      message.to,
      message.template,
      message.language,
      body,
      message.ticketId ?? null,
      now,
      now,
    ],
  );
  return true;
}
