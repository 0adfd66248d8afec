import type { PlanInstance } from './instance.ts';

/** How a route turns out when everybody is as early as can be. */
export interface RouteCost {
  travel: number;
  late: number;
}

const NEVER = Number.POSITIVE_INFINITY;

/**
 * What a technician's route costs, lunch being taken where it hurts least.
 *
 * Two clocks run along the route, before lunch and after it; whether the day can be done follows from the earliest
 * times alone. Only where that leaves something late is each place for lunch tried.
 *
 * @returns null when a window, lunch or the working hours are broken
 */
export function routeCost(
  instance: PlanInstance,
  technicianNo: number,
  route: readonly number[],
): RouteCost | null {
  const { jobs, technicians, travel, places } = instance;
  const technician = technicians[technicianNo];
  if (!technician) throw new RangeError('no such technician');
  if (route.length === 0) return { travel: 0, late: 0 };
  if (route.length > technician.maxJobs) return null;
  const { lunch } = technician;
  let hungry = lunch ? technician.from : NEVER;
  let fed = lunch ? NEVER : technician.from;
  let hungryLate = 0;
  let fedLate = 0;
  let driven = 0;
  let place = technician.start;
  for (const number of route) {
    const job = jobs[number] as (typeof jobs)[0];
    const way = travel[place * places + job.place] as number;
    driven += way;
    let begins = fed + way;
    if (lunch && hungry < NEVER) {
      const afterLunch = haveLunch(hungry, way, lunch);
      if (afterLunch < begins) {
        begins = afterLunch;
        fedLate = hungryLate;
      }
      const straight = Math.max(hungry + way, job.from);
      if (straight > job.to) hungry = NEVER;
      else {
        hungryLate += Math.max(0, straight - job.due);
        hungry = straight + job.seconds;
      }
    }
    if (begins < job.from) begins = job.from;
    if (begins > job.to) fed = NEVER;
    else {
      fedLate += Math.max(0, begins - job.due);
      fed = begins + job.seconds;
    }
    if (fed === NEVER && hungry === NEVER) return null;
    place = job.place;
  }
  const home = travel[place * places + technician.end] as number;
  driven += home;
  let late = fed + home <= technician.to ? fedLate : NEVER;
  if (lunch && hungry < NEVER && hungryLate < late) {
    const back = hungry + home;
    const fits = back <= lunch.to ? back : haveLunch(hungry, home, lunch);
    if (fits <= technician.to) late = hungryLate;
  }
  if (late === NEVER) return null;
  if (late > 0 && lunch) {
    for (let before = 0; before <= route.length; before++) {
      late = Math.min(late, lateWithLunch(instance, technicianNo, route, before));
    }
  }
  return { travel: driven, late };
}

/** When one is there who has lunch on the way: after it where that is still in time, as that is never later. */
function haveLunch(
  leaves: number,
  way: number,
  lunch: { from: number; to: number; seconds: number },
): number {
  if (leaves + way <= lunch.to) return Math.max(leaves + way, lunch.from) + lunch.seconds;
  return leaves <= lunch.to ? Math.max(leaves, lunch.from) + lunch.seconds + way : NEVER;
}

/** Seconds of lateness with lunch on the way to that job of the route (the last: on the way home), Infinity if impossible. */
function lateWithLunch(
  instance: PlanInstance,
  technicianNo: number,
  route: readonly number[],
  before: number,
): number {
  const day = timesWithLunch(instance, technicianNo, route, before);
  return day ? day.late : NEVER;
}

/** A technician's day with its times. */
export interface TimedRoute {
  /** When work on each job of the route begins. */
  begins: number[];
  /** When lunch begins, and before which job of the route (the length of it: after the last); null without. */
  lunch: { at: number; before: number } | null;
  back: number;
  late: number;
}

function timesWithLunch(
  { jobs, technicians, travel, places }: PlanInstance,
  technicianNo: number,
  route: readonly number[],
  before: number | null,
): TimedRoute | null {
  const technician = technicians[technicianNo] as (typeof technicians)[0];
  let clock = technician.from;
  let place = technician.start;
  let late = 0;
  let lunch: TimedRoute['lunch'] = null;
  const begins: number[] = [];
  const go = (index: number, to: number): boolean => {
    const way = travel[place * places + to] as number;
    place = to;
    if (index !== before || !technician.lunch) clock += way;
    else {
      const there = haveLunch(clock, way, technician.lunch);
      if (there === NEVER) return false;
      const onArrival = clock + way <= technician.lunch.to;
      lunch = { at: there - technician.lunch.seconds - (onArrival ? 0 : way), before };
      clock = there;
    }
    return true;
  };
  for (const [index, number] of route.entries()) {
    const job = jobs[number] as (typeof jobs)[0];
    if (!go(index, job.place)) return null;
    clock = Math.max(clock, job.from);
    if (clock > job.to) return null;
    late += Math.max(0, clock - job.due);
    begins.push(clock);
    clock += job.seconds;
  }
  if (!go(route.length, technician.end)) return null;
  return clock <= technician.to ? { begins, lunch, back: clock, late } : null;
}

/**
 * The route with its times: lunch where least is late, and among those where the day is over soonest.
 *
 * @returns null for a route that cannot be done
 */
export function timeRoute(
  instance: PlanInstance,
  technicianNo: number,
  route: readonly number[],
): TimedRoute | null {
  const technician = instance.technicians[technicianNo];
  const places = technician?.lunch ? route.map((_, index) => index).concat(route.length) : [];
  let best: TimedRoute | null = null;
  for (const before of [null, ...places]) {
    const day = timesWithLunch(instance, technicianNo, route, before);
    if (!day) continue;
    if (before === null && technician?.lunch && day.back > technician.lunch.to) continue;
    if (!best || day.late < best.late || (day.late === best.late && day.back < best.back)) best = day;
  }
  return best;
}
