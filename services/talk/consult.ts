import { DomainError } from '../../domain/errors.ts';
import { hasSkills } from '../../domain/line/skills.ts';
import { type AgentDesk, Conference, type ConferenceMember, LineEntry } from '../../entities/desk.ts';
import { THERE } from '../desk/seen.ts';
import { lockDesk, moveDesk, touchDesks } from '../line/desks.ts';
import { putToAgent } from '../line/distribute.ts';
import { withdrawOffers } from '../line/leave-line.ts';
import { listOf } from '../line/on-duty.ts';
import { ringDesk } from '../line/ring-desk.ts';
import { startWrapUp } from '../line/wrap-up.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { unhold } from './agent-gone.ts';
import type { TalkDeps } from './deps.ts';
import { askGuest, ringGuest } from './guest.ts';
import { noteHeld, tellHeld } from './hold.ts';
import { type After, callInHand, customerOf, type InHand, tell } from './in-hand.ts';
import { release } from './members.ts';
import { noteTransfer, type TransferTo } from './transfer.ts';

/**
 * Warm: somebody is asked while the customer is on hold: a colleague who is free, whoever is free and has the skills,
 * or an outside telephone.
 *
 * @throws DomainError wrong_state, invalid; unavailable from what follows
 */
export async function consult(
  tx: Tx,
  { personId, to }: { personId: number; to: TransferTo | { number: string } },
  now: Date,
): Promise<After> {
  const call = await callInHand(tx, personId);
  const { contactId, conference, entry } = call;
  const { callSid } = customerOf(call);
  if (conference.consultingId !== null)
    throw new DomainError('wrong_state', 'Somebody is being asked already. End that first.');
  await noteHeld(tx, { contactId, personId, held: true }, now);
  await tx.update(Conference, { contactId }, { consultingId: personId });
  await touchDesks(tx, contactId);
  const hold = (deps: TalkDeps) =>
    conference.held ? Promise.resolve() : tellHeld(deps, { contactId, callSid, held: true });
  if ('number' in to) {
    const guest = await askGuest(tx, { contactId, number: to.number }, now);
    return async (deps) => {
      await hold(deps);
      await ringGuest(deps, { contactId, ...guest });
    };
  }
  const colleague = await freeColleague(tx, to, personId, listOf(entry.skills));
  const { offerSeconds: seconds } = (await policyInForce(tx)).policy.desk;
  const offerId = await putToAgent(
    tx,
    {
      lineEntryId: entry.id,
      contactId,
      personId: colleague.personId,
      kind: 'consult',
      seconds,
      fromPersonId: personId,
    },
    now,
  );
  await moveDesk(tx, colleague, { state: 'offered' }, now);
  return async (deps) => {
    await hold(deps);
    if (colleague.reach === 'number')
      await tell(() => ringDesk(deps.carrier, offerId, colleague.reachNumber));
  };
}

/** The colleague asked for, else the longest idle with the skills; held, so that the line does not take them. */
async function freeColleague(tx: Tx, to: TransferTo, asker: number, known: string[]): Promise<AgentDesk> {
  const { goneAfterSeconds } = (await policyInForce(tx)).policy.desk;
  const rows: { personId: number; skills: string }[] = await tx.query(
    `SELECT personId, skills FROM agent_desk WHERE state = 'available' AND personId <> ? AND ${THERE}
     ORDER BY idleSince, personId`,
    [asker, goneAfterSeconds],
  );
  const language = known.filter((skill) => skill.startsWith('lang:'));
  const found =
    'personId' in to
      ? rows.find((row) => row.personId === to.personId)
      : rows.find((row) => hasSkills(listOf(row.skills), [...language, ...to.skills]));
  const desk = found ? await lockDesk(tx, found.personId) : null;
  if (desk?.state !== 'available')
    throw new DomainError(
      'wrong_state',
      'personId' in to
        ? 'This colleague is not free now. Ask another, or transfer the call.'
        : 'Nobody who knows this is free now. Transfer the call, and it waits for them.',
    );
  return desk;
}

export type ConsultNext = 'hand_over' | 'three_way' | 'back';

/**
 * After a consultation: the call goes to whoever was asked, all speak together, or it is as before.
 *
 * @throws DomainError wrong_state when nobody was asked, or they have not answered
 */
export async function endConsultation(
  tx: Tx,
  { personId, next }: { personId: number; next: ConsultNext },
  now: Date,
): Promise<After> {
  const call = await callInHand(tx, personId);
  const { contactId, conference, colleagues, guests } = call;
  const asked = [...colleagues, ...guests];
  if (conference.consultingId !== personId && (next !== 'hand_over' || asked.length === 0))
    throw new DomainError('wrong_state', 'You are not asking anybody.');
  if (next !== 'back' && asked.length === 0)
    throw new DomainError('wrong_state', 'They have not answered yet. Wait, or go back to the customer.');
  const { callSid } = customerOf(call);
  await noteHeld(tx, { contactId, personId, held: false }, now);
  await tx.update(Conference, { contactId }, { consultingId: null });
  await touchDesks(tx, contactId);
  const toEnd =
    next === 'hand_over'
      ? await handOver(tx, call, now)
      : next === 'back'
        ? await sendBack(tx, call, now)
        : [];
  return (deps) =>
    tell(async () => {
      await unhold(deps, contactId, callSid);
      for (const sid of toEnd) await deps.carrier.endCall(sid);
    });
}

/** @returns the calls to be ended */
async function handOver(
  tx: Tx,
  { contactId, personId, entry, me, colleagues }: InHand,
  now: Date,
): Promise<string[]> {
  const toPersonId = colleagues[0]?.personId ?? null;
  if (toPersonId !== null) await tx.update(LineEntry, { id: entry.id }, { personId: toPersonId });
  await release(tx, contactId, [me.callSid]);
  await startWrapUp(tx, { personId, contactId }, now);
  await noteTransfer(tx, { contactId, personId, how: 'warm', toPersonId }, now);
  return [me.callSid];
}

async function sendBack(tx: Tx, { contactId, colleagues, guests }: InHand, now: Date): Promise<string[]> {
  await withdrawOffers(tx, { contactId, kind: 'consult' }, now);
  // A guest who has not answered yet is not wanted any more when they do.
  await tx.query("DELETE FROM conference_member WHERE contactId = ? AND callSid LIKE 'asked-%'", [contactId]);
  const leaving = [...colleagues, ...guests].map(({ callSid }: ConferenceMember) => callSid);
  await release(tx, contactId, leaving);
  for (const { personId } of colleagues) if (personId) await startWrapUp(tx, { personId, contactId }, now);
  return leaving;
}
