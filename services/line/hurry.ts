import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { LINE_PRIORITY } from '../../domain/vocabulary.ts';
import { appendEvents } from '../outbox.ts';
import { markLineChanged, type Tx } from '../transaction.ts';

/** H3: somebody in line says that they are in danger: from now on they come before all others. */
export async function hurry(tx: Tx, { contactId }: { contactId: number }, now: Date): Promise<void> {
  const { affectedRows } = await tx.query(
    `UPDATE line_entry SET priority = ? WHERE contactId = ? AND priority > ? AND state IN ('waiting', 'offered')`,
    [LINE_PRIORITY.rescue, contactId, LINE_PRIORITY.rescue],
  );
  if (affectedRows !== 1) return;
  markLineChanged(tx);
  const [{ id: lineEntryId }] = await tx.query('SELECT id FROM line_entry WHERE contactId = ?', [contactId]);
  const data = { lineEntryId, priority: LINE_PRIORITY.rescue };
  await appendEvents(tx, [{ type: 'line.entered', data, contactId, rule: 'H3', rooms: [CALLS_ROOM] }], now, {
    kind: 'caller',
  });
}

/** Whether they have said so, and still wait. */
export async function isHurried(tx: Tx, contactId: number): Promise<boolean> {
  const [row] = await tx.query(
    "SELECT 1 FROM line_entry WHERE contactId = ? AND priority = ? AND state IN ('waiting', 'offered')",
    [contactId, LINE_PRIORITY.rescue],
  );
  return row !== undefined;
}
