import { DateTime } from 'luxon';
import type { Language } from './vocabulary.ts';

/**
 * The one place where instants meet a time zone. Instants are `Date`s (UTC); a day is 'YYYY-MM-DD' and a
 * time of day 'HH:MM', both in the organisation's zone.
 */
export const secondsAfter = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1_000);
export const minutesAfter = (from: Date, minutes: number): Date =>
  new Date(from.getTime() + minutes * 60_000);
export const hoursAfter = (from: Date, hours: number): Date => minutesAfter(from, hours * 60);

/** A calendar is asked the same few things by every ticket, and takes long to answer each. */
function remembered<K extends string, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      if (known.size >= KEPT_ANSWERS) known.clear();
      value = answer(key);
      known.set(key, value);
    }
    return value;
  };
}
const KEPT_ANSWERS = 10_000;

const QUARTER_MS = 900_000;
/** How far a zone is ahead of UTC, in milliseconds: clocks are only ever changed at full quarters of an hour. */
const aheadIn = remembered((key: `${string} ${number}`): number => {
  const [zone = '', quarter] = key.split(' ');
  return DateTime.fromMillis(Number(quarter) * QUARTER_MS, { zone }).offset * 60_000;
});
/** What the clocks of a zone show, as if it were UTC: 'YYYY-MM-DDTHH:MM…'. */
const wallClock = (at: Date, zone: string): string => {
  const ms = at.getTime();
  return new Date(ms + aheadIn(`${zone} ${Math.floor(ms / QUARTER_MS)}`)).toISOString();
};

export const localDay = (at: Date, zone: string): string => wallClock(at, zone).slice(0, 10);

export const localTime = (at: Date, zone: string): string => wallClock(at, zone).slice(11, 16);

const dayAfter = remembered((key: `${string} ${number}`): string => {
  const [day = '', days] = key.split(' ');
  return DateTime.fromISO(day, { zone: 'utc' })
    .plus({ days: Number(days) })
    .toFormat('yyyy-MM-dd');
});
export const addDays = (day: string, days: number): string => dayAfter(`${day} ${days}`);

/** Every day from the first to the last, both included; none when they are the wrong way round. */
export function eachDay(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The last day of so many months from a day on: a year from 2025-11-28 ends on 2026-11-28. */
export const addMonths = (day: string, months: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM-dd');

/** The instant at which a local day begins. */
export const dayStart = (day: string, zone: string): Date => DateTime.fromISO(day, { zone }).toJSDate();

/** The instant of a local time of day on a local day. */
export function atLocal(day: string, time: string, zone: string): Date {
  return DateTime.fromISO(`${day}T${time}`, { zone }).toJSDate();
}

/** 5月1日 14:30; 1 May 14:30. */
export const sayTime = (at: Date, language: Language, zone: string): string =>
  DateTime.fromJSDate(at, { zone }).toFormat(language === 'zh' ? 'M月d日 HH:mm' : 'd MMM HH:mm', {
    locale: 'en',
  });

/** A daily window, half open: from 09:00 up to, not including, 20:00. */
export interface DailyWindow {
  from: string;
  to: string;
}

export function isInWindow(at: Date, window: DailyWindow, zone: string): boolean {
  const time = localTime(at, zone);
  return window.from <= time && time < window.to;
}

/**
 * F1: the first instant at or after `at` that lies in the window.
 *
 * @returns `at` itself when it lies inside, else the window's next opening
 */
export function nextInWindow(at: Date, window: DailyWindow, zone: string): Date {
  if (isInWindow(at, window, zone)) return at;
  const day = localDay(at, zone);
  const opening = atLocal(day, window.from, zone);
  return opening >= at ? opening : atLocal(addDays(day, 1), window.from, zone);
}

/**
 * F4: the instant at which so many hours of the window have passed: what is promised within four hours at 19:30 is
 * due at 12:30 on the next day.
 */
export function windowHoursAfter(from: Date, hours: number, window: DailyWindow, zone: string): Date {
  let at = nextInWindow(from, window, zone);
  for (let left = hours * 3_600_000; ; ) {
    const closing = atLocal(localDay(at, zone), window.to, zone);
    const today = closing.getTime() - at.getTime();
    if (left <= today) return new Date(at.getTime() + left);
    left -= today;
    at = nextInWindow(closing, window, zone);
  }
}
