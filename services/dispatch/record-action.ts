import type { Actor } from '../../domain/contracts/events.ts';
import type { Signed } from '../../domain/contracts/fieldwork.ts';
import { nextActions } from '../../domain/dispatch/service-chain.ts';
import { DomainError } from '../../domain/errors.ts';
import { windowTimes } from '../../domain/selfservice/windows.ts';
import type { ServiceActionName } from '../../domain/vocabulary.ts';
import { ServiceAction, type Ticket, Visit } from '../../entities/ticket.ts';
import { type Done, placeColumns, timeInVisit } from '../fieldwork/at-work.ts';
import { sendCode } from '../fieldwork/customer-code.ts';
import { keepSignature } from '../fieldwork/sign.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { promisedHalf } from './capacity.ts';

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

/** Records an action on a ticket already locked; the visit in hand is opened with the first one. */
export async function recordActionOn(
  tx: Tx,
  ticket: Ticket,
  step: Pick<RecordAction, 'action' | 'evidence' | 'appointmentAt' | 'signed' | 'actor'> & Done,
  now: Date,
): Promise<Ticket> {
  const visit = await visitInHand(tx, ticket, now);
  const done = await tx.find(ServiceAction, { where: { visitId: visit.id } });
  if (!nextActions(done.map((row) => row.action)).includes(step.action)) {
    throw new DomainError('wrong_state', 'That action is already recorded, or a later one is.');
  }
  const { at, note: timeNote, skewSeconds } = await timeInVisit(tx, visit.id, step, now);
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
  if (step.action === 'arrive') await sendCode(tx, ticket, visit, null, now);
  if (step.appointmentAt) {
    const agreed = { appointmentAt: step.appointmentAt, appointmentUntil: null };
    await tx.update(Visit, { id: visit.id }, agreed);
  }
  const begun = step.action !== 'accept';
  return changeTicket(
    tx,
    ticket,
    {
      ...(begun ? { state: 'in_progress' as const } : {}),
      ...(begun && !ticket.firstContactAt ? { firstContactAt: at } : {}),
      ...(step.action === 'arrive' ? { arrivedAt: at } : {}),
    },
    { type: 'ticket.action', data: { action: step.action, visitId: visit.id }, rule: 'H5' },
    now,
    step.actor,
  );
}

async function visitInHand(tx: Tx, ticket: Ticket, now: Date): Promise<Visit> {
  const open = await tx.findOneBy(Visit, { ticketId: ticket.id, outcome: 'open' });
  if (open) return open;
  if (!ticket.outletId) throw new Error(`ticket ${ticket.id} has no outlet`);
  const before = await tx.countBy(Visit, { ticketId: ticket.id });
  const { identifiers } = await tx.insert(Visit, {
    ticketId: ticket.id,
    number: before + 1,
    outletId: ticket.outletId,
    technicianId: ticket.technicianId,
    outcome: 'open',
    ...(await promisedTime(tx, ticket)),
    createdAt: now,
  });
  return tx.findOneByOrFail(Visit, { id: Number(identifiers[0]?.id) });
}

/** H6: what the customer chose before the outlet took the ticket. */
async function promisedTime(
  tx: Tx,
  ticket: Ticket,
): Promise<Pick<Partial<Visit>, 'appointmentAt' | 'appointmentUntil'>> {
  const { plannedDay } = ticket;
  const half = promisedHalf(ticket, plannedDay);
  if (!plannedDay || !half) return {};
  const { policy } = await policyInForce(tx);
  const { from, until } = windowTimes({ day: plannedDay, half }, policy.selfService, organisationZone());
  return { appointmentAt: from, appointmentUntil: until };
}
