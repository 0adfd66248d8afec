import type { Policy } from '../policy.ts';
import { addDays } from '../time.ts';
import type { Priority } from '../vocabulary.ts';

/**
 * D1: the day the customer wishes; else today while it is early enough (rescue always), and the days after.
 *
 * @param now the local day and time
 */
export function daysToTry(
  ticket: { priority: Priority; wishDay: string | null },
  { sameDayUntil, daysAhead }: Pick<Policy['dispatch'], 'sameDayUntil' | 'daysAhead'>,
  now: { day: string; time: string },
): string[] {
  if (ticket.wishDay && ticket.wishDay >= now.day) return [ticket.wishDay];
  const late = ticket.priority !== 'rescue' && now.time >= sameDayUntil;
  const from = late ? addDays(now.day, 1) : now.day;
  return Array.from({ length: daysAhead + 1 }, (_, index) => addDays(from, index));
}
