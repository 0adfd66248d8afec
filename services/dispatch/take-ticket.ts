import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { isOpen } from '../../domain/vocabulary.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';

type Person = Actor & { kind: 'person' };

export interface TakeTicket {
  ticketId: number;
  /** Take it, or give it back. */
  hold: boolean;
  /** Though a colleague has it. */
  over: boolean;
  actor: Person;
}

/**
 * A dispatcher takes an open ticket into their own hands, so that colleagues leave it alone and a rescue stops
 * calling for somebody. The second to try is told who was quicker. Taken again by the same person, nothing changes.
 */
export async function takeTicket(tx: Tx, command: TakeTicket, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  if (!isOpen(ticket.state)) throw new DomainError('wrong_state', 'This ticket is finished.');
  const { id } = command.actor;
  if (command.hold) {
    if (ticket.takenBy === id) return ticket;
    if (ticket.takenBy !== null && !command.over) {
      throw new DomainError('stale', 'A colleague has taken this ticket. Look at it again.');
    }
    return changeTicket(
      tx,
      ticket,
      { takenBy: id, takenAt: now },
      { type: 'ticket.taken', data: { personId: id, fromPersonId: ticket.takenBy } },
      now,
      command.actor,
    );
  }
  if (ticket.takenBy !== id) {
    throw new DomainError('stale', 'This ticket is not in your hands. Look at it again.');
  }
  return changeTicket(
    tx,
    ticket,
    { takenBy: null, takenAt: null },
    { type: 'ticket.given_back', data: { personId: id } },
    now,
    command.actor,
  );
}

/** Whoever decides about a ticket that nobody had in hand has it from then on. Part of that decision's change. */
export async function countAsTaken(tx: Tx, ticketId: number, actor: Person, now: Date): Promise<void> {
  await tx.query('UPDATE ticket SET takenBy = ?, takenAt = ? WHERE id = ? AND takenBy IS NULL', [
    actor.id,
    now,
    ticketId,
  ]);
}
