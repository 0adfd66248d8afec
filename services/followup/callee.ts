import { type Callee, mayCall, nextCall } from '../../domain/followup/calling-window.ts';
import type { Policy } from '../../domain/policy.ts';
import { addDays, dayStart, localDay } from '../../domain/time.ts';
import { asksSurvey, type CallWish, type ObligationKind } from '../../domain/vocabulary.ts';
import type { Obligation } from '../../entities/followup.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/** F1: at what time of the day the ticket's customer wishes to be called. */
export async function wishOf(tx: Tx, ticketId: number | null): Promise<CallWish> {
  if (!ticketId) return 'any';
  const [row] = await tx.query(
    'SELECT c.callWish FROM ticket t JOIN customer c ON c.id = t.customerId WHERE t.id = ?',
    [ticketId],
  );
  return row?.callWish ?? 'any';
}

/** Not tried yet. */
export const newCallee = (kind: ObligationKind, wish: CallWish, seed: number): Callee => ({
  survey: asksSurvey(kind),
  wish,
  tries: [],
  seed,
});

/** F1: what decides when an obligation is dialled; a call that the carrier did not take was no try. */
export async function calleeOf(tx: Tx, { id, kind, ticketId }: Obligation): Promise<Callee> {
  const rows: { grantedAt: Date }[] = await tx.query(
    `SELECT a.grantedAt FROM attempt_obligation x JOIN attempt a ON a.id = x.attemptId
     WHERE x.obligationId = ? AND COALESCE(a.outcome, '') <> 'refused' ORDER BY a.id`,
    [id],
  );
  return {
    ...newCallee(kind, await wishOf(tx, ticketId), id),
    tries: rows.map(({ grantedAt }) => grantedAt),
  };
}

/**
 * F1: the same for a person who calls. A time that lies outside the customer's wish was named by the customer (a computed
 * one never does): from then on it counts instead of the wish.
 */
export async function calleeByHand(
  tx: Tx,
  obligation: Obligation,
  rules: Policy['followup'],
  now: Date,
): Promise<Callee> {
  const callee = await calleeOf(tx, obligation);
  const { callAt } = obligation;
  const isNamed = callAt !== null && callAt <= now && !mayCall(callAt, callee, rules, organisationZone());
  return isNamed ? { ...callee, wish: 'any' } : callee;
}

/** F1: when what is not asked today is asked. */
export async function tomorrowFor(tx: Tx, one: Obligation, now: Date): Promise<Date> {
  const zone = organisationZone();
  const { followup } = (await policyInForce(tx)).policy;
  const tomorrow = dayStart(addDays(localDay(now, zone), 1), zone);
  return nextCall(tomorrow, await calleeOf(tx, one), followup, zone);
}
