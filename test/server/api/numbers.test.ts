import { expect } from 'chai';
import type { NumberList, NumberRuleView } from '../../../domain/contracts/numbers.ts';
import { initialPolicy } from '../../../domain/policy.ts';
import { Contact } from '../../../entities/call.ts';
import { ConferenceMember } from '../../../entities/desk.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('lists of numbers', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let dispatcher: string;
  let made = 0;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    ({ token: dispatcher } = await world.hire('dispatcher', 'headquarters'));
  });
  after(() => api.close());

  const newNumber = () => `+86139${String(++made).padStart(8, '0')}`;
  const add = (body: object, by = dispatcher) => api.post<{ rule: NumberRuleView }>('/api/numbers', body, by);
  const wanted = (over: object = {}) => ({
    number: newNumber(),
    kind: 'blocked',
    reason: '多次谩骂',
    ...over,
  });
  const items = async (query: string, by = dispatcher) =>
    (await api.get<NumberList>(`/api/numbers?${query}`, by)).body.items;
  const inDays = (days: number) => new Date(api.time.now.getTime() + days * 86_400_000);

  it('take a number however it is written, with reason and end, and say who put it there', async () => {
    const number = newNumber();
    const end = inDays(3).toISOString();
    const { status, body } = await add(wanted({ number: number.slice(3), expiresAt: end }));
    expect(status).to.equal(201);
    expect(body.rule).to.include({ number, kind: 'blocked', reason: '多次谩骂', standing: 'in_force' });
    expect(body.rule).to.include({ expiresAt: end, calls: 0 });
    expect(body.rule.madeBy).to.be.a('string');
    expect(await items(`number=${encodeURIComponent(number)}`)).to.deep.equal([body.rule]);
  });

  it('hold a number once for each list', async () => {
    const one = wanted();
    await add(one);
    const again = await add(one);
    expect(again.status).to.equal(409);
    expect((await add({ ...one, kind: 'nuisance' })).status).to.equal(201);
    const both = await Promise.all([
      add(wanted({ number: '+8613811110000' })),
      add(wanted({ number: '+8613811110000' })),
    ]);
    expect(both.map(({ status }) => status).sort()).to.deep.equal([201, 409]);
  });

  it('let a number off with a reason, once, and keep its history', async () => {
    const one = wanted();
    const { rule } = (await add(one)).body;
    const lift = (reason: string) =>
      api.post<{ rule: NumberRuleView }>(`/api/numbers/${rule.id}/lift`, { reason }, dispatcher);
    expect((await lift('')).status).to.equal(422);
    expect((await lift('误列')).body.rule).to.include({ standing: 'lifted', liftReason: '误列' });
    expect((await lift('误列')).status).to.equal(409);
    const next = (await add(one)).body.rule;
    const history = await items(`like=${rule.id}`);
    expect(history.map(({ id, standing }) => [id, standing])).to.deep.equal([
      [next.id, 'in_force'],
      [rule.id, 'lifted'],
    ]);
    expect(await items(`standing=lifted&number=${encodeURIComponent(one.number)}`)).to.have.length(1);
  });

  it('are over when their time is, and make room for a new entry', async () => {
    const one = wanted({ expiresAt: inDays(1).toISOString() });
    const { rule } = (await add(one)).body;
    const before = api.time.now;
    api.time.now = inDays(2);
    expect((await items(`like=${rule.id}`))[0]).to.include({ standing: 'expired' });
    expect((await api.post(`/api/numbers/${rule.id}/lift`, { reason: '误列' }, dispatcher)).status).to.equal(
      409,
    );
    expect((await add({ ...one, expiresAt: inDays(1).toISOString() })).status).to.equal(201);
    api.time.now = before;
  });

  it('refuse a hidden number, an end in the past and what is no list', async () => {
    expect((await add(wanted({ number: 'anonymous' }))).status).to.equal(422);
    expect((await add(wanted({ expiresAt: inDays(-1).toISOString() }))).status).to.equal(422);
    expect((await add(wanted({ kind: 'black' }))).status).to.equal(422);
    expect((await add(wanted({ reason: ' ' }))).status).to.equal(422);
  });

  it('are kept by the hotline and headquarters; numbers are masked for whoever does not speak with customers', async () => {
    for (const role of ['administrator', 'headquarters_manager', 'dispatcher'] as const) {
      const { token } = await world.hire(role, 'headquarters');
      const { body, status } = await add(wanted(), token);
      expect(status, role).to.equal(201);
      expect(body.rule.number.includes('*'), role).to.equal(role === 'headquarters_manager');
    }
    for (const [role, place] of [
      ['agent', 'headquarters'],
      ['region_manager', 'region'],
      ['dispatcher', 'region'],
      ['technician', 'outlet'],
    ] as const) {
      const { token } = await world.hire(role, place);
      expect((await add(wanted(), token)).status, role).to.equal(403);
      expect((await api.get('/api/numbers', token)).status, role).to.equal(403);
    }
  });

  it('take a nuisance from the agent who spoke with them, for as long as the policy says, anew with each report', async () => {
    const { manager } = api.database.dataSource;
    const number = newNumber();
    const { token, personId } = await world.hire('agent', 'headquarters');
    const { token: colleague } = await world.hire('agent', 'headquarters');
    await manager.insert(Contact, { id: 900, direction: 'inbound', number, startedAt: api.time.now });
    await manager.insert(ConferenceMember, {
      contactId: 900,
      callSid: 'CA1',
      party: 'agent',
      personId,
      joinedAt: api.time.now,
    });
    const report = (by: string, contactId = 900) =>
      api.post<{ rule: NumberRuleView }>('/api/numbers/report', { contactId, reason: '骚扰座席' }, by);
    expect((await report(colleague)).status).to.equal(403);
    expect((await report(token, 901)).status).to.equal(403);
    const first = (await report(token)).body.rule;
    const { nuisanceDays } = initialPolicy.numbers;
    expect(first).to.include({
      kind: 'nuisance',
      contactId: 900,
      expiresAt: inDays(nuisanceDays).toISOString(),
    });
    const before = api.time.now;
    api.time.now = inDays(5);
    const second = (await report(token)).body.rule;
    expect(second.expiresAt).to.equal(inDays(nuisanceDays).toISOString());
    const history = await items(`like=${first.id}`);
    expect(history.map(({ standing }) => standing)).to.deep.equal(['in_force', 'lifted']);
    api.time.now = before;
    await manager.insert(Contact, { id: 902, direction: 'inbound', number: '', startedAt: api.time.now });
    expect((await report(dispatcher, 902)).status, 'a hidden number').to.equal(422);
  });
});
