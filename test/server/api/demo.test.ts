import { expect } from 'chai';
import type { z } from 'zod';
import type { demoCallersSchema, demoClockSchema, Pulse } from '../../../domain/contracts/api.ts';
import { Customer, PhoneNumber } from '../../../entities/customer.ts';
import { testRedis } from '../../support/redis.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { twoRegions } from './two-regions.ts';

type Clock = z.infer<typeof demoClockSchema>;

describe('the demo', () => {
  let first: ApiServer;
  let second: ApiServer;

  before(async () => {
    const { url } = await testRedis();
    first = await startApi({ env: { REDIS_URL: url }, movingClock: true });
    second = await startApi({ env: { REDIS_URL: url }, movingClock: true, database: first.database });
    first.time.now = new Date();
  });
  after(async () => {
    await first.close();
    await second.close();
  });
  const clock = (api: ApiServer) => api.get<Clock>('/api/demo/clock');
  const move = (body: unknown) => first.post<Clock>('/api/demo/clock', body);

  it('moves the time of every process, keeps it over a restart, and puts it back', async () => {
    const to = new Date(Date.now() + 26 * 3_600_000);
    const moved = await move({ to: to.toISOString() });
    expect(moved.status).to.equal(200);
    expect(moved.body.timeZone).to.equal('Asia/Shanghai');
    expect(Math.abs(Date.parse(moved.body.now) - to.getTime())).to.be.below(5_000);
    const ahead = (api: ApiServer) => api.wiring.clock.now().getTime() - Date.now() > 25 * 3_600_000;
    await waitFor(() => ahead(first) && ahead(second));
    expect((await clock(second)).body.offsetMs).to.equal(moved.body.offsetMs);

    const restarted = await startApi({ database: first.database, movingClock: true });
    expect(ahead(restarted), 'at once after a restart').to.equal(true);
    await restarted.close();

    expect((await move({ offsetMs: 0 })).body.offsetMs).to.equal(0);
    await waitFor(() => !ahead(first) && !ahead(second));
  });

  it('shows the moved time in what people see', async () => {
    await twoRegions(first);
    const token = await first.session(1);
    await first.database.dataSource.query(
      "INSERT INTO person (id, username, name, passwordHash) VALUES (1, 'x', 'x', '')",
    );
    await move({ offsetMs: 3_600_000 });
    await waitFor(async () => {
      const { body } = await first.get<Pulse>('/api/pulse', token);
      return Date.parse(body.now) - Date.now() > 3_500_000;
    });
    await move({ offsetMs: 0 });
  });

  it('is moved to no time from which it would not come back', async () => {
    const before = (await clock(first)).body.offsetMs;
    for (const body of [
      { offsetMs: 1e18 },
      { offsetMs: -1e300 },
      { to: '9999-12-31T23:59:59Z' },
      { to: '0001-01-01T00:00:00Z' },
      { to: 'tomorrow' },
      { offsetMs: '5' },
      { offsetMs: null },
      {},
    ]) {
      expect((await move(body)).status, JSON.stringify(body)).to.equal(422);
    }
    expect((await clock(first)).body.offsetMs).to.equal(before);
  });

  it('names customers to call as, found by name or number', async () => {
    const { manager } = first.database.dataSource;
    for (const [id, name, number] of [
      [501, '周杰%', '+8613512340001'],
      [502, '吴_敏', '+8613512340002'],
    ] as const) {
      await manager.insert(Customer, { id, name, createdAt: new Date() });
      await manager.insert(PhoneNumber, { number, customerId: id });
    }
    const find = async (search: string) => {
      const path = `/api/demo/callers?${new URLSearchParams({ search })}`;
      return (await first.get<z.infer<typeof demoCallersSchema>>(path)).body.items.map(({ name }) => name);
    };
    expect(await find('周')).to.deep.equal(['周杰%']);
    expect(await find('%')).to.deep.equal(['周杰%']);
    expect(await find('_')).to.deep.equal(['吴_敏']);
    expect(await find('12340002')).to.deep.equal(['吴_敏']);
    expect(await find('')).to.include.members(['周杰%', '吴_敏']);
  });

  it('is not there outside a demo: neither its routes nor the virtual phone', async () => {
    const real = await startApi({
      database: first.database,
      env: { DEMO: 'false', SIMULATED_CARRIER: 'false' },
    });
    for (const [method, path] of [
      ['GET', '/api/demo/clock'],
      ['POST', '/api/demo/clock'],
      ['GET', '/api/demo/callers'],
      ['GET', '/api/demo/account?since=2026-01-01T00:00:00Z'],
      ['GET', '/phone'],
      ['GET', '/phone/api/calls'],
    ] as const) {
      const answer = await real.send(method, path, method === 'POST' ? { body: { offsetMs: 5 } } : {});
      expect(answer.status, path).to.equal(404);
    }
    const { body } = await real.get<{ paths: object }>('/api/openapi.json');
    expect(Object.keys(body.paths).filter((path) => path.includes('demo'))).to.deep.equal([]);
    await real.close();
  });
});
