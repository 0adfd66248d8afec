import type { Tx } from '../transaction.ts';
import { notePurpose } from './note-purpose.ts';
import { type TicketProgress, ticketProgress } from './ticket-progress.ts';

/** H4: a caller asks how a ticket stands: told, and noted on the contact. Null when there is no such ticket. */
export async function tellProgress(
  tx: Tx,
  { contactId, by }: { contactId: number; by: { ticketId: number } | { number: string } },
): Promise<TicketProgress | null> {
  const progress = await ticketProgress(tx, by);
  if (progress) await notePurpose(tx, contactId, progress.id, 'asked');
  return progress;
}
