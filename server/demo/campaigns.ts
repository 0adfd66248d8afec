import { addDays, atLocal, localDay } from '../../domain/time.ts';
import { Campaign, CampaignQuota } from '../../entities/campaign.ts';
import type { Organisation } from './organisation.ts';
import type { RowSink } from './row-writer.ts';

/** Places for each store of a region. */
const PLACES_PER_STORE = 12;

/** H7: the cleaning of range hoods that runs now, with places for every region by how many stores it has. */
export function writeCampaigns(
  { organisation, now, zone }: { organisation: Organisation; now: Date; zone: string },
  writer: RowSink,
): void {
  const today = localDay(now, zone);
  writer.add(Campaign, {
    id: 1,
    name: '油烟机免费深度清洗',
    nameEn: 'free deep cleaning of range hoods',
    kind: 'maintenance',
    category: 'range_hood',
    state: 'running',
    startsOn: addDays(today, -10),
    endsOn: addDays(today, 50),
    boughtFrom: null,
    // A new one needs no cleaning.
    boughtBefore: addDays(today, -365),
    offer: '您家的油烟机可以参加免费深度清洗',
    offerEn: 'Your range hood can have a free deep cleaning',
    note: '购机满一年的客户，每户一次；名额用完即止。',
    version: 1,
    createdAt: atLocal(addDays(today, -20), '10:00', zone),
    madeBy: null,
  });
  for (const region of organisation.regions.values()) {
    const places = [...organisation.places.values()].filter(({ regionId }) => regionId === region.id);
    const stores = new Set(places.map(({ store }) => store.id));
    const quota = Math.max(1, stores.size) * PLACES_PER_STORE;
    writer.add(CampaignQuota, { campaignId: 1, regionId: region.id, quota, booked: 0 });
  }
}
