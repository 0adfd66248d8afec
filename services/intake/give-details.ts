import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { type CallWish, isOpen, type TicketState } from '../../domain/vocabulary.ts';
import { Site } from '../../entities/customer.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { reckonDeadlines } from '../dispatch/reckon-deadlines.ts';
import { setCallWish } from '../followup/set-call-wish.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { countyOf } from './county.ts';

export interface GiveDetails {
  ticketId: number;
  districtCode: string;
  address: string;
  /** F1: when they wish to be called, if they say. */
  callWish?: CallWish;
  /** The customer by the signed link when absent. */
  actor?: Actor;
  cause?: string;
}

/** Nobody has been asked to go yet, so the place may still be another one. */
const PLACE_OPEN: readonly TicketState[] = ['needs_details', 'new', 'manual'];

/**
 * The address that was missing, or a better one. A ticket that waited for it goes to be routed (D1). The point
 * is the district's centre until someone knows better.
 */
export async function giveDetails(tx: Tx, command: GiveDetails, now: Date): Promise<Ticket> {
  const { ticketId, districtCode, address, callWish, actor = { kind: 'caller' }, cause } = command;
  const ticket = await lockTicket(tx, ticketId);
  if (!isOpen(ticket.state)) throw new DomainError('wrong_state', 'This ticket is finished.');
  const moves = ticket.districtCode !== districtCode;
  if (moves && !PLACE_OPEN.includes(ticket.state)) {
    throw new DomainError(
      'wrong_state',
      'An outlet of the first district has it already; a dispatcher can move it.',
    );
  }
  const { regionId, storeId, lng, lat } = await countyOf(tx, districtCode);
  const siteId = await writeSite(tx, ticket, { districtCode, address, lng, lat });
  const waited = ticket.state === 'needs_details';
  if (callWish && ticket.customerId)
    await setCallWish(tx, { customerId: ticket.customerId, wish: callWish, ticketId, actor }, now);
  return changeTicket(
    tx,
    ticket,
    {
      siteId,
      districtCode,
      regionId,
      storeId,
      // D6: another market tier has other deadlines.
      ...(storeId === ticket.storeId
        ? {}
        : await reckonDeadlines(tx, { ...ticket, storeId }, (await policyInForce(tx)).policy)),
      ...(waited ? { state: 'new' as const, nextActionAt: now } : {}),
    },
    { type: 'ticket.details_given', data: { districtCode }, rule: 'H4', cause },
    now,
    actor,
  );
}

/**
 * The site that the call made is completed; a home on file, which other tickets may point to, is left as it is,
 * and a new one is written.
 */
async function writeSite(
  tx: Tx,
  ticket: Ticket,
  place: { districtCode: string; address: string; lng: number; lat: number },
): Promise<number> {
  const row = { ...place, precision: 'county' as const };
  const [shared] = ticket.siteId
    ? await tx.query(
        'SELECT 1 FROM ticket WHERE siteId = ? AND id <> ? UNION SELECT 1 FROM appliance WHERE siteId = ?',
        [ticket.siteId, ticket.id, ticket.siteId],
      )
    : [true];
  if (shared || !ticket.siteId) return insertRow(tx, 'site', { ...row, customerId: ticket.customerId });
  await tx.update(Site, { id: ticket.siteId }, row);
  return ticket.siteId;
}
