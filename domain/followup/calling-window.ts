import { isSpringFestival, isWorkday } from '../calendar.ts';
import type { Policy } from '../policy.ts';
import {
  addDays,
  atLocal,
  type DailyWindow,
  hoursAfter,
  localDay,
  localTime,
  nextInWindow,
} from '../time.ts';
import type { CallWish } from '../vocabulary.ts';

/** Who is to be called, as far as it decides when. */
export interface Callee {
  /** Surveys keep to days off and to the customer's wish; whoever waits for a call back has a due time of their own. */
  survey: boolean;
  wish: CallWish;
  /** When they were tried before, the first time first. */
  tries: Date[];
  /** What spreads calls that may all begin at once: the same gives the same moment. */
  seed: number;
}
type Rules = Policy['followup'];

/** What the wishes mean, as far as the calling window goes. */
const WISHED: Record<CallWish, DailyWindow> = {
  any: { from: '00:00', to: '24:00' },
  morning: { from: '00:00', to: '12:00' },
  afternoon: { from: '12:00', to: '18:00' },
  evening: { from: '18:00', to: '24:00' },
};
/** Longer than any row of days off: a day on which a wish can be kept comes before, or never. */
const DAYS_LOOKED_AT = 30;
/** Open days among which a better hour is worth waiting for. */
const DAYS_TO_CHOOSE = 3;

/** F1: whether they may be called at this moment. */
export function mayCall(at: Date, callee: Callee, rules: Rules, zone: string): boolean {
  const span = spanOn(localDay(at, zone), keepable(at, callee, rules, zone), rules);
  const minute = minuteOf(localTime(at, zone));
  return span !== null && span.from <= minute && minute < span.to;
}

/**
 * F1: when somebody may next be called: inside the policy's window, on days off (statutory calendar) inside the shorter
 * one, not on the first day of Spring Festival, at the time of day that the customer wishes. What cannot begin at once is
 * spread by its seed, never heaped on the opening. Whoever was tried before is tried in another third of the window and
 * at another hour, as far as the window allows. A wish that no day can keep is passed over.
 *
 * @returns `after` itself for a first try inside the window; else a full minute after it
 */
export function nextCall(after: Date, callee: Callee, rules: Rules, zone: string): Date {
  if (callee.tries.length === 0 && mayCall(after, callee, rules, zone)) return after;
  const days = openDays(after, keepable(after, callee, rules, zone), rules, zone);
  const tried = callee.tries.map((at) => minuteOf(localTime(at, zone)));
  for (const isGood of tried.length > 0 ? betterHours(tried) : [() => true]) {
    for (const { day, span, from } of days) {
      const minute = choose(span, from, callee, isGood);
      if (minute !== null) return atLocal(day, clockTime(minute), zone);
    }
  }
  return nextInWindow(after, { from: rules.windowFrom, to: rules.windowTo }, zone);
}

/** F1: when somebody who was not reached is tried again: after the policy's pause, at another time of the day. */
export function nextTry(now: Date, callee: Callee, rules: Rules, zone: string): Date {
  const pause = rules.retryHours[Math.min(callee.tries.length, rules.retryHours.length) - 1] ?? 3;
  return nextCall(hoursAfter(now, pause), callee, rules, zone);
}

/** Minutes of the day, half open. */
interface Span {
  from: number;
  to: number;
}
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clockTime = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** When they may be called on a day; null: not on that day. */
function spanOn(day: string, { survey, wish }: Callee, rules: Rules): Span | null {
  if (survey && rules.festivalRest && isSpringFestival(day)) return null;
  const windows = [
    { from: rules.windowFrom, to: rules.windowTo },
    ...(survey ? [WISHED[wish]] : []),
    ...(survey && !isWorkday(day) ? [rules.daysOff] : []),
  ];
  const from = Math.max(...windows.map((window) => minuteOf(window.from)));
  const to = Math.min(...windows.map((window) => minuteOf(window.to)));
  return from < to ? { from, to } : null;
}

interface OpenDay {
  day: string;
  span: Span;
  /** What of the span is still to come. */
  from: number;
}

function openDays(after: Date, callee: Callee, rules: Rules, zone: string): OpenDay[] {
  const today = localDay(after, zone);
  const begun = atLocal(today, localTime(after, zone), zone) < after ? 1 : 0;
  const now = minuteOf(localTime(after, zone)) + begun;
  const days: OpenDay[] = [];
  for (let offset = 0; offset < DAYS_LOOKED_AT && days.length < DAYS_TO_CHOOSE; offset++) {
    const day = addDays(today, offset);
    const span = spanOn(day, callee, rules);
    const from = span && Math.max(span.from, offset === 0 ? now : 0);
    if (span && from !== null && from < span.to) days.push({ day, span, from });
  }
  return days;
}

/** With the wish as far as there is a day on which it can be kept. */
const keepable = (at: Date, callee: Callee, rules: Rules, zone: string): Callee =>
  callee.wish === 'any' || openDays(at, callee, rules, zone).length > 0 ? callee : { ...callee, wish: 'any' };

type IsGood = (minute: number, third: number, span: Span) => boolean;

/** Best first: neither third nor hour of any earlier try; neither of the last; another hour than the last; any. */
function betterHours(tried: number[]): IsGood[] {
  const hour = (minute: number) => Math.floor(minute / 60);
  const apart =
    (from: number[]): IsGood =>
    (minute, third, span) =>
      from.every((at) => hour(at) !== hour(minute) && thirdOf(at, span) !== third);
  const last = tried.at(-1) ?? 0;
  return [apart(tried), apart([last]), (minute) => hour(minute) !== hour(last), () => true];
}

const thirdBegins = ({ from, to }: Span, third: number): number =>
  from + Math.floor(((to - from) * third) / 3);
const thirdOf = (minute: number, span: Span): number =>
  minute < thirdBegins(span, 1) ? 0 : minute < thirdBegins(span, 2) ? 1 : 2;

/** A minute of the earliest third that has good ones. Multiples of the golden ratio fall evenly. */
function choose(span: Span, from: number, { survey, tries, seed }: Callee, isGood: IsGood): number | null {
  for (const third of [0, 1, 2]) {
    const good: number[] = [];
    for (
      let minute = Math.max(from, thirdBegins(span, third));
      minute < thirdBegins(span, third + 1);
      minute++
    )
      if (isGood(minute, third, span)) good.push(minute);
    if (good.length === 0) continue;
    // Whoever waits for a call back is called as soon as it may be.
    const share = survey || tries.length > 0 ? (seed * 0.618_033_988_75) % 1 : 0;
    return good[Math.floor(share * good.length)] ?? null;
  }
  return null;
}
