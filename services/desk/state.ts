import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { USUAL_SKILLS } from '../../domain/line/skills.ts';
import { isDiallable, normaliseNumber } from '../../domain/phone-number.ts';
import type { AgentState, BreakReason } from '../../domain/vocabulary.ts';
import { type AgentDesk, DeskOffer } from '../../entities/desk.ts';
import { type DeskChange, lockDesk, moveDesk } from '../line/desks.ts';
import { refuse } from '../line/refuse-offer.ts';
import type { Tx } from '../transaction.ts';
import { noteSeen } from './seen.ts';

export interface SetDeskState {
  personId: number;
  state: 'available' | 'break' | 'signed_out';
  reason?: BreakReason;
  reach?: 'browser' | 'number';
  /** As it was typed; needed when reach is a number. */
  reachNumber?: string;
}

/**
 * An agent says how they stand. During a call, and while one rings, it is what follows; wrapping up ends with it. A
 * break without a reason is a rest.
 *
 * @throws DomainError invalid for a telephone number that cannot be rung
 */
export async function setDeskState(tx: Tx, command: SetDeskState, now: Date): Promise<void> {
  const { personId, state } = command;
  const actor = { kind: 'person', id: personId } as const;
  const desk = await deskOf(tx, personId, now);
  const reach = reachOf(command);
  const reason = state === 'break' ? (command.reason ?? 'rest') : null;
  if (desk.state === 'on_call' || (desk.state === 'offered' && state === 'available')) {
    const next = state === 'available' ? null : state;
    const change: DeskChange = { ...reach, state: desk.state, nextState: next, nextReason: reason };
    return moveDesk(tx, desk, change, now);
  }
  if (desk.state === 'offered') {
    await refuseOpenOffer(tx, personId, now);
    const after = await lockDesk(tx, personId);
    if (after) await moveDesk(tx, after, { ...reach, state, reason }, now, { actor });
    return;
  }
  await moveDesk(tx, desk, freeAs({ ...reach, state, reason }, desk, now), now, { actor });
}

/** Who changes it besides the agent: a supervisor, with a reason that is kept (S8). */
export interface ChangeDeskState {
  personId: number;
  state: Extract<AgentState, 'available' | 'break' | 'away' | 'signed_out'>;
  reason?: BreakReason;
  why: string;
  by: number;
}

/**
 * A supervisor changes an agent's state. A call in hand is not cut: it is what follows. An offer goes back to the line.
 *
 * @throws DomainError not_found for somebody who never sat at a desk
 */
export async function changeDeskState(tx: Tx, command: ChangeDeskState, now: Date): Promise<void> {
  const { personId, state, reason, why, by } = command;
  const actor: Actor = { kind: 'person', id: by };
  const desk = await lockDesk(tx, personId);
  if (!desk) throw new DomainError('not_found', 'This agent has never signed in to the line.');
  const because = state === 'break' ? (reason ?? 'rest') : null;
  if (desk.state === 'on_call') {
    const next = state === 'break' || state === 'signed_out' ? state : null;
    await moveDesk(tx, desk, { state: 'on_call', nextState: next, nextReason: because }, now, { actor, why });
    return;
  }
  if (desk.state === 'offered') {
    if (state === 'available') return;
    await refuseOpenOffer(tx, personId, now, by);
  }
  const after = await lockDesk(tx, personId);
  if (after) await moveDesk(tx, after, freeAs({ state, reason: because }, after, now), now, { actor, why });
}

/** A call and its wrap-up are left behind with any of these. */
function freeAs(change: DeskChange, desk: AgentDesk, now: Date): DeskChange {
  const back = desk.state !== 'available' && change.state === 'available';
  return {
    ...change,
    contactId: null,
    wrapUpUntil: null,
    nextState: null,
    nextReason: null,
    // Whoever comes back is behind those who were there all the time.
    ...(back ? { idleSince: now } : {}),
  };
}

async function refuseOpenOffer(tx: Tx, personId: number, now: Date, by?: number): Promise<void> {
  const offer = await tx.findOne(DeskOffer, {
    where: { personId, state: 'open' },
    lock: { mode: 'pessimistic_write' },
  });
  if (offer) await refuse(tx, offer, 'declined', now, undefined, by);
}

/** The desk of an agent, made when they first sit down. */
export async function deskOf(tx: Tx, personId: number, now: Date): Promise<AgentDesk> {
  await tx.query(
    `INSERT IGNORE INTO agent_desk (personId, state, since, idleSince, skills) VALUES (?, 'signed_out', ?, ?, ?)`,
    [personId, now, now, JSON.stringify(USUAL_SKILLS)],
  );
  // Whoever says so is there; their browser is noted by itself from the next look on.
  await noteSeen(tx, [personId]);
  const desk = await lockDesk(tx, personId);
  if (!desk) throw new Error(`no desk for ${personId}`);
  return desk;
}

function reachOf({ reach, reachNumber }: SetDeskState): Partial<Pick<AgentDesk, 'reach' | 'reachNumber'>> {
  if (reach !== 'number') return reach ? { reach } : {};
  const number = normaliseNumber(reachNumber ?? '');
  if (!isDiallable(number))
    throw new DomainError('invalid', 'This telephone cannot be rung. Give its number with area code.');
  return { reach, reachNumber: number };
}
