import { atLocalHour, localTime } from './words.ts';

/** The instant that a field 'YYYY-MM-DDTHH:MM' means in a zone, as ISO. */
export function instantOf(local: string, zone: string): string {
  const [day = '', time = ''] = local.split('T');
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const noon = Date.UTC(year, month - 1, date, 12);
  const days = Date.UTC(year, month - 1, date) / 86_400_000 - localTime(noon, zone).dayNumber;
  return new Date(atLocalHour(noon, days, hour, minute, zone)).toISOString();
}
