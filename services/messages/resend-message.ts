import { DomainError } from '../../domain/errors.ts';
import type { MessageState, MessageTemplate } from '../../domain/vocabulary.ts';
import { Message } from '../../entities/call.ts';
import { Ticket } from '../../entities/ticket.ts';
import { canSee, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';

/** A code that was sent again would be an old one: the page of the work asks for a fresh one. */
const NOT_AGAIN: readonly MessageTemplate[] = ['completion_code', 'quote_code'];

/** Whether it still says something true, and is not on its way anyhow. */
export const mayResend = (
  {
    state,
    template,
    usefulUntil,
  }: { state: MessageState; template: MessageTemplate; usefulUntil: Date | null },
  now: Date,
): boolean =>
  (state === 'failed' || state === 'sent' || state === 'delivered') &&
  !NOT_AGAIN.includes(template) &&
  (usefulUntil === null || usefulUntil > now);

/**
 * H4: the same text to the same number once more, because a person says so. One at a time: while the one before is
 * on its way there is no further one.
 *
 * @returns the id of the new message
 * @throws DomainError not_found, wrong_state
 */
export async function resendMessage(
  tx: Tx,
  { messageId, viewer }: { messageId: number; viewer: Viewer },
  now: Date,
): Promise<number> {
  const message = await tx.findOne(Message, {
    where: { id: messageId },
    lock: { mode: 'pessimistic_write' },
  });
  const ticket = message?.ticketId ? await tx.findOneBy(Ticket, { id: message.ticketId }) : null;
  const visible = message && (ticket ? canSee(viewer, ticket) : viewer.scope.province);
  if (!visible) throw new DomainError('not_found', 'There is no such message.');
  if (!mayResend(message, now)) {
    throw new DomainError('wrong_state', 'This message is on its way, or says nothing true any more.');
  }
  const root = message.againOf ?? message.id;
  const family: { id: number; state: MessageState }[] = await tx.query(
    'SELECT id, state FROM message WHERE againOf = ? FOR UPDATE',
    [root],
  );
  if (family.some(({ state }) => state === 'queued' || state === 'sending')) {
    throw new DomainError('wrong_state', 'It is being sent again already.');
  }
  const { insertId } = await tx.query(
    `INSERT INTO message (dedupKey, toNumber, template, language, body, ticketId, visitId, state, createdAt, nextActionAt,
                          anyHour, usefulUntil, againOf, personId)
     SELECT ?, toNumber, template, language, body, ticketId, visitId, 'queued', ?, ?, anyHour, usefulUntil, ?, ?
     FROM message WHERE id = ?`,
    [`again-${root}-${family.length + 1}`, now, now, root, viewer.personId, message.id],
  );
  return Number(insertId);
}
