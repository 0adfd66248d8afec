import { breachesOf } from '../../domain/plan/check.ts';
import type { PlanInstance, Routes } from '../../domain/plan/instance.ts';
import type { PlanFigures, PlanGain, PlanMeasure } from '../../domain/plan/proposal.ts';
import { routeCost, type TimedRoute, timeRoute } from '../../domain/plan/route.ts';
import { secondsAfter } from '../../domain/time.ts';
import type { PlanChange, UnplacedReason } from '../../domain/vocabulary.ts';
import type { DayPlanJob } from '../../entities/day-plan.ts';
import type { LoadedDay } from './load-day.ts';

export type ProposedJob = Omit<DayPlanJob, 'id' | 'planId' | 'state' | 'decidedBy' | 'decidedAt'>;

/**
 * Routes put into words of the day: for each job who, when and in which order, what changes and what that is worth.
 * Times are whole minutes for people; whatever is rounded is rounded up, so that nobody is promised too early.
 *
 * @throws when the routes break a hard rule: such a plan is never shown
 */
export function proposal(day: LoadedDay, routes: Routes): { jobs: ProposedJob[]; figures: PlanFigures } {
  const { instance } = day;
  const times = routes.map((route, technician) => timeRoute(instance, technician, route));
  const breaches = breachesOf(instance, routes, times);
  if (breaches.length > 0) throw new Error(`the plan breaks a rule: ${breaches[0]}`);
  const placed = new Map<number, { technician: number; position: number; begins: number }>();
  for (const [technician, route] of routes.entries()) {
    for (const [position, job] of route.entries()) {
      const begins = (times[technician] as TimedRoute).begins[position] as number;
      placed.set(job, { technician, position, begins });
    }
  }
  const jobs = day.jobs.map((job, number): ProposedJob => {
    const at = placed.get(number);
    const wanted = instance.jobs[number] as (typeof instance.jobs)[0];
    const technicianId = at ? (day.technicians[at.technician]?.id ?? null) : null;
    const begins = at ? secondsAfter(day.startsAt, at.begins) : null;
    return {
      ticketId: job.ticketId,
      ticketVersion: job.version,
      change: changeOf(job, technicianId, begins),
      fromTechnicianId: job.technicianId,
      fromAt: job.plannedAt,
      technicianId,
      at: begins,
      until: at ? secondsAfter(day.startsAt, at.begins + wanted.seconds) : null,
      position: at ? at.position + 1 : null,
      reason: at ? null : reasonFor(instance, number, routes),
      gain: at ? gainOf(day, number, at.technician, routes) : null,
    };
  });
  const placeless = day.placeless.map(
    (job): ProposedJob => ({
      ticketId: job.ticketId,
      ticketVersion: job.version,
      change: 'unplaced',
      fromTechnicianId: job.technicianId,
      fromAt: job.plannedAt,
      technicianId: null,
      at: null,
      until: null,
      position: null,
      reason: 'no_place',
      gain: null,
    }),
  );
  return {
    jobs: [...jobs, ...placeless],
    figures: { present: presentMeasure(day), proposed: measure(day, routes, times) },
  };
}

/** Within five minutes it is the same time. */
const SAME_MS = 5 * 60_000;

function changeOf(job: LoadedDay['jobs'][0], technicianId: number | null, begins: Date | null): PlanChange {
  if (technicianId === null || begins === null) return 'unplaced';
  if (job.technicianId === null || job.plannedAt === null) return 'placed';
  if (job.technicianId !== technicianId) return 'moved';
  return Math.abs(job.plannedAt.getTime() - begins.getTime()) < SAME_MS ? 'kept' : 'retimed';
}

