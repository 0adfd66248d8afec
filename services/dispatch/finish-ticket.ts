import type { Actor } from '../../domain/contracts/events.ts';
import { missingActions } from '../../domain/dispatch/service-chain.ts';
import { DomainError } from '../../domain/errors.ts';
import { isFieldKind, isOpen, type ServiceActionName } from '../../domain/vocabulary.ts';
import { Offer, ServiceAction, type Ticket } from '../../entities/ticket.ts';
import { giveBackPlace } from '../campaigns/give-back-place.ts';
import { type CloseVisit, closeVisit as closeFieldwork } from '../fieldwork/close-visit.ts';
import { openObligation } from '../followup/open-obligation.ts';
import { changeTicket, lockTicket, requireVersion } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { currentOffer, endOffer } from './offers.ts';
import { requireAtWork } from './record-action.ts';
import { closeVisit, openVisitOf, withdrawVisit } from './visits.ts';

export interface CompleteWork extends CloseVisit {
  ticketId: number;
  outletId: number;
  summary: string;
  chargeFen: number;
  actor: Actor;
}

/** The outlet has done the work: the visit ends, missing actions are named (H5), and a call is owed (F1). */
export async function completeWork(tx: Tx, command: CompleteWork, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  requireAtWork(ticket, command.outletId);
  const visit = await openVisitOf(tx, ticket.id);
  if (!visit) throw new DomainError('wrong_state', 'Record the work before you finish it.');
  const { summary, chargeFen } = command;
  const { at } = await closeFieldwork(tx, ticket, visit, command, now);
  await closeVisit(tx, visit, { outcome: 'finished', endedAt: at, summary, chargeFen }, now);
  const done = await tx.find(ServiceAction, { where: { visitId: visit.id } });
  const offer = await currentOffer(tx, ticket.id);
  // The place stays taken: the work was done that day. Only the claim on the ticket ends.
  if (offer) await tx.update(Offer, { id: offer.id }, { openMark: null });
  return finish(
    tx,
    ticket,
    { chargeFen, missing: missingActions(done.map((row) => row.action)), at },
    now,
    command.actor,
  );
}

export interface ResolveTicket {
  ticketId: number;
  summary: string;
  version: number;
  actor: Actor & { kind: 'person' };
}

/** Staff finish what no outlet is sent for: an inquiry, a complaint taken by phone (C5 asks the customer's word). */
export async function resolveTicket(tx: Tx, command: ResolveTicket, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  requireVersion(ticket, command.version);
  if (ticket.state !== 'manual' || isFieldKind(ticket.kind)) {
    throw new DomainError('wrong_state', 'Only an inquiry, complaint or claim in hand can be resolved here.');
  }
  const noted = [ticket.description, command.summary].filter(Boolean).join('\n');
  await tx.query('UPDATE ticket SET description = ? WHERE id = ?', [noted, ticket.id]);
  return finish(tx, ticket, { chargeFen: 0, missing: [], at: now }, now, command.actor);
}

async function finish(
  tx: Tx,
  ticket: Ticket,
  { at, ...result }: { chargeFen: number; missing: ServiceActionName[]; at: Date },
  now: Date,
  actor: Actor,
): Promise<Ticket> {
  const resolutionNo = ticket.resolutionNo + 1;
  const after = await changeTicket(
    tx,
    ticket,
    { state: 'done', doneAt: at, resolutionNo, manualReason: null, nextActionAt: null },
    { type: 'ticket.done', data: { resolutionNo, ...result }, rule: 'F1' },
    now,
    actor,
  );
  await openObligation(
    tx,
    {
      kind: 'survey',
      ticketId: ticket.id,
      resolutionNo,
      number: ticket.contactNumber,
      language: ticket.language,
      since: at,
    },
    now,
  );
  return after;
}

export interface CancelTicket {
  ticketId: number;
  reason: string;
  /** The version that a person saw; callers have none. */
  version?: number;
  actor: Actor;
  contactId?: number;
  cause?: string;
}

/** Ends a ticket without work, with a reason; its outlet's place is given back, and a campaign's (H7). */
export async function cancelTicket(tx: Tx, command: CancelTicket, now: Date): Promise<Ticket> {
  const ticket = await lockTicket(tx, command.ticketId);
  if (command.version !== undefined) requireVersion(ticket, command.version);
  if (!isOpen(ticket.state)) throw new DomainError('wrong_state', 'This ticket is already finished.');
  await endOffer(tx, ticket, 'withdrawn', now);
  await withdrawVisit(tx, ticket.id, now);
  await giveBackPlace(tx, ticket.id, now);
  const { contactId, cause } = command;
  return changeTicket(
    tx,
    ticket,
    { state: 'cancelled', closedAt: now, nextActionAt: null, manualReason: null },
    { type: 'ticket.cancelled', data: { reason: command.reason }, contactId, cause },
    now,
    command.actor,
  );
}
