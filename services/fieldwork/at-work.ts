import type { PlaceClaim } from '../../domain/contracts/fieldwork.ts';
import { DomainError } from '../../domain/errors.ts';
import { type ActionTime, timeOfAction } from '../../domain/fieldwork/action-time.ts';
import { ServiceAction, type Ticket, Visit } from '../../entities/ticket.ts';
import { requireAtWork } from '../dispatch/record-action.ts';
import { lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';

/** When and where the phone says that something was done. */
export interface Done {
  doneAt?: Date;
  /** By the phone's clock, when this was sent. */
  sentAt?: Date;
  place?: PlaceClaim;
}

/** What every use case at the customer's home is told. */
export interface FieldCommand extends Done {
  ticketId: number;
  outletId: number;
  personId: number;
}

/** The ticket, held, and the visit in hand at this outlet. */
export async function visitAtWork(
  tx: Tx,
  { ticketId, outletId }: Pick<FieldCommand, 'ticketId' | 'outletId'>,
): Promise<{ ticket: Ticket; visit: Visit }> {
  const ticket = await lockTicket(tx, ticketId);
  requireAtWork(ticket, outletId);
  const visit = await tx.findOneBy(Visit, { ticketId, outcome: 'open' });
  if (!visit)
    throw new DomainError('wrong_state', 'No visit is open on this ticket. Record an action first.');
  return { ticket, visit };
}

/** H5: the time of what was done in this visit, held against the action before it. */
export async function timeInVisit(tx: Tx, visitId: number, done: Done, now: Date): Promise<ActionTime> {
  const { doneAt = null, sentAt = null } = done;
  const last = doneAt ? await tx.findOne(ServiceAction, { where: { visitId }, order: { at: 'DESC' } }) : null;
  return timeOfAction({ doneAt, sentAt, now, previousAt: last?.at ?? null });
}

/** A place as it is kept: coordinates only where the phone gave them. */
export function placeColumns(place: PlaceClaim | undefined) {
  const { state = null, lng, lat, accuracyM = null } = place ?? {};
  const given = state === 'given' && lng !== undefined && lat !== undefined;
  return {
    placeState: state === 'given' && !given ? ('unavailable' as const) : state,
    lng: given ? lng : null,
    lat: given ? lat : null,
    accuracyM: given ? accuracyM : null,
  };
}
