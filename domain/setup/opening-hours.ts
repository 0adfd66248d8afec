import { z } from 'zod';
import { type DayKind, dayKind, weekdayOf } from '../calendar.ts';
import { addDays, atLocal, localDay } from '../time.ts';

/**
 * When people answer the phone. Days and times are local; a day's hours come from the first of these that speaks of
 * it: an own exception, the statutory calendar (holidays, weekends worked in exchange), its weekday.
 */
const day = z.iso.date();
const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const to = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'HH:MM');

/** Half open. One that ends at or before its beginning runs into the next day: from 20:00 to 02:00. */
export const spanSchema = z
  .strictObject({ from, to })
  .refine((span) => span.from !== span.to, { message: 'A span has to last.' });
export type Span = z.infer<typeof spanSchema>;
const spans = z.array(spanSchema).max(6);

/** What a day is taken for, or its own hours. */
export const EXCEPTION_KINDS = ['closed', 'hours', 'holiday', 'workday'] as const;
export const exceptionSchema = z.strictObject({
  from: day,
  /** The last day. */
  to: day,
  kind: z.enum(EXCEPTION_KINDS),
  /** With kind `hours`. */
  spans: spans.default([]),
  name: z.string().trim().max(40).default(''),
});
export type HoursException = z.infer<typeof exceptionSchema>;

const everyDay = (span: Span) => [[span], [span], [span], [span], [span], [span], [span]];
const USUAL: Span = { from: '08:00', to: '21:00' };

export const openingHoursSchema = z.strictObject({
  /** Monday to Sunday. */
  week: z.array(spans).length(7).default(everyDay(USUAL)),
  /** Whether statutory holidays and make-up workdays have hours of their own. */
  followCalendar: z.boolean().default(true),
  holiday: spans.default([USUAL]),
  /** Of a weekend that is worked in exchange. */
  makeUp: spans.default([USUAL]),
  /** Later ones outweigh earlier ones. */
  exceptions: z.array(exceptionSchema).max(200).default([]),
});
export type OpeningHours = z.infer<typeof openingHoursSchema>;

/** Open from 08:00 to 21:00 on every day. */
export const initialOpeningHours: OpeningHours = openingHoursSchema.parse({});

/** How far ahead an opening is looked for, in days. */
const HORIZON = 400;

export interface DayHours {
  kind: DayKind;
  spans: Span[];
  exception: HoursException | null;
}

/** What a day is and when it is open: those of its spans that begin on it. */
export function hoursOf(hours: OpeningHours, on: string): DayHours {
  const exception = hours.exceptions.findLast((one) => one.from <= on && on <= one.to) ?? null;
  const weekend = weekdayOf(on) > 5;
  const calendar = hours.followCalendar ? dayKind(on) : weekend ? 'weekend' : 'workday';
  const taken: DayKind =
    exception?.kind === 'holiday'
      ? 'holiday'
      : exception?.kind === 'workday'
        ? weekend
          ? 'make_up'
          : 'workday'
        : calendar;
  return { kind: taken, spans: spansOf(hours, on, taken, exception), exception };
}

function spansOf(hours: OpeningHours, on: string, kind: DayKind, exception: HoursException | null): Span[] {
  if (exception?.kind === 'closed') return [];
  if (exception?.kind === 'hours') return exception.spans;
  if (kind === 'holiday') return hours.holiday;
  if (kind === 'make_up') return hours.makeUp;
  return hours.week[weekdayOf(on) - 1] ?? [];
}

interface Opening {
  from: Date;
  to: Date;
}

function openings(hours: OpeningHours, on: string, zone: string): Opening[] {
  return hoursOf(hours, on).spans.map((span) => ({
    from: atLocal(on, span.from, zone),
    to: atLocal(span.to <= span.from ? addDays(on, 1) : on, span.to, zone),
  }));
}

const contains = (at: Date) => (one: Opening) => one.from <= at && at < one.to;

/** Whether people answer at this instant. */
export function isOpen(hours: OpeningHours, now: Date, zone: string): boolean {
  const today = localDay(now, zone);
  return [addDays(today, -1), today].some((on) => openings(hours, on, zone).some(contains(now)));
}

/**
 * The first instant at or after `now` at which people answer.
 *
 * @returns `now` itself while open; null when there is no opening within 400 days
 */
export function nextOpening(hours: OpeningHours, now: Date, zone: string): Date | null {
  if (isOpen(hours, now, zone)) return now;
  const today = localDay(now, zone);
  for (let ahead = 0; ahead <= HORIZON; ahead++) {
    const next = openings(hours, addDays(today, ahead), zone)
      .filter((one) => one.from > now && one.from < one.to)
      .sort((a, b) => a.from.getTime() - b.from.getTime())[0];
    if (next) return next.from;
  }
  return null;
}
