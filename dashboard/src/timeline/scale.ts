import type { Timeline, TimelineJob } from '../../../domain/contracts/day-plan.ts';
import { localTime } from '../time/words.ts';

const HOUR = 3_600_000;
export const STEP = 15 * 60_000;

/** From when to when the page shows a day; milliseconds. */
export interface Scale {
  from: number;
  to: number;
  /** Where an instant stands, in hundredths of the width. */
  at(instant: number): number;
  /** Whole hours to write at the top. */
  hours: number[];
}

/** A working day with whatever lies outside of it. */
export function scaleOf({ startsAt, technicians, jobs }: Timeline): Scale {
  const begins = Date.parse(startsAt);
  const hour = (clock: string) => begins + (Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60) * HOUR;
  const marks = [
    ...technicians.flatMap(({ worksFrom, worksTo }) => [hour(worksFrom), hour(worksTo)]),
    ...jobs.flatMap(({ technicianId, plannedAt, plannedUntil }) =>
      technicianId && plannedAt && plannedUntil ? [Date.parse(plannedAt), Date.parse(plannedUntil)] : [],
    ),
  ];
  const within = (at: number) => Math.min(Math.max(at, begins), begins + 24 * HOUR);
  const from = begins + Math.floor((within(Math.min(begins + 8 * HOUR, ...marks)) - begins) / HOUR) * HOUR;
  const to = begins + Math.ceil((within(Math.max(begins + 19 * HOUR, ...marks)) - begins) / HOUR) * HOUR;
  return {
    from,
    to,
    at: (instant) => ((instant - from) / (to - from)) * 100,
    hours: Array.from({ length: Math.round((to - from) / HOUR) }, (_, index) => from + index * HOUR),
  };
}

export const snapped = (at: number): number => Math.round(at / STEP) * STEP;

export const clockOf = (at: string | number, zone: string): string => localTime(at, zone).time;

/** Of a technician that is shown, in order of time. */
export const jobsOf = (jobs: readonly TimelineJob[], technicianId: number): TimelineJob[] =>
  jobs
    .filter((job) => job.technicianId === technicianId && job.plannedAt)
    .sort((a, b) => Date.parse(a.plannedAt ?? '') - Date.parse(b.plannedAt ?? ''));

/** Whether a job stands on somebody's line. */
export const isPlanned = (job: TimelineJob, technicianIds: ReadonlySet<number>): boolean =>
  job.plannedAt !== null && job.technicianId !== null && technicianIds.has(job.technicianId);
