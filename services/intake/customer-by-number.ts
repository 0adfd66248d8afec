import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';

/**
 * The customer of that name and number, written down anew when there is none. Null without a name or a number: a
 * caller of whom nothing is known stays a number on a ticket.
 */
export async function customerByNumber(
  tx: Tx,
  number: string,
  name: string | undefined,
  now: Date,
): Promise<number | null> {
  if (!name || number === '') return null;
  const [known] = await tx.query(
    `SELECT c.id FROM phone_number p JOIN customer c ON c.id = p.customerId
     WHERE p.number = ? AND c.name = ? ORDER BY c.id LIMIT 1`,
    [number, name],
  );
  if (known) return known.id;
  const customerId = await insertRow(tx, 'customer', { name, createdAt: now });
  await insertRow(tx, 'phone_number', { number, customerId });
  return customerId;
}
