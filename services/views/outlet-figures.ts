import type { OutletView } from '../../domain/contracts/api.ts';
import type { CapacityView, OutletRow } from '../../domain/contracts/outlets.ts';
import { addDays, hoursAfter, localDay } from '../../domain/time.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { lateCondition } from './ticket-list.ts';

/** D4: offers are looked back on for so many days. */
const FIGURE_DAYS = 30;

type Plain = Omit<OutletView, 'technicians'>;

/** Outlets of one page with what they have in hand, what the next two days hold, and how they answer offers. */
export async function withFigures(tx: Tx, outlets: Plain[], now: Date): Promise<OutletRow[]> {
  if (outlets.length === 0) return [];
  const ids = outlets.map(({ id }) => id);
  const days = await capacityOf(tx, outlets, { days: 2 }, now);
  const late: { outletId: number; late: string }[] = await tx.query(
    `SELECT t.outletId, COUNT(*) AS late FROM ticket t
     WHERE t.outletId IN (?) AND t.state IN ('offered', 'accepted', 'in_progress') AND ${lateCondition}
     GROUP BY t.outletId`,
    [ids, now],
  );
  const offers: { outletId: number; accepted: string; declined: string; missed: string }[] = await tx.query(
    `SELECT outletId, SUM(state = 'accepted') AS accepted, SUM(state = 'declined') AS declined,
            SUM(state = 'timed_out') AS missed
     FROM offer WHERE outletId IN (?) AND offeredAt >= ? GROUP BY outletId`,
    [ids, hoursAfter(now, -24 * FIGURE_DAYS)],
  );
  const scores: { outletId: number; scored: number; scoreSum: number }[] = await tx.query(
    'SELECT outletId, scored, scoreSum FROM outlet_figures WHERE outletId IN (?)',
    [ids],
  );
  const { policy } = await policyInForce(tx);
  const lateOf = new Map(late.map((row) => [row.outletId, Number(row.late)]));
  const offersOf = new Map(offers.map((row) => [row.outletId, row]));
  const scoreOf = new Map(scores.map((row) => [row.outletId, row]));
  return outlets.map((outlet) => {
    const answered = offersOf.get(outlet.id);
    const { scored = 0, scoreSum = 0 } = scoreOf.get(outlet.id) ?? {};
    return {
      ...outlet,
      lateTickets: lateOf.get(outlet.id) ?? 0,
      days: days.get(outlet.id) ?? [],
      figures: {
        accepted: Number(answered?.accepted ?? 0),
        declined: Number(answered?.declined ?? 0),
        missed: Number(answered?.missed ?? 0),
        score: scored > 0 ? scoreSum / scored : null,
        scored,
        scoredDays: policy.dispatch.quality.days,
      },
    };
  });
}

/** D1: what the days from today on hold, by outlet. */
export async function capacityOf(
  tx: Tx,
  outlets: { id: number; dailyCapacity: number }[],
  { days }: { days: number },
  now: Date,
): Promise<Map<number, CapacityView[]>> {
  const today = localDay(now, organisationZone());
  const wanted = Array.from({ length: days }, (_, index) => addDays(today, index));
  const rows: (CapacityView & { outletId: number })[] = await tx.query(
    'SELECT outletId, day, capacity, booked FROM capacity_day WHERE outletId IN (?) AND day IN (?)',
    [outlets.map(({ id }) => id), wanted],
  );
  const known = new Map(rows.map(({ outletId, ...row }) => [`${outletId} ${row.day}`, row]));
  return new Map(
    outlets.map(({ id, dailyCapacity }) => [
      id,
      wanted.map((day) => known.get(`${id} ${day}`) ?? { day, capacity: dailyCapacity, booked: 0 }),
    ]),
  );
}
