import { isDiallable } from '../phone-number.ts';
import type { TicketState } from '../vocabulary.ts';

/** Why two people are not put through to each other. */
export type MaskedRefusal = 'unknown' | 'not_yours' | 'not_open' | 'no_number';

/** An outlet has it, and is not done with it. */
export const AT_WORK = ['accepted', 'in_progress'] as const satisfies TicketState[];
export const isAtWork = (state: TicketState): boolean => (AT_WORK as readonly TicketState[]).includes(state);

/**
 * Whether an outlet and the customer of a ticket are put through to each other: whoever asks has to be one of the two,
 * the outlet at work on it, and the other one has to have a number that can be rung.
 *
 * @param one `outletIds`: the outlets that whoever asks works for; `customer`: whether their number is the ticket's, or
 *   one of its customer's
 * @param numbers of the ticket's contact and of the outlet's telephone, E.164
 * @returns null when they are
 */
export function decideMasked({
  ticket,
  one,
  numbers,
}: {
  ticket: { state: TicketState; outletId: number | null } | null;
  one: { side: 'outlet'; outletIds: number[] } | { side: 'customer'; customer: boolean };
  numbers: { customer: string; outlet: string };
}): MaskedRefusal | null {
  if (!ticket) return 'unknown';
  const theirs =
    one.side === 'customer'
      ? one.customer
      : ticket.outletId !== null && one.outletIds.includes(ticket.outletId);
  if (!theirs) return 'not_yours';
  if (!isAtWork(ticket.state) || ticket.outletId === null) return 'not_open';
  return isDiallable(one.side === 'outlet' ? numbers.customer : numbers.outlet) ? null : 'no_number';
}
