import type { z } from 'zod';
import type { AreaWindowsView, areaWindowsQuery } from '../../domain/contracts/visits.ts';
import { windowsFrom, windowTimes } from '../../domain/selfservice/windows.ts';
import { addDays, localDay } from '../../domain/time.ts';
import { mayWork, STANDINGS } from '../../domain/vocabulary.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/**
 * H6: half-days that may be wished for while a request is taken in, with how many of the outlets covering the place,
 * product and kind of work have room then. Which one gets it is decided when it is routed (D1–D3), and the claim there
 * decides whether it is promised.
 */
export async function areaWindows(
  tx: Tx,
  { districtCode, category, kind }: z.output<typeof areaWindowsQuery>,
  now: Date,
): Promise<AreaWindowsView> {
  const { policy } = await policyInForce(tx);
  const zone = organisationZone();
  const today = localDay(now, zone);
  const ahead = policy.selfService.daysAhead;
  const covering = kind === 'rescue' ? 'repair' : kind;
  const outlets: { id: number; name: string; dailyCapacity: number }[] = await tx.query(
    `SELECT o.id, o.name, o.dailyCapacity FROM coverage c JOIN outlet o ON o.id = c.outletId
     WHERE c.districtCode = ? AND c.category = ? AND c.kind = ? AND o.standing IN (?)
     ORDER BY o.name, o.id`,
    [districtCode, category, covering, STANDINGS.filter(mayWork)],
  );
  const ids = outlets.map(({ id }) => id);
  const rows: {
    outletId: number;
    day: string;
    capacity: number;
    booked: number;
    morning: number;
    afternoon: number;
  }[] =
    ids.length === 0
      ? []
      : await tx.query(
          `SELECT outletId, day, capacity, booked, morning, afternoon FROM capacity_day
           WHERE outletId IN (?) AND day BETWEEN ? AND ?`,
          [ids, today, addDays(today, ahead)],
        );
  const byDay = new Map(rows.map((row) => [`${row.outletId} ${row.day}`, row]));
  return {
    covering: outlets.length,
    outlets: outlets.map(({ id, name }) => ({ id, name })),
    windows: windowsFrom(now, today, policy.selfService, zone).map((window) => {
      const { from, until } = windowTimes(window, policy.selfService, zone);
      const free = outlets.filter(({ id, dailyCapacity }) => {
        const row = byDay.get(`${id} ${window.day}`);
        if (!row) return dailyCapacity > 0;
        return row.booked < row.capacity && row[window.half] < Math.ceil(row.capacity / 2);
      }).length;
      return { ...window, from: from.toISOString(), until: until.toISOString(), free };
    }),
  };
}
