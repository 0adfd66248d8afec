import {
  type DeadlineQuestion,
  type Deadlines,
  deadlinesFor,
  deadlinesOnceAgreed,
} from '../../domain/dispatch/deadlines.ts';
import type { Policy } from '../../domain/policy.ts';
import { windowTimes } from '../../domain/selfservice/windows.ts';
import { promisedUntil } from '../../domain/visits/steps.ts';
import { type Ticket, Visit } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

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
): Promise<Pick<Ticket, 'deadlinesFrom' | 'hurriedAt'> & { [D in keyof Deadlines]: Date | null }> {
  const tier = await tierOf(tx, ticket.storeId);
  const due = deadlinesFor({ ...ticket, tier, from: now }, policy, organisationZone());
  return {
    deadlinesFrom: now,
    hurriedAt: null,
    firstContactDueAt: due?.firstContactDueAt ?? null,
    arrivalDueAt: due?.arrivalDueAt ?? null,
    completionDueAt: due?.completionDueAt ?? null,
  };
}

/**
 * D6: the deadlines of a ticket whose kind, tier or appointment is another one now, reckoned from their beginning:
 * what was waited is added, and nobody is late who comes when the customer wants it (H6). Those met already stay. One
 * that was chased counts as urgent from then on, not from its beginning: it must not be late for being chased (H8).
 *
 * @param ticket as it is with the change
 * @param chosenUntil end of the time that the customer has just chosen; by itself what was agreed or wished for before
 */
export async function reckonDeadlines(
  tx: Tx,
  ticket: Ticket,
  policy: Policy,
  chosenUntil?: Date,
): Promise<Partial<Ticket>> {
  const from = ticket.deadlinesFrom ?? ticket.openedAt;
  const { kind, priority, hurriedAt } = ticket;
  const waits = await waitsSince(tx, ticket.id, from);
  const question: DeadlineQuestion = {
    kind,
    priority: hurriedAt ? 'normal' : priority,
    tier: await tierOf(tx, ticket.storeId),
    from,
    waits,
    wantedUntil: chosenUntil ?? (await wantedUntil(tx, ticket, policy)),
  };
  const zone = organisationZone();
  const due = deadlinesFor(question, policy, zone);
  if (!due || !hurriedAt) return unmet(ticket, due);
  const waitsThen = waits.filter((wait) => wait.from >= hurriedAt);
  const urgent = deadlinesFor({ ...question, priority, from: hurriedAt, waits: waitsThen }, policy, zone);
  return unmet(ticket, sooner(due, urgent ?? due));
}

/** Of each deadline the sooner one. */
const sooner = (was: { [D in keyof Deadlines]: Date | null }, is: Deadlines): Deadlines => {
  const first = (before: Date | null, after: Date) => (before && before < after ? before : after);
  return {
    firstContactDueAt: first(was.firstContactDueAt, is.firstContactDueAt),
    arrivalDueAt: first(was.arrivalDueAt, is.arrivalDueAt),
    completionDueAt: first(was.completionDueAt, is.completionDueAt),
  };
};

/** D6, H8: of a ticket that was made more urgent: what is left is no longer than for one that is urgent from now on. */
export async function hurryDeadlines(
  tx: Tx,
  ticket: Ticket,
  policy: Policy,
  now: Date,
): Promise<Partial<Ticket>> {
  const tier = await tierOf(tx, ticket.storeId);
  const question = { ...ticket, tier, from: now, wantedUntil: await wantedUntil(tx, ticket, policy) };
  const due = deadlinesFor(question, policy, organisationZone());
  return unmet(ticket, due && sooner(ticket, due));
}

function unmet(ticket: Ticket, due: Deadlines | null): Partial<Ticket> {
  return {
    ...(ticket.firstContactAt ? {} : { firstContactDueAt: due?.firstContactDueAt ?? null }),
    ...(ticket.arrivedAt ? {} : { arrivalDueAt: due?.arrivalDueAt ?? null }),
    completionDueAt: due?.completionDueAt ?? null,
  };
}

/**
 * D6, H6: a time was agreed on with the customer: whoever comes by its end is not late. No deadline is sooner for it.
 *
 * @param ticket locked, with what else changes
 */
export async function laterDeadlines(
  tx: Tx,
  ticket: Ticket,
  agreed: Pick<Visit, 'appointmentAt' | 'appointmentUntil'>,
  policy: Policy,
): Promise<Partial<Ticket>> {
  const { appointmentAt, appointmentUntil } = agreed;
  if (!appointmentAt) return {};
  const until = promisedUntil({ appointmentAt, appointmentUntil }, policy.visits);
  const tier = await tierOf(tx, ticket.storeId);
  return deadlinesOnceAgreed({ ...ticket, tier }, until, policy, organisationZone());
}

/** H6: end of the half-day that the customer wishes for, or of the day; null: as soon as possible. */
export const wishedUntil = (
  { wishDay, plannedHalf }: Pick<Ticket, 'wishDay' | 'plannedHalf'>,
  policy: Policy,
): Date | null =>
  wishDay
    ? windowTimes({ day: wishDay, half: plannedHalf ?? 'afternoon' }, policy.selfService, organisationZone())
        .until
    : null;

/** End of the time for which somebody is expected: as agreed on, else as wished for. */
async function wantedUntil(tx: Tx, ticket: Ticket, policy: Policy): Promise<Date | null> {
  const visit = await tx.findOneBy(Visit, { ticketId: ticket.id, outcome: 'open' });
  const { appointmentAt = null, appointmentUntil = null } = visit ?? {};
  if (appointmentAt) return promisedUntil({ appointmentAt, appointmentUntil }, policy.visits);
  return wishedUntil(ticket, policy);
}

async function waitsSince(tx: Tx, ticketId: number, from: Date): Promise<{ from: Date; to: Date }[]> {
  return tx.query(
    `SELECT startedAt AS \`from\`, endedAt AS \`to\` FROM ticket_pause
     WHERE ticketId = ? AND startedAt >= ? AND endedAt IS NOT NULL ORDER BY id`,
    [ticketId, from],
  );
}
