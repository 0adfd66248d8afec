import { DomainError } from '../../domain/errors.ts';
import { promisedHalf, releaseCapacity } from '../dispatch/capacity.ts';
import { cancelTicket } from '../dispatch/finish-ticket.ts';
import { endWaitForWork } from '../dispatch/pause.ts';
import { freshDeadlines } from '../dispatch/reckon-deadlines.ts';
import { beginFurtherVisit, closeVisit } from '../dispatch/visits.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { whoMayChange } from './who-may-change.ts';

export interface CancelByCaller {
  ticketId: number;
  /** The call on which it was asked for; absent by the link in a text message. */
  contactId?: number;
  cause?: string;
}

const CALLER = { kind: 'caller' } as const;

/**
 * H6: the caller cannot be there, and does not know when they can: the visit is off, its place is given back, the
 * ticket stays with its outlet, which has to call and agree on another time as if it had just taken it.
 *
 * @throws DomainError wrong_state when no visit is agreed, or a person has to see to it
 */
export async function cancelVisit(
  tx: Tx,
  { ticketId, contactId, cause }: CancelByCaller,
  now: Date,
): Promise<{ number: string; texted: boolean }> {
  const held = await lockTicket(tx, ticketId);
  const { policy } = await policyInForce(tx);
  const { who, visit } = await whoMayChange(tx, held, policy.selfService, now);
  if (who !== 'self' || !visit?.appointmentAt || !held.outletId) {
    throw new DomainError('wrong_state', 'There is no visit that can be called off like this.', { who });
  }
  await closeVisit(tx, visit, { outcome: 'withdrawn' }, now);
  const ticket = await endWaitForWork(tx, held, now, CALLER);
  await beginFurtherVisit(tx, ticket, now);
  const { plannedDay } = ticket;
  await releaseCapacity(tx, held.outletId, plannedDay, promisedHalf(ticket, plannedDay));
  const after = await changeTicket(
    tx,
    ticket,
    {
      plannedDay: null,
      plannedHalf: null,
      wishDay: null,
      firstContactAt: null,
      ...(await freshDeadlines(tx, ticket, policy, now)),
    },
    { type: 'ticket.visit_cancelled', data: { visitId: visit.id }, contactId, rule: 'H6', cause },
    now,
    CALLER,
  );
  if (contactId) await notePurpose(tx, contactId, ticketId, 'rescheduled');
  const { number, language } = after;
  const dedupKey = `visit-off-${ticketId}-${after.version}`;
  const text = { to: after.contactNumber, template: 'visit_cancelled', params: { number } } as const;
  return { number, texted: await queueMessage(tx, { ...text, dedupKey, language, ticketId }, now) };
}

/**
 * H6: the caller needs nobody any more. The same as when a dispatcher cancels; a campaign's place is given back (H7).
 *
 * @throws DomainError wrong_state when it is over, or somebody is on the way
 */
export async function cancelTicketByCaller(
  tx: Tx,
  { ticketId, contactId, cause }: CancelByCaller,
  now: Date,
): Promise<{ number: string; texted: boolean }> {
  const ticket = await lockTicket(tx, ticketId);
  const { policy } = await policyInForce(tx);
  const { who } = await whoMayChange(tx, ticket, policy.selfService, now);
  if (who !== 'self') throw new DomainError('wrong_state', 'It is over, or somebody is on the way.', { who });
  const { number, language, contactNumber } = await cancelTicket(
    tx,
    { ticketId, reason: '客户来电取消', actor: CALLER, contactId, cause },
    now,
  );
  if (contactId) await notePurpose(tx, contactId, ticketId, 'cancelled');
  const dedupKey = `cancelled-${ticketId}`;
  const text = { to: contactNumber, template: 'ticket_cancelled', params: { number } } as const;
  return { number, texted: await queueMessage(tx, { ...text, dedupKey, language, ticketId }, now) };
}
