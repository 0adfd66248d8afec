import { weekdayOf } from '../../domain/calendar.ts';
import type { Point } from '../../domain/geo.ts';
import { addDays, dayStart, localDay } from '../../domain/time.ts';
import type { FieldKind, Priority, TicketState } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/** Whose day: of one outlet, or of all outlets of a region. */
export interface PlanScope {
  day: string;
  regionId: number;
  outletId: number | null;
  /** Also what the outlet has only been offered, and what no outlet has been asked yet. */
  withOffered: boolean;
  withNew: boolean;
}

export interface DayTechnician {
  id: number;
  name: string;
  outletId: number;
  outletName: string;
  skills: string[];
  worksFrom: string;
  worksTo: string;
  workDays: string;
  /** Whether it is one of their working days. */
  atWork: boolean;
  home: Point;
  fromHome: boolean;
  /** Where they were last that day. */
  last: Point | null;
  /** Jobs they have finished that day. */
  finished: number;
  /** Jobs that their outlet can still take on that day. */
  room: number;
}

/** A job that could be done that day, and how it stands. */
export interface DayJob {
  ticketId: number;
  number: string;
  version: number;
  state: TicketState;
  kind: FieldKind;
  priority: Priority;
  category: string | null;
  districtCode: string | null;
  /** Null for what no outlet has yet; then these could take it. */
  outletId: number | null;
  outletIds: number[];
  lng: number | null;
  lat: number | null;
  arrivalDueAt: Date | null;
  technicianId: number | null;
  appointmentAt: Date | null;
  appointmentUntil: Date | null;
  plannedAt: Date | null;
  plannedUntil: Date | null;
  plannedOrder: number | null;
  plannedFixed: boolean;
  departedAt: Date | null;
  arrivedAt: Date | null;
}

const place = ({ regionId, outletId }: PlanScope, alias: string): { sql: string; params: unknown[] } =>
  outletId === null
    ? { sql: `${alias}.regionId = ?`, params: [regionId] }
    : { sql: `${alias}.id = ?`, params: [outletId] };

/** Who works for the outlet, or for the outlets of the region, and where they are. */
export async function dayTechnicians(tx: Tx, scope: PlanScope): Promise<DayTechnician[]> {
  const zone = organisationZone();
  const { sql, params } = place(scope, 'o');
  const rows: TechnicianRow[] = await tx.query(
    `SELECT t.id, t.name, t.outletId, o.name AS outletName, t.skills, t.worksFrom, t.worksTo, t.workDays,
            t.homeLng, t.homeLat, o.lng, o.lat,
            COALESCE(d.capacity, o.dailyCapacity) - COALESCE(d.booked, 0) AS room
     FROM technician t JOIN outlet o ON o.id = t.outletId
     LEFT JOIN capacity_day d ON d.outletId = o.id AND d.day = ?
     WHERE t.active AND ${sql} ORDER BY o.name, o.id, t.code`,
    [scope.day, ...params],
  );
  const done = await finishedThatDay(
    tx,
    scope,
    rows.map(({ id }) => id),
    zone,
  );
  const weekday = String(weekdayOf(scope.day));
  return rows.map(({ homeLng, homeLat, lng, lat, skills, workDays, room, ...row }) => ({
    ...row,
    workDays,
    skills: skills.split(',').filter(Boolean),
    atWork: workDays.includes(weekday),
    home: homeLng !== null && homeLat !== null ? { lng: homeLng, lat: homeLat } : { lng, lat },
    fromHome: homeLng !== null && homeLat !== null,
    room: Math.max(0, Number(room)),
    finished: done.get(row.id)?.count ?? 0,
    last: done.get(row.id)?.last ?? null,
  }));
}

type TechnicianRow = Pick<
  DayTechnician,
  'id' | 'name' | 'outletId' | 'outletName' | 'worksFrom' | 'worksTo'
> & {
  skills: string;
  workDays: string;
  homeLng: number | null;
  homeLat: number | null;
  lng: number;
  lat: number;
  room: number;
};

async function finishedThatDay(
  tx: Tx,
  { day }: PlanScope,
  technicianIds: number[],
  zone: string,
): Promise<Map<number, { count: number; last: Point | null }>> {
  const done = new Map<number, { count: number; last: Point | null }>();
  if (technicianIds.length === 0) return done;
  const rows: { technicianId: number; lng: number | null; lat: number | null }[] = await tx.query(
    `SELECT v.technicianId, s.lng, s.lat FROM visit v JOIN ticket t ON t.id = v.ticketId
     LEFT JOIN site s ON s.id = t.siteId
     WHERE v.technicianId IN (?) AND v.outcome <> 'open' AND v.outcome <> 'withdrawn' AND v.endedAt >= ? AND v.endedAt < ?
     ORDER BY v.endedAt`,
    [technicianIds, dayStart(day, zone), dayStart(addDays(day, 1), zone)],
  );
  for (const { technicianId, lng, lat } of rows) {
    const before = done.get(technicianId);
    const last = lng !== null && lat !== null ? { lng, lat } : (before?.last ?? null);
    done.set(technicianId, { count: (before?.count ?? 0) + 1, last });
  }
  return done;
}

