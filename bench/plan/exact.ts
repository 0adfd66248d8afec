import highsModule from 'highs';
import type { PlanInstance } from '../../domain/plan/instance.ts';
import { postponed, WEIGHT } from '../../domain/plan/instance.ts';

/** Its types speak of CommonJS, where the function is a property; here it is the module itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** A way to have reached a set of jobs, the last of them being done. */
interface Label {
  clock: number;
  effort: number;
  fed: boolean;
}

/**
 * The best plan there is, for small days: for each technician and each set of jobs the cheapest order by dynamic
 * programming over sets (labels that neither are earlier nor cheaper are dropped), and among these one set for each
 * technician, no job twice, by HiGHS. Shares no code with the search.
 *
 * @returns what is left out, and the effort in seconds of travel
 */
export async function exactPlan(instance: PlanInstance): Promise<{ leftOut: number; effort: number }> {
  const { jobs, technicians } = instance;
  const sets = 1 << jobs.length;
  const columns: { name: string; cost: number; set: number; technician: number }[] = [];
  // With so few jobs smaller weights order just as well, and HiGHS reckons with them more exactly.
  const rank = { [WEIGHT.normal]: 1, [WEIGHT.urgent]: 20, [WEIGHT.rescue]: 400 } as Record<number, number>;
  const values = jobs.map((job) => (rank[job.weight] ?? 1) * 1e6 + postponed(job, instance));
  for (const technician of technicians.keys()) {
    const efforts = cheapestBySet(instance, technician);
    for (let set = 1; set < sets; set++) {
      const effort = efforts[set] as number;
      if (effort === Number.POSITIVE_INFINITY) continue;
      const saved = values.reduce((sum, value, job) => sum + (set & (1 << job) ? value : 0), 0);
      columns.push({ name: `x${technician}s${set}`, cost: effort - saved, set, technician });
    }
  }
  const chosen = await choose(columns, jobs.length, technicians.length);
  const done = chosen.reduce((all, { set }) => all | set, 0);
  const out = jobs.flatMap((job, number) => (done & (1 << number) ? [] : [{ job, number }]));
  const travel = chosen.reduce((sum, { cost, set }) => sum + cost + worthOf(set), 0);
  function worthOf(set: number): number {
    return values.reduce((sum, value, job) => sum + (set & (1 << job) ? value : 0), 0);
  }
  return {
    leftOut: out.reduce((sum, { job }) => sum + job.weight, 0),
    effort: travel + out.reduce((sum, { job }) => sum + postponed(job, instance), 0),
  };
}

function cheapestBySet(instance: PlanInstance, technicianNo: number): Float64Array {
  const { jobs, technicians, travel, places, lateWorth } = instance;
  const technician = technicians[technicianNo] as (typeof technicians)[0];
  const way = (from: number, to: number) => travel[from * places + to] as number;
  const { lunch } = technician;
  const best = new Float64Array(1 << jobs.length).fill(Number.POSITIVE_INFINITY);
  const labels = new Map<number, Label[]>();
  const keyOf = (set: number, last: number) => set * 32 + last + 1;
  labels.set(keyOf(0, -1), [{ clock: technician.from, effort: 0, fed: lunch === null }]);
  for (let set = 0; set < 1 << jobs.length; set++) {
    for (let last = -1; last < jobs.length; last++) {
      for (const label of labels.get(keyOf(set, last)) ?? []) {
        const here = last < 0 ? technician.start : (jobs[last] as (typeof jobs)[0]).place;
        for (const home of arrivals(label, way(here, technician.end))) {
          const late = home.clock > technician.to;
          const hungry = !home.fed && lunch !== null && home.clock > lunch.to;
          if (set !== 0 && !late && !hungry) best[set] = Math.min(best[set] as number, home.effort);
        }
        for (const [number, job] of jobs.entries()) {
          if (set & (1 << number) || !job.able.includes(technicianNo)) continue;
          for (const there of arrivals(label, way(here, job.place))) {
            const begins = Math.max(there.clock, job.from);
            if (begins > job.to) continue;
            const late = Math.max(0, begins - job.due) * lateWorth;
            add(keyOf(set | (1 << number), number), {
              clock: begins + job.seconds,
              effort: there.effort + late,
              fed: there.fed,
            });
          }
        }
      }
    }
  }
  return best;

  /** Straight there, or with lunch before leaving or on arriving. */
  function arrivals({ clock, effort, fed }: Label, seconds: number): Label[] {
    const found = [{ clock: clock + seconds, effort: effort + seconds, fed }];
    if (fed || !lunch) return found;
    const before = Math.max(clock, lunch.from);
    if (before <= lunch.to)
      found.push({ clock: before + lunch.seconds + seconds, effort: effort + seconds, fed: true });
    const after = Math.max(clock + seconds, lunch.from);
    if (after <= lunch.to) found.push({ clock: after + lunch.seconds, effort: effort + seconds, fed: true });
    return found;
  }
  function add(key: number, label: Label): void {
    const known = labels.get(key) ?? [];
    const beats = (a: Label, b: Label) =>
      a.clock <= b.clock && a.effort <= b.effort && Number(a.fed) >= Number(b.fed);
    if (known.some((other) => beats(other, label))) return;
    labels.set(key, [...known.filter((other) => !beats(label, other)), label]);
  }
}

async function choose<C extends { name: string; cost: number; set: number; technician: number }>(
  columns: C[],
  jobs: number,
  technicians: number,
): Promise<C[]> {
  if (columns.length === 0) return [];
  const highs = await loadHighs();
  const rows = [
    ...Array.from({ length: technicians }, (_, technician) =>
      columns.filter((column) => column.technician === technician),
    ),
    ...Array.from({ length: jobs }, (_, job) => columns.filter(({ set }) => set & (1 << job))),
  ].filter((row) => row.length > 0);
  const problem = [
    'Minimize',
    ` cost: ${columns.map(({ name, cost }) => `${cost < 0 ? '-' : '+'} ${Math.abs(cost)} ${name}`).join('\n  ')}`,
    'Subject To',
    ...rows.map((row, index) => ` r${index}: ${row.map(({ name }) => name).join('\n  + ')} <= 1`),
    'Binary',
    ` ${columns.map(({ name }) => name).join('\n ')}`,
    'End',
  ].join('\n');
  const solved = highs.solve(problem, { mip_rel_gap: 0 });
  if (solved.Status !== 'Optimal') throw new Error(`HiGHS: ${solved.Status}`);
  return columns.filter(({ name }) => (solved.Columns[name]?.Primal ?? 0) > 0.5);
}

/** The least cost of giving each row a column of its own, by HiGHS. */
export async function exactAssignment(cost: Float64Array, rows: number, columns: number): Promise<number> {
  const highs = await loadHighs();
  const name = (row: number, column: number) => `x${row}c${column}`;
  const all = (count: number) => Array.from({ length: count }, (_, index) => index);
  const terms = all(rows).flatMap((row) =>
    all(columns).map((column) => `+ ${cost[row * columns + column]} ${name(row, column)}`),
  );
  const problem = [
    'Minimize',
    ` cost: ${terms.join('\n  ')}`,
    'Subject To',
    ...all(rows).map(
      (row) =>
        ` r${row}: ${all(columns)
          .map((column) => name(row, column))
          .join('\n  + ')} = 1`,
    ),
    ...all(columns).map(
      (column) =>
        ` c${column}: ${all(rows)
          .map((row) => name(row, column))
          .join('\n  + ')} <= 1`,
    ),
    'End',
  ].join('\n');
  return highs.solve(problem).ObjectiveValue;
}
