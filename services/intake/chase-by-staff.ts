import type { Tx } from '../transaction.ts';
import { chaseTicket } from './chase-ticket.ts';
import { amendDisposition, holdContact } from './end-contact.ts';
import { ownCall } from './own-call.ts';

/**
 * H8: someone of ours notes that a customer chases a ticket. On one call it is counted once, however often the
 * agent says so.
 */
export async function chaseByStaff(
  tx: Tx,
  { ticketId, contactId, personId }: { ticketId: number; contactId?: number; personId: number },
  now: Date,
): Promise<void> {
  const actor = { kind: 'person' as const, id: personId };
  if (!contactId) {
    await chaseTicket(tx, { ticketId, actor }, now);
    return;
  }
  await ownCall(tx, { personId, contactId }, now);
  const { ended } = await holdContact(tx, contactId);
  const [said] = await tx.query(
    "SELECT 1 FROM contact_ticket WHERE contactId = ? AND ticketId = ? AND purpose = 'chased'",
    [contactId, ticketId],
  );
  if (said) return;
  await chaseTicket(tx, { ticketId, contactId, actor }, now);
  if (ended) await amendDisposition(tx, contactId, now);
}
