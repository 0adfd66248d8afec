import type { MapOutlet, MapPlace } from '../../domain/contracts/board.ts';
import { localDay } from '../../domain/time.ts';
import { OPEN_STATES, type Precision, type TicketState } from '../../domain/vocabulary.ts';
import { scopeCondition, seesAddress, type TicketScope, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { outletScope } from './outlets.ts';

/** The outlets of the viewer's part of the organisation: where they are, how they stand, what today holds. */
export async function mapOutlets(
  tx: Tx,
  viewer: Viewer,
  now: Date,
): Promise<{ day: string; items: MapOutlet[] }> {
  const scope = outletScope(viewer);
  const day = localDay(now, organisationZone());
  const rows: MapOutlet[] = await tx.query(
    `SELECT o.id, o.name, o.type, o.standing, o.regionId, o.storeId, o.districtCode, o.lng, o.lat,
            COALESCE(w.openTickets, 0) AS openTickets, COALESCE(d.capacity, o.dailyCapacity) AS capacity,
            COALESCE(d.booked, 0) AS booked
     FROM outlet o
     LEFT JOIN (SELECT outletId, COUNT(*) AS openTickets FROM ticket
                WHERE state IN ('offered', 'accepted', 'in_progress') GROUP BY outletId) w ON w.outletId = o.id
     LEFT JOIN capacity_day d ON d.outletId = o.id AND d.day = ?
     WHERE o.standing <> 'removed' AND ${scope.sql} ORDER BY o.id`,
    [day, ...scope.params],
  );
  return {
    day,
    items: rows.map((row) => ({
      ...row,
      // MariaDB counts and coalesces in wider types, which arrive as text.
      openTickets: Number(row.openTickets),
      capacity: Number(row.capacity),
      booked: Number(row.booked),
    })),
  };
}

/** So many places at most: a map with more of them shows nothing. */
const PLACES_LIMIT = 1_000;

/**
 * Where open tickets are. Exactly for those who may know the address; for the others the district's centre, which
 * every card names already.
 */
export async function mapPlaces(
  tx: Tx,
  viewer: Viewer,
  asked: { ids: number[] } | { district: string },
): Promise<MapPlace[]> {
  const scope = scopeCondition(viewer, 't');
  const which =
    'ids' in asked
      ? { sql: 't.id IN (?)', params: [asked.ids] }
      : {
          sql: '(t.districtCode = ? OR d.parentCode = ?) AND t.state IN (?)',
          params: [asked.district, asked.district, OPEN_STATES],
        };
  const rows: PlaceRow[] = await tx.query(
    `SELECT t.id, t.state, t.regionId, t.storeId, t.outletId, d.lng AS districtLng, d.lat AS districtLat,
            s.lng, s.lat, s.\`precision\`
     FROM ticket t JOIN district d ON d.code = t.districtCode LEFT JOIN site s ON s.id = t.siteId
     WHERE ${which.sql} AND ${scope.sql} ORDER BY t.id DESC LIMIT ${PLACES_LIMIT}`,
    [...which.params, ...scope.params],
  );
  return rows.flatMap((row) => placeOf(row, seesAddress(viewer, row)));
}

type PlaceRow = TicketScope & {
  id: number;
  state: TicketState;
  districtLng: number | null;
  districtLat: number | null;
  lng: number | null;
  lat: number | null;
  precision: Precision | null;
};

function placeOf(row: PlaceRow, exactly: boolean): MapPlace[] {
  const ticketId = row.id;
  if (exactly && row.lng !== null && row.lat !== null)
    return [{ ticketId, lng: row.lng, lat: row.lat, precision: row.precision ?? 'county' }];
  if (row.districtLng === null || row.districtLat === null) return [];
  return [{ ticketId, lng: row.districtLng, lat: row.districtLat, precision: 'county' }];
}
