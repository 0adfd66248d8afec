import { DomainError } from '../../domain/errors.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { chaseTicket } from '../intake/chase-ticket.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { openTicketsBehind, type Shown, whoIsBehind } from './look-up.ts';

/**
 * H8: somebody at a counter chases a ticket of theirs, whichever store has it. What they bring must lead to it.
 *
 * @throws DomainError not_found when the ticket is not open, or not that person's
 */
export async function chaseAtCounter(
  tx: Tx,
  { ticketNumber, viewer, ...shown }: Shown & { ticketNumber: string; viewer: Viewer },
  now: Date,
): Promise<{ chaseCount: number }> {
  const number = shown.phone ? normaliseNumber(shown.phone) : '';
  const tickets = await openTicketsBehind(tx, { number, ids: await whoIsBehind(tx, shown, number) });
  const ticket = tickets.find((one) => one.number === ticketNumber);
  if (!ticket) throw new DomainError('not_found', 'No such ticket of theirs is open.');
  const actor = { kind: 'person' as const, id: viewer.personId };
  const { count } = await chaseTicket(tx, { ticketId: ticket.id, actor }, now);
  return { chaseCount: count };
}
