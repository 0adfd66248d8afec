import { type Actor, roomsOf } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { addDays, localDay } from '../../domain/time.ts';
import { Outlet } from '../../entities/network.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

export interface SetCapacity {
  outletId: number;
  day: string;
  /** Jobs that it takes on that day; 0: none. */
  capacity: number;
  actor: Actor & { kind: 'person' };
}

/** As far ahead as it can be said. */
const FARTHEST_DAYS = 60;

/**
 * D1: how many jobs an outlet takes on a day. Below what is booked already nobody is thrown out: it is said, and nothing
 * more is promised for that day.
 *
 * @returns what is booked, perhaps more than the capacity now is
 * @throws DomainError not_found, invalid for a day that is past or too far
 */
export async function setCapacity(
  tx: Tx,
  { outletId, day, capacity, actor }: SetCapacity,
  now: Date,
): Promise<{ day: string; capacity: number; booked: number }> {
  const outlet = await tx.findOneBy(Outlet, { id: outletId });
  if (!outlet) throw new DomainError('not_found', 'There is no such outlet.');
  const today = localDay(now, organisationZone());
  if (day < today || day > addDays(today, FARTHEST_DAYS)) {
    throw new DomainError('invalid', 'That day is past, or too far ahead.');
  }
  await tx.query(
    `INSERT INTO capacity_day (outletId, day, capacity, booked) VALUES (?, ?, ?, 0)
     ON DUPLICATE KEY UPDATE capacity = VALUES(capacity)`,
    [outletId, day, capacity],
  );
  // Held by the change above: nobody books in between.
  const [{ booked }] = await tx.query(
    'SELECT booked FROM capacity_day WHERE outletId = ? AND day = ? FOR UPDATE',
    [outletId, day],
  );
  const rooms = roomsOf({ regionId: outlet.regionId, storeId: outlet.storeId, outletId });
  await appendEvents(
    tx,
    [{ type: 'outlet.capacity', data: { outletId, day, capacity, booked }, rule: 'D1', rooms }],
    now,
    actor,
  );
  return { day, capacity, booked };
}
