import type { EntityManager } from 'typeorm';
import { outletRoom, PROVINCE_ROOM, regionRoom } from '../../domain/contracts/events.ts';
import { secondsAfter } from '../../domain/time.ts';
import { DayPlan, DayPlanJob } from '../../entities/day-plan.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import type { Clock, PlanSolver, Travel } from '../ports.ts';
import type { InTransaction } from '../transaction.ts';
import { loadDay } from './load-day.ts';
import { type ProposedJob, proposal } from './propose.ts';

export interface DayPlanDeps {
  dataSource: { manager: EntityManager };
  inTransaction: InTransaction;
  clock: Clock;
  travel: Travel;
  solver: PlanSolver;
}

/** Beyond its time to think a plan may take so long (loading, roads, writing) before another worker takes it up. */
const LEASE_SECONDS = 90;
const MAX_ATTEMPTS = 3;
const TELL_MS = 400;
const ROWS = 200;

/**
 * Works a day plan out: reads the day, lets the solver think, and keeps what comes of it as a proposal. Nothing of the
 * tickets is touched. Whoever takes the plan up again, or calls it off, raises its attempt or its state: what an older
 * attempt still finds is thrown away.
 */
export async function runDayPlan(deps: DayPlanDeps, { planId }: { planId: number }): Promise<void> {
  const { dataSource, inTransaction, clock } = deps;
  const { manager } = dataSource;
  const { policy } = await policyInForce(manager);
  const { seconds } = policy.plan;
  const plan = await takeUp(deps, planId, seconds + LEASE_SECONDS);
  if (!plan) return;
  const day = await loadDay(manager, plan, policy.plan, deps.travel, clock.now());
  const off = new AbortController();
  let told = 0;
  const onProgress = (spent: number) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    stillMine(manager, plan, Math.min(99, Math.round(spent * 100))).then(
      (mine) => mine || off.abort(new Error('called off')),
      () => {},
    );
  };
  const routes = await deps.solver
    .solve(day.instance, { seed: plan.id, seconds, signal: off.signal, onProgress })
    .catch((error) => {
      if (off.signal.aborted) return null;
      throw error;
    });
  if (!routes) return;
  const { jobs, figures } = proposal(day, routes);
  await inTransaction(async (tx) => {
    const now = clock.now();
    const { affectedRows } = await tx.query(
      `UPDATE day_plan SET state = 'proposed', progress = 100, finishedAt = ?, nextActionAt = NULL, travel = ?, figures = ?
       WHERE id = ? AND state = 'running' AND attempt = ?`,
      [now, day.source, JSON.stringify(figures), plan.id, plan.attempt],
    );
    if (affectedRows !== 1) return;
    for (let from = 0; from < jobs.length; from += ROWS) {
      await tx.insert(DayPlanJob, jobs.slice(from, from + ROWS).map(rowOf(plan.id)));
    }
    await appendEvents(
      tx,
      [{ type: 'plan.proposed', data: { planId: plan.id, day: plan.day }, rooms: roomsOfPlan(plan) }],
      now,
    );
  });
}

const rowOf = (planId: number) => (job: ProposedJob) => ({ ...job, planId, state: 'open' as const });

export const roomsOfPlan = ({ regionId, outletId }: Pick<DayPlan, 'regionId' | 'outletId'>): string[] => [
  PROVINCE_ROOM,
  regionRoom(regionId),
  ...(outletId === null ? [] : [outletRoom(outletId)]),
];

/** One worker has it; one that died does not keep it, and what kills three workers is not tried a fourth time. */
async function takeUp(
  { inTransaction, clock }: DayPlanDeps,
  planId: number,
  leaseSeconds: number,
): Promise<DayPlan | null> {
  return inTransaction(async (tx) => {
    const now = clock.now();
    const { affectedRows } = await tx.query(
      `UPDATE day_plan SET attempt = attempt + 1, progress = 0,
              state = IF(attempt > ${MAX_ATTEMPTS}, 'failed', 'running'),
              finishedAt = IF(attempt > ${MAX_ATTEMPTS}, ?, NULL),
              nextActionAt = IF(attempt > ${MAX_ATTEMPTS}, NULL, ?)
       WHERE id = ? AND state IN ('queued', 'running') AND nextActionAt <= ?`,
      [now, secondsAfter(now, leaseSeconds), planId, now],
    );
    if (affectedRows !== 1) return null;
    const plan = await tx.findOneByOrFail(DayPlan, { id: planId });
    return plan.state === 'running' ? plan : null;
  });
}

async function stillMine(manager: EntityManager, plan: DayPlan, progress: number): Promise<boolean> {
  const { affectedRows } = await manager.query(
    `UPDATE day_plan SET progress = ? WHERE id = ? AND state = 'running' AND attempt = ?`,
    [progress, plan.id, plan.attempt],
  );
  return affectedRows === 1;
}
