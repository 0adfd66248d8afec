import { assignAtLeastCost } from './assign.ts';
import type { PlanInstance, Routes } from './instance.ts';
import { routeCost } from './route.ts';
import { WorkingPlan } from './working-plan.ts';

/**
 * The jobs that stay where they are, each technician's in order of time. Of those that cannot all be done as they
 * stand the later ones are left out.
 */
export function pinnedRoutes({ ...instance }: PlanInstance): Routes {
  const { jobs, technicians } = instance;
  const routes: Routes = technicians.map(() => []);
  const pinned = jobs.flatMap((job, number) => (job.pinned ? [{ number, job }] : []));
  for (const { number, job } of pinned.sort((a, b) => a.job.from - b.job.from)) {
    const technician = job.able[0];
    const route = technician === undefined ? undefined : routes[technician];
    if (technician === undefined || !route) continue;
    if (routeCost(instance, technician, [...route, number])) route.push(number);
  }
  return routes;
}

/** Each job in turn, the weightiest and soonest due first, to where it costs least: what a person would do by hand. */
export function greedyPlan(instance: PlanInstance): WorkingPlan {
  const plan = new WorkingPlan(instance, pinnedRoutes(instance));
  const { jobs } = instance;
  const order = jobs
    .map((_, number) => number)
    .filter((number) => !jobs[number]?.pinned)
    .sort((a, b) => {
      const [first, second] = [jobs[a], jobs[b]] as [(typeof jobs)[0], (typeof jobs)[0]];
      return second.weight - first.weight || first.due - second.due || first.to - second.to || a - b;
    });
  for (const job of order) placeCheapest(plan, job);
  return plan;
}

/** Puts a job where it costs least; leaves it out where there is no such place. */
export function placeCheapest(plan: WorkingPlan, job: number, blink?: () => boolean): void {
  let best: { technician: number; position: number; effort: number } | null = null;
  for (const technician of plan.instance.jobs[job]?.able ?? []) {
    const found = plan.bestPlace(job, technician, best?.effort, blink);
    if (found) best = { technician, ...found };
  }
  if (best) plan.insert(job, best.technician, best.position);
}

const NO = 1e15;

/**
 * In rounds: each technician gets at most one more job, who gets which being exactly the cheapest way to give out as
 * much as can be given.
 */
export function planByAssignment(instance: PlanInstance): WorkingPlan {
  const plan = new WorkingPlan(instance, pinnedRoutes(instance));
  const { jobs, technicians } = instance;
  for (;;) {
    const left = jobs.flatMap((job, number) =>
      !job.pinned && (plan.technicianOf[number] as number) < 0 ? [number] : [],
    );
    // A column for each job, and one for each technician who gets none.
    const columns = left.length + technicians.length;
    const cost = new Float64Array(technicians.length * columns).fill(NO);
    const heaviest = left.reduce((most, number) => Math.max(most, jobs[number]?.weight ?? 0), 0);
    for (let technician = 0; technician < technicians.length; technician++) {
      cost[technician * columns + left.length + technician] = 0;
    }
    for (const [column, job] of left.entries()) {
      const weight = jobs[job]?.weight ?? 0;
      // The weightiest go first: as long as there are any, the others wait for another round.
      if (weight < heaviest) continue;
      for (const technician of jobs[job]?.able ?? []) {
        const found = plan.bestPlace(job, technician);
        if (found) cost[technician * columns + column] = found.effort - 1e9;
      }
    }
    const chosen = assignAtLeastCost(cost, technicians.length, columns);
    let placed = 0;
    for (const [technician, column] of chosen.entries()) {
      const job = left[column];
      if (job === undefined || (cost[technician * columns + column] as number) >= NO) continue;
      // Room may have gone to a colleague of the same outlet in this round.
      const found = plan.bestPlace(job, technician);
      if (!found) continue;
      plan.insert(job, technician, found.position);
      placed += 1;
    }
    if (placed === 0) {
      // What is lighter has its turn when the weightiest have nowhere left to go.
      const lighter = left.filter((job) => (jobs[job]?.weight ?? 0) < heaviest);
      if (lighter.length === 0) return plan;
      for (const job of lighter.sort((a, b) => (jobs[b]?.weight ?? 0) - (jobs[a]?.weight ?? 0)))
        placeCheapest(plan, job);
      return plan;
    }
  }
}
