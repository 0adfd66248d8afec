import type { ContactView } from '../../domain/contracts/api.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import type { Tx } from '../transaction.ts';

/** Puts what is asked of contacts into rows; `where` is over `c` (contact). Numbers are masked here already. */
export async function contactViews(tx: Tx, where: string, params: unknown[]): Promise<ContactView[]> {
  const rows = await tx.query(
    `SELECT c.id, c.direction, c.number, c.language, c.startedAt, c.endedAt, c.disposition, p.name AS customerName,
            (SELECT s.state FROM phone_call k JOIN call_step s ON s.callSid = k.sid
             WHERE k.contactId = c.id ORDER BY s.step DESC LIMIT 1) AS step
     FROM contact c LEFT JOIN customer p ON p.id = c.customerId WHERE ${where}`,
    params,
  );
  if (rows.length === 0) return [];
  const links: { contactId: number; id: number; number: string; purpose: string }[] = await tx.query(
    `SELECT x.contactId, t.id, t.number, x.purpose FROM contact_ticket x JOIN ticket t ON t.id = x.ticketId
     WHERE x.contactId IN (?)`,
    [rows.map(({ id }: { id: number }) => id)],
  );
  const recordings: { contactId: number; id: number }[] = await tx.query(
    "SELECT contactId, id FROM recording WHERE contactId IN (?) AND state IN ('kept', 'deleting') ORDER BY id",
    [rows.map(({ id }: { id: number }) => id)],
  );
  return rows.map(
    (
      row: Omit<ContactView, 'startedAt' | 'endedAt' | 'tickets' | 'recordingIds'> & {
        startedAt: Date;
        endedAt: Date | null;
      },
    ) => ({
      ...row,
      number: maskNumber(row.number),
      startedAt: row.startedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      tickets: links
        .filter(({ contactId }) => contactId === row.id)
        .map(({ id, number, purpose }) => ({ id, number, purpose })),
      recordingIds: recordings.filter(({ contactId }) => contactId === row.id).map(({ id }) => id),
    }),
  );
}

export const liveContacts = (tx: Tx): Promise<ContactView[]> =>
  contactViews(tx, 'c.endedAt IS NULL ORDER BY c.startedAt DESC LIMIT 500', []);

export async function contactsById(tx: Tx, ids: number[]): Promise<Map<number, ContactView>> {
  if (ids.length === 0) return new Map();
  return new Map((await contactViews(tx, 'c.id IN (?)', [ids])).map((view) => [view.id, view]));
}
