import { expect } from 'chai';
import { testDatabase } from '../../support/database.ts';
import { testRedis } from '../../support/redis.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type Line, lineTo } from './proxy.ts';

interface Ready {
  database: boolean;
  redis: boolean;
  worker: boolean;
}

describe('health', () => {
  let api: ApiServer;
  let toDatabase: Line;
  let toRedis: Line;

  before(async () => {
    const database = await testDatabase();
    toDatabase = await lineTo(database.url);
    toRedis = await lineTo((await testRedis()).url);
    api = await startApi({
      database,
      env: { DATABASE_URL: toDatabase.url, REDIS_URL: toRedis.url },
    });
    await workerFor(100);
  });
  after(() => api.close());

  /** As if a worker had renewed its lease for so many minutes. */
  const workerFor = (minutes: number) =>
    api.database.dataSource.query(
      `REPLACE INTO lease (name, holder, token, expiresAt) VALUES ('sequencer', 'a worker', 1, NOW(3) + INTERVAL ? MINUTE)`,
      [minutes],
    );
  const ready = async () => {
    const from = performance.now();
    const { status, body } = await api.get<Ready>('/readyz');
    return { status, ...body, seconds: (performance.now() - from) / 1_000 };
  };
  const well = { status: 200, database: true, redis: true, worker: true };
  const outboxOf = async () => /^yixian_outbox_events (.*)$/m.exec((await api.get('/metrics')).text)?.[1];

  it('is ready with database, Redis and a worker', async () => {
    await waitFor(async () => (await ready()).status === 200);
    expect(await ready()).to.deep.include(well);
    expect((await api.get<{ ok: boolean }>('/healthz')).body).to.deep.equal({ ok: true });
  });

  it('is not ready without a worker', async () => {
    await workerFor(-1);
    expect(await ready()).to.deep.include({ ...well, status: 503, worker: false });
    await workerFor(100);
  });

  it('is not ready without its database, says so in time, and recovers', async function () {
    this.timeout(60_000);
    for (const trouble of ['cut', 'hold'] as const) {
      toDatabase[trouble]();
      const down = await ready();
      expect(down, trouble).to.deep.include({ status: 503, database: false, redis: true, worker: false });
      expect(down.seconds, trouble).to.be.below(4);
      expect((await api.get('/healthz')).status, 'the process is up').to.equal(200);
      expect(await outboxOf(), 'the other figures are still there').to.equal('Nan');
      const answer = await api.get('/api/session', 'x'.repeat(43)).catch(() => null);
      if (trouble === 'cut') expect(answer?.status).to.equal(503);
      toDatabase.mend();
      await waitFor(async () => (await ready()).status === 200, { timeout: 30_000 });
    }
  });

  it('is not ready without Redis, says so in time, and recovers', async function () {
    this.timeout(60_000);
    for (const trouble of ['cut', 'hold'] as const) {
      toRedis[trouble]();
      const down = await waitFor(async () => {
        const state = await ready();
        return state.redis ? null : state;
      });
      expect(down, trouble).to.deep.include({ status: 503, database: true, redis: false, worker: true });
      expect(down.seconds, trouble).to.be.below(4);
      toRedis.mend();
      await waitFor(async () => (await ready()).status === 200, { timeout: 30_000 });
    }
  });

  it('gives Prometheus its figures, without anything personal in them', async () => {
    await api.get('/api/tickets?search=13800138000');
    await api.get('/somewhere/13800138000');
    const { status, headers, text } = await api.get('/metrics');
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.match(/^text\/plain/);
    expect(text).to.match(/^yixian_http_seconds_count\{part="api",status="401"\} [1-9]/m);
    expect(text).to.match(/^process_cpu_seconds_total /m);
    expect(await outboxOf()).to.equal('0');
    expect(text).to.not.include('13800138000');
    for (const line of text.split('\n').filter(Boolean)) {
      expect(line).to.match(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? (\+Inf|NaN|Nan|[-+.\de]+))$/);
    }
  });
});
