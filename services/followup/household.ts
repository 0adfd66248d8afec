import { isOneHome } from '../../domain/followup/household.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { dayStart, localDay } from '../../domain/time.ts';
import type { Obligation } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/** Of one home in one call, or in one person's hands: more would try anybody's patience. */
export const MOST_TOGETHER = 3;
/** ‡ More people at one address are no household, whatever it looks like. */
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

/** Whatever is owed to one home: for the work at its people's, and for the number itself. `b` is the obligation. */
export function owedTo(
  { id, number }: Pick<Obligation, 'id' | 'number'>,
  customerIds: number[],
  columns: string,
  where: string,
  params: unknown[] = [],
): { sql: string; params: unknown[] } {
  const ways = [{ sql: 'FROM obligation b WHERE b.id = ?', of: id as unknown }];
  // Those who hide their number are not one home.
  if (isDiallable(number)) ways.push({ sql: 'FROM obligation b WHERE b.number = ?', of: number });
  if (customerIds.length > 0)
    ways.push({
      sql: 'FROM ticket t JOIN obligation b ON b.ticketId = t.id WHERE t.customerId IN (?)',
      of: customerIds,
    });
  return {
    sql: ways.map(({ sql }) => `SELECT ${columns} ${sql} AND ${where}`).join(' UNION '),
    params: ways.flatMap(({ of }) => [of, ...params]),
  };
}

/**
 * F1: the last call today, by machine or by hand, in which a home was asked about other work than this.
 *
 * @param theirs what is owed to the home, as owedTo gives it, with the column id
 */
export async function lastAskedToday(
  tx: Tx,
  theirs: { sql: string; params: unknown[] },
  { id }: Pick<Obligation, 'id'>,
  now: Date,
): Promise<{ attemptId: number; obligationId: number } | null> {
  const zone = organisationZone();
  const [asked] = await tx.query(
    `SELECT a.id AS attemptId, o.id AS obligationId
     FROM (${theirs.sql}) o JOIN attempt_obligation x ON x.obligationId = o.id JOIN attempt a ON a.id = x.attemptId
     WHERE a.grantedAt >= ? AND COALESCE(a.outcome, '') <> 'refused'
       AND NOT EXISTS (SELECT 1 FROM attempt_obligation own WHERE own.attemptId = a.id AND own.obligationId = ?)
     ORDER BY a.id DESC LIMIT 1`,
    [...theirs.params, dayStart(localDay(now, zone), zone), id],
  );
  return asked ?? null;
}
