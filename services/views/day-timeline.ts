import type { z } from 'zod';
import type { PlanSummary, Timeline, TimelineJob, timelineQuery } from '../../domain/contracts/day-plan.ts';
import { DomainError } from '../../domain/errors.ts';
import { type Point, roadTravel } from '../../domain/geo.ts';
import { conflictsOf } from '../../domain/plan/conflicts.ts';
import { serviceMinutes } from '../../domain/plan/service-minutes.ts';
import type { Policy } from '../../domain/policy.ts';
import { movesFor } from '../../domain/ticket-moves.ts';
import { addDays, atLocal, dayStart, localDay, localTime } from '../../domain/time.ts';
import { hasRole, type Viewer } from '../people/viewer.ts';
import {
  type DayJob,
  type DayTechnician,
  dayJobs,
  dayTechnicians,
  type PlanScope,
} from '../plan/day-rows.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { requireVisibleOutlet } from './outlets.ts';

/** Who plans days; of an outlet its manager. */
export const PLANNERS = ['dispatcher', 'administrator', 'outlet_manager'] as const;
/** From this hour on it is tomorrow that is looked at. */
const EVENING = '18:00';

/** The place whose day is meant, if the viewer may see it. */
export async function placeOfPlan(
  tx: Tx,
  viewer: Viewer,
  { outletId, regionId }: { outletId?: number; regionId?: number },
): Promise<{ regionId: number; outletId: number | null }> {
  const { province, regionIds } = viewer.scope;
  const wanted = outletId ?? (regionId === undefined ? await onlyOutlet(tx, viewer) : undefined);
  if (wanted !== undefined) {
    await requireVisibleOutlet(tx, viewer, wanted);
    const [outlet] = await tx.query('SELECT regionId FROM outlet WHERE id = ?', [wanted]);
    return { outletId: wanted, regionId: outlet.regionId };
  }
  const region = regionId ?? regionIds[0] ?? (province ? await firstRegion(tx) : undefined);
  if (region === undefined || !(province || regionIds.includes(region))) {
    throw new DomainError('not_found', 'There is no such region here. Choose an outlet.');
  }
  const [known] = await tx.query("SELECT id FROM unit WHERE id = ? AND kind = 'region'", [region]);
  if (!known) throw new DomainError('not_found', 'There is no such region.');
  return { regionId: region, outletId: null };
}

/** Of someone who sees no whole region. */
async function onlyOutlet(tx: Tx, { scope }: Viewer): Promise<number | undefined> {
  const { province, regionIds, storeIds, outletIds } = scope;
  if (province || regionIds.length > 0) return undefined;
  const [row] = await tx.query(
    'SELECT id FROM outlet WHERE id IN (?) OR storeId IN (?) ORDER BY id LIMIT 1',
    [
      [0, ...outletIds],
      [0, ...storeIds],
    ],
  );
  if (!row) throw new DomainError('forbidden', 'There is no outlet whose days you look after.');
  return row.id;
}

async function firstRegion(tx: Tx): Promise<number | undefined> {
  const [row] = await tx.query("SELECT id FROM unit WHERE kind = 'region' ORDER BY id LIMIT 1");
  return row?.id;
}

/** The day of an outlet's or a region's technicians, as it is planned now. */
export async function dayTimeline(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof timelineQuery>,
  now: Date,
): Promise<Timeline> {
  const zone = organisationZone();
  const today = localDay(now, zone);
  const usual = localTime(now, zone) < EVENING ? today : addDays(today, 1);
  const scope: PlanScope = {
    ...(await placeOfPlan(tx, viewer, query)),
    day: query.day ?? usual,
    withOffered: query.offered === 'true',
    withNew: query.new === 'true',
  };
  const { policy } = await policyInForce(tx);
  const technicians = await dayTechnicians(tx, scope);
  const jobs = await dayJobs(tx, scope, now);
  const shown = standing(scope, technicians, jobs, policy.plan, viewer);
  const outlets = new Map(technicians.map(({ outletId, outletName }) => [outletId, outletName]));
  return {
    day: scope.day,
    startsAt: dayStart(scope.day, zone).toISOString(),
    regionId: scope.regionId,
    outletId: scope.outletId,
    outlets: [...outlets].map(([id, name]) => ({ id, name })),
    technicians: technicians.map(
      ({ id, name, outletId, skills, worksFrom, worksTo, workDays, atWork, fromHome }) => ({
        id,
        name,
        outletId,
        skills,
        worksFrom,
        worksTo,
        workDays,
        atWork,
        fromHome,
      }),
    ),
    jobs: shown,
    plan: await latestPlan(tx, scope),
    mayPlan: hasRole(viewer, ...PLANNERS),
  };
}

