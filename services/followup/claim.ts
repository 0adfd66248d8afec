import { In } from 'typeorm';
import { DomainError } from '../../domain/errors.ts';
import { DIAL_PRIORITIES, RULE_OF_CALL } from '../../domain/followup/priority.ts';
import { asksSurvey } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import { appendEvents } from '../outbox.ts';
import { roomsOfTicketId } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { tomorrowFor } from './callee.ts';
import { FREE, freeParams, IS_ITS_TIME, isTakenFrom, WAITS_FOR_A_PERSON, waitsFor } from './for-a-person.ts';
import { askedToday, type Home, holdHome, lookAtHome } from './home.ts';
import { MOST_TOGETHER } from './household.ts';
import { pinScript, versionInForce } from './scripts.ts';

/** Looked at in one go: as many colleagues may take one in the same moment. */
const LOOKED_AT = 20;

/** Who takes, and which calls they may see, over `b`. */
interface Taker {
  personId: number;
  scope: { sql: string; params: unknown[] };
}

/**
 * F1, F4: the next call for a person, the most urgent first, then whichever became owed first; with it what else is asked
 * of the same home. What this person had in hand is given back. A home that was asked about other work today is put off
 * to the next day.
 *
 * @param not in hand just now: another one than this and what was taken with it
 * @returns null when nothing waits
 */
export async function claimNext(
  tx: Tx,
  { not, ...taker }: Taker & { not?: number },
  now: Date,
): Promise<number | null> {
  const { personId, scope } = taker;
  const givenBack = await giveBackClaims(tx, { personId }, now);
  // Whoever wants another one wants another home.
  const passed = not === undefined ? [0] : [not, ...givenBack];
  for (const priority of DIAL_PRIORITIES) {
    for (let after = 0, more = true; more; ) {
      // By priority, since each by itself is read off an index in the order of its ids.
      const rows: { id: number }[] = await tx.query(
        `SELECT b.id FROM obligation b WHERE ${WAITS_FOR_A_PERSON} AND b.priority = ? AND ${IS_ITS_TIME} AND ${FREE}
           AND ${scope.sql} AND b.id > ? AND b.id NOT IN (?) ORDER BY b.id LIMIT ${LOOKED_AT}`,
        [priority, now, ...freeParams(personId, now), ...scope.params, after, passed],
      );
      for (const { id } of rows) if (await take(tx, id, taker, now)) return id;
      after = rows.at(-1)?.id ?? after;
      more = rows.length === LOOKED_AT;
    }
  }
  return null;
}

/**
 * Takes this one out of the list, though it be put off to later, or the home was asked about something else today.
 *
 * @throws DomainError wrong_state when a colleague has it or another call to the same home, or nobody has to call any more
 */
export async function claimOne(
  tx: Tx,
  { obligationId, ...taker }: Taker & { obligationId: number },
  now: Date,
): Promise<void> {
  await giveBackClaims(tx, { personId: taker.personId }, now);
  if (!(await take(tx, obligationId, taker, now, { chosen: true })))
    throw new DomainError(
      'wrong_state',
      'A colleague has this call or another one to the same home in hand, or it waits for nobody any more.',
    );
}

/**
 * What this person has in hand is for anybody again, or tomorrow's; a call that is being dialled stays with them.
 *
 * @param tomorrow surveys are not asked before the next day (F1)
 * @returns the ids of what was given back
 */
export async function giveBackClaims(
  tx: Tx,
  { personId, tomorrow = false }: { personId: number; tomorrow?: boolean },
  now: Date,
): Promise<number[]> {
  const held = await tx.find(Obligation, {
    where: { claimedBy: personId, state: 'open' },
    order: { id: 'ASC' },
  });
  for (const obligation of held) {
    const later = tomorrow && asksSurvey(obligation.kind) && (await tomorrowFor(tx, obligation, now));
    const { affected } = await tx.update(
      Obligation,
      { id: obligation.id, claimedBy: personId, state: 'open' },
      { claimedBy: null, claimedAt: null, ...(later ? { callAt: later } : {}) },
    );
    if (affected === 1) await tellTaken(tx, obligation, null, personId, now);
  }
  return held.map(({ id }) => id);
}

/** No two people have something of one home in hand: whoever takes of it has held all of it before they look. */
async function take(
  tx: Tx,
  id: number,
  { personId, scope }: Taker,
  now: Date,
  { chosen = false } = {},
): Promise<boolean> {
  const isFree = (home: Home) => {
    const one = home.waiting.find((waiting) => waiting.id === id);
    if (!one || !waitsFor(one, personId, chosen ? null : now)) return null;
    return home.waiting.some((waiting) => isTakenFrom(waiting, personId, now)) ? null : one;
  };
  const seen = await tx.findOneBy(Obligation, { id });
  // Nobody waits for what a colleague has in hand already.
  if (!seen || !isFree(await lookAtHome(tx, seen))) return false;
  const home = await holdHome(tx, seen);
  const one = isFree(home);
  if (!one) return false;
  if (!chosen && (await askedToday(tx, one, home.people, now))) {
    await tx.update(Obligation, { id }, { callAt: await tomorrowFor(tx, one, now) });
    return false;
  }
  const taken = [one, ...(await askedToo(tx, one, home, { personId, scope }, now))];
  await tx.update(
    Obligation,
    { id: In(taken.map((each) => each.id)) },
    { claimedBy: personId, claimedAt: now },
  );
  const version = await versionInForce(tx);
  for (const each of taken) {
    // The questions that are read out now are the ones it is settled by.
    if (asksSurvey(each.kind)) await pinScript(tx, each.id, version);
    await tellTaken(tx, each, personId, personId, now);
  }
  return true;
}

/** F1: a home is asked about all its work in one call: its other surveys that wait for a person, a few at most. */
async function askedToo(
  tx: Tx,
  one: Obligation,
  { waiting }: Home,
  { personId, scope }: Taker,
  now: Date,
): Promise<Obligation[]> {
  const others = waiting.filter(
    (other) => other.id !== one.id && other.kind === 'survey' && waitsFor(other, personId, null),
  );
  if (others.length === 0) return [];
  const visible: { id: number }[] = await tx.query(
    `SELECT b.id FROM obligation b WHERE b.id IN (?) AND ${scope.sql}`,
    [others.map(({ id }) => id), ...scope.params],
  );
  const too: Obligation[] = [];
  for (const other of others) {
    if (too.length === MOST_TOGETHER - 1) break;
    if (!visible.some(({ id }) => id === other.id)) continue;
    // Somebody else of the home may want no calls.
    if (other.number !== one.number && (await ruleFor(tx, other.number, ['do_not_call'], now))) continue;
    too.push(other);
  }
  return too;
}

/** Says who has it in hand from now on; null: nobody. */
export async function tellTaken(
  tx: Tx,
  { id: obligationId, ticketId, kind }: Obligation,
  personId: number | null,
  by: number,
  now: Date,
): Promise<void> {
  await appendEvents(
    tx,
    [
      {
        type: 'obligation.claimed',
        data: { obligationId, personId },
        ticketId: ticketId ?? undefined,
        rule: RULE_OF_CALL[kind],
        rooms: await roomsOfTicketId(tx, ticketId),
      },
    ],
    now,
    { kind: 'person', id: by },
  );
}
