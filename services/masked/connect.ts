import { decideMasked, type MaskedRefusal } from '../../domain/masked/decide-masked.ts';
import type { MaskedSide } from '../../domain/vocabulary.ts';
import { MaskedCall } from '../../entities/masked.ts';
import { Ticket } from '../../entities/ticket.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { outletsOf, telephoneFor } from './telephones.ts';

/** What it takes to dial the other one. */
export interface Through {
  maskedId: number;
  side: MaskedSide;
  ticketId: number;
  /** E.164: for the carrier alone. */
  to: string;
  recorded: boolean;
  ringSeconds: number;
  longestSeconds: number;
}
export type Connection = Through | { refused: MaskedRefusal };

interface OnCall {
  contactId: number;
  callSid: string;
}

/**
 * An outlet's or technician's own telephone has called the hotline, and named a ticket: its customer is to be dialled.
 * Whoever calls is known by the number that the carrier gave, never by one that was keyed.
 *
 * @param number of the ticket
 */
export async function connectCustomer(
  tx: Tx,
  { number, ...call }: OnCall & { number: string },
  now: Date,
): Promise<Connection> {
  const ticket = await lockTicket(tx, { number });
  const outletIds = await outletsOf(tx, await callerOf(tx, call.contactId));
  const numbers = { customer: ticket?.contactNumber ?? '', outlet: '' };
  const refused = decideMasked({ ticket, one: { side: 'outlet', outletIds }, numbers });
  if (refused || !ticket?.outletId) return { refused: refused ?? 'not_open' };
  return begin(tx, { ...call, ticket, side: 'outlet', to: numbers.customer, technicianId: null }, now);
}

/** A customer wants to speak with whoever comes to them: only from one of their own numbers. */
export async function connectOutlet(
  tx: Tx,
  { ticketId, ...call }: OnCall & { ticketId: number },
  now: Date,
): Promise<Connection> {
  const ticket = await lockTicket(tx, { id: ticketId });
  const telephone = ticket?.outletId
    ? await telephoneFor(tx, { ticketId, outletId: ticket.outletId })
    : { number: '', technicianId: null };
  const customer = ticket !== null && (await isCustomers(tx, ticket, await callerOf(tx, call.contactId)));
  const numbers = { customer: '', outlet: telephone.number };
  const refused = decideMasked({ ticket, one: { side: 'customer', customer }, numbers });
  if (refused || !ticket) return { refused: refused ?? 'unknown' };
  const { number: to, technicianId } = telephone;
  return begin(tx, { ...call, ticket, side: 'customer', to, technicianId }, now);
}

async function begin(
  tx: Tx,
  given: OnCall & { ticket: Ticket; side: MaskedSide; to: string; technicianId: number | null },
  now: Date,
): Promise<Through> {
  const { contactId, callSid, ticket, side, to, technicianId } = given;
  const { identifiers } = await tx.insert(MaskedCall, {
    contactId,
    ticketId: ticket.id,
    outletId: ticket.outletId as number,
    side,
    technicianId,
    callSid,
    begunAt: now,
  });
  await notePurpose(tx, contactId, ticket.id, 'connected');
  return { maskedId: Number(identifiers[0]?.id), side, ticketId: ticket.id, to, ...(await terms(tx)) };
}

/** On which terms people are put through. */
export async function terms(tx: Tx): Promise<Pick<Through, 'recorded' | 'ringSeconds' | 'longestSeconds'>> {
  const { recorded, ringSeconds, longestMinutes } = (await policyInForce(tx)).policy.masked;
  return { recorded, ringSeconds, longestSeconds: longestMinutes * 60 };
}

/** The ticket stands still until it is decided: one that is closed in this moment is closed. */
export const lockTicket = (tx: Tx, where: { id: number } | { number: string }): Promise<Ticket | null> =>
  tx.findOne(Ticket, { where, lock: { mode: 'pessimistic_read' } });

/** The number that the contact has at the carrier, whatever was keyed since. */
async function callerOf(tx: Tx, contactId: number): Promise<string> {
  const [row] = await tx.query('SELECT number FROM contact WHERE id = ?', [contactId]);
  return row?.number ?? '';
}

async function isCustomers(tx: Tx, ticket: Ticket, number: string): Promise<boolean> {
  if (number === '') return false;
  if (ticket.contactNumber === number) return true;
  if (!ticket.customerId) return false;
  const [known] = await tx.query('SELECT 1 FROM phone_number WHERE customerId = ? AND number = ?', [
    ticket.customerId,
    number,
  ]);
  return known !== undefined;
}
