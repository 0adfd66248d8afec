import { isOneHome } from '../../domain/followup/household.ts';
import type { Obligation } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';

/** ‡ More people at one address are no household, whatever it looks like. */
/** Of one home in one call, or in one person's hands: more would try anybody's patience. */
export const MOST_TOGETHER = 3;
const MOST_PEOPLE = 6;

/**
 * Who lives where the work was done: the ticket's customer, and whoever is on file at the same door; the customer alone
 * where more are than live together.
 *
 * @returns ids of customers, ascending
 */
export async function householdOf(tx: Tx, { ticketId }: Pick<Obligation, 'ticketId'>): Promise<number[]> {
  const [ticket] = ticketId
    ? await tx.query(
        `SELECT t.customerId, s.districtCode, s.address FROM ticket t LEFT JOIN site s ON s.id = t.siteId
         WHERE t.id = ?`,
        [ticketId],
      )
    : [];
  if (!ticket) return [];
  const { customerId, districtCode, address } = ticket;
  const behindTheDoor: { customerId: number }[] =
    address && isOneHome(address)
      ? await tx.query(
          `SELECT DISTINCT customerId FROM site
           WHERE districtCode = ? AND address = ? AND customerId IS NOT NULL ORDER BY customerId LIMIT ?`,
          [districtCode, address, MOST_PEOPLE + 1],
        )
      : [];
  const ids = behindTheDoor.length > MOST_PEOPLE ? [] : behindTheDoor.map((row) => row.customerId);
  return [...new Set(customerId ? [...ids, customerId] : ids)].sort((a, b) => a - b);
}

/** Two grants for one household wait for each other before either has locked what it is about. */
export async function lockHousehold(tx: Tx, customerIds: number[]): Promise<void> {
  if (customerIds.length > 0)
    await tx.query('SELECT id FROM customer WHERE id IN (?) ORDER BY id FOR UPDATE', [customerIds]);
}

/** The household's surveys: those of its people's tickets, and of the number itself. `b` is the obligation. */
export function surveysOfHousehold(
  { number }: Pick<Obligation, 'number'>,
  customerIds: number[],
  columns: string,
  where: string,
  params: unknown[],
): { sql: string; params: unknown[] } {
  const byNumber = `SELECT ${columns} FROM obligation b WHERE b.number = ? AND b.kind = 'survey' AND ${where}`;
  const byPerson = `SELECT ${columns} FROM ticket t JOIN obligation b ON b.ticketId = t.id
    WHERE t.customerId IN (?) AND b.kind = 'survey' AND ${where}`;
  return customerIds.length === 0
    ? { sql: byNumber, params: [number, ...params] }
    : { sql: `${byNumber} UNION ${byPerson}`, params: [number, ...params, customerIds, ...params] };
}
