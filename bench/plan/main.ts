import { assignAtLeastCost } from '../../domain/plan/assign.ts';
import { breachesOf } from '../../domain/plan/check.ts';
import { greedyPlan } from '../../domain/plan/construct.ts';
import type { PlanInstance, Routes } from '../../domain/plan/instance.ts';
import { timeRoute } from '../../domain/plan/route.ts';
import { searchPlan, seededRandom } from '../../domain/plan/search.ts';
import { report } from '../support/report.ts';
import { exactAssignment, exactPlan } from './exact.ts';
import { madeUpDay } from './instances.ts';

const SMALL_DAYS = 12;

/**
 * The day plan's solver: beside the optimum on days that can be solved exactly, its assignment beside HiGHS, and beside
 * greed on days of a prefecture's size. Every plan is held against the hard rules by the independent checker. No package
 * of npm ships public routing instances with known best values; none are measured.
 */
export async function planBench(): Promise<void> {
  await small();
  await assignment();
  for (const [jobs, technicians, seconds] of [
    [100, 15, 10],
    [300, 45, 15],
    [1_000, 150, 30],
  ] as const)
    large(jobs, technicians, seconds);
}

async function small(): Promise<void> {
  let found = 0;
  let optimum = 0;
  let same = 0;
  let worst = 1;
  for (let seed = 1; seed <= SMALL_DAYS; seed++) {
    const day = madeUpDay({ jobs: 8 + (seed % 3), technicians: 3, seed });
    const exact = await exactPlan(day);
    const { routes, cost } = searchPlan(day, {
      random: seededRandom(seed),
      spent: (tries) => tries / 4_000,
    });
    mustHold(day, routes);
    if (Math.round(cost.leftOut) === Math.round(exact.leftOut)) same += 1;
    found += cost.effort;
    optimum += exact.effort;
    worst = Math.max(worst, exact.effort === 0 ? 1 : cost.effort / exact.effort);
  }
  console.log(
    `8–10 jobs × 3 technicians: as many served as can be on ${same} of ${SMALL_DAYS} days, worst day ${worst.toFixed(4)} of its optimum`,
  );
  report({
    bench: 'plan effort / optimum, small days',
    value: found / 3_600,
    ceiling: optimum / 3_600,
    goal: 1.02,
    better: 'lower',
    unit: 'h',
  });
}

async function assignment(): Promise<void> {
  const random = seededRandom(7);
  const [rows, columns] = [60, 90];
  const cost = Float64Array.from({ length: rows * columns }, () => Math.floor(random() * 10_000));
  const from = performance.now();
  const chosen = assignAtLeastCost(cost, rows, columns);
  const took = performance.now() - from;
  const total = chosen.reduce((sum, column, row) => sum + (cost[row * columns + column] as number), 0);
  console.log(`assignment of ${rows} × ${columns}: ${took.toFixed(1)} ms`);
  report({
    bench: 'assignment cost / HiGHS',
    value: total,
    ceiling: await exactAssignment(cost, rows, columns),
    goal: 1,
    better: 'lower',
    unit: 's',
  });
}

function large(jobs: number, technicians: number, seconds: number): void {
  const day = madeUpDay({ jobs, technicians, seed: 5 });
  const start = performance.now();
  const greedy = greedyPlan(day);
  const greedyMs = performance.now() - start;
  const from = performance.now();
  const { routes, cost, tries } = searchPlan(day, {
    random: seededRandom(1),
    spent: () => (performance.now() - from) / 1_000 / seconds,
  });
  mustHold(day, routes);
  mustHold(day, greedy.routes);
  const served = (plan: Routes) => plan.reduce((sum, route) => sum + route.length, 0);
  console.log(
    `${jobs} × ${technicians}: greed serves ${served(greedy.routes)} in ${greedyMs.toFixed(0)} ms, the search ${served(routes)} in ${seconds} s (${tries} tries)`,
  );
  report({
    bench: `plan left out / greed, ${jobs} × ${technicians}`,
    value: jobs - served(routes),
    ceiling: Math.max(1, jobs - served(greedy.routes)),
    goal: 1,
    better: 'lower',
    unit: 'jobs',
  });
  report({
    bench: `plan effort / greed, ${jobs} × ${technicians}`,
    value: cost.effort / 3_600,
    ceiling: greedy.cost.effort / 3_600,
    goal: 1,
    better: 'lower',
    unit: 'h',
  });
}

function mustHold(day: PlanInstance, routes: Routes): void {
  const times = routes.map((route, technician) => timeRoute(day, technician, route));
  const breaches = breachesOf(day, routes, times);
  if (breaches.length > 0) throw new Error(`a plan breaks a hard rule: ${breaches.join('; ')}`);
}
