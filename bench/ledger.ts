import { Redis } from 'ioredis';
import { createQueues } from '../queues/jobs.ts';
import { dueCalls } from '../services/followup/due-calls.ts';
import { benchHotline } from './support/hotline.ts';
import { median } from './support/load.ts';
import { report } from './support/report.ts';

const SIZES = [10_000, 1_000_000];
const ROUNDS = 200;
const TAKEN = 100;
const AT_ONCE = 50_000;

/**
 * F1: what is owed may grow without what is done about it growing: the time to take the next due hundred, and what Redis
 * holds of it, at ten thousand open obligations and at a million. Half of them are due, one in a hundred was promised.
 */
export async function ledgerBench(): Promise<void> {
  const hotline = await benchHotline();
  const { dataSource, config } = hotline;
  const { manager } = dataSource;
  const redis = new Redis(config.redisUrl, { maxRetriesPerRequest: null });
  const queues = createQueues(redis, (error) => console.error(error));
  try {
    await manager.query('DELETE FROM obligation');
    const now = new Date();
    const figures: { take: number; bytes: number }[] = [];
    let held = 0;
    for (const size of SIZES) {
      for (; held < size; held += Math.min(AT_ONCE, size - held)) {
        await manager.query(
          `INSERT INTO obligation (dedupKey, kind, number, language, state, priority, openedAt, dueAt, nextActionAt, attempts)
           SELECT CONCAT('bench-', ? + seq), IF(seq % 100 = 0, 'abandoned', 'survey'), CONCAT('+86138', LPAD(? + seq, 8, '0')), 'zh',
                  'open', IF(seq % 100 = 0, 1, 10), ?, ? + INTERVAL 2 DAY, ? + INTERVAL (CAST(CRC32(? + seq) % 172800 AS SIGNED) - 86400) SECOND, 0
           FROM seq_1_to_${Math.min(AT_ONCE, size - held)}`,
          [held, held, now, now, now, held],
        );
      }
      await manager.query('ANALYZE TABLE obligation');
      // However many may be in progress at once.
      const next = () => dueCalls(manager, now, { limit: TAKEN, evenPaused: true });
      for (let i = 0; i < 20; i++) await next();
      const took: number[] = [];
      for (let i = 0; i < ROUNDS; i++) {
        const from = performance.now();
        const due = await next();
        took.push(performance.now() - from);
        if (due.length !== TAKEN) throw new Error(`${due.length} are due instead of ${TAKEN}`);
      }
      const before = await usedBytes(redis);
      await queues.hint('calls-out', await dueCalls(manager, now));
      figures.push({ take: median(took), bytes: (await usedBytes(redis)) - before });
      await redis.flushall();
    }
    const [small, big] = figures as [{ take: number; bytes: number }, { take: number; bytes: number }];
    const goal = 1.2;
    const better = 'lower' as const;
    const bench = 'ledger: 1,000,000 open of 10,000';
    report({ bench: `${bench}, next 100`, value: big.take, ceiling: small.take, goal, better, unit: 'ms' });
    report({ bench: `${bench}, Redis`, value: big.bytes, ceiling: small.bytes, goal, better, unit: 'B' });
  } finally {
    await queues.close();
    redis.disconnect();
    await hotline.stop();
  }
}

async function usedBytes(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
}
