import { DomainError } from '../../domain/errors.ts';
import type { Tx } from '../transaction.ts';

/**
 * The call that an agent speaks on, or is wrapping up, is the one that they may write to: no other contact gets a
 * ticket by its id.
 *
 * @returns the call's number and language, and the customers behind it
 * @throws forbidden when it is not in the hands of this person
 */
export async function callInHand(
  tx: Tx,
  { personId, contactId }: { personId: number; contactId: number },
): Promise<{ number: string; language: string; customerIds: number[] }> {
  const [row] = await tx.query(
    `SELECT c.number, c.language, c.customerId FROM agent_desk d JOIN contact c ON c.id = d.contactId
     WHERE d.personId = ? AND d.contactId = ?`,
    [personId, contactId],
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
