import { expect } from 'chai';
import type {
  BookingView,
  CampaignView,
  SaveCampaignBody,
  VisitWindowsView,
} from '../../../domain/contracts/campaigns.ts';
import { Appliance, Site } from '../../../entities/customer.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type Side, type TwoRegions, twoRegions } from './two-regions.ts';

type Saved = { campaign: CampaignView };
type Bookings = { items: BookingView[]; next: string | null };

describe('campaigns and appointments over the API', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let manager: string;
  let agent: string;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    manager = (await world.hire('headquarters_manager', 'headquarters')).token;
    agent = (await world.hire('agent', 'headquarters')).token;
    for (const { customerId, district, address } of [world.a, world.b]) {
      const place = { districtCode: district, address, precision: 'address' as const };
      const site = await api.database.dataSource.manager.insert(Site, { customerId, ...place });
      const siteId = Number(site.identifiers[0]?.id);
      const bought = { category: 'television', purchasedOn: '2024-01-01' };
      await api.database.dataSource.manager.insert(Appliance, { customerId, siteId, ...bought });
    }
  });
  after(() => api.close());

  const body = (over: Partial<SaveCampaignBody> = {}): SaveCampaignBody => ({
    name: '电视免费深度清洗',
    nameEn: 'free cleaning of televisions',
    kind: 'maintenance',
    category: 'television',
    state: 'running',
    startsOn: '2026-04-01',
    endsOn: '2026-06-30',
    boughtFrom: null,
    boughtBefore: '2025-05-01',
    offer: '您家的电视可以免费深度清洗',
    offerEn: 'Your television can be cleaned for free',
    note: null,
    quotas: [
      { regionId: world.a.regionId, quota: 2 },
      { regionId: world.b.regionId, quota: 1 },
    ],
    ...over,
  });
  const create = async (over: Partial<SaveCampaignBody> = {}) =>
    (await api.post<Saved>('/api/campaigns', body(over), manager)).body.campaign;
  const bookFor = ({ customerId }: Side, id: number, token = agent) =>
    api.post<{ ticketId: number; ticketNumber: string }>(
      `/api/campaigns/${id}/bookings`,
      { customerId },
      token,
    );

  it('are written by headquarters, seen by those who tell of them, and by nobody else', async () => {
    const { id } = await create();
    expect((await api.post('/api/campaigns', body(), agent)).status).to.equal(403);
    expect((await api.post(`/api/campaigns/${id}`, body({ version: 1 }), agent)).status).to.equal(403);
    expect((await api.get('/api/campaigns', agent)).status).to.equal(200);
    for (const [role, place] of [
      ['outlet_manager', 'outlet'],
      ['technician', 'outlet'],
      ['store_supervisor', 'store'],
    ] as const) {
      const { token } = await world.hire(role, place);
      expect((await api.get('/api/campaigns', token)).status, role).to.equal(403);
      expect((await api.get(`/api/campaigns/${id}/bookings`, token)).status, role).to.equal(403);
    }
  });

  it('are changed on the version that was seen, and no quota falls below its bookings', async () => {
    const campaign = await create();
    expect((await bookFor(world.a, campaign.id)).status).to.equal(201);
    const path = `/api/campaigns/${campaign.id}`;
    const less = body({ version: 1, quotas: [{ regionId: world.a.regionId, quota: 0 }] });
    const refused = await api.post(path, less, manager);
    expect(refused.status).to.equal(422);
    expect(refused.body.detail).to.contain('1 places');
    const changed = await api.post<Saved>(
      path,
      body({ version: 1, quotas: [{ regionId: world.a.regionId, quota: 1 }] }),
      manager,
    );
    expect(changed.body.campaign.version).to.equal(2);
    expect(changed.body.campaign.quotas.map(({ quota, booked }) => [quota, booked])).to.deep.equal([
      [1, 1],
      [0, 0],
    ]);
    expect((await api.post(path, body({ version: 1 }), manager)).status).to.equal(409);
    await api.post(path, body({ version: 2, state: 'stopped' }), manager);
  });

  it('refuse what makes no sense', async () => {
    for (const wrong of [
      { startsOn: '2026-07-01' },
      { category: 'spaceship' },
      { offer: '好' },
      { quotas: [{ regionId: 999_999, quota: 1 }] },
      {
        quotas: [
          { regionId: world.a.regionId, quota: 1 },
          { regionId: world.a.regionId, quota: 2 },
        ],
      },
    ]) {
      const answer = await api.post('/api/campaigns', body(wrong), manager);
      expect(answer.status, JSON.stringify(wrong)).to.equal(422);
    }
  });

  it('show a region its own bookings and places alone, numbers masked', async () => {
    await api.database.dataSource.query('UPDATE ticket SET state = ?', ['closed']);
    const { id } = await create();
    expect((await bookFor(world.a, id)).status).to.equal(201);
    expect((await bookFor(world.b, id)).status).to.equal(201);
    expect((await bookFor(world.b, id)).status, 'booked already').to.equal(409);
    const { token } = await world.hire('region_manager', 'region');
    const seen = (await api.get<Bookings>(`/api/campaigns/${id}/bookings`, token)).body.items;
    expect(seen.map(({ customerName }) => customerName)).to.deep.equal([world.a.customerName]);
    expect(seen[0]?.number).to.match(/\*/);
    const foreign = await api.get<Bookings>(
      `/api/campaigns/${id}/bookings?regionId=${world.b.regionId}`,
      token,
    );
    expect(foreign.body.items).to.deep.equal([]);
    const list = (await api.get<{ items: CampaignView[] }>('/api/campaigns', token)).body.items;
    const regions = new Set(list.flatMap(({ quotas }) => quotas.map(({ regionId }) => regionId)));
    expect([...regions]).to.deep.equal([world.a.regionId]);
    const all = (await api.get<Bookings>(`/api/campaigns/${id}/bookings`, agent)).body.items;
    expect(all).to.have.length(2);
    expect(all.map(({ number }) => number)).to.include(world.a.number);
  });

  it('move a visit for the customer: to a window that is offered, on the version seen', async () => {
    const id = await world.open(world.a);
    const { windows, who, current } = (await api.get<VisitWindowsView>(`/api/tickets/${id}/windows`, agent))
      .body;
    expect([who, current]).to.deep.equal(['self', null]);
    const wanted = windows.at(-1);
    const { version } = (await api.get<{ card: { version: number } }>(`/api/tickets/${id}`, agent)).body.card;
    const move = (seen: number) =>
      api.post(
        `/api/tickets/${id}/appointment`,
        { day: wanted?.day, half: wanted?.half, version: seen },
        agent,
      );
    expect((await move(version + 1)).status).to.equal(409);
    expect((await move(version)).status).to.equal(200);
    const after = await api.get<{ plannedDay: string; moves: string[] }>(`/api/tickets/${id}`, agent);
    expect(after.body.plannedDay).to.equal(wanted?.day);
    expect(after.body.moves).to.include('reschedule');
    const outlet = await world.hire('outlet_manager', 'outlet');
    expect(
      (await api.post(`/api/tickets/${id}/appointment`, { day: '2026-05-03', half: 'morning' }, outlet.token))
        .status,
    ).to.equal(403);
  });
});
