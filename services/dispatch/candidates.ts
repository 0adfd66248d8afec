import type { Candidate, RoutingQuestion } from '../../domain/dispatch/choose-outlet.ts';
import { distanceKm } from '../../domain/geo.ts';
import type { FieldKind } from '../../domain/vocabulary.ts';
import { Site } from '../../entities/customer.ts';
import { District } from '../../entities/reference.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';

/** What routing asks about a ticket, apart from the day. */
export type TicketQuestion = Omit<RoutingQuestion, 'day'>;

/** A ticket's warranty, market tier and contract: what D1 and D2 depend on. */
export async function questionOf(tx: Tx, ticket: Ticket, today: string): Promise<TicketQuestion> {
  const [row] = await tx.query(
    `SELECT s.marketTier AS tier, a.warrantyUntil AS warrantyUntil,
            EXISTS (SELECT 1 FROM supply_contract c WHERE c.brandId = t.brandId AND c.manufacturerFirst
                    AND c.validFrom <= ? AND c.validTo >= ?) AS manufacturerFirst
     FROM ticket t LEFT JOIN unit s ON s.id = t.storeId LEFT JOIN appliance a ON a.id = t.applianceId
     WHERE t.id = ?`,
    [today, today, ticket.id],
  );
  return {
    category: ticket.category ?? '',
    marketTier: row?.tier ?? 3,
    underWarranty: row?.warrantyUntil != null && row.warrantyUntil >= today && ticket.brandId !== null,
    manufacturerFirst: Boolean(row?.manufacturerFirst),
  };
}

/**
 * Every outlet that covers the ticket's district, category and kind of work, with what decides among them on
 * that day. Rescue is covered by whoever repairs; of an unknown product, by whoever repairs anything there.
 */
export async function loadCandidates(tx: Tx, ticket: Ticket, day: string): Promise<Candidate[]> {
  const point = await pointOf(tx, ticket);
  const anything = ticket.kind === 'rescue' && ticket.category === null;
  const kind = (ticket.kind === 'rescue' ? 'repair' : ticket.kind) as FieldKind;
  const rows: CandidateRow[] = await tx.query(
    `SELECT o.id AS outletId, o.name, o.type, o.standing, o.lng, o.lat,
            COALESCE(d.capacity, o.dailyCapacity) AS capacity, COALESCE(d.booked, 0) AS booked,
            (SELECT COUNT(*) FROM ticket w WHERE w.outletId = o.id
               AND w.state IN ('offered', 'accepted', 'in_progress')) AS openJobs,
            EXISTS (SELECT 1 FROM brand_authorisation b WHERE b.outletId = o.id AND b.brandId = ?
                      AND b.validFrom <= ? AND (b.validTo IS NULL OR b.validTo >= ?)) AS authorised,
            EXISTS (SELECT 1 FROM offer f WHERE f.ticketId = ? AND f.outletId = o.id
                      AND f.state IN ('declined', 'timed_out')) AS tried
     FROM (SELECT DISTINCT outletId FROM coverage WHERE districtCode = ? AND kind = ? AND (category = ? OR ?)) c
     JOIN outlet o ON o.id = c.outletId
     LEFT JOIN capacity_day d ON d.outletId = o.id AND d.day = ?`,
    [ticket.brandId, day, day, ticket.id, ticket.districtCode, kind, ticket.category, anything, day],
  );
  return rows.map((row) => ({
    outletId: row.outletId,
    name: row.name,
    type: row.type,
    standing: row.standing,
    distanceKm: distanceKm(point, row),
    load: Number(row.openJobs),
    capacity: row.capacity,
    booked: row.booked,
    authorised: Boolean(row.authorised),
    tried: Boolean(row.tried),
  }));
}

type CandidateRow = Pick<Candidate, 'outletId' | 'name' | 'type' | 'standing' | 'capacity' | 'booked'> & {
  lng: number;
  lat: number;
  openJobs: number;
  authorised: number;
  tried: number;
};

async function pointOf(tx: Tx, ticket: Ticket): Promise<{ lng: number; lat: number }> {
  const site = ticket.siteId ? await tx.findOneBy(Site, { id: ticket.siteId }) : null;
  if (site?.lng != null && site.lat != null) return { lng: site.lng, lat: site.lat };
  const district = ticket.districtCode ? await tx.findOneBy(District, { code: ticket.districtCode }) : null;
  if (!district) throw new Error(`ticket ${ticket.id} is to be routed without a place`);
  return { lng: district.lng, lat: district.lat };
}
