import { In } from 'typeorm';
import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import type { Policy } from '../../domain/policy.ts';
import { isInWindow, minutesAfter, nextInWindow } from '../../domain/time.ts';
import { LINE_PRIORITY } from '../../domain/vocabulary.ts';
import { Contact } from '../../entities/call.ts';
import { Attempt, AttemptObligation, Obligation } from '../../entities/followup.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { settle } from './settle.ts';

/** Minutes after which an attempt that nothing was heard of is looked up at the carrier. */
export const CHECK_AFTER_MINUTES = 2;
/** Surveys in one call: more would try anybody's patience. */
const MOST_TOGETHER = 3;

export interface Grant {
  attemptId: number;
  number: string;
}

/**
 * F1: the right to dial once for an obligation that is due. The attempt's row is written before the carrier is
 * asked; what it serves (every survey owed to that number now) is bound to it.
 *
 * @param slotAt when pacing allowed it: what takeDialSlot gave; null where nothing is paced
 * @returns null when nothing is to
 * be dialled now: settled or in hand already, not due, outside the calling window, not to be called, or another
 * call to that number is live.
 */
export async function grantAttempt(
  tx: Tx,
  { obligationId, slotAt }: { obligationId: number; slotAt: number | null },
  now: Date,
): Promise<Grant | null> {
  const obligation = await tx.findOne(Obligation, {
    where: { id: obligationId },
    lock: { mode: 'pessimistic_write' },
  });
  if (obligation?.state !== 'open' || !obligation.nextActionAt || obligation.nextActionAt > now) return null;
  const { policy } = await policyInForce(tx);
  if (!(await mayDial(tx, obligation, policy, now))) return null;

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
  const served = await servedWith(tx, obligation, now);
  await tx.insert(
    AttemptObligation,
    served.map(({ id }) => ({ attemptId, obligationId: id })),
  );
  await tx.query("UPDATE obligation SET state = 'dialling', attempts = attempts + 1 WHERE id IN (?)", [
    served.map(({ id }) => id),
  ]);
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

/** Whether it may be dialled at this moment; when not, its next time or its end is written. */
async function mayDial(tx: Tx, obligation: Obligation, policy: Policy, now: Date): Promise<boolean> {
  const { windowFrom: from, windowTo: to } = policy.followup;
  const zone = organisationZone();
  if (!isInWindow(now, { from, to }, zone)) {
    await tx.update(
      Obligation,
      { id: obligation.id },
      { nextActionAt: nextInWindow(now, { from, to }, zone) },
    );
    return false;
  }
  const unwanted = await ruleFor(tx, obligation.number, ['do_not_call'], now);
  if (unwanted && !(await isRescue(tx, obligation))) {
    const how = { settlement: 'do_not_call' as const, exhausted: true, rule: 'F1', note: unwanted.reason };
    await settle(tx, obligation, how, now);
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

async function customerOf(tx: Tx, obligation: Obligation): Promise<number | null> {
  const [row] = await tx.query(
    obligation.ticketId
      ? 'SELECT customerId FROM ticket WHERE id = ?'
      : 'SELECT customerId FROM contact WHERE id = ?',
    [obligation.ticketId ?? obligation.contactId],
  );
  return row?.customerId ?? null;
}

/** One live call per number: the unique index on liveNumber decides. */
async function claimNumber(
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

/** A household is called once for all that is asked of it today: a survey takes the number's other due surveys along. */
async function servedWith(tx: Tx, obligation: Obligation, now: Date): Promise<Obligation[]> {
  if (obligation.kind !== 'survey') return [obligation];
  // Found without locks, then locked by their ids: a search that locks takes every row that it passes, and grants for
  // different numbers would wait for each other.
  const found: { id: number }[] = await tx.query(
    `SELECT id FROM obligation WHERE number = ? AND kind = 'survey' AND state = 'open' AND nextActionAt <= ?
     AND id <> ? ORDER BY id LIMIT ${MOST_TOGETHER - 1}`,
    [obligation.number, now, obligation.id],
  );
  if (found.length === 0) return [obligation];
  const others = await tx.find(Obligation, {
    where: { id: In(found.map(({ id }) => id)), state: 'open' },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return [obligation, ...others];
}
