/**
 * Ticket numbers (H3): digits a caller can key in. Eight digits chosen at random, so that one number tells
 * nothing of the next, and a ninth after Damm's scheme, which catches every single wrong digit and every
 * swap of two neighbours.
 */
export const TICKET_BODY_DIGITS = 8;
export const TICKET_NUMBER_DIGITS = TICKET_BODY_DIGITS + 1;

/** Damm's quasigroup of order ten. */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

const damm = (digits: string): number =>
  [...digits].reduce((interim, digit) => DAMM[interim]?.[Number(digit)] ?? 0, 0);

/**
 * @param body a whole number from 0 to 10^8 - 1
 * @returns nine digits, never beginning with 0 unless the body is small
 */
export function ticketNumber(body: number): string {
  if (!Number.isInteger(body) || body < 0 || body >= 10 ** TICKET_BODY_DIGITS) {
    throw new RangeError(`ticket body ${body} is not a whole number of at most ${TICKET_BODY_DIGITS} digits`);
  }
  const digits = String(body).padStart(TICKET_BODY_DIGITS, '0');
  return digits + damm(digits);
}

/** Whether someone keyed a number that can exist. */
export const isTicketNumber = (text: string): boolean =>
  text.length === TICKET_NUMBER_DIGITS && /^\d+$/.test(text) && damm(text) === 0;
