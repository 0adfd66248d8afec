import type { UnfinishedOutcome, VisitOutcome, VisitReason } from '../../domain/vocabulary.ts';
import { ServiceAction, type Ticket, Visit } from '../../entities/ticket.ts';
import { withdrawMessages } from '../messages/queue-message.ts';
import type { Tx } from '../transaction.ts';
import { releaseTechnician } from './technician-window.ts';

/** The visit in hand: at most one of a ticket is open. */
export const openVisitOf = (tx: Tx, ticketId: number): Promise<Visit | null> =>
  tx.findOneBy(Visit, { ticketId, outcome: 'open' });

/** H6: the next visit of a ticket begins, without a time; the technician who has the ticket comes. */
export async function beginVisit(
  tx: Tx,
  ticket: Pick<Ticket, 'id' | 'outletId' | 'technicianId'>,
  now: Date,
): Promise<Visit> {
  const { id: ticketId, outletId, technicianId } = ticket;
  if (!outletId) throw new Error(`ticket ${ticketId} has no outlet`);
  const before = await tx.countBy(Visit, { ticketId });
  const { identifiers } = await tx.insert(Visit, {
    ticketId,
    number: before + 1,
    outletId,
    technicianId,
    outcome: 'open',
    createdAt: now,
  });
  return tx.findOneByOrFail(Visit, { id: Number(identifiers[0]?.id) });
}

/** A further visit at the outlet that has the ticket: it need not be accepted again (H5). */
export async function beginFurtherVisit(tx: Tx, ticket: Ticket, now: Date): Promise<Visit> {
  const visit = await beginVisit(tx, ticket, now);
  await tx.insert(ServiceAction, { visitId: visit.id, ticketId: ticket.id, action: 'accept', at: now });
  return visit;
}

interface VisitEnd {
  outcome: Exclude<VisitOutcome, 'open'>;
  endedAt?: Date;
  reason?: VisitReason;
  summary?: string;
  chargeFen?: number;
}

/** A visit is over: nobody is reminded of it any more. One that was called off gives the technician's time back. */
export async function closeVisit(tx: Tx, visit: Visit, end: VisitEnd, now: Date): Promise<void> {
  await tx.update(Visit, { id: visit.id }, { endedAt: now, ...end, nextActionAt: null });
  await withdrawMessages(tx, visit.id);
  if (end.outcome === 'withdrawn') {
    await releaseTechnician(tx, visit);
    await tx.update(Visit, { id: visit.id }, { heldDay: null, heldHalf: null });
  }
}

/** Calls off the visit in hand, if there is one: the ticket ends or goes to another outlet. */
export async function withdrawVisit(tx: Tx, ticketId: number, now: Date): Promise<Visit | null> {
  const visit = await openVisitOf(tx, ticketId);
  if (visit) await closeVisit(tx, visit, { outcome: 'withdrawn' }, now);
  return visit;
}

export type UnfinishedEnd = { outcome: UnfinishedOutcome; reason: VisitReason };
