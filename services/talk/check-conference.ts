import { secondsAfter } from '../../domain/time.ts';
import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { Conference, type ConferenceMember, LineEntry } from '../../entities/desk.ts';
import { recordCallStatus } from '../intake/record-call-status.ts';
import { conferenceName } from '../line/accept-offer.ts';
import { leftAlone } from '../line/agent-leg-ended.ts';
import { isByHand, lockEntry } from '../line/entries.ts';
import { leaveLine } from '../line/leave-line.ts';
import type { CarrierMember } from '../ports.ts';
import { leadBack, memberGone } from './agent-gone.ts';
import { againPath, joinPath, LOOK_AGAIN_SECONDS, type TalkDeps } from './deps.ts';
import { closeConference, lookSoon, membersOf } from './members.ts';

/** So long a customer may take to come in: they hear first that the call is recorded. */
const ON_THE_WAY_SECONDS = 15;
/** So long what moved them has to be told by the carrier too. */
const ASK_ANEW_SECONDS = 2;

/**
 * What the carrier told of a conference may have been lost, and what we asked of it too: now it is asked who is in it,
 * and what is not as it should be is put right. A customer who hung up ends it; one who is alone goes back in line; one
 * who is still in line though an agent waits is led there.
 */
export async function checkConference(deps: TalkDeps, contactId: number): Promise<void> {
  const { dataSource, inTransaction, carrier, clock } = deps;
  const { manager } = dataSource;
  const due = await manager.findOneBy(Conference, { contactId });
  if (!due?.live || !due.checkAt || due.checkAt > clock.now()) return;
  const entry = await manager.findOneBy(LineEntry, { contactId });
  const sid = await carrier.findConference(conferenceName(contactId));
  const present = sid ? await carrier.members(sid) : [];
  const { affectedRows } = await inTransaction((tx) =>
    tx.query(
      'UPDATE conference SET checkAt = ?, sid = COALESCE(?, sid) WHERE contactId = ? AND live = 1 AND checkAt = ?',
      [secondsAfter(clock.now(), LOOK_AGAIN_SECONDS), sid, contactId, due.checkAt],
    ),
  );
  // Another conversation began while we asked: the carrier spoke of the one before, and it has a look of its own.
  if (affectedRows !== 1) return;
  const isHere = isIn(present);
  if (entry?.callSid && !isHere(entry.callSid) && !(await isLive(deps, entry.callSid))) {
    await endConversation(deps, contactId, sid);
    return;
  }
  if (due.overAt) {
    await endAtCarrier(deps, contactId, entry?.callSid ?? null, sid);
    return;
  }
  for (const { callSid, party } of await membersOf(manager, contactId)) {
    if (party !== 'customer' && !isHere(callSid) && !(await isLive(deps, callSid)))
      await memberGone(deps, { contactId, callSid });
  }
  await leadCustomer(deps, { contactId, sid, present, asked: entry });
}

const isIn =
  (present: CarrierMember[]) =>
  (sid: string): boolean =>
    present.some(({ callSid }) => callSid === sid);

/** Whether the call goes on; one that is over is recorded so. */
async function isLive({ inTransaction, carrier, clock }: TalkDeps, callSid: string): Promise<boolean> {
  const found = (await carrier.fetchCall(callSid)) ?? { status: 'completed', durationSeconds: null };
  const status = found.status as CallStatus;
  if ((CALL_STATUS_RANK[status] ?? 0) < CALL_STATUS_RANK.completed) return true;
  const { durationSeconds } = found;
  await inTransaction((tx) => recordCallStatus(tx, { callSid, status, durationSeconds }, clock.now()));
  return false;
}

/** Without a customer there is nothing to talk about: whoever is left in it may go. */
async function endConversation(deps: TalkDeps, contactId: number, sid: string | null): Promise<void> {
  if (sid) await deps.carrier.endConference(sid);
  await deps.inTransaction(async (tx) => {
    const now = deps.clock.now();
    await leaveLine(tx, { contactId, ending: 'abandoned' }, now);
    await closeConference(tx, contactId, now);
  });
}

/** An agent has ended it and the carrier has not: the customer may be in it, or on their way in. */
async function endAtCarrier(
  { carrier, inTransaction, clock }: TalkDeps,
  contactId: number,
  customerSid: string | null,
  sid: string | null,
): Promise<void> {
  if (customerSid) await carrier.endCall(customerSid);
  if (sid) await carrier.endConference(sid);
  await inTransaction((tx) => lookSoon(tx, contactId, secondsAfter(clock.now(), ASK_ANEW_SECONDS)));
}

interface Seen {
  contactId: number;
  sid: string | null;
  /** Who was in it as the carrier told. */
  present: CarrierMember[];
  /** The customer's stay in line as it was before the carrier was asked. */
  asked: LineEntry | null;
}

/** The customer is where they should be: in the conference with an agent, else in line. */
async function leadCustomer(deps: TalkDeps, { contactId, sid, present, asked }: Seen): Promise<void> {
  const { dataSource, carrier, clock, inTransaction } = deps;
  const entry = await dataSource.manager.findOneBy(LineEntry, { contactId });
  const members = await membersOf(dataSource.manager, contactId);
  const inside = entry?.callSid != null && isIn(present)(entry.callSid);
  if (!isSameStay(entry, asked)) {
    // They were moved meanwhile, perhaps into another conference: what the carrier told is of the past.
    await inTransaction((tx) => lookSoon(tx, contactId, secondsAfter(clock.now(), ASK_ANEW_SECONDS)));
    return;
  }
  if (entry?.state === 'ended' && isByHand(entry) && inside) {
    // The agent's line broke, and nobody has told the customer yet.
    await leadBack(deps, contactId, entry.callSid as string);
    return;
  }
  if (!entry || entry.state === 'ended' || entry.state === 'callback') {
    await endConversation(deps, contactId, sid);
    return;
  }
  const agents = members.filter(isAgent);
  if (entry.state === 'connected') {
    const led = members.find(({ party }) => party === 'customer');
    const onTheWay = led && secondsAfter(led.joinedAt, ON_THE_WAY_SECONDS) > clock.now();
    if (onTheWay && !inside)
      await inTransaction((tx) => lookSoon(tx, contactId, secondsAfter(clock.now(), ON_THE_WAY_SECONDS)));
    else if (entry.callSid && !inside && agents.length > 0)
      await carrier.redirectCall(entry.callSid, joinPath(contactId));
    else if (entry.callSid && inside && agents.length === 0) {
      const { requeued } = await inTransaction((tx) =>
        leftAlone(tx, { contactId, callSid: '' }, clock.now()),
      );
      if (requeued) await leadBack(deps, contactId, entry.callSid);
    }
    return;
  }
  if (entry.callSid && inside) await carrier.redirectCall(entry.callSid, againPath(contactId, 'dropped'));
  await inTransaction(async (tx) => {
    // An agent who takes them in this moment holds the entry, and their conversation goes on.
    if (isSameStay(await lockEntry(tx, { contactId }), entry))
      await closeConference(tx, contactId, clock.now());
  });
}

/** Nobody has taken them, moved them or put them back in between. */
const isSameStay = (one: LineEntry | null, other: LineEntry | null): boolean =>
  one?.state === other?.state &&
  one?.personId === other?.personId &&
  one?.enteredAt.getTime() === other?.enteredAt.getTime();

const isAgent = ({ party, released }: ConferenceMember): boolean => party === 'agent' && !released;
