import { In, IsNull, Not } from 'typeorm';
import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { mayCall, nextCall } from '../../domain/followup/calling-window.ts';
import type { Policy } from '../../domain/policy.ts';
import { addDays, dayStart, localDay, minutesAfter } from '../../domain/time.ts';
import { LINE_PRIORITY } from '../../domain/vocabulary.ts';
import { Contact } from '../../entities/call.ts';
import { Attempt, AttemptObligation, Obligation } from '../../entities/followup.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { calleeOf, tomorrowFor } from './callee.ts';
import { householdOf, lastAskedToday, lockHousehold, MOST_TOGETHER, owedTo } from './household.ts';
import { settle } from './settle.ts';

/** Minutes after which an attempt that nothing was heard of is looked up at the carrier. */
export const CHECK_AFTER_MINUTES = 2;
/**
 * A call that the carrier has taken is asked about after so long, and again while it lasts: one whose end was told in
 * vain soon takes no room among the calls in progress. Those are few, and so are the questions.
 */
export const CHECK_CALL_SECONDS = 30;
/** After so long between its row and the carrier a call is not made any more; well below CHECK_AFTER_MINUTES. */
export const STALE_GRANT_MS = 20_000;

export interface Grant {
  attemptId: number;
  number: string;
}

/**
 * F1: the right to dial once for an obligation that is due. The attempt's row is written before the carrier is
 * asked; what it serves (every survey owed to that household today) is bound to it.
 *
 * @param slotAt when pacing allowed it: what takeDialSlot gave; null where nothing is paced
 * @returns null when nothing is to be dialled now: settled or in hand already, not due, outside the calling window, not
 * to be called, another call to that number is live, or the household was asked about other work today.
 */
export async function grantAttempt(
  tx: Tx,
  { obligationId, slotAt }: { obligationId: number; slotAt: number | null },
  now: Date,
): Promise<Grant | null> {
  const due = await holdDue(tx, obligationId, now);
  if (!due) return null;
  const { obligation, household, policy } = due;
  const contact = await tx.insert(Contact, {
    direction: 'outbound',
    number: obligation.number,
    customerId: await customerOf(tx, obligation),
    language: obligation.language === 'en' ? 'en' : 'zh',
    startedAt: now,
  });
  const contactId = Number(contact.identifiers[0]?.id);
  const attemptId = await claimNumber(tx, obligation, { contactId, slotAt }, now);
  if (attemptId === null) {
    await tx.delete(Contact, { id: contactId });
    await tx.update(Obligation, { id: obligation.id }, { nextActionAt: minutesAfter(now, 5) });
    return null;
  }
  const served = await servedWith(tx, obligation, household, policy, now);
  await bindAttempt(tx, attemptId, served);
  await appendEvents(
    tx,
    [
      { type: 'contact.started', data: { direction: 'outbound' }, contactId, rooms: [CALLS_ROOM] },
      {
        type: 'attempt.granted',
        data: { attemptId },
        contactId,
        ticketId: obligation.ticketId ?? undefined,
        rule: 'F1',
        rooms: [],
      },
    ],
    now,
  );
  return { attemptId, number: obligation.number };
}

interface Due {
  obligation: Obligation;
  household: Awaited<ReturnType<typeof householdOf>>;
  policy: Policy;
}

/** Held, and to be dialled at this moment; else null, and its next time or its end is written. */
async function holdDue(tx: Tx, obligationId: number, now: Date): Promise<Due | null> {
  // The household before the obligation: two grants for one home would otherwise each hold what the other needs.
  const owed = await tx.findOneBy(Obligation, { id: obligationId });
  const household = owed?.kind === 'survey' ? await householdOf(tx, owed) : [];
  await lockHousehold(tx, household);
  const obligation = await tx.findOne(Obligation, {
    where: { id: obligationId },
    lock: { mode: 'pessimistic_write' },
  });
  if (obligation?.state !== 'open' || !obligation.nextActionAt || obligation.nextActionAt > now) return null;
  const { policy } = await policyInForce(tx);
  if (!(await mayDial(tx, obligation, policy, now))) return null;
  if (await wasAskedToday(tx, obligation, household, now)) return null;
  return { obligation, household, policy };
}

/**
 * F1: looked at before a slot is taken for it, so that none is lost on what is for another day.
 *
 * @returns its priority; null when there is nothing to dial now, and then its next time or its end is written
 */
export async function isToBeDialled(
  tx: Tx,
  { obligationId }: { obligationId: number },
  now: Date,
): Promise<number | null> {
  return (await holdDue(tx, obligationId, now))?.obligation.priority ?? null;
}

/** Whether it may be dialled at this moment; when not, its next time or its end is written. */
async function mayDial(tx: Tx, obligation: Obligation, policy: Policy, now: Date): Promise<boolean> {
  const callee = await calleeOf(tx, obligation);
  if (!mayCall(now, callee, policy.followup, organisationZone())) {
    const nextActionAt = nextCall(now, callee, policy.followup, organisationZone());
    await tx.update(Obligation, { id: obligation.id }, { nextActionAt });
    return false;
  }
  const unwanted = await ruleFor(tx, obligation.number, ['do_not_call'], now);
  if (unwanted && !(await isRescue(tx, obligation))) {
    const how = { settlement: 'do_not_call' as const, exhausted: true, rule: 'F1', note: unwanted.reason };
    // Who gave up waiting asked for no calls, and then called us: a person decides whether to call back (F4).
    if (obligation.kind === 'abandoned')
      await tx.update(Obligation, { id: obligation.id }, { nextActionAt: null });
    else await settle(tx, obligation, how, now);
    return false;
  }
  if (obligation.kind === 'abandoned' && (await calledAgain(tx, obligation))) {
    await settle(tx, obligation, { settlement: 'called_again', exhausted: false, rule: 'H2' }, now);
    return false;
  }
  return true;
}

