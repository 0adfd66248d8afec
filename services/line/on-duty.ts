import { hasSkills } from '../../domain/line/skills.ts';
import { AGENT_STATES, type AgentState } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

/** States in which an agent takes calls, or will take another one by and by. */
export const isOnDuty = (state: AgentState): boolean => !['signed_out', 'away', 'break'].includes(state);
const ON_DUTY = AGENT_STATES.filter(isOnDuty);

export interface OnDuty {
  personId: number;
  state: AgentState;
  skills: string[];
}

/** Agents on duty, free or not. */
export async function agentsOnDuty(tx: Tx): Promise<OnDuty[]> {
  const rows = await tx.query('SELECT personId, state, skills FROM agent_desk WHERE state IN (?)', [ON_DUTY]);
  return rows.map((row: OnDuty & { skills: string | string[] }) => ({ ...row, skills: listOf(row.skills) }));
}

/** Has no call in hand: whoever is rung for stands in line until it is taken, and is counted there. */
export const isFree = ({ state }: OnDuty): boolean => state === 'available' || state === 'offered';

/** How many of them speak the language that a call asks for: the rest is a matter of patience (domain/line/match.ts). */
export const whoMayServe = (agents: OnDuty[], required: string[]): number =>
  agents.filter(({ skills }) => hasSkills(skills, required, true)).length;

/** MariaDB hands JSON over as text. */
export const listOf = (json: string | string[]): string[] =>
  typeof json === 'string' ? JSON.parse(json) : json;
