import { hasSkills } from './skills.ts';

/** Somebody in line. */
export interface InLine {
  id: number;
  /** Lower is sooner: rescue before all others. */
  priority: number;
  /** When they first asked for a person. It decides the place, also of a callback and after a transfer. */
  arrivedAt: Date;
  /** When this stay began. */
  enteredAt: Date;
  skills: string[];
  /** Meant for this agent, as long as that one is there. */
  personId: number | null;
}

export interface FreeAgent {
  personId: number;
  idleSince: Date;
  skills: string[];
}

export interface LineRules {
  /** Seconds after which any agent who speaks the language will do. */
  anySkillAfterSeconds: number;
}

/** The order of the line: priority, then the longest waiting. */
export const byPlace = (one: InLine, other: InLine): number =>
  one.priority - other.priority || one.arrivedAt.getTime() - other.arrivedAt.getTime() || one.id - other.id;

const byIdleness = (one: FreeAgent, other: FreeAgent): number =>
  one.idleSince.getTime() - other.idleSince.getTime() || one.personId - other.personId;

/**
 * Whether this agent may serve this caller now. A caller meant for a colleague, or for a special skill, is anybody's
 * who speaks the language once they have waited long enough; so a rescue is not kept for want of a skill at all.
 */
export function mayServe(agent: FreeAgent, caller: InLine, rules: LineRules, now: Date): boolean {
  const patient = now.getTime() - caller.enteredAt.getTime() < rules.anySkillAfterSeconds * 1_000;
  if (patient && caller.personId !== null && caller.personId !== agent.personId) return false;
  const any = !patient || caller.priority === 0 || caller.personId === agent.personId;
  return hasSkills(agent.skills, caller.skills, any);
}

/**
 * Who gets whom: the line from its head, each the longest idle of the agents who may serve them. So nobody of equal
 * priority is overtaken but by whom a free agent could serve and they could not; and nobody is served twice.
 */
export function matchLine(
  line: readonly InLine[],
  agents: readonly FreeAgent[],
  rules: LineRules,
  now: Date,
): { entryId: number; personId: number }[] {
  const free = [...agents].sort(byIdleness);
  const pairs: { entryId: number; personId: number }[] = [];
  for (const caller of [...line].sort(byPlace)) {
    const index = free.findIndex((agent) => mayServe(agent, caller, rules, now));
    const [agent] = index < 0 ? [] : free.splice(index, 1);
    if (agent) pairs.push({ entryId: caller.id, personId: agent.personId });
  }
  return pairs;
}

/**
 * How long whoever is at a place will wait, as told to callers: the first of the line go to the agents who are free;
 * so many calls as are left before theirs are shared among the agents on duty, at the time a call takes. Rounded up to
 * a minute, since nobody plans by the second.
 *
 * @param place 1 is next
 * @param agents on duty who may serve them: all of them, and how many are free or already ringing
 * @returns seconds; 0 when they are put through at once, null when nobody is there to tell by
 */
export function estimateWait(
  place: number,
  agents: { onDuty: number; free: number },
  handleSeconds: number,
): number | null {
  if (agents.onDuty <= 0) return null;
  const before = Math.max(0, place - agents.free);
  return Math.ceil((before * handleSeconds) / agents.onDuty / 60) * 60;
}
