import { expect } from 'chai';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { Customer } from '../../../entities/customer.ts';
import { Idempotency } from '../../../entities/journal.ts';
import { Ticket } from '../../../entities/ticket.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

interface Opened {
  id: number;
  number: string;
  state: string;
}
interface Changed {
  card: TicketCard;
}

describe('writing with an Idempotency-Key', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let agent: { personId: number; token: string };
  let dispatcher: { personId: number; token: string };
  let outlet: { personId: number; token: string };
  let keys = 0;
  const newKey = () => `key-of-the-test-${++keys}`;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    agent = await world.hire('agent', 'headquarters');
    dispatcher = await world.hire('dispatcher', 'headquarters');
    outlet = await world.hire('outlet_manager', 'outlet');
  });
  after(() => api.close());

  const tickets = () => world.province.dataSource.manager.count(Ticket);

  it('has one effect and one answer, sent twice', async () => {
    const key = newKey();
    const before = await tickets();
    const first = await api.post<Opened>('/api/tickets', world.newTicket(), agent.token, key);
    const again = await api.post<Opened>('/api/tickets', world.newTicket(), agent.token, key);
    expect([first.status, again.status]).to.deep.equal([201, 201]);
    expect(again.text).to.equal(first.text);
    expect(await tickets()).to.equal(before + 1);
    const other = await api.post<Opened>('/api/tickets', world.newTicket(), agent.token, newKey());
    expect(other.body.id, 'another key is another request').to.not.equal(first.body.id);
  });

  it('has one effect and one answer, sent twenty times at once', async () => {
    const key = newKey();
    const before = await tickets();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.post<Opened>('/api/tickets', world.newTicket(), agent.token, key)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1);
    expect(answers[0]?.status).to.equal(201);
    expect(await tickets()).to.equal(before + 1);
  });

  it('answers alike also where the first has taken away what the rest would need', async () => {
    for (const [step, body, state] of [
      ['decline', { reason: 'too_far' }, 'new'],
      ['accept', {}, 'accepted'],
    ] as const) {
      const id = await world.open(world.a);
      const key = newKey();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          api.post<Changed>(`/api/tickets/${id}/${step}`, body, outlet.token, key),
        ),
      );
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size, step).to.equal(1);
      expect(answers[0]?.body.card.state).to.equal(state);
      const [{ n }] = await world.province.dataSource.query(
        'SELECT COUNT(*) AS n FROM event WHERE ticketId = ? AND type = ?',
        [id, `ticket.${step === 'accept' ? 'accepted' : 'declined'}`],
      );
      expect(Number(n)).to.equal(1);
      const without = await api.post(`/api/tickets/${id}/${step}`, body, outlet.token);
      expect(without.status, 'without the key it is a new request').to.be.oneOf([404, 409]);
    }
  });

  it('belongs to one request: another route, ticket or body under the same key is refused', async () => {
    const key = newKey();
    const { id, version } = await world.province.ticket(await world.open(world.a));
    const other = await world.open(world.a);
    const cancel = { reason: '客户取消', version };
    expect((await api.post(`/api/tickets/${id}/cancel`, cancel, dispatcher.token, key)).status).to.equal(200);
    const refused = [
      await api.post('/api/tickets', world.newTicket(), dispatcher.token, key),
      await api.post(`/api/tickets/${other}/cancel`, cancel, dispatcher.token, key),
      await api.post(`/api/tickets/${id}/cancel`, { ...cancel, reason: '别的' }, dispatcher.token, key),
    ];
    for (const { status, body } of refused) {
      expect(status).to.equal(422);
      expect(body.detail).to.match(/Idempotency-Key was used/);
    }
    expect((await world.province.ticket(other)).state).to.equal('offered');
    const capitals = await api.post('/api/tickets', world.newTicket(), dispatcher.token, key.toUpperCase());
    expect(capitals.status, 'capitals make another key').to.equal(201);
  });

  it('belongs to one person', async () => {
    const key = newKey();
    const mine = await api.post<Opened>('/api/tickets', world.newTicket(), agent.token, key);
    const theirs = await api.post<Opened>('/api/tickets', world.newTicket(), dispatcher.token, key);
    expect(theirs.status).to.equal(201);
    expect(theirs.body.id).to.not.equal(mine.body.id);
  });

  it('keeps nothing of a failure: the corrected request goes through under the same key', async () => {
    const key = newKey();
    const kept = () => world.province.dataSource.manager.count(Idempotency);
    const before = await kept();
    const customers = await world.province.dataSource.manager.count(Customer);
    const wrong = world.newTicket({ districtCode: '000000', customerName: '从未来过' });
    for (const body of [
      wrong,
      world.newTicket({ category: 'spaceship' }),
      world.newTicket({ category: 'Television' }),
      world.newTicket({ kind: 'holiday' }),
    ]) {
      expect((await api.post('/api/tickets', body, agent.token, key)).status).to.equal(422);
    }
    expect(await kept()).to.equal(before);
    expect(await world.province.dataSource.manager.count(Customer)).to.equal(customers);
    expect((await api.post('/api/tickets', world.newTicket(), agent.token, key)).status).to.equal(201);
  });

  it('is refused when it is too short, too long or has spaces', async () => {
    for (const key of ['short', 'x'.repeat(81), 'with spaces in it']) {
      const answer = await api.post('/api/tickets', world.newTicket(), agent.token, key);
      expect(answer.status, key).to.equal(422);
    }
  });
});
