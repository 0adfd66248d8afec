import { OPEN_STATES } from '../../domain/vocabulary.ts';
import { chaseTicket } from '../intake/chase-ticket.ts';
import { type OpenedTicket, type OpenTicket, openTicket } from '../intake/open-ticket.ts';
import type { Tx } from '../transaction.ts';
import type { CallerIs } from './caller-tickets.ts';

/**
 * H3, H8: a caller in danger. The first call opens a rescue; another one, while it is open, is joined to it and
 * counted: nobody is sent twice.
 */
export async function callForRescue(
  tx: Tx,
  command: OpenTicket & { kind: 'rescue'; contactId: number },
  now: Date,
): Promise<OpenedTicket & { joined: boolean }> {
  const { contactNumber, customerId, contactId, cause } = command;
  await holdCaller(tx, contactNumber, customerId ?? null);
  const open = await openRescue(tx, contactNumber, customerId ?? null);
  if (!open) return { ...(await openTicket(tx, command, now)), joined: false };
  await chaseTicket(tx, { ticketId: open.id, contactId, cause }, now);
  return { ...open, contactHours: null, texted: false, linkSent: false, joined: true };
}

/** H8: joins the rescue of this caller that is open; null when there is none. */
export async function joinRescue(
  tx: Tx,
  { contactId, number, customerId, cause }: CallerIs & { cause?: string },
  now: Date,
): Promise<{ number: string; count: number } | null> {
  const open = await openRescue(tx, number, customerId);
  return open ? chaseTicket(tx, { ticketId: open.id, contactId, cause }, now) : null;
}

/** Two calls of one household in the same moment are taken one after the other. */
async function holdCaller(tx: Tx, number: string, customerId: number | null): Promise<void> {
  if (customerId) await tx.query('SELECT id FROM customer WHERE id = ? FOR UPDATE', [customerId]);
  else if (number !== '') {
    await tx.query('SELECT id FROM contact WHERE number = ? AND endedAt IS NULL ORDER BY id FOR UPDATE', [
      number,
    ]);
  }
}

async function openRescue(
  tx: Tx,
  number: string,
  customerId: number | null,
): Promise<Omit<OpenedTicket, 'contactHours' | 'texted' | 'linkSent'> | null> {
  const by: [column: string, value: unknown][] = [];
  if (number !== '') by.push(['contactNumber', number]);
  if (customerId) by.push(['customerId', customerId]);
  for (const [column, value] of by) {
    // As it now is, not as it was when this transaction first looked.
    const [row] = await tx.query(
      `SELECT id, number, state, priority FROM ticket WHERE ${column} = ? AND kind = 'rescue' AND state IN (?)
       ORDER BY openedAt DESC LIMIT 1 LOCK IN SHARE MODE`,
      [value, OPEN_STATES],
    );
    if (row) return row;
  }
  return null;
}
