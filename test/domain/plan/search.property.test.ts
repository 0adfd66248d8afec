import { expect } from 'chai';
import fc from 'fast-check';
import { exactPlan } from '../../../bench/plan/exact.ts';
import { madeUpDay } from '../../../bench/plan/instances.ts';
import { assignAtLeastCost } from '../../../domain/plan/assign.ts';
import { breachesOf } from '../../../domain/plan/check.ts';
import { greedyPlan } from '../../../domain/plan/construct.ts';
import { isBetter, type PlanInstance, type Routes } from '../../../domain/plan/instance.ts';
import { timeRoute } from '../../../domain/plan/route.ts';
import { searchPlan, seededRandom } from '../../../domain/plan/search.ts';

const TRIES = 150;
const search = (day: PlanInstance, seed = 1) =>
  searchPlan(day, { random: seededRandom(seed), spent: (tries) => tries / TRIES });
const breaches = (day: PlanInstance, routes: Routes) =>
  breachesOf(
    day,
    routes,
    routes.map((route, technician) => timeRoute(day, technician, route)),
  );

/** Days of any kind: also with jobs that stay where they are, jobs that take room, and hardly any time. */
const days = fc
  .record({
    jobs: fc.integer({ min: 0, max: 24 }),
    technicians: fc.integer({ min: 1, max: 5 }),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    pinned: fc.array(fc.nat(23), { maxLength: 5 }),
    room: fc.nat(3),
    roomy: fc.array(fc.nat(23), { maxLength: 8 }),
    short: fc.boolean(),
    maxJobs: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ jobs, technicians, seed, pinned, room, roomy, short, maxJobs }) => {
    const day = madeUpDay({ jobs, technicians, seed });
    for (const number of pinned) {
      const job = day.jobs[number];
      const [first] = job?.able ?? [];
      if (job && first !== undefined) Object.assign(job, { able: [first], pinned: true, to: job.from });
    }
    // What stays where it is has its place in the outlet's day already.
    for (const number of roomy) {
      const job = day.jobs[number];
      if (job && !job.pinned) job.takesRoom = true;
    }
    day.room.fill(room);
    for (const person of day.technicians) {
      person.maxJobs = maxJobs;
      if (short) person.to = person.from + 3 * 3_600;
    }
    return day;
  });

describe('the search for a day plan', function () {
  this.timeout(60_000);

  it('breaks no window, skill, hours, lunch, room or pin, and is never worse than greed', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { routes, cost } = search(day);
        const greedy = greedyPlan(day);
        expect(breaches(day, routes)).to.deep.equal([]);
        expect(breaches(day, greedy.routes)).to.deep.equal([]);
        expect(isBetter(greedy.cost, cost)).to.equal(false);
        for (const [number, job] of day.jobs.entries()) {
          const greedyHas = greedy.routes.some((route) => route.includes(number));
          const pinnedLost = job.pinned && greedyHas && !routes.some((route) => route.includes(number));
          expect(pinnedLost, `pinned job ${number} is lost`).to.equal(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('makes the same plan of the same numbers', () => {
    const day = madeUpDay({ jobs: 30, technicians: 5, seed: 3 });
    expect(search(day, 4)).to.deep.equal(search(day, 4));
  });

  it('comes within two hundredths of the optimum where that is known', async () => {
    for (const seed of [1, 2, 3]) {
      const day = madeUpDay({ jobs: 6, technicians: 2, seed });
      const exact = await exactPlan(day);
      const { cost } = searchPlan(day, { random: seededRandom(1), spent: (tries) => tries / 1_500 });
      expect(Math.round(cost.leftOut), `day ${seed}`).to.equal(Math.round(exact.leftOut));
      expect(cost.effort).to.be.at.least(exact.effort - 1);
      expect(cost.effort).to.be.at.most(exact.effort * 1.02 + 1);
    }
  });

  it('gives out one each at exactly the least cost', () => {
    const tables = fc.integer({ min: 1, max: 5 }).chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(rows + 1),
        cost: fc.array(fc.integer({ min: -50, max: 50 }), {
          minLength: rows * (rows + 1),
          maxLength: rows * (rows + 1),
        }),
      }),
    );
    fc.assert(
      fc.property(tables, ({ rows, columns, cost }) => {
        const table = Float64Array.from(cost);
        const chosen = assignAtLeastCost(table, rows, columns);
        expect(new Set(chosen).size).to.equal(rows);
        const total = chosen.reduce((sum, column, row) => sum + (table[row * columns + column] as number), 0);
        const least = (row: number, free: number[]): number =>
          row === rows
            ? 0
            : Math.min(
                ...free.map(
                  (column) =>
                    (table[row * columns + column] as number) +
                    least(
                      row + 1,
                      free.filter((other) => other !== column),
                    ),
                ),
              );
        expect(total).to.equal(
          least(
            0,
            Array.from({ length: columns }, (_, column) => column),
          ),
        );
      }),
    );
  });

  it('is seen through by the checker when a rule is broken', () => {
    const day = madeUpDay({ jobs: 30, technicians: 5, seed: 3 });
    const { routes } = search(day);
    const times = routes.map((route, technician) => timeRoute(day, technician, route));
    const technician = routes.findIndex((route) => route.length > 1);
    const route = routes[technician] as number[];
    const [first = 0] = route;
    const job = day.jobs[first] as (typeof day.jobs)[0];
    const broken = (over: Partial<typeof job>) =>
      breachesOf({ ...day, jobs: day.jobs.with(first, { ...job, ...over }) }, routes, times);
    expect(broken({ able: [] })).to.have.length(1);
    expect(broken({ from: 86_400 })).to.have.length(1);
    expect(broken({ seconds: 36_000 })).to.not.have.length(0);
    expect(broken({ takesRoom: true })).to.have.length(1);
    const twice = routes.with(technician, [...route, first]);
    expect(breachesOf(day, twice, times)).to.not.have.length(0);
  });
});
