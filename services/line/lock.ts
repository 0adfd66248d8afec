import type { Tx } from '../transaction.ts';

const NAME = 'line';

/**
 * Holds the line until the transaction ends: pairing callers with agents happens one at a time, whichever process
 * does it. First in a transaction, so that what is read afterwards is what the one before has left.
 */
export async function lockLine(tx: Tx): Promise<void> {
  const held = () => tx.query('SELECT name FROM lease WHERE name = ? FOR UPDATE', [NAME]);
  if ((await held()).length > 0) return;
  await tx.query(
    "INSERT IGNORE INTO lease (name, holder, token, expiresAt) VALUES (?, '', 0, '2000-01-01')",
    [NAME],
  );
  await held();
}
