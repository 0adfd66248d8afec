import { type DeadlineQuestion, type Deadlines, deadlinesFor } from '../../domain/dispatch/deadlines.ts';
import type { Policy } from '../../domain/policy.ts';
import { windowTimes } from '../../domain/selfservice/windows.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { promisedHalf } from './capacity.ts';

/**
 * Market tier of a store (D2, D6); null where none looks after the ticket.
 *
 * @param known those that the process holds in memory; read from the database when absent
 */
export async function tierOf(
  tx: Tx,
  storeId: number | null,
  known?: ReadonlyMap<number, number>,
): Promise<number | null> {
  if (!storeId) return null;
  const tier = known?.get(storeId);
  if (tier !== undefined) return tier;
  const [row] = await tx.query('SELECT marketTier FROM unit WHERE id = ?', [storeId]);
  return row?.marketTier ?? null;
}

/** D6: deadlines of a ticket that begins, or begins anew, at `now`: as columns, null where nobody is sent. */
export async function freshDeadlines(
  tx: Tx,
  ticket: Pick<Ticket, 'kind' | 'priority' | 'storeId'>,
  policy: Policy,
  now: Date,
): Promise<Pick<Ticket, 'deadlinesFrom'> & { [D in keyof Deadlines]: Date | null }> {
  const tier = await tierOf(tx, ticket.storeId);
  const due = deadlinesFor({ ...ticket, tier, from: now }, policy, organisationZone());
  return {
    deadlinesFrom: now,
    firstContactDueAt: due?.firstContactDueAt ?? null,
    arrivalDueAt: due?.arrivalDueAt ?? null,
    completionDueAt: due?.completionDueAt ?? null,
  };
}

/**
 * D6: the deadlines of a ticket whose kind, tier or appointment is another one now, reckoned from their beginning:
 * what was waited is added, and nobody is late who comes when the customer wants it (H6). Those met already stay.
 *
 * @param ticket as it is with the change
 * @param wantedUntil end of the time that the customer chose; by itself the half-day that the ticket is promised for
 */
export async function reckonDeadlines(
  tx: Tx,
  ticket: Ticket,
  policy: Policy,
  wantedUntil: Date | null = promisedUntil(ticket, policy),
): Promise<Partial<Ticket>> {
  const from = ticket.deadlinesFrom ?? ticket.openedAt;
  const question: DeadlineQuestion = {
    kind: ticket.kind,
    priority: ticket.priority,
    tier: await tierOf(tx, ticket.storeId),
    from,
    waits: await waitsSince(tx, ticket.id, from),
    wantedUntil,
  };
  return unmet(ticket, deadlinesFor(question, policy, organisationZone()));
}

/** D6, H8: of a ticket that was made more urgent: what is left is no longer than for one that is urgent from now on. */
export async function hurryDeadlines(
  tx: Tx,
  ticket: Ticket,
  policy: Policy,
  now: Date,
): Promise<Partial<Ticket>> {
  const tier = await tierOf(tx, ticket.storeId);
  const wantedUntil = promisedUntil(ticket, policy);
  const due = deadlinesFor({ ...ticket, tier, from: now, wantedUntil }, policy, organisationZone());
  const sooner = (was: Date | null, is: Date) => (was && was < is ? was : is);
  return unmet(
    ticket,
    due && {
      firstContactDueAt: sooner(ticket.firstContactDueAt, due.firstContactDueAt),
      arrivalDueAt: sooner(ticket.arrivalDueAt, due.arrivalDueAt),
      completionDueAt: sooner(ticket.completionDueAt, due.completionDueAt),
    },
  );
}

function unmet(ticket: Ticket, due: Deadlines | null): Partial<Ticket> {
  return {
    ...(ticket.firstContactAt ? {} : { firstContactDueAt: due?.firstContactDueAt ?? null }),
    ...(ticket.arrivedAt ? {} : { arrivalDueAt: due?.arrivalDueAt ?? null }),
    completionDueAt: due?.completionDueAt ?? null,
  };
}

function promisedUntil(ticket: Ticket, policy: Policy): Date | null {
  const { plannedDay } = ticket;
  const half = promisedHalf(ticket, plannedDay);
  if (!plannedDay || !half) return null;
  return windowTimes({ day: plannedDay, half }, policy.selfService, organisationZone()).until;
}

async function waitsSince(tx: Tx, ticketId: number, from: Date): Promise<{ from: Date; to: Date }[]> {
  return tx.query(
    `SELECT startedAt AS \`from\`, endedAt AS \`to\` FROM ticket_pause
     WHERE ticketId = ? AND startedAt >= ? AND endedAt IS NOT NULL ORDER BY id`,
    [ticketId, from],
  );
}
