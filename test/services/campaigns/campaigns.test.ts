import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { Campaign, CampaignBooking, CampaignQuota } from '../../../entities/campaign.ts';
import { Appliance, Customer, PhoneNumber, Site } from '../../../entities/customer.ts';
import { bookCampaign } from '../../../services/campaigns/book-campaign.ts';
import { eligibleCampaign } from '../../../services/campaigns/eligible-campaign.ts';
import { cancelTicketByCaller } from '../../../services/selfservice/cancel-visit.ts';
import { testDatabase } from '../../support/database.ts';
import { DISTRICT, MORNING, type SmallProvince, smallProvince } from '../../support/province.ts';

describe('campaigns (H7)', () => {
  let province: SmallProvince;
  let dataSource: DataSource;
  let customers = 0;

  before(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
  });
  beforeEach(async () => {
    for (const table of ['campaign', 'campaign_quota', 'campaign_booking', 'ticket', 'message', 'event']) {
      await dataSource.query(`DELETE FROM ${table}`);
    }
  });
  const inTransaction: SmallProvince['inTransaction'] = (work) => province.inTransaction(work);

  async function campaign(quota: number, over: Partial<Campaign> = {}): Promise<number> {
    const { identifiers } = await dataSource.manager.insert(Campaign, {
      name: '电视免费深度清洗',
      nameEn: 'free deep cleaning of televisions',
      kind: 'maintenance',
      category: 'television',
      state: 'running',
      startsOn: '2026-04-01',
      endsOn: '2026-05-01',
      boughtFrom: '2020-01-01',
      boughtBefore: '2026-01-01',
      offer: '您家的电视可以免费深度清洗一次',
      offerEn: 'Your television can be cleaned for free',
      createdAt: MORNING,
      ...over,
    });
    const campaignId = Number(identifiers[0]?.id);
    await dataSource.manager.insert(CampaignQuota, { campaignId, regionId: province.regionId, quota });
    return campaignId;
  }
  async function customer(purchasedOn: string | null = '2024-06-01'): Promise<number> {
    customers += 1;
    const id = 1000 + customers;
    const { manager } = dataSource;
    await manager.insert(Customer, { id, name: '李敏', createdAt: MORNING });
    await manager.insert(PhoneNumber, { number: numberOf(id), customerId: id });
    const place = {
      districtCode: DISTRICT,
      address: '人民路1号',
      lng: 110,
      lat: 28,
      precision: 'address' as const,
    };
    await manager.insert(Site, { id, customerId: id, ...place });
    await manager.insert(Appliance, { customerId: id, siteId: id, category: 'television', purchasedOn });
    return id;
  }
  const numberOf = (customerId: number) => `+8613800${String(customerId).padStart(6, '0')}`;
  const book = (campaignId: number, customerId: number, contactId = customerId) =>
    inTransaction((tx) =>
      bookCampaign(
        tx,
        { campaignId, customerId, number: numberOf(customerId), language: 'zh', source: 'phone', contactId },
        MORNING,
      ),
    );
  const eligible = (customerId: number, now = MORNING) =>
    eligibleCampaign(dataSource.manager, { customerId, places: true }, now);
  const booked = async (campaignId: number) =>
    (await dataSource.manager.findOneByOrFail(CampaignQuota, { campaignId })).booked;

  it('are told to who owns the product, bought in time, in a region with a place', async () => {
    const id = await campaign(1);
    const owner = await customer();
    expect(await eligible(owner)).to.include({
      campaignId: id,
      regionId: province.regionId,
      hasAddress: true,
    });
    for (const bought of ['2019-12-31', '2026-01-01', null]) {
      expect(await eligible(await customer(bought)), String(bought)).to.equal(null);
    }
    await book(id, owner);
    expect(await eligible(owner)).to.equal(null);
    expect(await eligible(await customer()), 'no place is left').to.equal(null);
  });

  it('run from their first day to their last, and only while they run', async () => {
    const id = await campaign(5);
    const owner = await customer();
    // The last day ends at midnight, local.
    expect(await eligible(owner, new Date('2026-05-01T15:59:00Z'))).not.to.equal(null);
    expect(await eligible(owner, new Date('2026-05-01T16:00:00Z'))).to.equal(null);
    expect(await eligible(owner, new Date('2026-03-31T15:59:00Z'))).to.equal(null);
    await dataSource.query("UPDATE campaign SET state = 'stopped'");
    expect(await eligible(owner)).to.equal(null);
    expect(await book(id, owner)).to.deep.equal({ booked: false, why: 'not_eligible' });
    expect(await booked(id)).to.equal(0);
  });

  it('are booked: a ticket for the home on file, a place less, a text message', async () => {
    const id = await campaign(5);
    const owner = await customer();
    const booking = await book(id, owner);
    if (!booking.booked) throw new Error('not booked');
    expect(await province.ticket(booking.ticket.id)).to.include({
      kind: 'maintenance',
      category: 'television',
      customerId: owner,
      siteId: owner,
      state: 'new',
      regionId: province.regionId,
    });
    expect(await booked(id)).to.equal(1);
    const [text] = await dataSource.query('SELECT template, body FROM message');
    expect(text.template).to.equal('campaign_booked');
    expect(text.body).to.contain('电视免费深度清洗').and.contain(booking.ticket.number);
    expect(
      await dataSource.query('SELECT purpose FROM contact_ticket WHERE contactId = ? ORDER BY purpose', [
        owner,
      ]),
    ).to.deep.equal([{ purpose: 'booked' }, { purpose: 'opened' }]);
  });

  it('never exceed the quota under 64 bookings at once', async () => {
    const id = await campaign(10);
    const owners: number[] = [];
    for (let count = 0; count < 64; count++) owners.push(await customer());
    const results = await Promise.all(owners.map((owner) => book(id, owner)));
    expect(results.filter((result) => result.booked)).to.have.length(10);
    expect(results.filter((result) => !result.booked && result.why === 'full')).to.have.length(54);
    expect(await booked(id)).to.equal(10);
    expect(await dataSource.manager.countBy(CampaignBooking, { campaignId: id, liveMark: 1 })).to.equal(10);
    const [{ n }] = await dataSource.query('SELECT COUNT(*) AS n FROM ticket');
    expect(Number(n)).to.equal(10);
  }).timeout(60_000);

  it('are booked once by a customer who tries 16 times at once', async () => {
    const id = await campaign(10);
    const owner = await customer();
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, index) => book(id, owner, 5000 + index)),
    );
    expect(results.filter((result) => result.booked)).to.have.length(1);
    expect(await booked(id)).to.equal(1);
  });

  it('get the place back from a ticket that is cancelled, once, and may be booked again', async () => {
    const id = await campaign(1);
    const owner = await customer();
    const booking = await book(id, owner);
    if (!booking.booked) throw new Error('not booked');
    await inTransaction((tx) =>
      cancelTicketByCaller(tx, { ticketId: booking.ticket.id, contactId: 1 }, MORNING),
    );
    expect(await booked(id)).to.equal(0);
    expect((await book(id, owner)).booked).to.equal(true);
    expect(await booked(id)).to.equal(1);
  });
});
