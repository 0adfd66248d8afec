import type { AgentPresence } from '../../domain/contracts/desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { AgentDesk } from '../../entities/desk.ts';
import { presence } from '../desk/presence.ts';
import { type ChangeDeskState, changeDeskState } from '../desk/state.ts';
import { lockDesk, touchDesk } from '../line/desks.ts';
import { markLineChanged, type Tx } from '../transaction.ts';
import { requireSupervisor } from './live-call.ts';
import { noteSupervision } from './log.ts';

/** Everybody who ever sat at a desk and still works here, signed in or not, by name. */
export async function allAgents(tx: Tx): Promise<AgentPresence[]> {
  const rows: { personId: number }[] = await tx.query(
    'SELECT d.personId FROM agent_desk d JOIN person p ON p.id = d.personId WHERE p.active',
  );
  return presence(
    tx,
    rows.map(({ personId }) => personId),
  );
}

/**
 * A supervisor changes an agent's state, with the reason; a call in hand is not cut, it is what follows.
 *
 * @throws DomainError forbidden, not_found
 */
export async function superviseState(tx: Tx, command: ChangeDeskState, now: Date): Promise<void> {
  const { personId, state, why, by } = command;
  await requireSupervisor(tx, by, now);
  await changeDeskState(tx, command, now);
  await noteSupervision(tx, { act: 'state', supervisorId: by, agentId: personId, what: state, why }, now);
}

/**
 * A supervisor says what calls an agent takes from now on.
 *
 * @throws DomainError forbidden, not_found; invalid without a language, since every call is in one
 */
export async function superviseSkills(
  tx: Tx,
  { personId, skills, by }: { personId: number; skills: string[]; by: number },
  now: Date,
): Promise<void> {
  await requireSupervisor(tx, by, now);
  const known = [...new Set(skills)].sort();
  if (!known.some((skill) => skill.startsWith('lang:')))
    throw new DomainError('invalid', 'Name a language: without one an agent gets no call.');
  if (!(await lockDesk(tx, personId)))
    throw new DomainError('not_found', 'This agent has never signed in to the line.');
  await tx.update(AgentDesk, { personId }, { skills: known });
  await touchDesk(tx, personId);
  markLineChanged(tx);
  await noteSupervision(
    tx,
    { act: 'skills', supervisorId: by, agentId: personId, what: known.join(), why: null },
    now,
  );
}
