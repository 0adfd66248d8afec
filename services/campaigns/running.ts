import type { EntityManager } from 'typeorm';
import { addDays, localDay } from '../../domain/time.ts';
import type { Campaign } from '../../entities/campaign.ts';
import { organisationZone } from '../zone.ts';

/** What the phone needs to know of a campaign. */
export type RunningCampaign = Pick<
  Campaign,
  'id' | 'name' | 'nameEn' | 'kind' | 'category' | 'offer' | 'offerEn' | 'startsOn' | 'endsOn'
>;

/**
 * Campaigns that run now or may begin while this is held in memory; which of them a caller may book, and whether there
 * is a place left, is asked when they call (`eligibleCampaign`).
 */
export async function runningCampaigns(manager: EntityManager, now: Date): Promise<RunningCampaign[]> {
  const today = localDay(now, organisationZone());
  return manager.query(
    `SELECT id, name, nameEn, kind, category, offer, offerEn, startsOn, endsOn FROM campaign
     WHERE state = 'running' AND endsOn >= ? AND startsOn <= ? ORDER BY endsOn, id`,
    [today, addDays(today, 1)],
  );
}
