import type { Policy } from '../../domain/policy.ts';
import { type VisitWindow, windowsFrom } from '../../domain/selfservice/windows.ts';
import { addDays, localDay } from '../../domain/time.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/**
 * H6: the windows that the ticket's outlet still has, soonest first, without the one that the ticket has already.
 * What is shown here may be gone when it is chosen: the claim decides.
 *
 * @param earliest no window that begins before this
 */
export async function openWindows(
  tx: Tx,
  ticket: Pick<Ticket, 'outletId' | 'plannedDay' | 'plannedHalf'>,
  policy: Policy['selfService'],
  earliest: Date,
  now: Date,
): Promise<VisitWindow[]> {
  const { outletId, plannedDay, plannedHalf } = ticket;
  if (!outletId) return [];
  const zone = organisationZone();
  const today = localDay(now, zone);
  const [outlet] = await tx.query('SELECT dailyCapacity FROM outlet WHERE id = ?', [outletId]);
  const rows: DayRow[] = await tx.query(
    'SELECT day, capacity, booked, morning, afternoon FROM capacity_day WHERE outletId = ? AND day BETWEEN ? AND ?',
    [outletId, today, addDays(today, policy.daysAhead)],
  );
  const days = new Map(rows.map((row) => [row.day, row]));
  return windowsFrom(earliest, today, policy, zone).filter(({ day, half }) => {
    const row = days.get(day) ?? { capacity: outlet.dailyCapacity, booked: 0, morning: 0, afternoon: 0 };
    const holdsDay = day === plannedDay;
    if (holdsDay && half === plannedHalf) return false;
    return (holdsDay || row.booked < row.capacity) && row[half] < Math.ceil(row.capacity / 2);
  });
}

interface DayRow {
  day: string;
  capacity: number;
  booked: number;
  morning: number;
  afternoon: number;
}
