import { expect } from 'chai';
import type { OutletOverview, OutletRow } from '../../../domain/contracts/outlets.ts';
import { tendStanding } from '../../../services/dispatch/tend-standing.ts';
import { dueWork } from '../../../services/due-work.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('outlets over the API', function () {
  this.timeout(60_000);
  let api: ApiServer;
  let world: TwoRegions;
  let hq: string;
  let dispatcher: string;
  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    hq = (await world.hire('headquarters_manager', 'headquarters')).token;
    dispatcher = (await world.hire('dispatcher', 'headquarters')).token;
  });
  after(() => api.close());

  it('are listed with what they have in hand, and narrowed by type, standing and place', async () => {
    const ticket = await world.open(world.a);
    const list = async (query: string) =>
      (await api.get<{ items: OutletRow[] }>(`/api/outlets?${query}`, hq)).body.items;
    const [row] = await list(`search=${encodeURIComponent(world.a.outletName)}`);
    expect(row).to.deep.include({ id: world.a.outletId, standing: 'good', openTickets: 1 });
    expect(row?.days).to.have.length(2);
    expect((await list(`districtCode=${world.b.district}`)).map(({ id }) => id)).to.deep.equal([
      world.b.outletId,
    ]);
    expect(await list('type=own')).to.deep.equal([]);
    expect(await list('standing=stopped')).to.deep.equal([]);
    expect(ticket).to.be.above(0);
  });

  it('show what a stop would do, do it, and keep who did it and why', async () => {
    const path = `/api/outlets/${world.b.outletId}`;
    const id = await world.open(world.b);
    const before = await api.get<OutletOverview>(`${path}/overview`, dispatcher);
    expect(before.body.effect).to.deep.equal({ moves: 1, inProgress: 0 });
    expect(before.body.coverage[0]).to.deep.include({
      districtCode: world.b.district,
      category: 'television',
    });

    const stop = { standing: 'stopped', seen: 'good', reason: '多次投诉' };
    expect((await api.post(`${path}/standing`, stop, dispatcher)).status, 'not a dispatcher’s word').to.equal(
      403,
    );
    expect((await api.post(`${path}/standing`, { ...stop, reason: ' ' }, hq)).status).to.equal(422);
    const stopped = await api.post<OutletOverview>(`${path}/standing`, stop, hq);
    expect(stopped.status).to.equal(200);
    expect(stopped.body.history[0]).to.deep.include({ from: 'good', to: 'stopped', reason: '多次投诉' });
    expect((await api.post(`${path}/standing`, stop, hq)).status, 'decided on an older standing').to.equal(
      409,
    );

    const { manager } = api.database.dataSource;
    const { inTransaction } = world.province;
    const now = new Date(MORNING.getTime() + 86_400_000 * 365);
    for (const job of await dueWork.standing(manager, now))
      await tendStanding({ inTransaction, clock: { now: () => MORNING } }, job);
    expect(await world.province.ticket(id)).to.include({ state: 'new', outletId: null });
    const after = await api.get<OutletOverview>(`${path}/overview`, hq);
    expect(after.body.history[0]).to.include({ moved: 1 });
    expect(after.body.effect.moves).to.equal(0);
  });

  it('take another capacity for a day from who may say so', async () => {
    const path = `/api/outlets/${world.a.outletId}/capacity`;
    const { body } = await api.get<OutletOverview>(`/api/outlets/${world.a.outletId}/overview`, hq);
    const day = body.days[3]?.day as string;
    const own = (await world.hire('outlet_manager', 'outlet')).token;
    const technician = (await world.hire('technician', 'outlet')).token;
    expect((await api.post(path, { day, capacity: 2 }, technician)).status).to.equal(403);
    const set = await api.post<{ booked: number }>(path, { day, capacity: 2 }, own);
    expect(set.body).to.deep.equal({ day, capacity: 2, booked: 0 });
    expect((await api.post(path, { day: '2020-01-01', capacity: 2 }, own)).status).to.equal(422);
    const { body: seen } = await api.get<OutletOverview>(`/api/outlets/${world.a.outletId}/overview`, hq);
    expect(seen.days[3]).to.deep.equal({ day, capacity: 2, booked: 0 });
  });
});
