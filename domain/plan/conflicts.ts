import type { PlanConflict } from '../contracts/day-plan.ts';

/** A planned job as it stands in somebody's day; instants in milliseconds. */
export interface StandingJob {
  at: number;
  until: number;
  /** Milliseconds on the way there from the place before. */
  travel: number;
  /** What was promised; an exact time has no end. */
  promisedFrom: number | null;
  promisedUntil: number | null;
  due: number | null;
  begun: boolean;
  /** Of the technician's own outlet. */
  ownOutlet: boolean;
}

export interface StandingDay {
  from: number;
  to: number;
  atWork: boolean;
  /** How far from an exact time one may come. */
  exact: number;
}

/** What does not fit about each job of one technician's day, the jobs being in order of time. */
export function conflictsOf(jobs: readonly StandingJob[], day: StandingDay): PlanConflict[][] {
  return jobs.map((job, index) => {
    const before = jobs[index - 1];
    const next = jobs[index + 1];
    const found: PlanConflict[] = [];
    if ((before && before.until > job.at) || (next && next.at < job.until)) found.push('overlap');
    else if (before && before.until + job.travel > job.at && !job.begun) found.push('travel');
    if (!job.begun && !isInPromise(job, day.exact)) found.push('window');
    if (!day.atWork) found.push('day_off');
    else if (!job.begun && (job.at < day.from || job.until > day.to)) found.push('hours');
    if (job.due !== null && job.at > job.due) found.push('late');
    if (!job.ownOutlet) found.push('outlet');
    return found;
  });
}

function isInPromise({ at, promisedFrom, promisedUntil }: StandingJob, exact: number): boolean {
  if (promisedFrom === null) return true;
  const [from, until] =
    promisedUntil === null ? [promisedFrom - exact, promisedFrom + exact] : [promisedFrom, promisedUntil];
  return from <= at && at <= until;
}