/** Each job with the way to it and what does not fit. */
function standing(
  { day }: PlanScope,
  technicians: DayTechnician[],
  jobs: DayJob[],
  policy: Policy['plan'],
  viewer: Viewer,
): TimelineJob[] {
  const zone = organisationZone();
  const clock = (time: string) => atLocal(day, time, zone).getTime();
  const details = new Map<number, Pick<TimelineJob, 'travelMinutes' | 'conflicts'>>();
  for (const technician of technicians) {
    const mine = jobs
      .filter((job) => job.technicianId === technician.id && startOf(job) !== null)
      .sort((a, b) => (startOf(a) as number) - (startOf(b) as number));
    let place: Point | null = technician.last ?? technician.home;
    const ways = mine.map((job) => {
      const here: Point | null = job.lng !== null && job.lat !== null ? (job as Point) : null;
      const seconds = place && here ? (roadTravel([place, here], policy.road).seconds[1] as number) : null;
      place = here ?? place;
      return seconds;
    });
    const found = conflictsOf(
      mine.map((job, index) => ({
        at: startOf(job) as number,
        until: endOf(job, policy) as number,
        travel: (ways[index] ?? 0) * 1_000,
        promisedFrom: job.appointmentAt?.getTime() ?? null,
        promisedUntil: job.appointmentUntil?.getTime() ?? null,
        due: job.arrivalDueAt?.getTime() ?? null,
        begun: job.arrivedAt !== null,
        ownOutlet: job.outletId === technician.outletId,
      })),
      {
        from: clock(technician.worksFrom),
        to: clock(technician.worksTo),
        atWork: technician.atWork,
        exact: policy.exactMinutes * 60_000,
      },
    );
    for (const [index, job] of mine.entries()) {
      const seconds = ways[index] ?? null;
      details.set(job.ticketId, {
        travelMinutes: seconds === null ? null : Math.round(seconds / 60),
        conflicts: found[index] ?? [],
      });
    }
  }
  return jobs.map((job) => ({
    ticketId: job.ticketId,
    number: job.number,
    version: job.version,
    state: job.state,
    kind: job.kind,
    priority: job.priority,
    category: job.category,
    districtCode: job.districtCode,
    outletId: job.outletId,
    technicianId: job.technicianId,
    plannedAt: isoOf(startOf(job)),
    plannedUntil: isoOf(endOf(job, policy)),
    plannedOrder: job.plannedOrder,
    fixed: job.plannedFixed,
    minutes: serviceMinutes(job, policy),
    promisedFrom: job.appointmentAt?.toISOString() ?? null,
    promisedUntil: job.appointmentUntil?.toISOString() ?? null,
    dueAt: job.arrivalDueAt?.toISOString() ?? null,
    progress: job.arrivedAt ? 'arrived' : job.departedAt ? 'departed' : 'waiting',
    travelMinutes: null,
    conflicts: [],
    ...details.get(job.ticketId),
    movable: isMovable(job, viewer),
  }));
}

const startOf = ({ arrivedAt, plannedAt }: DayJob): number | null =>
  (arrivedAt ?? plannedAt)?.getTime() ?? null;
const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function endOf(job: DayJob, policy: Policy['plan']): number | null {
  const start = startOf(job);
  if (start === null) return null;
  const planned = job.arrivedAt ? null : job.plannedUntil?.getTime();
  return planned ?? start + serviceMinutes(job, policy) * 60_000;
}

function isMovable({ arrivedAt, outletId, kind, state }: DayJob, viewer: Viewer): boolean {
  const ownOutlet = outletId !== null && viewer.scope.outletIds.includes(outletId);
  return arrivedAt === null && movesFor({ roles: viewer.roles, ownOutlet, kind, state }).includes('plan');
}

const SUMMARY = `p.id, p.day, p.regionId, p.outletId, p.state, w.name AS askedBy, p.askedAt, p.progress, p.travel`;
type SummaryRow = Omit<PlanSummary, 'askedAt'> & { askedAt: Date };
const summaryOf = ({ askedAt, ...row }: SummaryRow): PlanSummary => ({
  ...row,
  askedAt: askedAt.toISOString(),
});

async function latestPlan(tx: Tx, { day, regionId, outletId }: PlanScope): Promise<PlanSummary | null> {
  const [row]: SummaryRow[] = await tx.query(
    `SELECT ${SUMMARY} FROM day_plan p JOIN person w ON w.id = p.askedBy
     WHERE p.regionId = ? AND p.outletId <=> ? AND p.day = ? AND p.state IN ('queued', 'running', 'proposed', 'failed')
     ORDER BY p.id DESC LIMIT 1`,
    [regionId, outletId, day],
  );
  return row ? summaryOf(row) : null;
}

export async function planSummary(tx: Tx, planId: number): Promise<PlanSummary> {
  const [row]: SummaryRow[] = await tx.query(
    `SELECT ${SUMMARY} FROM day_plan p JOIN person w ON w.id = p.askedBy WHERE p.id = ?`,
    [planId],
  );
  if (!row) throw new DomainError('not_found', 'There is no such plan.');
  return summaryOf(row);
}
