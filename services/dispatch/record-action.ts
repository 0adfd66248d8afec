import type { Actor } from '../../domain/contracts/events.ts';
import type { Signed } from '../../domain/contracts/fieldwork.ts';
import { nextActions } from '../../domain/dispatch/service-chain.ts';
import { DomainError } from '../../domain/errors.ts';
import { minutesAfter } from '../../domain/time.ts';
import { SERVICE_ACTIONS, type ServiceActionName } from '../../domain/vocabulary.ts';
import { Offer, ServiceAction, type Ticket, type Visit } from '../../entities/ticket.ts';
import { type Done, placeColumns, timeInVisit } from '../fieldwork/at-work.ts';
import { sendCode } from '../fieldwork/customer-code.ts';
import { keepSignature } from '../fieldwork/sign.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { bookVisit, moveCapacity, slotTimes } from './book-visit.ts';
import { promisedHalf } from './capacity.ts';
import { endWaitForWork } from './pause.ts';
import { laterDeadlines } from './reckon-deadlines.ts';
import { tellAppointment, tellUnderWay } from './visit-texts.ts';
import { beginVisit, openVisitOf } from './visits.ts';

/** Within so many minutes it is worth telling the customer that somebody has set out or is there. */
const NEWS_MINUTES = 30;

export interface RecordAction extends Done {
  ticketId: number;
  outletId: number;
  action: ServiceActionName;
  evidence?: string;
  /** With `appointment`: when the technician will come. */
  appointmentAt?: Date;
  /** With `signature`: what the customer drew. */
  signed?: Signed;
  actor: Actor;
}

/** H5: one step of the work, recorded by the outlet that has it. */
export async function recordAction(tx: Tx, command: RecordAction, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  requireAtWork(ticket, command.outletId);
  if (command.action === 'appointment' && !command.appointmentAt) {
    throw new DomainError('invalid', 'Say when the appointment is.');
  }
  return recordActionOn(tx, ticket, command, now);
}

/** The ticket is this outlet's, accepted and not finished. */
export function requireAtWork(ticket: Ticket, outletId: number): void {
  if (ticket.outletId !== outletId || !['accepted', 'in_progress'].includes(ticket.state)) {
    throw new DomainError('wrong_state', 'This ticket is not in work at your outlet.');
  }
}

/** Whoever goes there, or has agreed on when, waits for nothing any more (D6); ringing the customer up ends no wait. */
const GOES_ON = new Set<ServiceActionName>(SERVICE_ACTIONS.slice(SERVICE_ACTIONS.indexOf('appointment')));

/** Records an action on a ticket already locked; the visit in hand is opened with the first one. */
export async function recordActionOn(
  tx: Tx,
  held: Ticket,
  step: Pick<RecordAction, 'action' | 'evidence' | 'appointmentAt' | 'signed' | 'actor'> & Done,
  now: Date,
): Promise<Ticket> {
  const visit = await visitInHand(tx, held, now);
  const done = await tx.find(ServiceAction, { where: { visitId: visit.id } });
  if (!nextActions(done.map((row) => row.action)).includes(step.action)) {
    throw new DomainError('wrong_state', 'That action is already recorded, or a later one is.');
  }
  const { at, note: timeNote, skewSeconds } = await timeInVisit(tx, visit.id, step, now);
  const ticket = GOES_ON.has(step.action) ? await endWaitForWork(tx, held, now, step.actor, at) : held;
  await tx.insert(ServiceAction, {
    visitId: visit.id,
    ticketId: ticket.id,
    action: step.action,
    at,
    personId: step.actor.kind === 'person' ? step.actor.id : null,
    evidence: step.evidence ?? step.signed?.name ?? null,
    receivedAt: at < now ? now : null,
    timeNote,
    skewSeconds,
    ...placeColumns(step.place),
  });
  if (step.signed)
    await keepSignature(tx, step.signed, { ticketId: ticket.id, visitId: visit.id, purpose: 'work', at });
  const agreed = step.appointmentAt ? await agree(tx, ticket, visit, step.appointmentAt, now) : null;
  const begun = step.action !== 'accept';
  const after = await changeTicket(
    tx,
    ticket,
    {
      ...(begun ? { state: 'in_progress' as const } : {}),
      ...(begun && !ticket.firstContactAt ? { firstContactAt: at } : {}),
      ...(step.action === 'arrive' ? { arrivedAt: at } : {}),
      ...agreed?.changes,
    },
    { type: 'ticket.action', data: { action: step.action, visitId: visit.id }, rule: 'H5' },
    now,
    step.actor,
  );
  if (agreed) await tellAppointment(tx, after, agreed.visit, now);
  // Recorded without a network and sent on later, it is no news any more.
  if ((step.action === 'depart' || step.action === 'arrive') && at > minutesAfter(now, -NEWS_MINUTES))
    await tellUnderWay(tx, after, visit, step.action, now);
  if (step.action === 'arrive') await sendCode(tx, after, visit, null, now);
  return after;
}

/** H6: the outlet and the customer agreed on a time: the outlet's day and the technician's half-day are claimed. */
async function agree(
  tx: Tx,
  ticket: Ticket,
  visit: Visit,
  at: Date,
  now: Date,
): Promise<{ visit: Visit; changes: Partial<Ticket> }> {
  const { policy } = await policyInForce(tx);
  const times = slotTimes({ at }, policy);
  const changes = await moveCapacity(tx, ticket, times);
  await tx.update(Offer, { ticketId: ticket.id, openMark: 1 }, { day: times.window.day });
  const booked = await bookVisit(tx, { visit, slot: { at }, technicianFull: 'refuse' }, policy, now);
  return { visit: booked, changes: { ...changes, ...(await laterDeadlines(tx, ticket, booked, policy)) } };
}

async function visitInHand(tx: Tx, ticket: Ticket, now: Date): Promise<Visit> {
  const open = await openVisitOf(tx, ticket.id);
  if (open) return open;
  const visit = await beginVisit(tx, ticket, now);
  const { plannedDay } = ticket;
  const half = promisedHalf(ticket, plannedDay);
  if (!plannedDay || !half) return visit;
  // H6: what the customer chose before the outlet took the ticket.
  const { policy } = await policyInForce(tx);
  const slot = { day: plannedDay, half };
  const booked = await bookVisit(tx, { visit, slot, technicianFull: 'refuse' }, policy, now);
  await tellAppointment(tx, ticket, booked, now);
  return booked;
}
