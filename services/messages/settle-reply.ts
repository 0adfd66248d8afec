import { DomainError } from '../../domain/errors.ts';
import { MessageReply } from '../../entities/message-reply.ts';
import type { Viewer } from '../people/viewer.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { visibleTicket } from '../views/ticket-detail.ts';

/**
 * H4: a person has seen to a customer's text message.
 *
 * @throws DomainError not_found for one that is not theirs to see, wrong_state when it is done with already
 */
export async function settleReply(
  tx: Tx,
  { replyId, note, viewer }: { replyId: number; note: string | null; viewer: Viewer },
  now: Date,
): Promise<void> {
  const reply = await tx.findOneBy(MessageReply, { id: replyId });
  if (!reply) throw new DomainError('not_found', 'There is no such reply.');
  const { ticketId } = reply;
  if (ticketId) await visibleTicket(tx, viewer, ticketId);
  else if (!viewer.scope.province) throw new DomainError('not_found', 'There is no such reply.');
  const ticket = ticketId ? await lockTicket(tx, ticketId) : null;
  const { personId } = viewer;
  const { affectedRows } = await tx.query(
    "UPDATE message_reply SET state = 'settled', settledAt = ?, settledBy = ?, note = ? WHERE id = ? AND state = 'waiting'",
    [now, personId, note, replyId],
  );
  if (affectedRows !== 1)
    throw new DomainError('wrong_state', 'Somebody has seen to this reply already. Look at it again.');
  if (!ticket) return;
  const event = { type: 'ticket.reply_settled', data: { replyId }, rule: 'H4' } as const;
  await changeTicket(tx, ticket, {}, event, now, { kind: 'person', id: personId });
}
