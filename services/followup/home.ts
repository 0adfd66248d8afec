import { In } from 'typeorm';
import { nextCall } from '../../domain/followup/calling-window.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { addDays, dayStart, localDay } from '../../domain/time.ts';
import { asksSurvey } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { calleeOf } from './callee.ts';
import { WAITS_FOR_A_PERSON } from './for-a-person.ts';
import { householdOf, lockHousehold } from './household.ts';

/** Whatever is owed to one home: for the work at its people's, and for the number itself. `b` is the obligation. */
function owedTo(
  { id, number }: Pick<Obligation, 'id' | 'number'>,
  customerIds: number[],
  columns: string,
  where: string,
  params: unknown[] = [],
): { sql: string; params: unknown[] } {
  const ways = [{ sql: 'FROM obligation b WHERE b.id = ?', of: id as unknown }];
  // Those who hide their number are not one home.
  if (isDiallable(number)) ways.push({ sql: 'FROM obligation b WHERE b.number = ?', of: number });
  if (customerIds.length > 0)
    ways.push({
      sql: 'FROM ticket t JOIN obligation b ON b.ticketId = t.id WHERE t.customerId IN (?)',
      of: customerIds,
    });
  return {
    sql: ways.map(({ sql }) => `SELECT ${columns} ${sql} AND ${where}`).join(' UNION '),
    params: ways.flatMap(({ of }) => [of, ...params]),
  };
}

/** Of a home, what waits for a person or is in somebody's hands; and who its people are. */
export interface Home {
  people: number[];
  waiting: Obligation[];
}

/** As it is now, without holding it. */
export async function lookAtHome(tx: Tx, one: Obligation): Promise<Home> {
  const people = await householdOf(tx, one);
  const found = owedTo(one, people, 'b.id', `(${WAITS_FOR_A_PERSON} OR ${IN_MID_CALL})`);
  const ids: { id: number }[] = await tx.query(found.sql, found.params);
  const waiting = await tx.find(Obligation, { where: { id: In(ids.map(({ id }) => id)) } });
  return { people, waiting };
}
/** A person's call is being made. */
const IN_MID_CALL = "b.state = 'dialling' AND b.claimedBy IS NOT NULL";

/**
 * The same, held for update. Its people are held before what is owed, as by whoever dials for them, and this in the
 * order of its ids: two who want something of one home wait for each other.
 */
export async function holdHome(tx: Tx, one: Obligation): Promise<Home> {
  await lockHousehold(tx, await householdOf(tx, one));
  const { people, waiting } = await lookAtHome(tx, one);
  return {
    people,
    waiting: await tx.find(Obligation, {
      where: { id: In(waiting.map(({ id }) => id)) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    }),
  };
}

/** A call to the home today that was about something else. */
export interface AskedToday {
  at: Date;
  /** Null: the machine. */
  by: string | null;
  outcome: string | null;
  ticketId: number | null;
  ticketNumber: string | null;
}

/** F1: the last call today, by machine or by hand, in which this home was asked about other work than this. */
export async function askedToday(
  tx: Tx,
  one: Obligation,
  people: number[],
  now: Date,
): Promise<AskedToday | null> {
  if (!asksSurvey(one.kind)) return null;
  const zone = organisationZone();
  const theirs = owedTo(
    one,
    people,
    'b.id, b.ticketId',
    "b.kind IN ('survey', 'check') AND b.attempts > 0 AND b.id <> ?",
    [one.id],
  );
  const [asked]: AskedToday[] = await tx.query(
    `SELECT a.grantedAt AS at, a.outcome, p.name AS \`by\`, t.id AS ticketId, t.number AS ticketNumber
     FROM (${theirs.sql}) o JOIN attempt_obligation x ON x.obligationId = o.id JOIN attempt a ON a.id = x.attemptId
     LEFT JOIN ticket t ON t.id = o.ticketId
     LEFT JOIN line_entry e ON e.contactId = a.contactId AND e.obligationId IS NOT NULL
     LEFT JOIN person p ON p.id = e.personId
     WHERE a.grantedAt >= ? AND COALESCE(a.outcome, '') <> 'refused'
       AND NOT EXISTS (SELECT 1 FROM attempt_obligation own WHERE own.attemptId = a.id AND own.obligationId = ?)
     ORDER BY a.id DESC LIMIT 1`,
    [...theirs.params, dayStart(localDay(now, zone), zone), one.id],
  );
  return asked ?? null;
}

/** F1: when what is not asked today is asked. */
export async function tomorrowFor(tx: Tx, one: Obligation, now: Date): Promise<Date> {
  const zone = organisationZone();
  const { followup } = (await policyInForce(tx)).policy;
  const tomorrow = dayStart(addDays(localDay(now, zone), 1), zone);
  return nextCall(tomorrow, await calleeOf(tx, one), followup, zone);
}

/**
 * What this person took in one moment, which is one home's: the call that is meant, and what is asked in it too. All
 * held for update.
 *
 * @returns in the order of their ids; of a call that is in nobody's hands that one alone, and none where there is none
 */
export async function holdTogether(
  tx: Tx,
  { obligationId, personId }: { obligationId: number; personId: number | null },
): Promise<Obligation[]> {
  const others: { id: number }[] = await tx.query(
    `SELECT b.id FROM obligation o JOIN obligation b ON b.claimedBy = o.claimedBy AND b.claimedAt = o.claimedAt
     WHERE o.id = ? AND o.claimedBy = ? AND b.state IN ('open', 'dialling')`,
    [obligationId, personId],
  );
  const held = await tx.find(Obligation, {
    where: { id: In([...new Set([obligationId, ...others.map(({ id }) => id)])]) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const meant = held.find(({ id }) => id === obligationId);
  // Somebody may have been quicker than the lock.
  return held.filter(
    (one) =>
      one === meant ||
      (one.claimedBy === personId &&
        ['open', 'dialling'].includes(one.state) &&
        one.claimedAt?.getTime() === meant?.claimedAt?.getTime()),
  );
}

/** Whoever goes on with what they have in hand has it anew. */
export async function keepInHand(tx: Tx, held: Obligation[], now: Date): Promise<void> {
  if (held.length > 0) await tx.update(Obligation, { id: In(held.map(({ id }) => id)) }, { claimedAt: now });
}
