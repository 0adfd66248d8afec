import { atLocalHour, localTime } from '../time/words.ts';

/** The instant at which a day 'YYYY-MM-DD' is over in a zone, as ISO. */
export function endOfDay(day: string, zone: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const noon = Date.UTC(year, month - 1, date, 12);
  const shown = localTime(noon, zone).dayNumber;
  const days = Date.UTC(year, month - 1, date) / 86_400_000 - shown + 1;
  return new Date(atLocalHour(noon, days, 0, 0, zone)).toISOString();
}
