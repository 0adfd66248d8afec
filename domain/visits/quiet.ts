import { addDays, atLocal, type DailyWindow, localDay, localTime } from '../time.ts';

/**
 * Whether nobody is to be disturbed at that moment. The hours may go over midnight (21:00 to 08:00), and are half open:
 * at 08:00 the day has begun. The same time twice means that there are none.
 */
export function isQuiet(at: Date, { from, to }: DailyWindow, zone: string): boolean {
  const time = localTime(at, zone);
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

/**
 * The first moment at or after `at` that is not quiet.
 *
 * @returns `at` itself outside the quiet hours, else their end
 */
export function quietUntil(at: Date, quiet: DailyWindow, zone: string): Date {
  if (!isQuiet(at, quiet, zone)) return at;
  const day = localDay(at, zone);
  const end = atLocal(day, quiet.to, zone);
  return end > at ? end : atLocal(addDays(day, 1), quiet.to, zone);
}
