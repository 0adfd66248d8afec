import type { ContactPurpose } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

/** What a contact had to do with a ticket. Said twice, it is noted once. */
export async function notePurpose(
  tx: Tx,
  contactId: number,
  ticketId: number,
  purpose: ContactPurpose,
): Promise<void> {
  await tx.query('INSERT IGNORE INTO contact_ticket (contactId, ticketId, purpose) VALUES (?, ?, ?)', [
    contactId,
    ticketId,
    purpose,
  ]);
}
