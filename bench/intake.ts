import { Redis } from 'ioredis';
import { io } from 'socket.io-client';
import type { BoardEvent } from '../domain/contracts/sockets.ts';
import { createNudges } from '../server/nudges.ts';
import { takeInTicket } from '../services/intake/take-in-ticket.ts';
import { createTransactor } from '../services/transaction.ts';
import { type BenchHotline, benchHotline } from './support/hotline.ts';
import { load, median, quantile, rawRequest } from './support/load.ts';
import { report } from './support/report.ts';

const ROUNDS = 5;
const TICKETS = 1_500;
const CONNECTIONS = 64;
const PACES = [50, 200, 500];

/**
 * Taking a ticket in (ticket, event and outbox durable) through the whole API beside a route that only reads and
 * writes JSON; then how long a committed ticket takes to the board, at several paces.
 */
export async function intakeBench(): Promise<void> {
  const hotline = await benchHotline();
  try {
    await hotline.run('web');
    const bare = await hotline.runBare();
    const token = await signIn(hotline);
    const districts: { code: string }[] = await hotline.dataSource.query(
      'SELECT code FROM district WHERE parentCode IS NOT NULL ORDER BY code',
    );
    const body = (n: number) => ({
      kind: 'repair' as const,
      category: 'air_conditioner',
      contactNumber: `+86137${String(10_000_000 + n)}`,
      districtCode: districts[n % districts.length]?.code as string,
      address: '和平路12号3栋501',
    });
    let made = 0;
    const requests = (path: string): Buffer[] =>
      Array.from({ length: TICKETS }, () =>
        rawRequest(
          path,
          { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          JSON.stringify(body(++made)),
        ),
      );
    const rates: Record<'bare' | 'api', number[]> = { bare: [], api: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const api = await load(hotline.config.port, requests('/api/tickets'), { connections: CONNECTIONS });
      const json = await load(bare, requests('/json'), { connections: CONNECTIONS });
      if (api.statuses.get(201) !== TICKETS)
        throw new Error(`not all taken in: ${JSON.stringify([...api.statuses])}`);
      if (round === 0) continue; // warm-up
      rates.api.push(api.rate);
      rates.bare.push(json.rate);
    }
    report({
      bench: 'ticket intake',
      value: median(rates.api),
      ceiling: median(rates.bare),
      goal: 0.45,
      better: 'higher',
      unit: '/s',
    });

    // Nobody works these thousands off; left open they would make every outlet look overrun.
    await hotline.dataSource.query(
      "UPDATE ticket SET state = 'cancelled', nextActionAt = NULL WHERE state = 'new'",
    );
    await hotline.run('worker');
    await toBoard(hotline, token, (n) => body(made + n));
  } finally {
    await hotline.stop();
  }
}

/** From the commit of a ticket to its event at a browser's socket. */
async function toBoard(
  hotline: BenchHotline,
  token: string,
  body: (n: number) => Omit<Parameters<typeof takeInTicket>[1], 'priority' | 'source' | 'actor'>,
): Promise<void> {
  const { dataSource, config } = hotline;
  const redis = new Redis(config.redisUrl);
  const nudges = createNudges(redis, new Redis(config.redisUrl));
  const inTransaction = createTransactor(dataSource, () => nudges.send('outbox', null));
  const socket = io(`http://127.0.0.1:${config.port}`, { auth: { token }, transports: ['websocket'] });
  const arrived = new Map<number, number>();
  socket.on('board:event', (event: BoardEvent) => {
    if (event.type === 'ticket.opened' && event.ticketId) arrived.set(event.ticketId, performance.now());
  });
  await socket.emitWithAck('board:open', { board: 'province' });
  await drained(hotline);

  let n = 0;
  for (const pace of PACES) {
    const committed = new Map<number, number>();
    const count = pace * 6;
    const start = performance.now();
    const running: Promise<void>[] = [];
    for (let index = 0; index < count; index++) {
      const wait = start + (index * 1000) / pace - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const command = {
        ...body(++n),
        priority: 'normal' as const,
        source: 'agent' as const,
        actor: { kind: 'system' as const },
      };
      running.push(
        inTransaction((tx) => takeInTicket(tx, command, new Date())).then(
          ({ id }) => void committed.set(id, performance.now()),
        ),
      );
    }
    await Promise.all(running);
    const until = performance.now() + 60_000;
    while ([...committed.keys()].some((id) => !arrived.has(id))) {
      if (performance.now() > until) throw new Error('tickets never reached the board');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const delays = [...committed]
      .map(([id, at]) => Math.max(0, (arrived.get(id) as number) - at))
      .sort((a, b) => a - b);
    const reached = count / ((performance.now() - start) / 1000);
    console.log(
      `commit → board at ${pace}/s (${Math.round(reached)}/s reached): p50 ${quantile(delays, 0.5).toFixed(1)} ms, p99 ${quantile(delays, 0.99).toFixed(1)} ms`,
    );
    report({
      bench: `commit to board p99 at ${pace}/s`,
      value: quantile(delays, 0.99),
      ceiling: 10,
      goal: 1,
      better: 'lower',
      unit: 'ms',
    });
    await drained(hotline);
  }
  socket.disconnect();
  redis.disconnect();
}

/** Until what was committed before has its numbers and is routed. */
async function drained({ dataSource }: BenchHotline): Promise<void> {
  const until = performance.now() + 180_000;
  for (;;) {
    const [row] = await dataSource.query(
      "SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM ticket WHERE state = 'new') AS waiting",
    );
    if (Number(row.waiting) === 0) return;
    if (performance.now() > until) throw new Error(`${row.waiting} events or tickets still wait`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function signIn({ config }: BenchHotline): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${config.port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'dispatcher', password: 'yixian2026' }),
  });
  if (!answer.ok) throw new Error(`sign-in refused: ${answer.status}`);
  return ((await answer.json()) as { token: string }).token;
}
