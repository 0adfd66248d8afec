import type { Point } from '../../domain/geo.ts';
import { type PlanInstance, type PlanJob, type PlanTechnician, WEIGHT } from '../../domain/plan/instance.ts';
import { serviceMinutes } from '../../domain/plan/service-minutes.ts';
import type { Policy } from '../../domain/policy.ts';
import { addDays, atLocal, dayStart, localDay } from '../../domain/time.ts';
import type { TravelSource } from '../../domain/vocabulary.ts';
import type { Travel } from '../ports.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { type DayJob, type DayTechnician, dayJobs, dayTechnicians, type PlanScope } from './day-rows.ts';

export interface LoadedDay {
  instance: PlanInstance;
  /** In the order of the instance. */
  jobs: DayJob[];
  technicians: DayTechnician[];
  /** Open jobs that nobody can be sent to. */
  placeless: DayJob[];
  metres: Int32Array;
  source: TravelSource;
  startsAt: Date;
}

/** So long a visit that has taken longer than usual is thought to go on. */
const GOES_ON_SECONDS = 600;

/** An outlet's or a region's day as numbers for the solver, with what they stand for. */
export async function loadDay(
  tx: Tx,
  scope: PlanScope,
  policy: Policy['plan'],
  travel: Travel,
  now: Date,
): Promise<LoadedDay> {
  const zone = organisationZone();
  const startsAt = dayStart(scope.day, zone);
  const today = localDay(now, zone) === scope.day;
  const second = (at: Date) => Math.round((at.getTime() - startsAt.getTime()) / 1_000);
  const clock = (time: string) => second(atLocal(scope.day, time, zone));
  const nowSecond = today ? Math.max(0, second(now)) : 0;
  const technicians = await dayTechnicians(tx, scope);
  const rows = await dayJobs(tx, scope, now);
  const places = new Places();
  const known = (job: DayJob) => job.lng !== null && job.lat !== null;
  const jobs = rows.filter(known);

  const numberOf = new Map(technicians.map(({ id }, number) => [id, number]));
  const outlets = [...new Set(technicians.map(({ outletId }) => outletId))];
  const planned = jobs.map((job): PlanJob => {
    const seconds = serviceMinutes(job, policy) * 60;
    const mine = job.technicianId === null ? undefined : numberOf.get(job.technicianId);
    const stands = mine === undefined ? null : standsAt(job, seconds, { second, nowSecond });
    return {
      place: places.of(job as Point),
      seconds,
      ...windowOf(job, policy, { second, nowSecond, ends: second(dayStart(addDays(scope.day, 1), zone)) }),
      weight: WEIGHT[job.priority],
      able: ableFor(job, technicians),
      pinned: false,
      takesRoom: job.outletId === null,
      ...(stands && mine !== undefined ? { ...stands, able: [mine], pinned: true } : {}),
    };
  });

  const people = technicians.map((technician, number): PlanTechnician => {
    const home = places.of(technician.home);
    const pinned = planned.filter(({ pinned, able }) => pinned && able[0] === number);
    const firstPinned = pinned.reduce((first, { from }) => Math.min(first, from), Number.POSITIVE_INFINITY);
    const begun = firstPinned < nowSecond;
    const from = Math.max(clock(technician.worksFrom), nowSecond);
    const there = today && technician.last ? places.of(technician.last) : home;
    const { lunch } = policy;
    const eats = { from: Math.max(clock(lunch.from), nowSecond), to: clock(lunch.to) };
    return {
      outlet: outlets.indexOf(technician.outletId),
      from: begun ? Math.min(from, firstPinned) : from,
      to: clock(technician.worksTo),
      start: begun ? (pinned.find((job) => job.from === firstPinned)?.place ?? there) : there,
      end: home,
      lunch: eats.from < eats.to && lunch.minutes > 0 ? { ...eats, seconds: lunch.minutes * 60 } : null,
      maxJobs: Math.max(pinned.length, policy.maxJobs - technician.finished),
    };
  });
  const room = outlets.map((id) => technicians.find(({ outletId }) => outletId === id)?.room ?? 0);
  const { seconds, metres, source } = await travel.table(places.points, policy.road);
  return {
    instance: {
      jobs: planned,
      technicians: people,
      travel: seconds,
      places: places.points.length,
      lateWorth: policy.lateMinuteWorth,
      room,
    },
    jobs,
    technicians,
    placeless: rows.filter((job) => !known(job)),
    metres,
    source,
    startsAt,
  };
}

/** T3 and the outlet: who may be sent. */
function ableFor(job: DayJob, technicians: DayTechnician[]): number[] {
  const mayGo = (outletId: number) =>
    job.outletId === null ? job.outletIds.includes(outletId) : job.outletId === outletId;
  return technicians.flatMap(({ outletId, skills, atWork }, number) =>
    atWork && mayGo(outletId) && (job.category === null || skills.includes(job.category)) ? [number] : [],
  );
}

interface DayClock {
  second: (at: Date) => number;
  nowSecond: number;
}

/** Where a job stays that has begun, or that a person put there; null for all others. */
function standsAt(
  job: DayJob,
  usual: number,
  { second, nowSecond }: DayClock,
): Pick<PlanJob, 'from' | 'to' | 'seconds'> | null {
  if (job.arrivedAt) {
    const from = second(job.arrivedAt);
    return { from, to: from, seconds: Math.max(usual, nowSecond + GOES_ON_SECONDS - from) };
  }
  const expected = job.plannedAt ?? job.appointmentAt;
  if (job.departedAt) {
    const from = Math.max(nowSecond, second(expected ?? job.departedAt));
    return { from, to: from, seconds: usual };
  }
  if (!job.plannedFixed || !job.plannedAt) return null;
  const from = Math.max(nowSecond, second(job.plannedAt));
  return { from, to: from, seconds: usual };
}

/** What was promised. A promise that is broken already leaves the rest of the day, and counts as late. */
function windowOf(
  job: DayJob,
  { exactMinutes }: Policy['plan'],
  { second, nowSecond, ends }: DayClock & { ends: number },
): Pick<PlanJob, 'from' | 'to' | 'due'> {
  const due = job.arrivalDueAt ? second(job.arrivalDueAt) : Number.POSITIVE_INFINITY;
  if (!job.appointmentAt) return { from: nowSecond, to: ends, due };
  const begins = second(job.appointmentAt);
  const exact = exactMinutes * 60;
  const [from, to] = job.appointmentUntil
    ? [begins, second(job.appointmentUntil)]
    : [begins - exact, begins + exact];
  if (to < nowSecond) return { from: nowSecond, to: ends, due: Math.min(due, to) };
  return { from: Math.max(from, nowSecond), to, due };
}

/** Each place once. */
class Places {
  readonly points: Point[] = [];
  readonly #known = new Map<string, number>();

  of({ lng, lat }: Point): number {
    const name = `${lng},${lat}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, this.points.length);
    return this.points.push({ lng, lat }) - 1;
  }
}
