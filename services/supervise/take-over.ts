import { DomainError } from '../../domain/errors.ts';
import { USUAL_SKILLS } from '../../domain/line/skills.ts';
import { type AgentDesk, Conference, ConferenceMember, LineEntry } from '../../entities/desk.ts';
import { noteSeen } from '../desk/seen.ts';
import { conferenceName } from '../line/accept-offer.ts';
import { lockDesk, moveDesk, touchDesks } from '../line/desks.ts';
import { lockEntry } from '../line/entries.ts';
import { startWrapUp } from '../line/wrap-up.ts';
import { isCentre } from '../people/viewer.ts';
import { CarrierError } from '../ports.ts';
import { markLineChanged, type Tx } from '../transaction.ts';
import { holdLiveCall, requireSupervisor } from './live-call.ts';
import { noteSupervision } from './log.ts';
import { type CarrierDeps, conferenceOf } from './supervise-call.ts';

/** What the carrier is to be told of a call that was taken over. */
export interface TakenOver {
  sid: string | null;
  conferenceName: string;
  /** The supervisor's call: from now on everybody hears it. */
  callSid: string;
  /** On hold, and not any more. */
  customerSid: string | null;
  /** The agent's call, to be ended; null when it is gone. */
  agentSid: string | null;
  /** Supervisors who whispered to the agent whisper to whoever has the call now. */
  whisperSids: string[];
}

/**
 * A supervisor who is on a call takes it out of the agent's hands: from now on it is on the supervisor's desk, and the
 * agent wraps up. Asked again it says the same, so that what the carrier missed can be told once more.
 *
 * @throws DomainError forbidden, not_found, wrong_state (over, not joined, in a consultation, own hands full)
 */
export async function takeOver(
  tx: Tx,
  { contactId, personId }: { contactId: number; personId: number },
  now: Date,
): Promise<TakenOver> {
  if (!isCentre(await requireSupervisor(tx, personId, now)))
    throw new DomainError('forbidden', 'Only somebody who takes calls can take one over.');
  const { conference, members, released, agent } = await holdLiveCall(tx, contactId);
  const entry = await lockEntry(tx, { contactId });
  const me = members.find((member) => member.personId === personId);
  if (!me) throw new DomainError('wrong_state', 'Listen in first, then take the call over.');
  const whisperSids = members
    .filter(({ party, mode }) => party === 'supervisor' && mode === 'whisper')
    .map(({ callSid }) => callSid)
    .filter((callSid) => callSid !== me.callSid);
  const customer = members.find(({ party }) => party === 'customer');
  const done = {
    sid: conference.sid,
    conferenceName: conferenceName(contactId),
    callSid: me.callSid,
    customerSid: customer?.callSid ?? null,
    whisperSids,
  };
  if (me.party === 'agent') {
    const agentSid = released.find(({ party }) => party === 'agent')?.callSid ?? null;
    return { ...done, agentSid };
  }
  if (entry?.state !== 'connected')
    throw new DomainError('wrong_state', 'The caller is not speaking with anybody at the moment.');
  if (conference.consultingId !== null)
    throw new DomainError('wrong_state', 'The agent is asking a colleague. Wait until they are back.');

  await takeToDesk(tx, { contactId, personId }, now);
  if (agent) {
    await tx.update(ConferenceMember, { contactId, callSid: agent.callSid }, { released: true });
    await startWrapUp(tx, { personId: agent.personId as number, contactId }, now);
  }
  await tx.update(
    ConferenceMember,
    { contactId, callSid: me.callSid },
    { party: 'agent', mode: null, muted: false },
  );
  await tx.query("UPDATE phone_call SET party = 'agent' WHERE sid = ?", [me.callSid]);
  await tx.update(Conference, { contactId }, { held: false });
  await tx.update(LineEntry, { id: entry.id }, { personId });
  await noteSupervision(
    tx,
    { act: 'took_over', supervisorId: personId, agentId: agent?.personId ?? null, contactId },
    now,
  );
  markLineChanged(tx);
  await touchDesks(tx, contactId);
  return { ...done, agentSid: agent?.callSid ?? null };
}

/** The call on the supervisor's own desk; afterwards they go back to what they were doing. */
async function takeToDesk(
  tx: Tx,
  { contactId, personId }: { contactId: number; personId: number },
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT IGNORE INTO agent_desk (personId, state, since, idleSince, skills) VALUES (?, 'signed_out', ?, ?, ?)`,
    [personId, now, now, JSON.stringify(USUAL_SKILLS)],
  );
  const desk = (await lockDesk(tx, personId)) as AgentDesk;
  if (['offered', 'on_call', 'wrap_up'].includes(desk.state))
    throw new DomainError('wrong_state', 'You have a call in hand yourself. Finish it first.');
  const before = desk.state === 'away' ? 'signed_out' : desk.state;
  await moveDesk(
    tx,
    desk,
    {
      state: 'on_call',
      contactId,
      nextState: before === 'break' || before === 'signed_out' ? before : null,
      nextReason: before === 'break' ? desk.reason : null,
    },
    now,
    { actor: { kind: 'person', id: personId } },
  );
  // They have just done this in a browser; a desk that was never looked at would count as left alone.
  await noteSeen(tx, [personId]);
}

/**
 * Tells the carrier: the supervisor is heard before the agent is gone, so that the customer is never alone.
 *
 * @throws DomainError unavailable: the call is the supervisor's, and taking it over again tells the carrier once more
 */
export async function applyTakeOver(
  { carrier }: Pick<CarrierDeps, 'carrier'>,
  taken: TakenOver,
): Promise<void> {
  const { callSid, customerSid, agentSid, whisperSids } = taken;
  const conference = await conferenceOf(carrier, taken);
  try {
    await carrier.changeMember(conference, callSid, { muted: false, coaches: null });
    if (customerSid) await carrier.changeMember(conference, customerSid, { held: false });
    for (const sid of whisperSids) await carrier.changeMember(conference, sid, { coaches: callSid });
    if (agentSid) await carrier.endCall(agentSid);
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    throw new DomainError(
      'unavailable',
      'The call is yours, but the carrier did not follow. Take it over once more.',
    );
  }
}
