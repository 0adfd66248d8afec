import { dayKind } from '../calendar.ts';
import type { Span } from '../setup/opening-hours.ts';
import { addDays, atLocal, dayStart, localDay } from '../time.ts';
import type { WorkingHours } from './deadline-policy.ts';

/** What time is counted by. `hours` null: every minute counts, at any hour (rescue). */
export interface WorkClock {
  hours: WorkingHours | null;
  zone: string;
}

/** Half open, in milliseconds since 1970. */
type Interval = readonly [from: number, to: number];

/**
 * The earliest instant at or after `from` by which so much working time has passed: at the end of a working day
 * rather than at the beginning of the next one.
 *
 * @param ms of working time, not negative
 */
export function addWorkingTime(from: Date, ms: number, clock: WorkClock): Date {
  if (!clock.hours || ms <= 0) return new Date(from.getTime() + Math.max(ms, 0));
  let left = ms;
  const at = from.getTime();
  for (let day = localDay(from, clock.zone); ; day = addDays(day, 1)) {
    for (const [begin, end] of workOf(day, clock.hours, clock.zone)) {
      const start = Math.max(begin, at);
      if (start >= end) continue;
      if (left <= end - start) return new Date(start + left);
      left -= end - start;
    }
  }
}

/** The latest instant at or before `until` from which so much working time passes up to it. */
export function subtractWorkingTime(until: Date, ms: number, clock: WorkClock): Date {
  if (!clock.hours || ms <= 0) return new Date(until.getTime() - Math.max(ms, 0));
  let left = ms;
  const at = until.getTime();
  for (let day = localDay(until, clock.zone); ; day = addDays(day, -1)) {
    for (const [begin, end] of [...workOf(day, clock.hours, clock.zone)].reverse()) {
      const stop = Math.min(end, at);
      if (stop <= begin) continue;
      if (left <= stop - begin) return new Date(stop - left);
      left -= stop - begin;
    }
  }
}

/** Working time from one instant up to, not including, another, in milliseconds; negative when `to` comes first. */
export function workingTimeBetween(from: Date, to: Date, clock: WorkClock): number {
  if (to < from) return -workingTimeBetween(to, from, clock);
  if (!clock.hours) return to.getTime() - from.getTime();
  const last = localDay(to, clock.zone);
  let total = 0;
  for (let day = localDay(from, clock.zone); day <= last; day = addDays(day, 1)) {
    for (const [begin, end] of workOf(day, clock.hours, clock.zone)) {
      total += Math.max(Math.min(end, to.getTime()) - Math.max(begin, from.getTime()), 0);
    }
  }
  return total;
}

/** Whether time counts at this instant, and when that next changes; null: it never does. */
export function workAt(at: Date, clock: WorkClock): { counts: boolean; until: Date | null } {
  if (!clock.hours) return { counts: true, until: null };
  const now = at.getTime();
  for (let day = localDay(at, clock.zone); ; day = addDays(day, 1)) {
    for (const [begin, end] of workOf(day, clock.hours, clock.zone)) {
      if (now < begin) return { counts: false, until: new Date(begin) };
      if (now < end) return { counts: true, until: new Date(end) };
    }
  }
}

/** Days already reckoned: the same few are asked for by every ticket. */
const reckoned = new WeakMap<WorkingHours, Map<string, Interval[]>>();
const KEPT_DAYS = 1_000;

/** The working time that lies within a local day, in order and without overlap. */
function workOf(day: string, hours: WorkingHours, zone: string): Interval[] {
  let days = reckoned.get(hours);
  if (!days || days.size > KEPT_DAYS) {
    days = new Map();
    reckoned.set(hours, days);
  }
  const key = `${zone} ${day}`;
  let work = days.get(key);
  if (!work) {
    work = reckon(day, hours, zone);
    days.set(key, work);
  }
  return work;
}

function reckon(day: string, hours: WorkingHours, zone: string): Interval[] {
  const from = dayStart(day, zone).getTime();
  const to = dayStart(addDays(day, 1), zone).getTime();
  // A span that runs past midnight belongs to the day on which it began.
  const found = [addDays(day, -1), day]
    .flatMap((begins) => spansOf(begins, hours).map((span) => intervalOf(begins, span, zone)))
    .map(([begin, end]): Interval => [Math.max(begin, from), Math.min(end, to)])
    .filter(([begin, end]) => begin < end)
    .sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [begin, end] of found) {
    const before = joined.at(-1);
    if (before && begin <= before[1]) before[1] = Math.max(before[1], end);
    else joined.push([begin, end]);
  }
  return joined;
}

const intervalOf = (day: string, { from, to }: Span, zone: string): Interval => [
  atLocal(day, from, zone).getTime(),
  atLocal(to <= from ? addDays(day, 1) : day, to, zone).getTime(),
];

/** The hours that begin on a day. Of a year that is not announced, weekends and workdays alone are known. */
function spansOf(day: string, hours: WorkingHours): Span[] {
  const special = hours.special.findLast((one) => one.from <= day && day <= one.to);
  const kind = special?.as ?? dayKind(day);
  return kind === 'holiday' ? hours.holiday : kind === 'weekend' ? hours.weekend : hours.workday;
}
