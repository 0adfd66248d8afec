/**
 * A day to be planned, in numbers: technicians and jobs are known by their place in the list, places by their row in
 * the travel matrix, times are whole seconds since the day began.
 */
export interface PlanInstance {
  jobs: PlanJob[];
  technicians: PlanTechnician[];
  /** Seconds from place to place, row by row: `travel[from * places + to]`. */
  travel: Int32Array;
  places: number;
  /** Seconds of travel that one second of lateness is worth. */
  lateWorth: number;
  /** D1: jobs that each outlet can still take beyond those that it has, by number of the outlet. */
  room: number[];
}

export interface PlanJob {
  place: number;
  /** How long the work takes. */
  seconds: number;
  /** What was promised: work begins not before the one and not after the other. */
  from: number;
  to: number;
  /** D6: begun later it is late. Infinity: never. */
  due: number;
  /** What it counts to leave it out; see WEIGHT. */
  weight: number;
  /** Technicians who may do it: of the right outlet, assessed for it (T3), at work that day. */
  able: number[];
  /** Stays with the one technician who is able, at the one time of its window. */
  pinned: boolean;
  /** Not any outlet's yet: whoever gets it needs room for it. */
  takesRoom: boolean;
}

export interface PlanTechnician {
  outlet: number;
  /** Working hours: on the way not before the one, back not after the other. */
  from: number;
  to: number;
  start: number;
  end: number;
  /** Begins within the span; who is back by the end of it has lunch afterwards. Null: no lunch is owed. */
  lunch: { from: number; to: number; seconds: number } | null;
  maxJobs: number;
}

/** One rescue counts for more than all urgent jobs, one urgent job for more than all others. */
export const WEIGHT = { normal: 1, urgent: 10_000, rescue: 100_000_000 } as const;

/** Jobs of each technician, in order; whoever is in none is left out. */
export type Routes = number[][];

/** What is made small: first what is left out, then lateness and travel in seconds of travel. */
export interface PlanCost {
  leftOut: number;
  effort: number;
}

export const isBetter = (a: PlanCost, b: PlanCost): boolean =>
  a.leftOut < b.leftOut || (a.leftOut === b.leftOut && a.effort < b.effort - 1e-6);

/** What leaving a job out costs beyond its weight: it is as late as at the end of the day. */
export function postponed(job: PlanJob, instance: PlanInstance): number {
  const end = instance.technicians.reduce((latest, { to }) => Math.max(latest, to), 0);
  return instance.lateWorth * Math.max(0, end - job.due);
}
