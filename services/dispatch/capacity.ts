import { type HalfDay, mayWork, STANDINGS } from '../../domain/vocabulary.ts';
import { prepared } from '../../entities/data-source.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';

/**
 * D1: takes one place at an outlet on a day, or finds that none is left. One conditional update decides, so
 * that no day is over-booked however many ask at once.
 *
 * @param half H6: promised for that half of the day, of which each takes at most half of the day's jobs
 */
export const claimCapacity = (
  tx: Tx,
  outletId: number,
  day: string,
  half: HalfDay | null = null,
): Promise<boolean> => claim(tx, outletId, day, { place: true, half });

/**
 * D5: the same for new work: none where dispatch is stopped. The outlet's row is read as it stands and held against
 * change until the transaction ends, so that nothing is promised behind a stop that takes effect meanwhile.
 */
export const claimForWork = (
  tx: Tx,
  outletId: number,
  day: string,
  half: HalfDay | null = null,
): Promise<boolean> => claim(tx, outletId, day, { place: true, half, newWork: true });

/** H6: the other half of a day on which a place is held already. */
export const claimHalf = (tx: Tx, outletId: number, day: string, half: HalfDay): Promise<boolean> =>
  claim(tx, outletId, day, { place: false, half });

interface Claim {
  place: boolean;
  half: HalfDay | null;
  newWork?: boolean;
}

/** As SQL: standings in which an outlet is given work. */
const WORKING = `(${STANDINGS.filter(mayWork)
  .map((standing) => `'${standing}'`)
  .join()})`;

async function claim(tx: Tx, outletId: number, day: string, what: Claim): Promise<boolean> {
  if (await take(tx, outletId, day, what)) return true;
  // Only now, and only where the day has no row yet: an insert that meets a row takes a shared lock on it, and
  // two that then want to update it would wait for each other.
  const [known] = await tx.query('SELECT 1 FROM capacity_day WHERE outletId = ? AND day = ?', [
    outletId,
    day,
  ]);
  if (known) return false;
  await tx.query(
    `INSERT IGNORE INTO capacity_day (outletId, day, capacity, booked)
     SELECT id, ?, dailyCapacity, 0 FROM outlet WHERE id = ?`,
    [day, outletId],
  );
  return take(tx, outletId, day, what);
}

async function take(tx: Tx, outletId: number, day: string, what: Claim): Promise<boolean> {
  const { place, half, newWork } = what;
  const sets = [...(place ? ['booked = booked + 1'] : []), ...(half ? [`${half} = ${half} + 1`] : [])];
  const limits = [...(place ? ['booked < capacity'] : []), ...(half ? [`${half} < CEIL(capacity / 2)`] : [])];
  if (newWork)
    limits.push(
      `EXISTS (SELECT 1 FROM outlet o WHERE o.id = ? AND o.standing IN ${WORKING} LOCK IN SHARE MODE)`,
    );
  const { affectedRows } = await prepared(
    tx,
    `UPDATE capacity_day SET ${sets.join()} WHERE outletId = ? AND day = ? AND ${limits.join(' AND ')}`,
    [outletId, day, ...(newWork ? [outletId] : [])],
  );
  return affectedRows === 1;
}

/** Gives a claimed place back, and the half of the day that was promised with it. */
export async function releaseCapacity(
  tx: Tx,
  outletId: number | null,
  day: string | null,
  half: HalfDay | null = null,
): Promise<void> {
  if (!outletId || !day) return;
  await tx.query(
    'UPDATE capacity_day SET booked = booked - 1 WHERE outletId = ? AND day = ? AND booked > 0',
    [outletId, day],
  );
  if (half) await releaseHalf(tx, outletId, day, half);
}

export async function releaseHalf(tx: Tx, outletId: number, day: string, half: HalfDay): Promise<void> {
  await tx.query(
    `UPDATE capacity_day SET ${half} = ${half} - 1 WHERE outletId = ? AND day = ? AND ${half} > 0`,
    [outletId, day],
  );
}

/** The half of that day which the customer was promised; it goes with the ticket to whoever gets it. */
export const promisedHalf = (
  ticket: Pick<Ticket, 'wishDay' | 'plannedHalf'>,
  day: string | null,
): HalfDay | null => (day !== null && ticket.wishDay === day ? ticket.plannedHalf : null);
