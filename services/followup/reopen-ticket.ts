import type { Actor } from '../../domain/contracts/events.ts';
import { isFieldKind } from '../../domain/vocabulary.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { freshDeadlines } from '../dispatch/reckon-deadlines.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';

/**
 * F3: not solved. The ticket comes back one level higher: to a dispatcher, as urgent, with fresh deadlines. Only
 * the resolution that was asked about can be reopened, and only once.
 *
 * @returns the ticket, or null when that resolution no longer stands
 */
export async function reopenTicket(
  tx: Tx,
  { ticketId, resolutionNo }: { ticketId: number; resolutionNo: number },
  now: Date,
  actor?: Actor,
): Promise<Ticket | null> {
  const ticket = await lockTicket(tx, ticketId);
  const finished = ticket.state === 'done' || ticket.state === 'closed';
  if (!finished || ticket.resolutionNo !== resolutionNo) return null;
  const { policy } = await policyInForce(tx);
  const priority = ticket.priority === 'rescue' ? 'rescue' : 'urgent';
  return changeTicket(
    tx,
    ticket,
    {
      state: 'manual',
      manualReason: isFieldKind(ticket.kind) ? 'reopened' : 'staff_kind',
      priority,
      outletId: null,
      technicianId: null,
      plannedDay: null,
      plannedHalf: null,
      wishDay: null,
      doneAt: null,
      closedAt: null,
      reopenCount: ticket.reopenCount + 1,
      moves: 0,
      firstContactAt: null,
      arrivedAt: null,
      ...(await freshDeadlines(tx, { ...ticket, priority }, policy, now)),
      lateLevel: null,
      nextActionAt: null,
    },
    { type: 'ticket.reopened', data: { resolutionNo }, rule: 'F3' },
    now,
    actor,
  );
}
