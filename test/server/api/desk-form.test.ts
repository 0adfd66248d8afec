import { expect } from 'chai';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { TicketCard, TicketDetail } from '../../../domain/contracts/api.ts';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { Contact } from '../../../entities/call.ts';
import { Appliance, Customer, PhoneNumber, Site } from '../../../entities/customer.ts';
import { AgentDesk, DeskOffer, LineEntry } from '../../../entities/desk.ts';
import { endContact } from '../../../services/intake/end-contact.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

type Opened = { id: number; number: string; state: string };

describe('a request taken down on a call', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let agent: { personId: number; token: string };
  let other: { personId: number; token: string };
  let siteId: number;
  let applianceId: number;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    agent = await world.hire('agent', 'headquarters');
    other = await world.hire('agent', 'headquarters');
    const { customerId, district } = world.a;
    siteId = await insert(Site, {
      customerId,
      districtCode: district,
      address: '人民路8号',
      precision: 'address',
    });
    applianceId = await insert(Appliance, {
      customerId,
      siteId,
      category: 'television',
      model: 'LED-55',
      warrantyUntil: '2026-05-01',
    });
    await insert(Appliance, {
      customerId,
      category: 'television',
      model: 'OLD',
      warrantyUntil: '2026-04-30',
    });
  });
  after(() => api.close());

  const insert = async (entity: EntityTarget<ObjectLiteral>, row: object): Promise<number> => {
    const { identifiers } = await manager().insert(entity, row);
    return Number(identifiers[0]?.id);
  };
  const manager = () => api.database.dataSource.manager;

  /** A call of side A's customer, in the hands of the agent; answered, unless it is only offered. */
  async function call({ offered = false, number = world.a.number, customerId = world.a.customerId } = {}) {
    const startedAt = api.time.now;
    const contactId = await insert(Contact, { direction: 'inbound', number, customerId, startedAt });
    const at = { arrivedAt: startedAt, enteredAt: startedAt };
    const entry = { contactId, state: 'connected', priority: 2, skills: [], ...at, personId: agent.personId };
    const lineEntryId = await insert(LineEntry, { ...entry, answeredAt: offered ? null : startedAt });
    const desk = { personId: agent.personId, since: startedAt, idleSince: startedAt, skills: [] };
    await manager().save(AgentDesk, {
      ...desk,
      state: offered ? 'offered' : 'on_call',
      contactId: offered ? null : contactId,
    });
    if (offered) {
      await insert(DeskOffer, {
        lineEntryId,
        contactId,
        personId: agent.personId,
        kind: 'call',
        state: 'open',
        openMark: 1,
        offeredAt: startedAt,
        expiresAt: minutesIn(1),
      });
    }
    return contactId;
  }
  const brief = (contactId: number, token = agent.token) =>
    api.get<CallerBrief>(`/api/desk/brief/${contactId}`, token);
  const open = (body: object, token = agent.token) =>
    api.post<Opened>('/api/tickets', world.newTicket(body), token);
  const contact = (id: number) => manager().findOneByOrFail(Contact, { id });
  const purposes = (contactId: number): Promise<{ ticketId: number; purpose: string }[]> =>
    manager().query('SELECT ticketId, purpose FROM contact_ticket WHERE contactId = ? ORDER BY ticketId', [
      contactId,
    ]);
  const closeAll = () => manager().query("UPDATE ticket SET state = 'cancelled'");

  it('begins with who calls: customer, appliances with warranty to the day, open tickets, last calls', async () => {
    await manager().query('DELETE FROM contact');
    const before = await call();
    await manager().update(Contact, { id: before }, { note: '说好周五上门', subject: 'advice' });
    const finished = await world.open(world.a, { routed: false });
    await manager().query("UPDATE ticket SET state = 'closed' WHERE id = ?", [finished]);
    const waiting = await world.open(world.a, { routed: false });
    const contactId = await call();
    const { status, body } = await brief(contactId);
    expect(status).to.equal(200);
    expect(body.customer?.name).to.equal(world.a.customerName);
    expect(body.household).to.deep.equal([]);
    expect(body.appliances.map(({ model, inWarranty }) => [model, inWarranty])).to.have.deep.members([
      ['LED-55', true],
      ['OLD', false],
    ]);
    expect(body.sites.map(({ address }) => address)).to.include('人民路8号');
    expect(body.tickets.map(({ id, open }) => [id, open])).to.deep.equal([
      [waiting, true],
      [finished, false],
    ]);
    expect(body.calls.map(({ id, note }) => [id, note])).to.deep.equal([[before, '说好周五上门']]);
    expect(body.calls[0]?.agentName, 'who had it').to.match(/^职员/);
    await closeAll();
  });

  it('is shown before the call is taken, and to nobody whose call it is not', async () => {
    const contactId = await call({ offered: true });
    expect((await brief(contactId)).status).to.equal(200);
    expect((await brief(contactId, other.token)).status).to.equal(404);
    const supervisor = await world.hire('dispatcher', 'headquarters');
    expect((await brief(contactId, supervisor.token)).status).to.equal(200);
    const store = await world.hire('store_supervisor', 'store');
    expect((await brief(contactId, store.token)).status).to.equal(404);
    await manager().update(DeskOffer, { contactId }, { state: 'timed_out', openMark: null });
    expect((await brief(contactId)).status, 'once it was not taken').to.equal(404);
  });

  it('names nobody when several share the number', async () => {
    const shared = '+8613500135000';
    for (const name of ['李雷', '韩梅']) {
      const id = await insert(Customer, { name, createdAt: MORNING });
      await insert(PhoneNumber, { number: shared, customerId: id });
    }
    const contactId = await call({ number: shared });
    await manager().query('UPDATE contact SET customerId = NULL WHERE id = ?', [contactId]);
    const { body } = await brief(contactId);
    expect(body.customer).to.equal(null);
    expect(body.household.map(({ name }) => name)).to.deep.equal(['李雷', '韩梅']);
  });

  it('opens a ticket of what is on file, bound to the call', async () => {
    const contactId = await call();
    const { customerId } = world.a;
    const wishDay = '2026-05-03';
    const chosen = { contactId, customerId, applianceId, siteId, wishDay, customerName: undefined };
    const answer = await open({ ...chosen, districtCode: undefined, address: undefined });
    expect(answer.status, answer.text).to.equal(201);
    const ticket = await world.province.ticket(answer.body.id);
    expect(ticket).to.include({ customerId, applianceId, siteId, wishDay, source: 'agent', state: 'new' });
    expect(await purposes(contactId)).to.deep.equal([{ ticketId: ticket.id, purpose: 'opened' }]);
    await world.province.inTransaction((tx) => endContact(tx, { contactId }, api.time.now));
    expect((await contact(contactId)).disposition).to.equal('ticket_opened');
    await closeAll();
  });

  it('counts as well when the caller has hung up and the agent wraps up', async () => {
    const contactId = await call();
    await world.province.inTransaction((tx) => endContact(tx, { contactId }, api.time.now));
    expect((await contact(contactId)).disposition).to.equal('answered');
    const answer = await open({ contactId, kind: 'complaint' });
    expect(answer.status, answer.text).to.equal(201);
    expect((await contact(contactId)).disposition).to.equal('complaint_taken');
    await closeAll();
  });

  it('may still be taken in a while after wrap-up, by whoever had the call', async () => {
    const contactId = await call();
    await world.province.inTransaction((tx) => endContact(tx, { contactId }, api.time.now));
    await manager().update(LineEntry, { contactId }, { state: 'ended' });
    await call();
    expect((await open({ contactId }, other.token)).status).to.equal(403);
    expect((await brief(contactId, other.token)).status).to.equal(404);
    expect((await brief(contactId)).status).to.equal(200);
    api.time.now = minutesIn(31);
    expect((await open({ contactId })).status, 'too late').to.equal(403);
    api.time.now = minutesIn(29);
    expect((await open({ contactId })).status).to.equal(201);
    api.time.now = MORNING;
    await closeAll();
  });

  it('belongs to the call in hand alone, and takes nothing from other people’s files', async () => {
    const contactId = await call();
    expect((await open({ contactId }, other.token)).status).to.equal(403);
    const foreign = await insert(Site, {
      customerId: world.b.customerId,
      districtCode: world.b.district,
      address: '外区路1号',
      precision: 'address',
    });
    expect((await open({ contactId, siteId: foreign })).status).to.equal(422);
    expect((await open({ contactId, customerId: world.b.customerId })).status).to.equal(422);
    expect((await open({ siteId })).status, 'without a call').to.equal(422);
    expect(await purposes(contactId)).to.deep.equal([]);
  });

  it('H8: does not open the same matter twice; it is chased, once, or said to be another', async () => {
    const first = await world.open(world.a, { routed: false });
    const contactId = await call();
    const again = await open({ contactId });
    expect([again.status, (again.body as unknown as { code: string }).code]).to.deep.equal([
      409,
      'duplicate',
    ]);
    expect((await open({ contactId, kind: 'installation' })).status, 'of another kind').to.equal(201);

    for (const _ of [1, 2]) {
      const { status, body } = await api.post<{ card: TicketCard }>(
        `/api/tickets/${first}/chase`,
        { contactId },
        agent.token,
      );
      expect(status).to.equal(200);
      expect(body.card).to.include({ chaseCount: 1, priority: 'urgent' });
    }
    expect((await purposes(contactId)).map(({ purpose }) => purpose)).to.have.members(['opened', 'chased']);
    expect((await open({ contactId, separate: true })).status).to.equal(201);
    await closeAll();
  });

  it('H8: sends nobody twice to a rescue, whatever product it turns out to be about', async () => {
    await world.open(world.a, { routed: false, kind: 'rescue', category: '' });
    const contactId = await call();
    const again = await open({ contactId, kind: 'rescue', category: 'television' });
    expect([again.status, (again.body as unknown as { code: string }).code]).to.deep.equal([
      409,
      'duplicate',
    ]);
    expect((await open({ contactId, kind: 'rescue', separate: true })).status).to.equal(201);
    await closeAll();
  });

  it('C1: hangs a complaint on the ticket that it is about, if that is the caller’s', async () => {
    const ticketId = await world.open(world.a, { routed: false });
    const foreign = await world.open(world.b, { routed: false });
    const contactId = await call();
    const complain = (aboutTicketId: number) => open({ contactId, kind: 'complaint', aboutTicketId });
    expect((await complain(foreign)).status).to.equal(422);
    const { status, body } = await complain(ticketId);
    expect(status).to.equal(201);
    expect(await purposes(contactId)).to.deep.equal([
      { ticketId, purpose: 'complained' },
      { ticketId: body.id, purpose: 'complained' },
    ]);
    await closeAll();
  });

  it('takes no day that is over', async () => {
    const contactId = await call();
    expect((await open({ contactId, wishDay: '2026-04-30' })).status).to.equal(422);
    expect((await open({ contactId, wishDay: '2026-05-01' })).status, 'today').to.equal(201);
    await closeAll();
  });

  it('H8: chasing is for the call in hand, or for a counter without one', async () => {
    const ticketId = await world.open(world.a, { routed: false });
    const contactId = await call();
    const chase = (body: object, token: string) =>
      api.post<{ card: TicketCard }>(`/api/tickets/${ticketId}/chase`, body, token);
    expect((await chase({ contactId }, other.token)).status).to.equal(403);
    const technician = await world.hire('technician', 'outlet');
    expect((await chase({}, technician.token)).status, 'not with their outlet').to.equal(404);
    const store = await world.hire('store_supervisor', 'store');
    expect((await chase({}, store.token)).body.card.chaseCount).to.equal(1);
    await closeAll();
    expect((await chase({ contactId }, agent.token)).status, 'a finished one').to.equal(409);
  });

  it('H4: sends the link to complete an address that the agent did not get', async () => {
    const contactId = await call();
    const { body } = await open({ contactId, address: undefined });
    expect(body.state).to.equal('needs_details');
    const detail = (await api.get<TicketDetail>(`/api/tickets/${body.id}`, agent.token)).body;
    expect(detail.messages.map(({ template }) => template)).to.have.members([
      'ticket_opened',
      'details_link',
    ]);
    await closeAll();
  });
});
