import type { DayJobView, FieldDay } from '../../domain/contracts/fieldwork.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Point } from '../../domain/geo.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { CARD_COLUMNS, CARD_TABLES, cardOf } from './cards.ts';

type JobRow = Parameters<typeof cardOf>[0] & {
  technicianName: string | null;
  mine: number;
  appointmentAt: Date | null;
  appointmentUntil: Date | null;
  plannedAt: Date | null;
  plannedOrder: number | null;
  lng: number | null;
  lat: number | null;
  precision: string | null;
};

const pointOf = ({ lng, lat }: { lng: number | null; lat: number | null }): Point | null =>
  lng === null || lat === null ? null : { lng, lat };
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** An outlet's jobs in hand, with where they are: for those who work there, who go there. */
export async function fieldDay(tx: Tx, viewer: Viewer, outletId: number, now: Date): Promise<FieldDay> {
  if (!viewer.scope.outletIds.includes(outletId))
    throw new DomainError('forbidden', 'This is the page of an outlet where you do not work.');
  const [outlet] = await tx.query('SELECT lng, lat FROM outlet WHERE id = ?', [outletId]);
  const rows: JobRow[] = await tx.query(
    `SELECT ${CARD_COLUMNS}, h.name AS technicianName, COALESCE(h.personId = ?, 0) AS mine,
            v.appointmentAt, v.appointmentUntil, v.plannedAt, v.plannedOrder, s.lng, s.lat, s.\`precision\`
     FROM ${CARD_TABLES}
     LEFT JOIN visit v ON v.ticketId = t.id AND v.outcome = 'open'
     LEFT JOIN technician h ON h.id = COALESCE(v.technicianId, t.technicianId)
     LEFT JOIN site s ON s.id = t.siteId
     WHERE t.outletId = ? AND t.state IN ('accepted', 'in_progress') ORDER BY t.id LIMIT 500`,
    [viewer.personId, outletId],
  );
  return { now: now.toISOString(), outletId, base: pointOf(outlet), jobs: rows.map(jobOf) };
}

const jobOf = (row: JobRow): DayJobView => ({
  card: cardOf(row),
  technicianName: row.technicianName,
  mine: Number(row.mine) === 1,
  appointmentAt: iso(row.appointmentAt),
  appointmentUntil: iso(row.appointmentUntil),
  plannedOrder: row.plannedOrder,
  plannedAt: iso(row.plannedAt),
  point: pointOf(row),
  precision: row.precision,
});
