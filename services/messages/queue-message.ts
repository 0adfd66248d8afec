import { takesMessages } from '../../domain/phone-number.ts';
import type { Language, MessageTemplate } from '../../domain/vocabulary.ts';
import { prepared } from '../../entities/data-source.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import type { Tx } from '../transaction.ts';
import { builtIn, messageText, type TemplateParams } from './templates.ts';
import { wordingInForce } from './wordings.ts';

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
    /** The visit that it is about: it is not sent any more once the visit is moved or called off. */
    visitId?: number;
    /** Of no use from then on. */
    usefulUntil?: Date;
    /** Whose own words they are. */
    personId?: number;
  };
}[MessageTemplate];

/**
 * H4: puts a text message in line, to be sent once the transaction is committed, and at night only when it is a
 * rescue's (services/messages/send-queued-message.ts sees to that).
 *
 * @returns whether the number takes messages, so that a caller is told of one only when it comes
 */
export async function queueMessage(tx: Tx, message: QueueMessage, now: Date): Promise<boolean> {
  const { dedupKey, to, template, language, params, ticketId = null, visitId = null } = message;
  if (!takesMessages(to)) return false;
  if (builtIn(template).dispensable && (await ruleFor(tx, to, ['do_not_call'], now))) return false;
  const own = await wordingInForce(tx, template, language);
  const body = messageText(template, language, params as never, own);
  await prepared(
    tx,
    `INSERT IGNORE INTO message (dedupKey, toNumber, template, language, body, ticketId, visitId, usefulUntil, personId,
                                 state, createdAt, nextActionAt, anyHour)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?,
             COALESCE((SELECT priority = 'rescue' FROM ticket WHERE id = ?), 0))`,
    [
      dedupKey,
      to,
      template,
      language,
      body,
      ticketId,
      visitId,
      message.usefulUntil ?? null,
      message.personId ?? null,
      now,
      now,
      ticketId,
    ],
  );
  return true;
}

/** H6: what waits to be said of a visit that is moved or called off is not said. */
export async function withdrawMessages(tx: Tx, visitId: number): Promise<void> {
  await tx.query(
    "UPDATE message SET state = 'withdrawn', nextActionAt = NULL WHERE visitId = ? AND state = 'queued'",
    [visitId],
  );
}
