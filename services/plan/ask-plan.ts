import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { addDays, localDay } from '../../domain/time.ts';
import { DayPlan, DayPlanJob } from '../../entities/day-plan.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import type { PlanScope } from './day-rows.ts';
import { roomsOfPlan } from './run-day-plan.ts';

/** As far ahead as people may plan. */
const FARTHEST_DAYS = 14;

/**
 * Asks for a plan of a day; a worker takes it up within a second. What was still proposed for the same day and place is
 * settled by that: it was made for a day that looked otherwise.
 *
 * @throws DomainError invalid for a day that is past or far, wrong_state while one is being worked out
 */
export async function askPlan(
  tx: Tx,
  { personId, ...scope }: PlanScope & { personId: number },
  now: Date,
): Promise<DayPlan> {
  const today = localDay(now, organisationZone());
  if (scope.day < today || scope.day > addDays(today, FARTHEST_DAYS)) {
    throw new DomainError('invalid', `Plan a day from today to ${addDays(today, FARTHEST_DAYS)}.`);
  }
  // Two who ask at once are told apart by the row of their region.
  await tx.query('SELECT id FROM unit WHERE id = ? FOR UPDATE', [scope.regionId]);
  const open: DayPlan[] = await tx
    .createQueryBuilder(DayPlan, 'p')
    .where('p.regionId = :regionId AND p.day = :day AND p.outletId <=> :outletId', scope)
    .andWhere("p.state IN ('queued', 'running', 'proposed')")
    .getMany();
  if (open.some(({ state }) => state !== 'proposed')) {
    throw new DomainError('wrong_state', 'A plan of that day is being worked out already. Wait for it.');
  }
  const actor = { kind: 'person' as const, id: personId };
  for (const plan of open) await settlePlan(tx, { plan, actor }, now);
  const { identifiers } = await tx.insert(DayPlan, {
    ...scope,
    state: 'queued',
    askedBy: personId,
    askedAt: now,
    nextActionAt: now,
  });
  return tx.findOneByOrFail(DayPlan, { id: Number(identifiers[0]?.id) });
}

/** Calls off what is not worked out yet. */
export async function cancelPlan(tx: Tx, { planId }: { planId: number }, now: Date): Promise<void> {
  const { affectedRows } = await tx.query(
    `UPDATE day_plan SET state = 'cancelled', finishedAt = ?, nextActionAt = NULL
     WHERE id = ? AND state IN ('queued', 'running')`,
    [now, planId],
  );
  if (affectedRows !== 1) throw new DomainError('wrong_state', 'This plan is not being worked out any more.');
}

/** Closes a proposal: what was not accepted is refused, and stays as it is. */
export async function settlePlan(
  tx: Tx,
  { plan, actor }: { plan: DayPlan; actor: Actor & { kind: 'person' } },
  now: Date,
): Promise<void> {
  const { affectedRows } = await tx.query(
    `UPDATE day_plan SET state = 'settled', finishedAt = ? WHERE id = ? AND state = 'proposed'`,
    [now, plan.id],
  );
  if (affectedRows !== 1) return;
  await tx.update(
    DayPlanJob,
    { planId: plan.id, state: 'open' },
    { state: 'refused', decidedBy: actor.id, decidedAt: now },
  );
  const rows: { state: string; count: number }[] = await tx.query(
    `SELECT state, COUNT(*) AS count FROM day_plan_job
     WHERE planId = ? AND \`change\` IN ('placed', 'moved', 'retimed') GROUP BY state`,
    [plan.id],
  );
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  await appendEvents(
    tx,
    [
      {
        type: 'plan.settled',
        data: {
          planId: plan.id,
          accepted: count('accepted'),
          refused: count('refused'),
          stale: count('stale'),
        },
        rooms: roomsOfPlan(plan),
      },
    ],
    now,
    actor,
  );
}