const JOB_COLUMNS = `t.id AS ticketId, t.number, t.version, t.state, t.kind, t.priority, t.category, t.districtCode,
  t.outletId, t.arrivalDueAt, COALESCE(s.lng, d.lng) AS lng, COALESCE(s.lat, d.lat) AS lat,
  v.technicianId, v.appointmentAt, v.appointmentUntil, v.plannedAt, v.plannedUntil, v.plannedOrder,
  COALESCE(v.plannedFixed, 0) AS plannedFixed,
  (SELECT at FROM service_action a WHERE a.visitId = v.id AND a.action = 'depart') AS departedAt,
  (SELECT at FROM service_action a WHERE a.visitId = v.id AND a.action = 'arrive') AS arrivedAt`;
const JOB_TABLES = `LEFT JOIN visit v ON v.ticketId = t.id AND v.outcome = 'open'
  LEFT JOIN site s ON s.id = t.siteId LEFT JOIN district d ON d.code = t.districtCode`;

/** Open jobs that could be done that day: promised for it, planned for it, or overdue and promised for no other. */
export async function dayJobs(tx: Tx, scope: PlanScope, now: Date): Promise<DayJob[]> {
  const zone = organisationZone();
  const [from, to] = [dayStart(scope.day, zone), dayStart(addDays(scope.day, 1), zone)];
  const today = localDay(now, zone);
  const states = ['accepted', 'in_progress', ...(scope.withOffered ? ['offered'] : [])];
  const { sql, params } = place(scope, 'o');
  const rows: (Omit<DayJob, 'outletIds'> & { plannedDay: string | null })[] = await tx.query(
    `SELECT ${JOB_COLUMNS}, t.plannedDay FROM outlet o JOIN ticket t ON t.outletId = o.id ${JOB_TABLES}
     WHERE ${sql} AND t.state IN (?) AND t.kind IN ('repair', 'installation', 'maintenance', 'rescue')
     ORDER BY t.id`,
    [...params, states],
  );
  const begins = from.getTime();
  const within = (at: Date | null) => at !== null && begins <= at.getTime() && at < to;
  const past = (at: Date | null) => at !== null && at.getTime() < begins;
  const jobs = rows.filter((job) => {
    if (job.departedAt || job.arrivedAt) return scope.day === today;
    if (within(job.plannedAt) || within(job.appointmentAt)) return true;
    if (job.appointmentAt) return past(job.appointmentAt) && !later(job.plannedAt);
    return !later(job.plannedAt) && (job.plannedDay === null || job.plannedDay <= scope.day);
  });
  function later(at: Date | null): boolean {
    return at !== null && at >= to;
  }
  const shaped = jobs.map((job) => withoutOldPromise({ ...job, outletIds: [] }, from));
  return scope.withNew ? [...shaped, ...(await unasked(tx, scope))] : shaped;
}

/** A promise of days before is broken: it is no window of today. Neither is a time planned for then. */
function withoutOldPromise(job: DayJob, from: Date): DayJob {
  const broken = job.appointmentAt !== null && job.appointmentAt < from;
  const over = job.plannedAt !== null && job.plannedAt < from;
  return {
    ...job,
    plannedFixed: Boolean(job.plannedFixed) && !over,
    ...(over ? { plannedAt: null, plannedUntil: null, plannedOrder: null } : {}),
    ...(broken && !job.arrivedAt
      ? {
          appointmentAt: null,
          appointmentUntil: null,
          arrivalDueAt: earlier(job.arrivalDueAt, job.appointmentAt),
        }
      : {}),
  };
}

const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

/** Tickets of the region, or of the district around the outlet, that no outlet has; with those that cover them (D1). */
async function unasked(tx: Tx, scope: PlanScope): Promise<DayJob[]> {
  const { sql, params } = place(scope, 'o');
  const rows: (Omit<DayJob, 'outletIds'> & { outletIds: string })[] = await tx.query(
    `SELECT ${JOB_COLUMNS}, GROUP_CONCAT(DISTINCT o.id) AS outletIds
     FROM ticket t JOIN coverage c ON c.districtCode = t.districtCode AND c.category = t.category
       AND c.kind = IF(t.kind = 'rescue', 'repair', t.kind)
     JOIN outlet o ON o.id = c.outletId AND o.standing IN ('good', 'warned', 'rectifying') ${JOB_TABLES}
     WHERE ${sql} AND t.state IN ('new', 'manual') AND t.outletId IS NULL
       AND (t.wishDay IS NULL OR t.wishDay <= ?)
       AND NOT EXISTS (SELECT 1 FROM offer f WHERE f.ticketId = t.id AND f.outletId = o.id AND f.state IN ('declined', 'timed_out'))
     GROUP BY t.id ORDER BY t.id`,
    [...params, scope.day],
  );
  return rows.map((row) => ({
    ...row,
    plannedFixed: false,
    outletIds: row.outletIds.split(',').map(Number),
  }));
}
