import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { byPlace, type InLine, matchLine } from '../../domain/line/match.ts';
import { isInWindow, secondsAfter } from '../../domain/time.ts';
import { LINE_PRIORITY } from '../../domain/vocabulary.ts';
import { DeskOffer } from '../../entities/desk.ts';
import { THERE } from '../desk/seen.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import type { Clock } from '../ports.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { lockDesk, moveDesk } from './desks.ts';
import { lockLine } from './lock.ts';
import { listOf } from './on-duty.ts';

/** Callers looked at in one round: more than ever wait, and a bound all the same. */
const HEAD = 500;

/** Offers just made, by whom they are for. */
export interface MadeOffer {
  offerId: number;
  personId: number;
  /** The telephone to be rung; null for a browser. */
  ring: string | null;
}

/**
 * Puts callers to agents, as long as both are there: the head of the line to the longest idle agent who may serve it.
 * Pairing is done by one process at a time, and each pair is claimed by the unique indexes of the offers, so that two
 * agents never get one call.
 */
export async function distribute(deps: { inTransaction: InTransaction; clock: Clock }): Promise<MadeOffer[]> {
  return deps.inTransaction((tx) => pairUp(tx, deps.clock.now()));
}

/** Whether there is anything to pair: cheap, and asked after everything that may change it. */
export async function somebodyWaits(tx: Tx, now: Date): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT EXISTS (SELECT 1 FROM agent_desk WHERE state = 'available') AND EXISTS
       (SELECT 1 FROM line_entry WHERE state IN ('waiting', 'callback') AND (notBefore IS NULL OR notBefore <= ?)) AS yes`,
    [now],
  );
  return Number(row.yes) === 1;
}

export async function pairUp(tx: Tx, now: Date): Promise<MadeOffer[]> {
  await lockLine(tx);
  const { desk: rules, followup } = (await policyInForce(tx)).policy;
  const agents = await tx.query(
    `SELECT personId, idleSince, skills FROM agent_desk WHERE state = 'available' AND ${THERE}`,
    [rules.goneAfterSeconds],
  );
  if (agents.length === 0) return [];
  const waiting: (InLine & { callSid: string | null; contactId: number })[] = await tx.query(
    `SELECT id, contactId, callSid, priority, arrivedAt, enteredAt, skills, personId FROM line_entry
     WHERE state IN ('waiting', 'callback') AND (notBefore IS NULL OR notBefore <= ?)
     ORDER BY priority, arrivedAt, id LIMIT ${HEAD}`,
    [now],
  );
  const window = { from: followup.windowFrom, to: followup.windowTo };
  // F1: a callback chosen in the evening is made in the morning; one in danger is called at any hour.
  const mayCall = isInWindow(now, window, organisationZone());
  const line = waiting
    .filter(({ callSid, priority }) => callSid !== null || mayCall || priority === LINE_PRIORITY.rescue)
    .map((one) => ({ ...one, skills: listOf(one.skills) }))
    .sort(byPlace);
  const free = agents.map((one: { skills: string }) => ({ ...one, skills: listOf(one.skills) }));
  const made: MadeOffer[] = [];
  for (const { entryId, personId } of matchLine(line, free, rules, now)) {
    const entry = line.find(({ id }) => id === entryId);
    const offered = entry && (await offer(tx, entry, personId, rules.offerSeconds, now));
    if (offered) made.push(offered);
  }
  return made;
}

/**
 * Both are claimed as they now are: a caller who has hung up since the line was read is not put back into it, and an
 * agent who has left is not asked.
 */
async function offer(
  tx: Tx,
  entry: InLine & { callSid: string | null; contactId: number },
  personId: number,
  seconds: number,
  now: Date,
): Promise<MadeOffer | null> {
  const { id: lineEntryId, contactId } = entry;
  const desk = await lockDesk(tx, personId);
  if (desk?.state !== 'available') return null;
  const { affectedRows } = await tx.query(
    "UPDATE line_entry SET state = 'offered', personId = ? WHERE id = ? AND state IN ('waiting', 'callback')",
    [personId, lineEntryId],
  );
  if (affectedRows !== 1) return null;
  const kind = entry.callSid === null ? 'callback' : entry.personId === personId ? 'transfer' : 'call';
  const offerId = await putToAgent(tx, { lineEntryId, contactId, personId, kind, seconds }, now);
  await moveDesk(tx, desk, { state: 'offered' }, now);
  return { offerId, personId, ring: desk.reach === 'number' ? desk.reachNumber : null };
}

/** Writes that an agent is asked to take something; the unique indexes let each agent have one such question only. */
export async function putToAgent(
  tx: Tx,
  ask: Pick<DeskOffer, 'lineEntryId' | 'contactId' | 'personId' | 'kind'> & {
    seconds: number;
    fromPersonId?: number;
  },
  now: Date,
): Promise<number> {
  const { seconds, fromPersonId = null, ...what } = ask;
  const { identifiers } = await tx.insert(DeskOffer, {
    ...what,
    fromPersonId,
    state: 'open',
    openMark: 1,
    offeredAt: now,
    expiresAt: secondsAfter(now, seconds),
  });
  const offerId = Number(identifiers[0]?.id);
  const { personId, kind, contactId } = what;
  await appendEvents(
    tx,
    [{ type: 'desk.offered', data: { offerId, personId, kind }, contactId, rooms: [CALLS_ROOM] }],
    now,
  );
  return offerId;
}
