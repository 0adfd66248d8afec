import { type RequestHandler, Router } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { within } from '../../ivr/within.ts';
import type { Wiring } from '../wiring.ts';

/** Whoever asks gives up soon; what does not answer by then is as good as down. */
const PATIENCE_MS = 2_000;

/** /healthz: the process is up. /readyz: database, Redis and a worker are too. /metrics: Prometheus. */
export function healthRouter(wiring: Wiring): { router: Router; measure: RequestHandler } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'yixian_http_seconds',
    help: 'Time to answer, by kind of request',
    labelNames: ['part', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
    registers: [registry],
  });
  new Gauge({
    name: 'yixian_outbox_events',
    help: 'Events that have no number yet',
    registers: [registry],
    async collect() {
      // Without the database the other figures are still wanted, then most of all.
      const asked = wiring.dataSource.query('SELECT COUNT(*) AS n FROM outbox');
      this.set(
        await within(PATIENCE_MS, asked).then(
          ([row]) => Number(row.n),
          () => Number.NaN,
        ),
      );
    },
  });

  const measure: RequestHandler = (req, res, next) => {
    const part = /^\/(twilio|api|socket\.io)/.exec(req.path)?.[1] ?? 'pages';
    const end = seconds.startTimer();
    res.on('finish', () => end({ part, status: String(res.statusCode) }));
    next();
  };

  const router = Router();
  router.get('/healthz', (_req, res) => void res.json({ ok: true }));
  router.get('/readyz', async (_req, res) => {
    const parts = await readiness(wiring);
    res.status(Object.values(parts).every(Boolean) ? 200 : 503).json(parts);
  });
  router.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  return { router, measure };
}

async function readiness({
  dataSource,
  redis,
}: Wiring): Promise<Record<'database' | 'redis' | 'worker', boolean>> {
  const asks = {
    database: () => dataSource.query('SELECT 1').then(() => true),
    redis: () => redis.ping().then(() => true),
    // The worker that numbers events renews its lease every few seconds.
    worker: () =>
      dataSource
        .query('SELECT 1 FROM lease WHERE expiresAt > NOW(3)')
        .then((rows: unknown[]) => rows.length > 0),
  };
  const [database, redisUp, worker] = await Promise.all(
    Object.values(asks).map((ask) => within(PATIENCE_MS, ask()).catch(() => false)),
  );
  return { database: database ?? false, redis: redisUp ?? false, worker: worker ?? false };
}
