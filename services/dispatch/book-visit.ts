import { DomainError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import { type VisitWindow, windowTimes } from '../../domain/selfservice/windows.ts';
import { localDay, localTime } from '../../domain/time.ts';
import { halfOf, visitSteps } from '../../domain/visits/steps.ts';
import { type Ticket, Visit } from '../../entities/ticket.ts';
import { withdrawMessages } from '../messages/queue-message.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { claimCapacity, claimHalf, promisedHalf, releaseCapacity, releaseHalf } from './capacity.ts';
import { claimTechnician, releaseTechnician } from './technician-window.ts';

/** When someone comes: at an exact time, or within a half-day. */
export type Slot = { at: Date } | VisitWindow;

export interface SlotTimes {
  from: Date;
  until: Date | null;
  /** Of the technician's and the outlet's day, what it takes up. */
  window: VisitWindow;
}

export function slotTimes(slot: Slot, policy: Policy): SlotTimes {
  const zone = organisationZone();
  if ('day' in slot) return { ...windowTimes(slot, policy.selfService, zone), window: slot };
  const { at } = slot;
  const half = halfOf(localTime(at, zone), policy.selfService);
  return { from: at, until: null, window: { day: localDay(at, zone), half } };
}

/**
 * D1, H6: the ticket's place at its outlet goes to another day, or half of it: claims first, then gives back, so that
 * a refusal leaves everything as it was.
 *
 * @returns what changes of the ticket
 * @throws DomainError outlet_full
 */
export async function moveCapacity(
  tx: Tx,
  ticket: Ticket,
  { window: { day, half }, until }: SlotTimes,
): Promise<Pick<Partial<Ticket>, 'wishDay' | 'plannedDay' | 'plannedHalf'>> {
  const { plannedDay } = ticket;
  const outletId = ticket.outletId as number;
  const before = promisedHalf(ticket, plannedDay);
  const sameDay = plannedDay === day;
  // At an exact time the half is not promised: the outlet knows best how its day goes.
  const wanted = until ? half : before === half && sameDay ? half : null;
  const sameHalf = sameDay && before === wanted;
  const taken = sameHalf
    ? true
    : !sameDay
      ? await claimCapacity(tx, outletId, day, wanted)
      : wanted === null || (await claimHalf(tx, outletId, day, wanted));
  if (!taken) throw new DomainError('outlet_full', 'That time is taken. Choose another one.');
  if (!sameDay) await releaseCapacity(tx, outletId, plannedDay, before);
  else if (before && before !== wanted) await releaseHalf(tx, outletId, day, before);
  return { plannedDay: day, plannedHalf: wanted, wishDay: wanted ? day : ticket.wishDay && day };
}

export interface BookVisit {
  visit: Visit;
  slot: Slot;
  /** A technician who has too much already: refused, or the visit goes on without one until the outlet names another. */
  technicianFull: 'refuse' | 'leave_open';
}

/**
 * H6: a visit gets its time. The technician's half-day is claimed by conditional update, what was held before is given
 * back, and what waited to be said of the old time is withdrawn; the reminders begin anew.
 *
 * @throws DomainError outlet_full when the technician is promised often enough
 */
export async function bookVisit(
  tx: Tx,
  { visit, slot, technicianFull }: BookVisit,
  policy: Policy,
  now: Date,
): Promise<Visit> {
  const { from, until, window } = slotTimes(slot, policy);
  const held = await holdTechnician(tx, visit, { technicianId: visit.technicianId, window }, policy);
  if (!held && technicianFull === 'refuse') {
    throw new DomainError(
      'outlet_full',
      'The technician has enough visits then. Choose another time or person.',
    );
  }
  if (!held) await releaseTechnician(tx, visit);
  const booked: Partial<Visit> = {
    appointmentAt: from,
    appointmentUntil: until,
    bookedAt: now,
    missedAt: null,
    technicianId: held ? visit.technicianId : null,
    heldDay: held && visit.technicianId ? window.day : null,
    heldHalf: held && visit.technicianId ? window.half : null,
  };
  return saveBooked(tx, { ...visit, ...booked }, policy);
}

/** Writes the time and who comes, and when the visit is next looked at. */
async function saveBooked(tx: Tx, visit: Visit, policy: Policy): Promise<Visit> {
  const { appointmentAt, appointmentUntil, bookedAt } = visit;
  const steps =
    appointmentAt && bookedAt
      ? visitSteps({ appointmentAt, appointmentUntil, bookedAt }, policy, organisationZone())
      : [];
  const saved: Visit = { ...visit, nextActionAt: steps[0]?.at ?? null };
  const { technicianId, heldDay, heldHalf, missedAt, nextActionAt } = saved;
  // A plan that was made for another time says nothing of this one.
  const unplanned = { plannedAt: null, plannedUntil: null, plannedOrder: null, plannedFixed: false };
  await withdrawMessages(tx, visit.id);
  await tx.update(
    Visit,
    { id: visit.id },
    {
      appointmentAt,
      appointmentUntil,
      bookedAt,
      technicianId,
      heldDay,
      heldHalf,
      missedAt,
      nextActionAt,
      ...unplanned,
    },
  );
  return saved;
}

/** Claims first, then gives back what was held. @returns whether there was room, or nobody to ask */
async function holdTechnician(
  tx: Tx,
  visit: Visit,
  to: { technicianId: number | null; window: VisitWindow },
  policy: Policy,
): Promise<boolean> {
  const { technicianId, window } = to;
  const same =
    visit.technicianId === technicianId && visit.heldDay === window.day && visit.heldHalf === window.half;
  if (same) return true;
  if (technicianId && !(await claimTechnician(tx, technicianId, window, policy.visits.perTechnicianHalf)))
    return false;
  await releaseTechnician(tx, visit);
  return true;
}

/**
 * H6: another technician comes, or nobody in particular. What the visit takes up of a half-day goes with it.
 *
 * @throws DomainError outlet_full when that technician is promised often enough
 */
export async function changeTechnician(
  tx: Tx,
  { visit, technicianId }: { visit: Visit; technicianId: number | null },
  policy: Policy,
): Promise<Visit> {
  if (visit.technicianId === technicianId) return visit;
  const { appointmentAt, appointmentUntil } = visit;
  const window = appointmentAt ? slotTimes({ at: appointmentAt }, policy).window : null;
  if (window && !(await holdTechnician(tx, visit, { technicianId, window }, policy))) {
    throw new DomainError(
      'outlet_full',
      'The technician has enough visits then. Choose another time or person.',
    );
  }
  const held = window && technicianId ? window : null;
  const changes = { technicianId, heldDay: held?.day ?? null, heldHalf: held?.half ?? null };
  await tx.update(Visit, { id: visit.id }, changes);
  return { ...visit, appointmentUntil, ...changes };
}
