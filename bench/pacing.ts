import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { benchHotline } from './support/hotline.ts';
import { report } from './support/report.ts';

const RATE = 20;
const WORKERS = 3;
/** Ten minutes; BENCH_SECONDS for fewer. */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 600);
const MICROS = 1_000_000;
/** Between a slot and its call at the carrier lies the way there: a second of arrivals holds the slots of that much more. */
const TOLERANCE_SECONDS = 0.1;

/**
 * F1: what goes out, seen from both sides, while three workers dial as fast as they may and one of them is killed and
 * started again a third of the way: the slots by the database's clock, and the calls as they arrive at the carrier.
 */
export async function pacingBench(): Promise<void> {
  const hotline = await benchHotline();
  const slots: number[] = [];
  const arrivals: number[] = [];
  const carrier = createServer(async (request, response) => {
    arrivals.push((performance.timeOrigin + performance.now()) * 1_000);
    let body = '';
    for await (const piece of request) body += piece;
    slots.push(Number(body));
    response.end();
  });
  carrier.listen(0, '127.0.0.1');
  await once(carrier, 'listening');
  const { port } = carrier.address() as AddressInfo;
  const start = () =>
    hotline.runBeside<string>('pacing-worker.ts', {
      args: [hotline.config.databaseUrl, String(RATE), String(port)],
    });
  try {
    const workers = await Promise.all(Array.from({ length: WORKERS }, start));
    await sleep((SECONDS * 1_000) / 3);
    workers[0]?.child.kill('SIGKILL');
    await start();
    await sleep((SECONDS * 1_000 * 2) / 3);
  } finally {
    await hotline.stop();
    carrier.closeAllConnections();
    carrier.close();
  }
  slots.sort((a, b) => a - b);
  const spanned = ((slots.at(-1) ?? 0) - (slots[0] ?? 0)) / MICROS;
  const made = { ceiling: RATE, unit: '/s' } as const;
  report({
    bench: 'pacing: slots a second',
    value: (slots.length - 1) / spanned,
    ...made,
    goal: 0.99,
    better: 'higher',
  });
  report({ bench: 'pacing: worst second of slots', value: worst(slots), ...made, goal: 1, better: 'lower' });
  report({
    bench: 'pacing: worst second at the carrier',
    value: worst(arrivals),
    ...made,
    goal: 1 + TOLERANCE_SECONDS,
    better: 'lower',
  });
}

/** The most in any second, of moments in microseconds, in their order. */
function worst(moments: number[]): number {
  let most = 0;
  for (let from = 0, to = 0; to < moments.length; to++) {
    while ((moments[to] as number) - (moments[from] as number) >= MICROS) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
