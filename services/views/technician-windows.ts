import type { TechnicianWindowsView } from '../../domain/contracts/visits.ts';
import { windowsFrom, windowTimes } from '../../domain/selfservice/windows.ts';
import { addDays, localDay } from '../../domain/time.ts';
import type { HalfDay } from '../../domain/vocabulary.ts';
import { Technician } from '../../entities/network.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { openVisitOf } from '../dispatch/visits.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/** Today and the days that an outlet agrees on times for. */
const DAYS = 7;

interface DayRow {
  day: string;
  capacity: number;
  booked: number;
}
interface Promised {
  day: string;
  half: HalfDay;
  promised: number;
}

/**
 * H6: what the outlet sees when it agrees on a time: for each half-day how often the technician is promised already,
 * at which times, and whether the outlet has room that day. What is shown may be gone when it is chosen: the claim
 * decides.
 */
export async function technicianWindows(tx: Tx, ticket: Ticket, now: Date): Promise<TechnicianWindowsView> {
  const { policy } = await policyInForce(tx);
  const zone = organisationZone();
  const today = localDay(now, zone);
  const last = addDays(today, DAYS - 1);
  const visit = await openVisitOf(tx, ticket.id);
  const technicianId = visit?.technicianId ?? ticket.technicianId;
  const technician = technicianId ? await tx.findOneBy(Technician, { id: technicianId }) : null;
  const [outlet] = await tx.query('SELECT dailyCapacity FROM outlet WHERE id = ?', [ticket.outletId]);
  const days: DayRow[] = await tx.query(
    'SELECT day, capacity, booked FROM capacity_day WHERE outletId = ? AND day BETWEEN ? AND ?',
    [ticket.outletId, today, last],
  );
  const promised: Promised[] = await tx.query(
    'SELECT day, half, promised FROM technician_window WHERE technicianId = ? AND day BETWEEN ? AND ?',
    [technicianId ?? 0, today, last],
  );
  const times: { heldDay: string; heldHalf: HalfDay; appointmentAt: Date }[] = await tx.query(
    `SELECT heldDay, heldHalf, appointmentAt FROM visit
     WHERE technicianId = ? AND heldDay BETWEEN ? AND ? AND appointmentAt IS NOT NULL AND outcome = 'open' AND ticketId <> ?
     ORDER BY appointmentAt`,
    [technicianId ?? 0, today, last, ticket.id],
  );
  const own = (window: { day: string; half: HalfDay }) =>
    visit?.heldDay === window.day && visit.heldHalf === window.half ? 1 : 0;
  const windows = windowsFrom(new Date(0), today, { ...policy.selfService, daysAhead: DAYS - 1 }, zone)
    .map((window) => ({ window, ...windowTimes(window, policy.selfService, zone) }))
    .filter(({ until }) => until > now);
  return {
    technicianName: technician?.name ?? null,
    limit: policy.visits.perTechnicianHalf,
    afternoonFrom: policy.selfService.afternoon.from,
    windows: windows.map(({ window, from, until }) => {
      const row = days.find(({ day }) => day === window.day);
      const left = row ? row.capacity - row.booked : (outlet?.dailyCapacity ?? 0);
      const taken = promised.find(({ day, half }) => day === window.day && half === window.half);
      return {
        ...window,
        from: from.toISOString(),
        until: until.toISOString(),
        promised: (taken?.promised ?? 0) - own(window),
        dayLeft: Math.max(0, left) + (ticket.plannedDay === window.day ? 1 : 0),
        at: times
          .filter(({ heldDay, heldHalf }) => heldDay === window.day && heldHalf === window.half)
          .map(({ appointmentAt }) => appointmentAt.toISOString()),
      };
    }),
  };
}
