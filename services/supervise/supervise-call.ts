import { DomainError } from '../../domain/errors.ts';
import type { SupervisionMode } from '../../domain/vocabulary.ts';
import { ConferenceMember } from '../../entities/desk.ts';
import { touchDesks } from '../line/desks.ts';
import { type Carrier, CarrierError } from '../ports.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { type SupervisorSeat, seatOf } from './join.ts';
import { holdLiveCall, requireSupervisor } from './live-call.ts';
import { noteSupervision } from './log.ts';

export interface SuperviseCall {
  contactId: number;
  personId: number;
  mode: SupervisionMode;
}
/** The supervisor's own call, and how they were on it before. */
export interface OnIt {
  callSid: string;
  before: SupervisionMode;
}

/**
 * A supervisor wants to be on a call in some way. Whoever is on it already is from now on so, on record first; the
 * carrier is told after the commit (applyMode).
 *
 * @returns null for a supervisor who has yet to join it (joinAsSupervisor, when their browser has called)
 * @throws DomainError forbidden, not_found, wrong_state
 */
export async function superviseCall(
  tx: Tx,
  { contactId, personId, mode }: SuperviseCall,
  now: Date,
): Promise<OnIt | null> {
  await requireSupervisor(tx, personId, now);
  const call = await holdLiveCall(tx, contactId);
  if (call.members.some((member) => member.personId === personId && member.party !== 'supervisor'))
    throw new DomainError('wrong_state', 'You are speaking on this call yourself.');
  const { muted } = seatOf(call, mode);
  const me = call.members.find((member) => member.personId === personId);
  if (!me) return null;
  const { callSid, mode: before } = me;
  if (before !== mode) {
    await tx.update(ConferenceMember, { contactId, callSid }, { mode, muted });
    const agentId = call.agent?.personId ?? null;
    await noteSupervision(tx, { act: mode, supervisorId: personId, agentId, contactId }, now);
    await touchDesks(tx, contactId);
  }
  return { callSid, before: before ?? 'listen' };
}

export interface CarrierDeps {
  carrier: Carrier;
  inTransaction: InTransaction;
}

/** Two quick changes may reach the carrier in the wrong order: what is written last has to be what is heard. */
const TRIES = 3;

/**
 * Brings the carrier to what is written of a supervisor. When it refuses, what it says of them is written instead, so
 * that nobody is thought silent who is heard.
 *
 * @throws DomainError unavailable, wrong_state when the call is over
 */
export async function applyMode(
  { carrier, inTransaction }: CarrierDeps,
  { contactId, personId, callSid, before }: Omit<SuperviseCall, 'mode'> & OnIt,
  now: Date,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const written = await inTransaction((tx) => writtenSeat(tx, contactId, callSid));
    const conference = await conferenceOf(carrier, written);
    try {
      await carrier.changeMember(conference, callSid, {
        muted: written.muted,
        coaches: written.coachCallSid,
      });
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      const really = await modeAt(carrier, conference, callSid);
      await inTransaction((tx) =>
        takeBack(tx, { contactId, personId, callSid, mode: written.mode, really: really ?? before }, now),
      );
      throw new DomainError('unavailable', 'The carrier did not change it. You are on the call as before.');
    }
    const then = await inTransaction((tx) => writtenSeat(tx, contactId, callSid));
    if (then.mode === written.mode) return;
  }
}

type Written = SupervisorSeat & { mode: SupervisionMode; sid: string | null };

async function writtenSeat(tx: Tx, contactId: number, callSid: string): Promise<Written> {
  const call = await holdLiveCall(tx, contactId);
  const member = call.members.find((each) => each.callSid === callSid);
  if (!member?.mode) throw new DomainError('wrong_state', 'You are no longer on this call.');
  return { ...seatOf(call, member.mode), mode: member.mode, sid: call.conference.sid };
}

/** @throws DomainError wrong_state when the carrier knows of none, unavailable */
export async function conferenceOf(
  carrier: Carrier,
  { sid, conferenceName }: { sid: string | null; conferenceName: string },
): Promise<string> {
  const found = sid ?? (await carrier.findConference(conferenceName).catch(unavailable));
  if (!found) throw new DomainError('wrong_state', 'This call is over.');
  return found;
}

const unavailable = (): never => {
  throw new DomainError('unavailable', 'The carrier does not answer just now. Try again in a moment.');
};

async function modeAt(
  carrier: Carrier,
  conference: string,
  callSid: string,
): Promise<SupervisionMode | undefined> {
  const members = await carrier.members(conference).catch(() => []);
  const member = members.find((each) => each.callSid === callSid);
  return member && (member.muted ? 'listen' : member.coaches ? 'whisper' : 'barge');
}

async function takeBack(
  tx: Tx,
  change: {
    contactId: number;
    personId: number;
    callSid: string;
    mode: SupervisionMode;
    really: SupervisionMode;
  },
  now: Date,
): Promise<void> {
  const { contactId, personId, callSid, mode, really } = change;
  const { affectedRows } = await tx.query(
    'UPDATE conference_member SET mode = ?, muted = ? WHERE contactId = ? AND callSid = ? AND mode = ? AND mode <> ?',
    [really, really === 'listen', contactId, callSid, mode, really],
  );
  if (affectedRows !== 1) return;
  const [entry] = await tx.query('SELECT personId FROM line_entry WHERE contactId = ?', [contactId]);
  await noteSupervision(
    tx,
    { act: really, supervisorId: personId, agentId: entry?.personId ?? null, contactId },
    now,
  );
  await touchDesks(tx, contactId);
}
