import type { SaveCampaignBody } from '../../domain/contracts/campaigns.ts';
import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { Campaign } from '../../entities/campaign.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

export interface SaveCampaign extends SaveCampaignBody {
  /** Absent: a new one. */
  id?: number;
  personId: number;
}

/**
 * H7: writes a campaign down, or changes it. A quota never falls below what is booked already; a region that is left
 * out gets no more places.
 *
 * @returns its id
 * @throws DomainError not_found, stale, invalid for an unknown product or region, or a quota below the bookings
 */
export async function saveCampaign(tx: Tx, command: SaveCampaign, now: Date): Promise<number> {
  const { id, personId, version, quotas, ...body } = command;
  await requireKnown(tx, body.category, quotas);
  const campaignId =
    id === undefined ? await create(tx, body, personId, now) : await change(tx, id, version, body);
  await setQuotas(tx, campaignId, quotas);
  const data = { campaignId, state: body.state };
  await appendEvents(tx, [{ type: 'campaign.changed', data, rule: 'H7', rooms: [PROVINCE_ROOM] }], now, {
    kind: 'person',
    id: personId,
  });
  return campaignId;
}

type Body = Omit<SaveCampaignBody, 'version' | 'quotas'>;

async function create(tx: Tx, body: Body, madeBy: number, createdAt: Date): Promise<number> {
  const { identifiers } = await tx.insert(Campaign, { ...body, createdAt, madeBy });
  return Number(identifiers[0]?.id);
}

async function change(tx: Tx, id: number, version: number | undefined, body: Body): Promise<number> {
  const known = await tx.findOne(Campaign, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!known) throw new DomainError('not_found', 'There is no such campaign.');
  if (known.version !== version) {
    throw new DomainError('stale', 'Someone changed this campaign meanwhile. Look at it again, then decide.');
  }
  await tx.update(Campaign, { id }, { ...body, version: known.version + 1 });
  return id;
}

async function requireKnown(tx: Tx, category: string, quotas: SaveCampaignBody['quotas']): Promise<void> {
  const [product] = await tx.query('SELECT 1 FROM category WHERE code = ?', [category]);
  if (!product) throw new DomainError('invalid', 'There is no such product category.');
  if (quotas.length === 0) return;
  const ids = quotas.map(({ regionId }) => regionId);
  const [{ n }] = await tx.query("SELECT COUNT(*) AS n FROM unit WHERE kind = 'region' AND id IN (?)", [ids]);
  if (Number(n) !== ids.length) throw new DomainError('invalid', 'One of these regions does not exist.');
}

async function setQuotas(tx: Tx, campaignId: number, quotas: SaveCampaignBody['quotas']): Promise<void> {
  const wanted = new Map(quotas.map(({ regionId, quota }) => [regionId, quota]));
  const before: { regionId: number; booked: number }[] = await tx.query(
    'SELECT regionId, booked FROM campaign_quota WHERE campaignId = ? FOR UPDATE',
    [campaignId],
  );
  for (const { regionId, booked } of before) {
    if (booked > (wanted.get(regionId) ?? booked)) {
      throw new DomainError('invalid', `A quota is below the ${booked} places that are booked already.`, {
        regionId,
        booked,
      });
    }
    // Left out: closed at what is booked.
    if (!wanted.has(regionId)) wanted.set(regionId, booked);
  }
  for (const [regionId, quota] of wanted) {
    await tx.query(
      `INSERT INTO campaign_quota (campaignId, regionId, quota, booked) VALUES (?, ?, ?, 0)
       ON DUPLICATE KEY UPDATE quota = VALUES(quota)`,
      [campaignId, regionId, quota],
    );
  }
}
