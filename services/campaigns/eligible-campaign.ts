import { localDay } from '../../domain/time.ts';
import { OPEN_STATES } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import type { RunningCampaign } from './running.ts';

/** A campaign that a customer may book, for which of their products, and where. */
export interface EligibleFor {
  campaignId: number;
  kind: RunningCampaign['kind'];
  category: string;
  name: string;
  nameEn: string;
  applianceId: number;
  brandId: number | null;
  siteId: number;
  districtCode: string;
  hasAddress: boolean;
  regionId: number;
}

/**
 * H7: the campaign that ends soonest of those the customer may book: it runs today, they own the product, bought in the
 * span that it is for, in a region that has a quota; they have no place in it yet, nor an open ticket for the same work.
 *
 * @param only asks about this campaign alone
 * @param places only where a place is left
 */
export async function eligibleCampaign(
  tx: Tx,
  { customerId, only, places }: { customerId: number; only?: number; places: boolean },
  now: Date,
): Promise<EligibleFor | null> {
  const today = localDay(now, organisationZone());
  const [row] = await tx.query(
    `SELECT c.id AS campaignId, c.kind, c.category, c.name, c.nameEn, a.id AS applianceId, a.brandId, s.id AS siteId,
            s.districtCode, s.address IS NOT NULL AND s.address <> '' AS hasAddress, d.regionId
     FROM campaign c
     JOIN appliance a ON a.customerId = ? AND a.category = c.category
       AND (c.boughtFrom IS NULL OR a.purchasedOn >= c.boughtFrom)
       AND (c.boughtBefore IS NULL OR a.purchasedOn < c.boughtBefore)
     JOIN site s ON s.id = COALESCE(a.siteId, (SELECT MAX(o.id) FROM site o WHERE o.customerId = a.customerId))
     JOIN district d ON d.code = s.districtCode
     JOIN campaign_quota q ON q.campaignId = c.id AND q.regionId = d.regionId ${places ? 'AND q.booked < q.quota' : ''}
     WHERE c.state = 'running' AND c.startsOn <= ? AND c.endsOn >= ? ${only ? 'AND c.id = ?' : ''}
       AND NOT EXISTS (SELECT 1 FROM campaign_booking b
                       WHERE b.campaignId = c.id AND b.customerId = a.customerId AND b.liveMark = 1)
       AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.customerId = a.customerId AND t.kind = c.kind
                       AND t.category = c.category AND t.state IN (?))
     ORDER BY c.endsOn, c.id, a.id LIMIT 1`,
    [customerId, today, today, ...(only ? [only] : []), OPEN_STATES],
  );
  return row ? { ...row, hasAddress: Boolean(row.hasAddress) } : null;
}