/** The firmest reason why nobody does it: that it could be, by somebody with nothing else to do, leaves no time. */
function reasonFor(instance: PlanInstance, number: number, routes: Routes): UnplacedReason {
  const job = instance.jobs[number] as (typeof instance.jobs)[0];
  if (job.able.length === 0) return 'no_skill';
  const alone = job.able.filter((technician) => {
    const pinned = (routes[technician] ?? []).filter((other) => instance.jobs[other]?.pinned);
    return Array.from({ length: pinned.length + 1 }, (_, position) =>
      pinned.toSpliced(position, 0, number),
    ).some((route) => routeCost(instance, technician, route));
  });
  if (alone.length === 0) return 'no_window';
  const hasRoom = (technician: number) =>
    (instance.room[instance.technicians[technician]?.outlet ?? -1] ?? 0) > 0;
  return job.takesRoom && !alone.some(hasRoom) ? 'no_room' : 'no_time';
}

/** What it would cost to leave this one with whoever has it now, all else being as proposed. */
function gainOf(day: LoadedDay, number: number, technician: number, routes: Routes): PlanGain | null {
  const { instance } = day;
  const present = day.technicians.findIndex(({ id }) => id === day.jobs[number]?.technicianId);
  if (present < 0 || present === technician || day.jobs[number]?.plannedAt === null) return null;
  const [mine, theirs] = [routes[technician] as number[], routes[present] as number[]];
  const without = mine.filter((job) => job !== number);
  const costs = (owner: number, route: number[]) => routeCost(instance, owner, route);
  const now = [costs(technician, mine), costs(present, theirs), costs(technician, without)] as const;
  const back = Array.from({ length: theirs.length + 1 }, (_, position) =>
    costs(present, theirs.toSpliced(position, 0, number)),
  ).reduce((best, cost) => (cost && (!best || weigh(cost) < weigh(best)) ? cost : best), null);
  function weigh({ travel, late }: { travel: number; late: number }): number {
    return travel + late * instance.lateWorth;
  }
  const able = instance.jobs[number]?.able.includes(present) ?? false;
  if (!back || !able || !now[0] || !now[1] || !now[2])
    return { needed: true, travelMinutes: 0, lateMinutes: 0 };
  const saved = (what: 'travel' | 'late') =>
    Math.round(((now[2]?.[what] ?? 0) + back[what] - (now[0]?.[what] ?? 0) - (now[1]?.[what] ?? 0)) / 60);
  return { needed: false, travelMinutes: saved('travel'), lateMinutes: saved('late') };
}

function measure(day: LoadedDay, routes: Routes, times: (TimedRoute | null)[]): PlanMeasure {
  const begins = routes.map((route, technician) =>
    route.map((job, position) => ({ job, at: times[technician]?.begins[position] ?? 0 })),
  );
  return summed(day, begins);
}

/** The day as it stands: what is planned, in the order of the times, whether or not it can be kept. */
function presentMeasure(day: LoadedDay): PlanMeasure {
  const second = (at: Date) => (at.getTime() - day.startsAt.getTime()) / 1_000;
  const begins = day.technicians.map(({ id }) =>
    day.jobs
      .flatMap((job, number) =>
        job.technicianId === id && (job.plannedAt ?? job.arrivedAt)
          ? [{ job: number, at: second((job.arrivedAt ?? job.plannedAt) as Date) }]
          : [],
      )
      .sort((a, b) => a.at - b.at),
  );
  return summed(day, begins);
}

function summed(day: LoadedDay, routes: { job: number; at: number }[][]): PlanMeasure {
  const { jobs, technicians, travel, places } = day.instance;
  let placed = 0;
  let late = 0;
  let lateSeconds = 0;
  let seconds = 0;
  let metres = 0;
  for (const [number, route] of routes.entries()) {
    const technician = technicians[number];
    if (!technician || route.length === 0) continue;
    let place = technician.start;
    const go = (to: number) => {
      seconds += travel[place * places + to] ?? 0;
      metres += day.metres[place * places + to] ?? 0;
      place = to;
    };
    for (const { job, at } of route) {
      const { place: there, due } = jobs[job] as (typeof jobs)[0];
      go(there);
      placed += 1;
      if (at > due) late += 1;
      lateSeconds += Math.max(0, at - due);
    }
    go(technician.end);
  }
  return {
    jobs: jobs.length + day.placeless.length,
    placed,
    late,
    lateMinutes: Math.round(lateSeconds / 60),
    travelMinutes: Math.round(seconds / 60),
    travelKm: Math.round(metres / 100) / 10,
  };
}
