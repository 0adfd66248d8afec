import { type PlanCost, type PlanInstance, postponed, type Routes } from './instance.ts';
import { type RouteCost, routeCost } from './route.ts';

/** A plan being worked on: what it costs is known at any moment, and a try can be taken back. */
export class WorkingPlan {
  readonly instance: PlanInstance;
  readonly routes: Routes;
  /** The technician of each job, -1 for what is left out. */
  readonly technicianOf: Int32Array;
  readonly #costs: RouteCost[];
  readonly #postponed: Float64Array;
  readonly #room: number[];
  readonly #before = new Map<number, { route: number[]; cost: RouteCost }>();
  readonly #trial: number[] = [];
  leftOut: number;
  #effort: number;

  /** @param routes each of which can be done */
  constructor(instance: PlanInstance, routes: Routes) {
    const { jobs, technicians } = instance;
    this.instance = instance;
    this.routes = technicians.map((_, number) => [...(routes[number] ?? [])]);
    this.technicianOf = new Int32Array(jobs.length).fill(-1);
    this.#postponed = Float64Array.from(jobs, (job) => postponed(job, instance));
    this.#room = [...instance.room];
    this.leftOut = jobs.reduce((sum, { weight }) => sum + weight, 0);
    this.#effort = this.#postponed.reduce((sum, effort) => sum + effort, 0);
    this.#costs = this.routes.map((route, technician) => {
      for (const job of route) this.#note(job, technician);
      const cost = routeCost(instance, technician, route);
      if (!cost) throw new Error(`the route of technician ${technician} cannot be done`);
      this.#effort += this.#worth(cost);
      return cost;
    });
  }

  get cost(): PlanCost {
    return { leftOut: this.leftOut, effort: this.#effort };
  }

  #worth({ travel, late }: RouteCost): number {
    return travel + late * this.instance.lateWorth;
  }

  /** Keeps the books for a job that comes to a technician, or is taken off one (-1). */
  #note(job: number, technician: number): void {
    const { weight, takesRoom } = this.instance.jobs[job] as (typeof this.instance.jobs)[0];
    const before = this.technicianOf[job] as number;
    const sign = technician < 0 ? 1 : -1;
    this.technicianOf[job] = technician;
    this.leftOut += sign * weight;
    this.#effort += sign * (this.#postponed[job] as number);
    if (!takesRoom) return;
    const { outlet } = this.instance.technicians[technician < 0 ? before : technician] as { outlet: number };
    this.#room[outlet] = (this.#room[outlet] ?? 0) + sign;
  }

  #replace(technician: number, route: number[]): void {
    const cost = routeCost(this.instance, technician, route);
    if (!cost) throw new Error(`the route of technician ${technician} cannot be done`);
    const before = { route: this.routes[technician] as number[], cost: this.#costs[technician] as RouteCost };
    if (!this.#before.has(technician)) this.#before.set(technician, before);
    this.#effort += this.#worth(cost) - this.#worth(before.cost);
    this.routes[technician] = route;
    this.#costs[technician] = cost;
  }

  /**
   * Takes jobs off one technician. What is left can be done: nobody comes later for fewer jobs. Where a road service
   * says otherwise (a detour that is quicker than the way itself), all goes but what is pinned.
   */
  remove(technician: number, jobs: ReadonlySet<number>): void {
    const route = this.routes[technician] as number[];
    let left = route.filter((job) => !jobs.has(job));
    if (!routeCost(this.instance, technician, left)) {
      left = left.filter((job) => this.instance.jobs[job]?.pinned);
    }
    for (const job of route) if (!left.includes(job)) this.#note(job, -1);
    this.#replace(technician, left);
  }

  insert(job: number, technician: number, position: number): void {
    this.#replace(technician, (this.routes[technician] as number[]).toSpliced(position, 0, job));
    this.#note(job, technician);
  }

  /** From here on a try can be taken back. */
  keep(): void {
    this.#before.clear();
  }

  /** Takes back everything since `keep`. */
  undo(): void {
    for (const technician of this.#before.keys()) {
      for (const job of this.routes[technician] as number[]) this.#note(job, -1);
    }
    for (const [technician, { route, cost }] of this.#before) {
      this.#effort += this.#worth(cost) - this.#worth(this.#costs[technician] as RouteCost);
      this.routes[technician] = route;
      this.#costs[technician] = cost;
      for (const job of route) this.#note(job, technician);
    }
    this.#before.clear();
  }

  /**
   * Where a technician can do a job besides the others with least more effort.
   *
   * @param limit only what is dearer by less than this is of interest
   * @param blink whether to overlook a place; chance lets a search see what greed would not
   * @returns null where there is no such place
   */
  bestPlace(
    job: number,
    technician: number,
    limit = Number.POSITIVE_INFINITY,
    blink?: () => boolean,
  ): { position: number; effort: number } | null {
    const { jobs, technicians, travel, places, lateWorth } = this.instance;
    const worker = technicians[technician] as (typeof technicians)[0];
    const { place, takesRoom } = jobs[job] as (typeof jobs)[0];
    const route = this.routes[technician] as number[];
    if (route.length >= worker.maxJobs) return null;
    if (takesRoom && (this.#room[worker.outlet] ?? 0) <= 0) return null;
    const late = (this.#costs[technician] as RouteCost).late;
    let best: { position: number; effort: number } | null = null;
    let bound = limit;
    let from = worker.start;
    for (let position = 0; position <= route.length; position++) {
      const next = route[position];
      const to = next === undefined ? worker.end : (jobs[next] as (typeof jobs)[0]).place;
      const direct = route.length === 0 ? 0 : (travel[from * places + to] as number);
      const detour =
        (travel[from * places + place] as number) + (travel[place * places + to] as number) - direct;
      from = to;
      // More jobs never make less late, so the detour alone is a bound from below.
      if (detour >= bound || blink?.()) continue;
      const cost = this.#costWith(technician, route, job, position);
      if (!cost) continue;
      const effort = detour + (cost.late - late) * lateWorth;
      if (effort < bound) {
        bound = effort;
        best = { position, effort };
      }
    }
    return best;
  }

  #costWith(technician: number, route: number[], job: number, position: number): RouteCost | null {
    const trial = this.#trial;
    trial.length = route.length + 1;
    for (let index = 0; index < position; index++) trial[index] = route[index] as number;
    trial[position] = job;
    for (let index = position; index < route.length; index++) trial[index + 1] = route[index] as number;
    return routeCost(this.instance, technician, trial);
  }
}
