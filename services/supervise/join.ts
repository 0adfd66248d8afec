import { DomainError } from '../../domain/errors.ts';
import type { SupervisionMode } from '../../domain/vocabulary.ts';
import type { ConferenceMember } from '../../entities/desk.ts';
import { conferenceName } from '../line/accept-offer.ts';
import { agentCall } from '../line/agent-call.ts';
import { touchDesks } from '../line/desks.ts';
import type { Tx } from '../transaction.ts';
import { holdLiveCall, type LiveCall, requireSupervisor } from './live-call.ts';
import { noteSupervision } from './log.ts';

export interface JoinAsSupervisor {
  contactId: number;
  personId: number;
  /** Left out: only listens. */
  mode?: SupervisionMode;
  /** The supervisor's own call at the carrier. */
  callSid: string;
}

/** What the supervisor's `<Conference>` needs. */
export interface SupervisorSeat {
  conferenceName: string;
  muted: boolean;
  /** The call that alone hears the supervisor; null: all do, unless muted. */
  coachCallSid: string | null;
}

/**
 * A supervisor's browser has called, to join a call that somebody is on: heard by nobody unless asked otherwise. Who
 * it is, to whom and how is on record before they hear a word. Asked again with the same call it gives the same seat.
 *
 * @throws DomainError forbidden, not_found, wrong_state (the call is over, is their own, or has no agent to whisper to)
 */
export async function joinAsSupervisor(
  tx: Tx,
  { contactId, personId, mode = 'listen', callSid }: JoinAsSupervisor,
  now: Date,
): Promise<SupervisorSeat> {
  await requireSupervisor(tx, personId, now);
  const call = await holdLiveCall(tx, contactId);
  if (call.members.some((member) => member.personId === personId && member.party !== 'supervisor'))
    throw new DomainError('wrong_state', 'You are speaking on this call yourself.');
  const seated = call.members.find((member) => member.callSid === callSid);
  if (seated) return seatOf(call, seated.mode ?? 'listen');
  const seat = seatOf(call, mode);
  await tx.query(
    `INSERT INTO conference_member (contactId, callSid, party, personId, label, mode, muted, joinedAt, leftAt, released)
     SELECT ?, ?, 'supervisor', p.id, p.name, ?, ?, ?, NULL, FALSE FROM person p WHERE p.id = ?
     ON DUPLICATE KEY UPDATE mode = VALUES(mode), muted = VALUES(muted), leftAt = NULL, released = FALSE`,
    [contactId, callSid, mode, seat.muted, now, personId],
  );
  await agentCall(tx, { contactId, personId, callSid, party: 'supervisor' }, now);
  const agentId = call.agent?.personId ?? null;
  await noteSupervision(tx, { act: mode, supervisorId: personId, agentId, contactId }, now);
  await touchDesks(tx, contactId);
  return seat;
}

/** @throws DomainError wrong_state when there is no agent to whisper to */
export function seatOf({ conference, agent }: LiveCall, mode: SupervisionMode): SupervisorSeat {
  if (mode === 'whisper' && !agent)
    throw new DomainError('wrong_state', 'No agent is on this call to whisper to.');
  return {
    conferenceName: conferenceName(conference.contactId),
    muted: mode === 'listen',
    coachCallSid: mode === 'whisper' ? (agent as ConferenceMember).callSid : null,
  };
}
