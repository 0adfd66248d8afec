import { In } from 'typeorm';
import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import type { Settlement } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { endEntry, lockEntry } from '../line/entries.ts';
import { appendEvents } from '../outbox.ts';
import { changeTicket, lockTicket, roomsOfTicketId } from '../tickets.ts';
import type { Tx } from '../transaction.ts';

export interface Settling {
  settlement: Settlement;
  /** F5: ended without the customer's word; reported as an exception. */
  exhausted: boolean;
  rule: string;
  note?: string;
  personId?: number;
}

/** Ends an obligation, once. A survey that ends also closes its ticket, unless it was reopened meanwhile. */
export async function settle(tx: Tx, obligation: Obligation, how: Settling, now: Date): Promise<void> {
  const { affected } = await tx.update(
    Obligation,
    { id: obligation.id, state: In(['open', 'dialling']) },
    {
      state: how.exhausted ? 'exhausted' : 'settled',
      settlement: how.settlement,
      settledAt: now,
      settledBy: how.personId ?? null,
      note: how.note ?? null,
      nextActionAt: null,
      claimedBy: null,
      claimedAt: null,
    },
  );
  if (affected !== 1) return;
  await appendEvents(
    tx,
    [
      {
        type: 'obligation.settled',
        data: {
          obligationId: obligation.id,
          kind: obligation.kind,
          settlement: how.settlement,
          exhausted: how.exhausted,
        },
        ticketId: obligation.ticketId ?? undefined,
        contactId: obligation.contactId ?? undefined,
        rule: how.rule,
        rooms: obligation.ticketId ? await roomsOfTicketId(tx, obligation.ticketId) : [PROVINCE_ROOM],
      },
    ],
    now,
    how.personId ? { kind: 'person', id: how.personId } : undefined,
  );
  if (obligation.kind === 'promised') await leaveTheLine(tx, obligation, now);
  if (obligation.kind === 'survey' && obligation.ticketId) await closeTicket(tx, obligation, now);
}

/** A promise that was kept otherwise (by an agent from the worklist) is not kept again out of the line. */
async function leaveTheLine(tx: Tx, { id: obligationId }: Obligation, now: Date): Promise<void> {
  const entry = await lockEntry(tx, { obligationId });
  if (entry?.state === 'callback') await endEntry(tx, entry, 'called_again', now);
}

async function closeTicket(tx: Tx, obligation: Obligation, now: Date): Promise<void> {
  const ticket = await lockTicket(tx, obligation.ticketId as number);
  const resolutionNo = obligation.resolutionNo ?? 0;
  if (ticket.state !== 'done' || ticket.resolutionNo !== resolutionNo) return;
  await changeTicket(
    tx,
    ticket,
    { state: 'closed', closedAt: now },
    { type: 'ticket.closed', data: { resolutionNo }, rule: 'F1' },
    now,
  );
}
