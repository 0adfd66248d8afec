import { DomainError } from '../../domain/errors.ts';
import type { Tx } from '../transaction.ts';

/** A request that wrap-up was too short for is taken in after it; not the day after. */
const AFTERWARDS_MS = 30 * 60_000;

/**
 * Whether a contact (`c`) is in somebody's hands, is being wrapped up by them, or ended there a short while ago.
 *
 * @returns a condition and its parameters
 */
export function ownCallCondition(personId: number, now: Date): { sql: string; params: unknown[] } {
  return {
    sql: `(EXISTS (SELECT 1 FROM agent_desk d WHERE d.personId = ? AND d.contactId = c.id)
           OR (c.endedAt > ? AND EXISTS (SELECT 1 FROM line_entry l WHERE l.contactId = c.id AND l.personId = ?
                                         AND l.state = 'ended' AND l.answeredAt IS NOT NULL)))`,
    params: [personId, new Date(now.getTime() - AFTERWARDS_MS), personId],
  };
}

/**
 * An agent writes to their own call alone: no other contact gets a ticket by its id.
 *
 * @returns the call's number and language, and the customers behind it
 * @throws forbidden when it is not this person's, or was over long ago
 */
export async function ownCall(
  tx: Tx,
  { personId, contactId }: { personId: number; contactId: number },
  now: Date,
): Promise<{ number: string; language: string; customerIds: number[] }> {
  const own = ownCallCondition(personId, now);
  const [row] = await tx.query(
    `SELECT c.number, c.language, c.customerId FROM contact c WHERE c.id = ? AND ${own.sql}`,
    [contactId, ...own.params],
  );
  if (!row) throw new DomainError('forbidden', 'This call is not in your hands.');
  const { number, language, customerId } = row;
  return { number, language, customerIds: await customersBehind(tx, number, customerId) };
}

/** H9: everybody who has that number, the one who is known to be speaking first. */
export async function customersBehind(tx: Tx, number: string, customerId: number | null): Promise<number[]> {
  const rows: { customerId: number }[] =
    number === ''
      ? []
      : await tx.query('SELECT customerId FROM phone_number WHERE number = ? ORDER BY id LIMIT 20', [number]);
  return [...new Set([...(customerId ? [customerId] : []), ...rows.map((row) => row.customerId)])];
}
