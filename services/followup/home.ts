import { In } from 'typeorm';
import { asksSurvey } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';
import { WAITS_FOR_A_PERSON } from './for-a-person.ts';
import { householdOf, lastAskedToday, lockHousehold, owedTo } from './household.ts';

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
  const where = "b.kind IN ('survey', 'check') AND b.attempts > 0 AND b.id <> ?";
  const asked = await lastAskedToday(tx, owedTo(one, people, 'b.id', where, [one.id]), one, now);
  if (!asked) return null;
  const [told]: AskedToday[] = await tx.query(
    `SELECT a.grantedAt AS at, a.outcome, p.name AS \`by\`, t.id AS ticketId, t.number AS ticketNumber
     FROM attempt a JOIN obligation b ON b.id = ? LEFT JOIN ticket t ON t.id = b.ticketId
     LEFT JOIN line_entry e ON e.contactId = a.contactId AND e.obligationId IS NOT NULL
     LEFT JOIN person p ON p.id = e.personId WHERE a.id = ?`,
    [asked.obligationId, asked.attemptId],
  );
  return told ?? null;
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
