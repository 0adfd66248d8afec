import { secondsAfter } from '../../domain/time.ts';
import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { Conference, ConferenceMember, LineEntry } from '../../entities/desk.ts';
import { recordCallStatus } from '../intake/record-call-status.ts';
import { conferenceName } from '../line/accept-offer.ts';
import { agentLegEnded, leftAlone } from '../line/agent-leg-ended.ts';
import { touchDesks } from '../line/desks.ts';
import { startWrapUp } from '../line/wrap-up.ts';
import { CarrierError } from '../ports.ts';
import { leaveAsSupervisor } from '../supervise/leave.ts';
import type { Tx } from '../transaction.ts';
import { againPath, type TalkDeps } from './deps.ts';
import { lookSoon, membersOf, noteLeft } from './members.ts';

/** Seconds until the carrier is asked anew that did not answer. */
const ASK_AGAIN_SECONDS = 3;

/**
 * A call of ours that was in a conference is over, as the conference or the call itself tells, in whatever order. An
 * agent whose call nobody ended while the customer is still there has lost their line: the customer goes back to the
 * place they had. Whether they are still there only the carrier knows: when everybody leaves at once, the agent's end
 * may be told first.
 */
export async function memberGone(
  deps: TalkDeps,
  { contactId, callSid }: { contactId: number; callSid: string },
): Promise<void> {
  const { dataSource, inTransaction, clock } = deps;
  const member = await dataSource.manager.findOneBy(ConferenceMember, { contactId, callSid });
  if (!member || member.leftAt) return;
  if (member.party === 'supervisor')
    return inTransaction((tx) => leaveAsSupervisor(tx, { contactId, callSid }, clock.now()));
  const entry = await dataSource.manager.findOneBy(LineEntry, { contactId });
  const customerSid = entry?.state === 'connected' && !member.released ? entry.callSid : null;
  const customer = customerSid ? await ask(deps, contactId, customerSid) : null;
  if (customer === 'unknown') return;
  const after = member.party === 'agent' ? afterAgent : afterGuest;
  const next = await inTransaction((tx) => after(tx, member, customer, clock.now()));
  if (next?.unhold) await unhold(deps, contactId, next.unhold);
  if (next?.redirect) await leadBack(deps, contactId, next.redirect);
}

/** The customer goes back to the line; whoever was asked in from outside must not meet them there again. */
export async function leadBack(deps: TalkDeps, contactId: number, customerSid: string): Promise<void> {
  const { carrier, dataSource } = deps;
  const guests = (await membersOf(dataSource.manager, contactId)).filter(isGuest);
  const sid = guests.length > 0 ? await conferenceSid(deps, contactId) : null;
  await carrier.redirectCall(customerSid, againPath(contactId, 'dropped'));
  if (sid) await carrier.endConference(sid);
}

const isGuest = ({ party }: ConferenceMember): boolean => party === 'guest' || party === 'outlet';

/** A guest is gone: to whom the customer was handed over, or who was only asked. */
async function afterGuest(
  tx: Tx,
  { contactId, callSid }: ConferenceMember,
  customer: Customer,
  now: Date,
): Promise<Next | null> {
  if (!(await noteLeft(tx, { contactId, callSid }, now))) return null;
  await endAsking(tx, contactId);
  if (!customer || isOver(customer)) return null;
  const { requeued, customerSid } = await leftAlone(tx, { contactId, callSid }, now);
  return requeued && customerSid ? { redirect: customerSid } : null;
}

const isOver = ({ status }: NonNullable<Customer>): boolean =>
  CALL_STATUS_RANK[status as CallStatus] >= CALL_STATUS_RANK.completed;

type Customer = { sid: string; status: string; durationSeconds: number | null } | null;

async function ask(deps: TalkDeps, contactId: number, sid: string): Promise<Customer | 'unknown'> {
  try {
    const found = await deps.carrier.fetchCall(sid);
    return { sid, ...(found ?? { status: 'completed', durationSeconds: null }) };
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const { inTransaction, clock } = deps;
    await inTransaction((tx) => lookSoon(tx, contactId, secondsAfter(clock.now(), ASK_AGAIN_SECONDS)));
    return 'unknown';
  }
}

interface Next {
  /** The customer's call, to be led back to the line. */
  redirect?: string;
  /** The customer's call: a colleague is left with them, and they are on hold. */
  unhold?: string;
}

async function afterAgent(
  tx: Tx,
  { contactId, callSid, personId }: ConferenceMember,
  customer: Customer,
  now: Date,
): Promise<Next | null> {
  const person = { personId: personId as number, contactId };
  if (customer && isOver(customer)) {
    await customerIsOver(tx, customer, now);
    await noteLeft(tx, { contactId, callSid }, now);
    await startWrapUp(tx, person, now);
    return null;
  }
  if (!(await noteLeft(tx, { contactId, callSid }, now))) return null;
  const others = (await membersOf(tx, contactId)).filter(
    ({ party, released }) => party === 'agent' && !released,
  );
  const [colleague] = others;
  if (colleague) {
    await startWrapUp(tx, person, now);
    return handOn(tx, { contactId, from: person.personId, to: colleague.personId as number });
  }
  const { requeued, customerSid } = await agentLegEnded(tx, { ...person, callSid }, now);
  return requeued && customerSid ? { redirect: customerSid } : null;
}

/** Our record of it may still be on its way; the carrier has told it now. */
async function customerIsOver(tx: Tx, customer: NonNullable<Customer>, now: Date): Promise<void> {
  const { sid: callSid, durationSeconds } = customer;
  const status = customer.status as CallStatus;
  if (await recordCallStatus(tx, { callSid, status, durationSeconds }, now)) return;
  await tx.query('UPDATE attempt SET checkAt = ? WHERE callSid = ? AND endedAt IS NULL', [now, callSid]);
}

/** Of two agents one is gone: the other one has the customer. */
export async function handOn(
  tx: Tx,
  { contactId, from, to }: { contactId: number; from: number; to: number },
): Promise<Next> {
  const conference = await tx.findOneByOrFail(Conference, { contactId });
  const { callSid } = await tx.findOneByOrFail(LineEntry, { contactId });
  await tx.query('UPDATE line_entry SET personId = ? WHERE contactId = ? AND personId = ?', [
    to,
    contactId,
    from,
  ]);
  if (conference.consultingId === null) return {};
  await tx.update(Conference, { contactId }, { held: false, consultingId: null });
  await touchDesks(tx, contactId);
  return callSid ? { unhold: callSid } : {};
}

/** Whoever was asked in from outside is gone, or never came. */
export async function endAsking(tx: Tx, contactId: number): Promise<void> {
  const others = (await membersOf(tx, contactId)).filter(isGuest);
  if (others.length === 0) await tx.update(Conference, { contactId }, { consultingId: null });
  await touchDesks(tx, contactId);
}

/** The conference's name at the carrier as known, else as asked. */
export async function conferenceSid(
  { dataSource, carrier }: TalkDeps,
  contactId: number,
): Promise<string | null> {
  const known = await dataSource.manager.findOneBy(Conference, { contactId });
  return known?.sid ?? carrier.findConference(conferenceName(contactId));
}

export async function unhold(deps: TalkDeps, contactId: number, customerSid: string): Promise<void> {
  const sid = await conferenceSid(deps, contactId);
  if (sid) await deps.carrier.changeMember(sid, customerSid, { held: false });
}
