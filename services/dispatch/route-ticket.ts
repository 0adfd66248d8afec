import { chooseOutlet, type RoutingVerdict } from '../../domain/dispatch/choose-outlet.ts';
import { daysToTry as daysFrom } from '../../domain/dispatch/days-to-try.ts';
import type { Policy } from '../../domain/policy.ts';
import { localDay, localTime } from '../../domain/time.ts';
import type { RoutingDecision, Ticket } from '../../entities/ticket.ts';
import { policyInForce } from '../policy.ts';
import { lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { organisationZone } from '../zone.ts';
import { loadField, questionOf } from './candidates.ts';
import { claimForWork, promisedHalf } from './capacity.ts';
import { handOver, makeOffer } from './offers.ts';

/**
 * D1–D4: offers a new ticket to the outlet that the rules choose, and keeps why. With none that qualifies
 * within the days looked at, or after too many moves, a dispatcher gets it at once. Called again for a ticket
 * that is no longer new, it does nothing.
 */
export async function routeTicket(tx: Tx, { ticketId }: { ticketId: number }, now: Date): Promise<void> {
  const ticket = await lockTicket(tx, ticketId);
  if (ticket.state !== 'new') return;
  const { policy, versionId } = await policyInForce(tx);
  if (ticket.moves > policy.dispatch.maxMoves) {
    await handOver(tx, ticket, 'moves_exhausted', null, now);
    return;
  }
  const { verdict, outletId } = await decide(tx, ticket, policy, now);
  const decisionId = await keepDecision(tx, { ticketId, outletId, verdict, policyVersionId: versionId }, now);
  if (outletId === null) await handOver(tx, ticket, 'no_outlet', decisionId, now);
  else await makeOffer(tx, { ticket, outletId, day: verdict.day, decisionId }, policy, now);
}

/** D3: why it went there, kept with the version of the policy that decided; `overruled`: by a person (D5). */
export async function keepDecision(
  tx: Tx,
  decision: Pick<RoutingDecision, 'ticketId' | 'outletId' | 'policyVersionId' | 'verdict'> & {
    overruled?: boolean;
  },
  now: Date,
): Promise<number> {
  const verdict = trimmed(decision.verdict, decision.outletId);
  return insertRow(tx, 'routing_decision', {
    overruled: false,
    ...decision,
    at: now,
    verdict: JSON.stringify(verdict),
  });
}

/** The verdict for the ticket as it stands, without acting on it: what a dispatcher sees before choosing. */
export async function previewRouting(
  tx: Tx,
  ticket: Ticket,
  now: Date,
  onDay?: string,
): Promise<RoutingVerdict> {
  const { policy } = await policyInForce(tx);
  const day = onDay ?? daysToTry(ticket, policy, now)[0] ?? localDay(now, organisationZone());
  return verdictFor(tx, ticket, day, policy, now);
}

async function decide(
  tx: Tx,
  ticket: Ticket,
  policy: Policy,
  now: Date,
): Promise<{ verdict: RoutingVerdict; outletId: number | null }> {
  let first: RoutingVerdict | undefined;
  const days = daysToTry(ticket, policy, now);
  const verdictOn = await ask(tx, ticket, days, policy, now);
  for (const day of days) {
    const verdict = await verdictOn(day);
    first ??= verdict;
    for (const outlet of verdict.qualified) {
      // Another ticket may have taken the last place since it was read: then the next best gets it.
      if (await claimForWork(tx, outlet.outletId, day, promisedHalf(ticket, day)))
        return { verdict, outletId: outlet.outletId };
    }
    if (verdict.covering === 0) break;
  }
  if (!first) throw new Error('no day to try');
  return { verdict: first, outletId: null };
}

export async function verdictFor(
  tx: Tx,
  ticket: Ticket,
  day: string,
  policy: Policy,
  now: Date,
): Promise<RoutingVerdict> {
  const verdictOn = await ask(tx, ticket, [day], policy, now);
  return verdictOn(day);
}

/** @returns what the rules say of each of those days */
async function ask(
  tx: Tx,
  ticket: Ticket,
  days: string[],
  policy: Policy,
  now: Date,
): Promise<(day: string) => Promise<RoutingVerdict>> {
  const today = localDay(now, organisationZone());
  const { wished, point, ...question } = await questionOf(tx, ticket, policy, today);
  const field = await loadField(tx, ticket, { days, today, policy, wished, point });
  return async (day) =>
    chooseOutlet(await field.on(day), { ...question, day, half: promisedHalf(ticket, day) }, policy);
}

/** D1: the days on which capacity is looked for. */
export function daysToTry(ticket: Ticket, policy: Policy, now: Date): string[] {
  const zone = organisationZone();
  return daysFrom(ticket, policy.dispatch, { day: localDay(now, zone), time: localTime(now, zone) });
}

/** Enough of each list to explain the choice; whoever was chosen is among them. */
function trimmed(verdict: RoutingVerdict, chosenId: number | null): RoutingVerdict {
  const shown = <T extends { outletId: number }>(list: T[]) =>
    list.filter(({ outletId }, rank) => rank < SHOWN || outletId === chosenId);
  return { ...verdict, qualified: shown(verdict.qualified), excluded: shown(verdict.excluded) };
}
const SHOWN = 12;
