import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { mayWork, type TicketState } from '../../domain/vocabulary.ts';
import { StandingChange } from '../../entities/network.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Clock } from '../ports.ts';
import { changeTicket, lockTicket, requireVersion } from '../tickets.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { endOffer } from './offers.ts';
import { beginPlanned } from './set-standing.ts';
import { heldOutlet } from './standing.ts';
import { withdrawVisit } from './visits.ts';

/** Tickets moved in one transaction: others are kept waiting for no longer than that. */
const PART = 20;
/** D5: what the outlet has not begun. */
const NOT_BEGUN: TicketState[] = ['offered', 'accepted'];

/** S4: begins what is due of a change of standing, and moves the open tickets of an outlet that may not work. */
export async function tendStanding(
  { inTransaction, clock }: { inTransaction: InTransaction; clock: Clock },
  job: { changeId: number },
): Promise<void> {
  await inTransaction((tx) => beginPlanned(tx, job, clock.now()));
  while (await inTransaction((tx) => moveSome(tx, job, clock.now())));
}

/**
 * Sends some of the tickets that a stopped outlet has not begun back to routing, those in danger first. The promised
 * window stays: it is claimed at whoever comes next, or a dispatcher decides (D4). It is no miss of the ticket's: its
 * moves are not counted. What is in progress stays, for a dispatcher to decide.
 *
 * @returns whether there may be more; false as well when the stop has been lifted meanwhile
 */
export async function moveSome(tx: Tx, { changeId }: { changeId: number }, now: Date): Promise<boolean> {
  const change = await tx.findOneBy(StandingChange, { id: changeId });
  if (change?.state !== 'in_force' || change.nextActionAt === null) return false;
  const { outletId } = change;
  const rows: { id: number }[] = await tx.query(
    `SELECT id FROM ticket WHERE outletId = ? AND state IN (?)
     ORDER BY priority = 'rescue' DESC, openedAt, id LIMIT ${PART}`,
    [outletId, NOT_BEGUN],
  );
  let moved = 0;
  let lifted = false;
  for (const { id } of rows) {
    const ticket = await lockTicket(tx, id);
    lifted = mayWork((await heldOutlet(tx, outletId)).standing);
    if (lifted) break;
    // Meanwhile it may have been begun, cancelled, or moved by somebody else.
    if (ticket.outletId !== outletId || !NOT_BEGUN.includes(ticket.state)) continue;
    await moveOff(
      tx,
      ticket,
      { actor: { kind: 'person', id: change.madeBy }, cause: `standing-${change.id}` },
      now,
    );
    moved += 1;
  }
  const more = rows.length > 0 && !lifted;
  await tx.query('UPDATE standing_change SET moved = moved + ?, nextActionAt = ? WHERE id = ?', [
    moved,
    more ? now : null,
    changeId,
  ]);
  return more;
}

export interface TakeOff {
  ticketId: number;
  outletId: number;
  /** The ticket's version that the dispatcher saw. */
  version: number;
  actor: Actor & { kind: 'person' };
}

/** D5: a dispatcher decides that work begun by an outlet that may not work any more is finished by somebody else. */
export async function takeOff(tx: Tx, command: TakeOff, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  requireVersion(ticket, command.version);
  const { standing } = await heldOutlet(tx, command.outletId);
  if (ticket.outletId !== command.outletId || ticket.state !== 'in_progress' || mayWork(standing)) {
    throw new DomainError(
      'wrong_state',
      'This ticket is not in work at an outlet whose dispatch is stopped.',
    );
  }
  return moveOff(tx, ticket, { actor: command.actor }, now);
}

/** Back to routing. The customer hears of whoever comes instead once they have accepted. */
async function moveOff(
  tx: Tx,
  ticket: Ticket,
  { actor, cause }: { actor: Actor; cause?: string },
  now: Date,
): Promise<Ticket> {
  const outletId = ticket.outletId as number;
  await endOffer(tx, ticket, 'withdrawn', now);
  await withdrawVisit(tx, ticket.id, now);
  return changeTicket(
    tx,
    ticket,
    { state: 'new', outletId: null, technicianId: null, plannedDay: null, nextActionAt: now },
    { type: 'ticket.withdrawn', data: { outletId }, rule: 'S4', cause },
    now,
    actor,
  );
}
