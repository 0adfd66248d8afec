import { distanceKm, type Point } from '../geo.ts';

/** What the order of a day goes by. */
export interface DayJob {
  id: number;
  plannedOrder: number | null;
  plannedAt: string | null;
  appointmentAt: string | null;
  dueAt: string | null;
  rescue: boolean;
}

const timeOf = ({ plannedAt, appointmentAt, dueAt }: DayJob): number =>
  Date.parse(plannedAt ?? appointmentAt ?? dueAt ?? '9999-12-31T00:00:00Z');

/** The order in which a day is driven: rescues, then as planned, then by the time agreed, then by what is due. */
export function inDayOrder<J extends DayJob>(jobs: readonly J[]): J[] {
  return [...jobs].sort(
    (a, b) =>
      Number(b.rescue) - Number(a.rescue) ||
      (a.plannedOrder ?? Number.MAX_SAFE_INTEGER) - (b.plannedOrder ?? Number.MAX_SAFE_INTEGER) ||
      timeOf(a) - timeOf(b) ||
      a.id - b.id,
  );
}

/** Today's, with what is overdue and what has no day yet; and what comes later. */
export function todayAndLater<J extends DayJob>(
  jobs: readonly J[],
  endOfToday: number,
): { today: J[]; later: J[] } {
  const isLater = ({ plannedAt, appointmentAt }: J) =>
    Date.parse(plannedAt ?? appointmentAt ?? '1970-01-01T00:00:00Z') >= endOfToday;
  const ordered = inDayOrder(jobs);
  return { today: ordered.filter((job) => !isLater(job)), later: ordered.filter(isLater) };
}

/** Roads are longer than a straight line, and a van in town does about this. */
const DETOUR = 1.35;
const KM_PER_HOUR = 32;
const PARKING_MINUTES = 4;

/** A rough way from one place to the next, said to be rough. */
export function roughWay(from: Point, to: Point): { km: number; minutes: number } {
  const km = Math.round(distanceKm(from, to) * DETOUR * 10) / 10;
  return { km, minutes: km < 0.2 ? 0 : Math.round((km / KM_PER_HOUR) * 60) + PARKING_MINUTES };
}

export const MAP_APPS = ['amap', 'apple', 'geo'] as const;
export type MapApp = (typeof MAP_APPS)[number];

/** An address that a phone's map application opens. Coordinates alone: nobody else learns whose home it is. */
export function mapLink(app: MapApp, { lng, lat }: Point): string {
  const at = [lng, lat].map((degrees) => degrees.toFixed(6));
  switch (app) {
    case 'amap':
      return `https://uri.amap.com/navigation?to=${at[0]},${at[1]}&mode=car&coordinate=wgs84&callnative=1`;
    case 'apple':
      return `https://maps.apple.com/?daddr=${at[1]},${at[0]}&dirflg=d`;
    case 'geo':
      return `geo:${at[1]},${at[0]}?q=${at[1]},${at[0]}`;
    default: {
      const never: never = app;
      throw new Error(`unknown map ${never}`);
    }
  }
}
