import type { Wallboard } from '../../../domain/contracts/desk.ts';
import type { LineOutcome } from '../../../domain/contracts/supervision.ts';
import { AGENT_STATES, type AgentState } from '../../../domain/vocabulary.ts';

/** When a figure turns amber and red. The wait by the service level's own threshold, red at four times it. */
export function alarmOfWait(waitedMs: number | null, thresholdSeconds: number): 'soon' | 'late' | undefined {
  if (waitedMs === null || waitedMs <= thresholdSeconds * 1_000) return undefined;
  return waitedMs > thresholdSeconds * 4_000 ? 'late' : 'soon';
}

const LEVEL_SOON = 0.85;
const LEVEL_LATE = 0.7;

export function alarmOfLevel(level: number | null): 'soon' | 'late' | undefined {
  if (level === null || level >= LEVEL_SOON) return undefined;
  return level < LEVEL_LATE ? 'late' : 'soon';
}

/** The address of the list behind a figure of the day. */
export function listOfToday(filter: { outcome?: LineOutcome; late?: 'true' }): string {
  return `/supervise?${new URLSearchParams({ view: 'today', ...filter })}`;
}

/** The states in which an agent is at work, in the order of being at hand; then those who are not. */
export const STATES_SHOWN = [
  'available',
  'offered',
  'on_call',
  'wrap_up',
  'break',
  'away',
] as const satisfies AgentState[];

/** Agents by state, whoever is longest in it first. */
export function byState(agents: Wallboard['agents']): Map<AgentState, Wallboard['agents']> {
  return new Map(
    AGENT_STATES.map((state) => [
      state,
      agents.filter((agent) => agent.state === state).sort((a, b) => a.since.localeCompare(b.since)),
    ]),
  );
}

type Entry = Wallboard['entries'][number];
export type Waiting = Entry & { state: Exclude<Entry['state'], 'connected'> };
const waits = (entry: Entry): entry is Waiting => entry.state !== 'connected';

/** Who waits, in the order of being answered: on the line, or to be called back. */
export const inLine = ({ entries }: Wallboard): Waiting[] => entries.filter(waits);

/** For a wall: whole percents, never rounded up. */
export const wholePercent = (ratio: number): string => `${Math.floor(ratio * 100)}%`;
