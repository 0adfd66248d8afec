import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { isOpen, type TicketKind } from '../../domain/vocabulary.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { hurryDeadlines } from '../dispatch/reckon-deadlines.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { notePurpose } from './note-purpose.ts';

export interface ChaseTicket {
  ticketId: number;
  contactId?: number;
  actor?: Actor;
  cause?: string;
}

/** H8: whoever chases an open ticket is joined to it, counted, and raises its urgency. No second ticket. */
export async function chaseTicket(
  tx: Tx,
  { ticketId, contactId, actor = { kind: 'caller' }, cause }: ChaseTicket,
  now: Date,
): Promise<{ number: string; count: number; kind: TicketKind }> {
  const ticket = await lockTicket(tx, ticketId);
  if (!isOpen(ticket.state)) throw new DomainError('wrong_state', 'Only an open ticket can be chased.');
  const count = ticket.chaseCount + 1;
  const hurried = ticket.priority === 'normal' ? await hurry(tx, ticket, now) : {};
  await changeTicket(
    tx,
    ticket,
    { chaseCount: count, ...hurried },
    { type: 'ticket.chased', data: { count }, contactId, rule: 'H8', cause },
    now,
    actor,
  );
  if (contactId) await notePurpose(tx, contactId, ticketId, 'chased');
  return { number: ticket.number, count, kind: ticket.kind };
}

/** D6: what is more urgent is due sooner. */
async function hurry(tx: Tx, ticket: Ticket, now: Date): Promise<Partial<Ticket>> {
  const { policy } = await policyInForce(tx);
  const priority = 'urgent' as const;
  return { priority, hurriedAt: now, ...(await hurryDeadlines(tx, { ...ticket, priority }, policy, now)) };
}
