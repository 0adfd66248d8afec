import type { DayPlanView, PlanPart } from '../../domain/contracts/day-plan.ts';
import { DomainError } from '../../domain/errors.ts';
import { DayPlan } from '../../entities/day-plan.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { placeOfPlan, planSummary } from './day-timeline.ts';

/** @throws DomainError not_found for a plan of elsewhere */
export async function visiblePlan(tx: Tx, viewer: Viewer, planId: number): Promise<DayPlan> {
  const plan = await tx.findOneBy(DayPlan, { id: planId });
  if (!plan) throw new DomainError('not_found', 'There is no such plan here.');
  const { regionId, outletId } = plan;
  await placeOfPlan(tx, viewer, outletId === null ? { regionId } : { outletId });
  return plan;
}

/** A plan with what it proposes for each job, beside how things stand now. */
export async function dayPlanView(tx: Tx, viewer: Viewer, planId: number): Promise<DayPlanView> {
  const plan = await visiblePlan(tx, viewer, planId);
  const rows: PartRow[] = await tx.query(
    `SELECT j.ticketId, t.number, t.kind, t.priority, t.category, t.districtCode, j.change, j.state,
            (j.state = 'open' AND t.version <> j.ticketVersion) AS stale, (t.state = 'offered') AS offered,
            j.fromTechnicianId, j.fromAt, j.technicianId, j.at, j.until, j.position, j.reason, j.gain
     FROM day_plan_job j JOIN ticket t ON t.id = j.ticketId
     WHERE j.planId = ? ORDER BY j.technicianId IS NULL, j.technicianId, j.at, j.id`,
    [plan.id],
  );
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...(await planSummary(tx, plan.id)),
    figures: plan.figures,
    parts: rows.map(({ stale, offered, fromAt, at, until, gain, ...row }) => ({
      ...row,
      stale: Boolean(stale),
      offered: Boolean(offered),
      fromAt: iso(fromAt),
      at: iso(at),
      until: iso(until),
      gain: typeof gain === 'string' ? JSON.parse(gain) : gain,
    })),
  };
}

type PartRow = Omit<PlanPart, 'stale' | 'offered' | 'fromAt' | 'at' | 'until' | 'gain'> & {
  stale: number;
  offered: number;
  fromAt: Date | null;
  at: Date | null;
  until: Date | null;
  gain: PlanPart['gain'] | string;
};
