import { DomainError } from '../../domain/errors.ts';
import { mayWork } from '../../domain/vocabulary.ts';
import { DayPlan, DayPlanJob } from '../../entities/day-plan.ts';
import { Outlet, Technician } from '../../entities/network.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { acceptOffer } from '../dispatch/accept-offer.ts';
import { assignByHand } from '../dispatch/assign-by-hand.ts';
import { canSee, hasRole, type Viewer } from '../people/viewer.ts';
import { lockTicket } from '../tickets.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { settlePlan } from './ask-plan.ts';
import { assignTechnician } from './assign-technician.ts';

export type PartOutcome = 'accepted' | 'stale' | 'skipped';

export interface AcceptPlan {
  planId: number;
  /** Only these jobs, or those of these technicians; without either all. */
  ticketIds?: number[];
  technicianIds?: number[];
  viewer: Viewer;
}

/** What the field of a plan's choosing may refuse of one part without a word against the others. */
const STALE_CODES = [
  'stale',
  'wrong_state',
  'invalid',
  'not_found',
  'outlet_full',
  'outlet_stopped',
  'expired',
];

/**
 * Accepts a proposal whole or in part. Each part is a transaction of its own: what has changed since is said and
 * skipped, and takes nothing else with it. When nothing is left to decide the plan is settled.
 */
export async function acceptPlan(
  inTransaction: InTransaction,
  command: AcceptPlan,
  now: Date,
): Promise<Record<PartOutcome, number>> {
  const outcomes = { accepted: 0, stale: 0, skipped: 0 };
  const parts = await inTransaction((tx) => partsOf(tx, command));
  for (const part of parts) outcomes[await acceptOne(inTransaction, command, part, now)] += 1;
  await inTransaction((tx) => settleIfDone(tx, command, now));
  return outcomes;
}

/** Those that change something, each technician's in the order of the day. */
async function partsOf(tx: Tx, { planId, ticketIds, technicianIds }: AcceptPlan): Promise<DayPlanJob[]> {
  const query = tx
    .createQueryBuilder(DayPlanJob, 'j')
    .where("j.planId = :planId AND j.state = 'open' AND j.change IN ('placed', 'moved', 'retimed')", {
      planId,
    });
  if (ticketIds) query.andWhere('j.ticketId IN (:...ticketIds)', { ticketIds: [0, ...ticketIds] });
  if (technicianIds)
    query.andWhere('j.technicianId IN (:...technicianIds)', { technicianIds: [0, ...technicianIds] });
  return query.orderBy('j.technicianId').addOrderBy('j.at').getMany();
}

async function acceptOne(
  inTransaction: InTransaction,
  command: AcceptPlan,
  part: DayPlanJob,
  now: Date,
): Promise<PartOutcome> {
  try {
    return await inTransaction((tx) => acceptPart(tx, { part, viewer: command.viewer }, now));
  } catch (error) {
    if (!(error instanceof DomainError) || !STALE_CODES.includes(error.code)) throw error;
    await inTransaction((tx) => decide(tx, part, 'stale', command.viewer, now));
    return 'stale';
  }
}

async function acceptPart(
  tx: Tx,
  { part, viewer }: { part: DayPlanJob; viewer: Viewer },
  now: Date,
): Promise<PartOutcome> {
  const ticket = await lockTicket(tx, part.ticketId);
  if (!canSee(viewer, ticket)) return 'skipped';
  if (!(await decide(tx, part, ticket.version === part.ticketVersion ? 'accepted' : 'stale', viewer, now)))
    return 'skipped';
  if (ticket.version !== part.ticketVersion) return 'stale';
  const technicianId = part.technicianId as number;
  const actor = { kind: 'person' as const, id: viewer.personId };
  const { id: ticketId } = ticket;
  let { version } = ticket;
  if (ticket.state === 'new' || ticket.state === 'manual') {
    return (await giveOut(tx, ticket, technicianId, viewer, now)) ? 'accepted' : undecided(tx, part);
  }
  if (ticket.state === 'offered') {
    // D4: only the outlet takes work on.
    const { outletId } = ticket;
    const theirs = outletId !== null && viewer.scope.outletIds.includes(outletId);
    if (!theirs || !hasRole(viewer, 'outlet_manager')) return undecided(tx, part);
    ({ version } = await acceptOffer(tx, { ticketId, outletId, technicianId, actor }, now));
  }
  await assignTechnician(
    tx,
    {
      ticketId,
      technicianId,
      plannedAt: part.at,
      plannedUntil: part.until ?? undefined,
      fixed: false,
      version,
      actor,
    },
    now,
  );
  return 'accepted';
}

/** D5: what no outlet has yet is offered to the technician's, who goes there once it has accepted (keep-planned.ts). */
async function giveOut(
  tx: Tx,
  ticket: Ticket,
  technicianId: number,
  viewer: Viewer,
  now: Date,
): Promise<boolean> {
  if (!hasRole(viewer, 'dispatcher', 'administrator')) return false;
  const technician = await tx.findOneBy(Technician, { id: technicianId, active: true });
  const outlet = technician && (await tx.findOneBy(Outlet, { id: technician.outletId }));
  if (!outlet || !mayWork(outlet.standing)) return false;
  await assignByHand(
    tx,
    {
      ticketId: ticket.id,
      outletId: outlet.id,
      reason: '排班方案',
      version: ticket.version,
      actor: { kind: 'person', id: viewer.personId },
    },
    now,
  );
  return true;
}

/** @returns whether it was still open */
async function decide(
  tx: Tx,
  { id }: DayPlanJob,
  state: 'accepted' | 'stale',
  viewer: Viewer,
  now: Date,
): Promise<boolean> {
  const decided = { state, decidedBy: viewer.personId, decidedAt: now };
  const { affected } = await tx.update(DayPlanJob, { id, state: 'open' }, decided);
  return affected === 1;
}

/** Not theirs to accept: it stays open for whoever may. */
async function undecided(tx: Tx, { id }: DayPlanJob): Promise<PartOutcome> {
  await tx.update(DayPlanJob, { id }, { state: 'open', decidedBy: null, decidedAt: null });
  return 'skipped';
}

async function settleIfDone(tx: Tx, { planId, viewer }: AcceptPlan, now: Date): Promise<void> {
  const [left] = await tx.query(
    `SELECT 1 FROM day_plan_job WHERE planId = ? AND state = 'open' AND \`change\` IN ('placed', 'moved', 'retimed') LIMIT 1`,
    [planId],
  );
  if (left) return;
  const plan = await tx.findOneByOrFail(DayPlan, { id: planId });
  await settlePlan(tx, { plan, actor: { kind: 'person', id: viewer.personId } }, now);
}
