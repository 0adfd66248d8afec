import { greedyPlan, placeCheapest, planByAssignment } from './construct.ts';
import { isBetter, type PlanCost, type PlanInstance, type Routes } from './instance.ts';
import type { WorkingPlan } from './working-plan.ts';

export interface SearchOptions {
  /** From 0 up to, not including, 1. The same numbers make the same plan. */
  random: () => number;
  /** How much of the time to search is used up, 0 to 1: by a clock, or by the number of the try. */
  spent: (tries: number) => number;
  /** Told now and then how far it is. */
  onProgress?: (spent: number, best: PlanCost) => void;
}

export interface PlanResult {
  routes: Routes;
  cost: PlanCost;
  tries: number;
}

/** Jobs taken out of the plan at once, on average, and of one technician at most. */
const REMOVED = 10;
const LONGEST_STRING = 10;
const NEIGHBOURS = 120;
const BLINK = 0.01;

/**
 * Who does what in which order. Begins with the better of two plans made in one go; then strings of neighbouring jobs
 * are taken out and put back one by one where they cost least, and what turns out worse is kept with a chance that
 * falls as time runs out (Christiaens and Vanden Berghe, Slack Induction by String Removals, 2020).
 */
export function searchPlan(instance: PlanInstance, options: SearchOptions): PlanResult {
  const { random, spent, onProgress } = options;
  const candidates = [greedyPlan(instance), planByAssignment(instance)] as const;
  const plan = isBetter(candidates[1].cost, candidates[0].cost) ? candidates[1] : candidates[0];
  let best = { routes: copyOf(plan.routes), cost: plan.cost };
  const movable = instance.jobs.flatMap(({ pinned, able }, job) => (!pinned && able.length > 0 ? [job] : []));
  let tries = 0;
  if (movable.length > 0) {
    const ruin = ruiner(plan, movable, random);
    const hot = typicalWay(instance, movable);
    let told = 0;
    for (let used = spent(0); used < 1; used = spent(++tries)) {
      const before = plan.cost;
      plan.keep();
      ruin();
      recreate(plan, movable, random);
      const after = plan.cost;
      const temperature = hot * 0.005 ** used;
      const slack = -temperature * Math.log(random() || 1e-12);
      const accepted =
        after.leftOut < before.leftOut ||
        (after.leftOut === before.leftOut && after.effort < before.effort + slack);
      if (!accepted) plan.undo();
      else if (isBetter(after, best.cost)) best = { routes: copyOf(plan.routes), cost: after };
      if (onProgress && used - told >= 0.02) {
        told = used;
        onProgress(used, best.cost);
      }
    }
  }
  return { ...best, tries };
}

const copyOf = (routes: Routes): Routes => routes.map((route) => [...route]);

/** Seconds between a job and those near it: the scale on which better and worse are measured. */
function typicalWay({ jobs, travel, places }: PlanInstance, movable: number[]): number {
  let sum = 0;
  let count = 0;
  for (const from of movable.slice(0, 100)) {
    const ways = movable
      .filter((to) => to !== from)
      .map((to) => travel[(jobs[from]?.place ?? 0) * places + (jobs[to]?.place ?? 0)] as number)
      .sort((a, b) => a - b)
      .slice(0, 10);
    sum += ways.reduce((total, way) => total + way, 0);
    count += ways.length;
  }
  return Math.max(60, count === 0 ? 0 : sum / count);
}

/** Takes strings of jobs out of the routes around one that is drawn. */
function ruiner(plan: WorkingPlan, movable: number[], random: () => number): () => void {
  const { jobs, travel, places } = plan.instance;
  const near = new Map<number, number[]>();
  const neighboursOf = (job: number): number[] => {
    let list = near.get(job);
    if (!list) {
      const from = (jobs[job]?.place ?? 0) * places;
      const way = (other: number) => travel[from + (jobs[other]?.place ?? 0)] as number;
      list = [...movable].sort((a, b) => way(a) - way(b)).slice(0, NEIGHBOURS);
      near.set(job, list);
    }
    return list;
  };
  return () => {
    let served = 0;
    let busy = 0;
    for (const route of plan.routes) {
      served += route.length;
      busy += Number(route.length > 0);
    }
    const longest = Math.min(LONGEST_STRING, served / Math.max(1, busy));
    const most = (4 * REMOVED) / (1 + longest) - 1;
    const strings = Math.floor(1 + random() * Math.max(0, most));
    const ruined = new Set<number>();
    for (const job of neighboursOf(drawn(plan, movable, random))) {
      if (ruined.size >= strings) break;
      const technician = plan.technicianOf[job] as number;
      if (technician < 0 || ruined.has(technician)) continue;
      const route = (plan.routes[technician] as number[]).filter((each) => !jobs[each]?.pinned);
      const length = Math.floor(1 + random() * Math.min(route.length, longest));
      plan.remove(technician, stringAround(route, job, length, random));
      ruined.add(technician);
    }
  };
}

/** Any job; every other time one that is left out, so that room is made where it is needed. */
function drawn({ technicianOf }: WorkingPlan, movable: number[], random: () => number): number {
  if (random() < 0.5) {
    const out = movable.filter((job) => (technicianOf[job] as number) < 0);
    if (out.length > 0) return out[Math.floor(random() * out.length)] as number;
  }
  return movable[Math.floor(random() * movable.length)] as number;
}

/** So many jobs in a row, `job` among them; every other time with a gap of jobs that stay. */
function stringAround(route: number[], job: number, length: number, random: () => number): Set<number> {
  const at = route.indexOf(job);
  let kept = 0;
  if (random() < 0.5) while (length + kept < route.length && random() > 0.5) kept += 1;
  const span = length + kept;
  const first = Math.max(0, at - span + 1);
  const last = Math.min(at, route.length - span);
  const start = first + Math.floor(random() * (last - first + 1));
  const string = route.slice(start, start + span);
  if (kept > 0) string.splice(Math.floor(random() * (length + 1)), kept);
  return new Set(string);
}

/** Puts back whatever is left out, the weightiest first and otherwise in an order drawn each time. */
function recreate(plan: WorkingPlan, movable: number[], random: () => number): void {
  const { jobs } = plan.instance;
  const out = movable.filter((job) => (plan.technicianOf[job] as number) < 0);
  const key = orderBy(plan, random);
  const keys = new Map(out.map((job) => [job, key(job)]));
  out.sort(
    (a, b) =>
      (jobs[b]?.weight ?? 0) - (jobs[a]?.weight ?? 0) || (keys.get(a) as number) - (keys.get(b) as number),
  );
  const blink = () => random() < BLINK;
  for (const job of out) placeCheapest(plan, job, blink);
}

function orderBy({ instance }: WorkingPlan, random: () => number): (job: number) => number {
  const { jobs, technicians, travel, places } = instance;
  const of = (number: number) => jobs[number] as (typeof jobs)[0];
  const away = (job: number) =>
    travel[(technicians[of(job).able[0] ?? 0]?.start ?? 0) * places + of(job).place] as number;
  const draw = random() * 17;
  if (draw < 4) return () => random();
  if (draw < 6) return (job) => of(job).able.length;
  if (draw < 8) return (job) => -of(job).seconds;
  if (draw < 10) return (job) => -away(job);
  if (draw < 11) return away;
  if (draw < 13) return (job) => of(job).to - of(job).from;
  if (draw < 15) return (job) => of(job).due;
  return (job) => of(job).to;
}

/** Numbers from 0 up to 1 that follow from the seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
