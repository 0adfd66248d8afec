import { eligibleCampaign } from '../services/campaigns/eligible-campaign.ts';
import type { CallerProfile } from '../services/intake/caller-profile.ts';
import type { Tx } from '../services/transaction.ts';
import type { Memory, Reference } from './flow/types.ts';

/** H7: the campaign that this caller is told of. While none runs, nothing is asked of the database. */
export async function campaignFor(
  tx: Tx,
  { customer, rule }: CallerProfile,
  { campaigns }: Reference,
  now: Date,
): Promise<Memory['campaign']> {
  if (campaigns.length === 0 || !customer || rule?.kind === 'blocked') return undefined;
  const found = await eligibleCampaign(tx, { customerId: customer.id, places: true }, now);
  return found ? { id: found.campaignId, districtCode: found.districtCode } : undefined;
}
