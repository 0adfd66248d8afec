import { expect } from 'chai';
import type { CounterBrief } from '../../../domain/contracts/counter.ts';
import { maskNumber } from '../../../domain/phone-number.ts';
import { Appliance, Site } from '../../../entities/customer.ts';
import { Sale } from '../../../entities/imports.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type Side, type TwoRegions, twoRegions } from './two-regions.ts';

describe('the counter of a store', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let token: string;
  let applianceId: number;
  let foreignAppliance: number;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    ({ token } = await world.hire('store_supervisor', 'store'));
    applianceId = await sell(world.a, 'XS-1', 'SN-1');
    foreignAppliance = await sell(world.b, 'XS-2', 'SN-2');
  });
  after(() => api.close());

  async function sell(side: Side, receiptNo: string, serialNumber: string): Promise<number> {
    const { manager } = api.database.dataSource;
    const { customerId } = side;
    const home = await manager.insert(Site, {
      customerId,
      districtCode: side.district,
      address: side.address,
      precision: 'address',
    });
    const { identifiers } = await manager.insert(Appliance, {
      customerId,
      siteId: Number(home.identifiers[0]?.id),
      category: 'television',
      model: 'L55',
      serialNumber,
      purchasedOn: '2026-01-05',
      warrantyUntil: '2029-01-05',
    });
    const id = Number(identifiers[0]?.id);
    await manager.insert(Sale, {
      saleKey: `s:1:${serialNumber}`,
      storeId: side.storeId,
      receiptNo,
      applianceId: id,
      soldOn: '2026-01-05',
      createdAt: MORNING,
    });
    return id;
  }

  const ask = (query: Record<string, string>) =>
    api.get<CounterBrief>(`/api/counter?${new URLSearchParams(query)}`, token);

  it('knows its customers by number, receipt or serial number, and their appliances (H9)', async () => {
    for (const query of [{ phone: '138 0013 8000' }, { receipt: 'XS-1' }, { serial: 'SN-1' }] as Record<
      string,
      string
    >[]) {
      const { status, body } = await ask(query);
      expect(status).to.equal(200);
      expect(body.elsewhere).to.equal(false);
      expect(body.brief.customer?.name).to.equal(world.a.customerName);
      expect(body.brief.appliances).to.have.length(1);
      expect(body.brief.appliances[0]).to.include({
        id: applianceId,
        inWarranty: true,
        serialNumber: 'SN-1',
      });
      expect(body.number).to.equal('phone' in query ? null : maskNumber(world.a.number));
    }
  });

  it('is shown nothing of the customers of other stores but that they are on file', async () => {
    for (const query of [{ phone: world.b.number }, { receipt: 'XS-2' }, { serial: 'SN-2' }] as Record<
      string,
      string
    >[]) {
      const { body, text } = await ask(query);
      expect(body).to.deep.include({ elsewhere: true, number: null });
      for (const mark of [world.b.customerName, world.b.address, maskNumber(world.b.number), 'L55']) {
        expect(text).to.not.include(mark);
      }
    }
    expect((await ask({ phone: '13000000000' })).body.elsewhere).to.equal(false);
    expect((await ask({})).status).to.equal(422);
  });

  it('takes a request in for what is on file, and no second one for the same matter (H8)', async () => {
    const body = world.newTicket({ applianceId, contactNumber: '13800138000', customerName: undefined });
    const made = await api.post<{ id: number }>('/api/tickets', body, token);
    expect(made.status).to.equal(201);
    const ticket = await world.province.ticket(made.body.id);
    expect(ticket).to.include({ applianceId, customerId: world.a.customerId, source: 'counter' });
    expect((await api.post('/api/tickets', body, token)).body.code).to.equal('duplicate');
    const open = (await ask({ receipt: 'XS-1' })).body.brief.tickets;
    expect(open.map(({ id }) => id)).to.deep.equal([made.body.id]);
    expect((await api.post(`/api/tickets/${made.body.id}/chase`, {}, token)).status).to.equal(200);
    expect((await api.post('/api/tickets', { ...body, separate: true }, token)).status).to.equal(201);
    const [text] = await api.database.dataSource.query('SELECT template FROM message WHERE ticketId = ?', [
      ticket.id,
    ]);
    expect(text).to.deep.equal({ template: 'ticket_opened' });
  });

  it('learns that something is open elsewhere, by number and state, and chases it (H8)', async () => {
    const id = await world.open(world.b, { kind: 'repair', category: 'television' });
    const { number, state } = await world.province.ticket(id);
    const { body, text } = await ask({ phone: world.b.number });
    expect(body.openElsewhere).to.deep.include({ number, state });
    for (const mark of [world.b.customerName, world.b.address]) expect(text).to.not.include(mark);
    const again = world.newTicket({ contactNumber: world.b.number, category: 'television' });
    expect((await api.post('/api/tickets', again, token)).body.code).to.equal('duplicate');
    const chase = (shown: object) =>
      api.post('/api/counter/chase', { ticketNumber: number, ...shown }, token);
    expect((await chase({ phone: '13800138000' })).status, 'not theirs').to.equal(404);
    expect((await chase({ phone: world.b.number })).body).to.deep.equal({ chaseCount: 1 });
    expect(await world.province.ticket(id)).to.include({ chaseCount: 1, priority: 'urgent' });
  });

  it('chooses nothing from the files of other stores', async () => {
    const before = await api.database.dataSource.query('SELECT COUNT(*) AS n FROM ticket');
    for (const chosen of [{ applianceId: foreignAppliance }, { customerId: world.b.customerId }]) {
      const answer = await api.post('/api/tickets', world.newTicket({ ...chosen, separate: true }), token);
      expect(answer.status).to.equal(422);
    }
    expect(await api.database.dataSource.query('SELECT COUNT(*) AS n FROM ticket')).to.deep.equal(before);
  });
});