/** H3: whoever is in danger is called, whatever the lists say. */
async function isRescue(tx: Tx, { ticketId, contactId }: Obligation): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT 1 FROM ticket WHERE id = ? AND priority = 'rescue'
     UNION ALL SELECT 1 FROM line_entry WHERE contactId = ? AND priority = ? LIMIT 1`,
    [ticketId, contactId, LINE_PRIORITY.rescue],
  );
  return row !== undefined;
}

/** H2: whoever was left waiting has called again since and was served. */
async function calledAgain(tx: Tx, { number, openedAt }: Obligation): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT 1 FROM contact WHERE number = ? AND direction = 'inbound' AND startedAt > ?
     AND disposition IS NOT NULL AND disposition <> 'abandoned' LIMIT 1`,
    [number, openedAt],
  );
  return row !== undefined;
}

/** Who it is about, if anybody is on file. */
export async function customerOf(tx: Tx, obligation: Obligation): Promise<number | null> {
  const [row] = await tx.query(
    obligation.ticketId
      ? 'SELECT customerId FROM ticket WHERE id = ?'
      : 'SELECT customerId FROM contact WHERE id = ?',
    [obligation.ticketId ?? obligation.contactId],
  );
  return row?.customerId ?? null;
}

/** One live call per number: the unique index on liveNumber decides. @returns the attempt; null when it is being called */
export async function claimNumber(
  tx: Tx,
  { number }: Obligation,
  { contactId, slotAt }: { contactId: number; slotAt: number | null },
  now: Date,
): Promise<number | null> {
  try {
    const { identifiers } = await tx.insert(Attempt, {
      number,
      liveNumber: number,
      contactId,
      state: 'granted',
      grantedAt: now,
      slotAt,
      checkAt: minutesAfter(now, CHECK_AFTER_MINUTES),
    });
    return Number(identifiers[0]?.id);
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
}

/** What the attempt is about is being dialled by it, and counts it as a try. */
export async function bindAttempt(tx: Tx, attemptId: number, served: readonly Obligation[]): Promise<void> {
  const ids = served.map(({ id }) => id);
  await tx.insert(
    AttemptObligation,
    ids.map((obligationId) => ({ attemptId, obligationId })),
  );
  await tx.query("UPDATE obligation SET state = 'dialling', attempts = attempts + 1 WHERE id IN (?)", [ids]);
}

/** F1: none of a household's numbers is dialled again on a day because of another ticket: this one waits for the next. */
async function wasAskedToday(
  tx: Tx,
  obligation: Obligation,
  household: number[],
  now: Date,
): Promise<boolean> {
  const { id, kind } = obligation;
  if (kind !== 'survey') return false;
  // What was granted today moved those that it served; those that were owed before count just as much.
  const where = "b.kind = 'survey' AND b.attempts > 0 AND b.id <> ?";
  const theirs = owedTo(obligation, household, 'b.id', where, [id]);
  if (!(await lastAskedToday(tx, theirs, obligation, now))) return false;
  await tx.update(Obligation, { id }, { nextActionAt: await tomorrowFor(tx, obligation, now) });
  return true;
}

/**
 * A household is called once for all that is asked of it today: a survey takes along its other surveys that are due, and
 * those that would be tried for the first time later today. Whoever gave up waiting several times is called back once.
 */
async function servedWith(
  tx: Tx,
  obligation: Obligation,
  household: number[],
  { followup }: Policy,
  now: Date,
): Promise<Obligation[]> {
  if (obligation.kind === 'abandoned') {
    const { number, kind } = obligation;
    return tx.find(Obligation, {
      where: { number, kind, state: 'open', nextActionAt: Not(IsNull()) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }
  if (obligation.kind !== 'survey') return [obligation];
  const zone = organisationZone();
  const tomorrow = dayStart(addDays(localDay(now, zone), 1), zone);
  const theirs = owedTo(
    obligation,
    household,
    'b.id',
    `b.kind = 'survey' AND b.state = 'open' AND b.id <> ?
     AND (b.nextActionAt <= ? OR (b.attempts = 0 AND b.nextActionAt < ? AND b.openedAt <= ?))
     AND (SELECT COUNT(*) FROM number_rule r WHERE r.number = b.number AND r.kind = 'do_not_call' AND r.openMark = 1) = 0`,
    [obligation.id, now, tomorrow, minutesAfter(now, -followup.restMinutes)],
  );
  // Found without locks, then locked by their ids: a search that locks takes every row that it passes, and grants for
  // different numbers would wait for each other.
  const found: { id: number }[] = await tx.query(`${theirs.sql} ORDER BY id LIMIT ?`, [
    ...theirs.params,
    MOST_TOGETHER - 1,
  ]);
  if (found.length === 0) return [obligation];
  const others = await tx.find(Obligation, {
    where: { id: In(found.map(({ id }) => id)), state: 'open' },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return [obligation, ...others];
}
