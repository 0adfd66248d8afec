import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { io, type Socket } from 'socket.io-client';
import type { BoardEvent } from '../domain/contracts/sockets.ts';
import { createNudges } from '../server/nudges.ts';
import { createReferenceCache } from '../services/intake/reference.ts';
import { type TakeInTicket, takeInTicket } from '../services/intake/take-in-ticket.ts';
import { createTransactor } from '../services/transaction.ts';
import type { BenchHotline } from './support/hotline.ts';
import { median, quantile } from './support/load.ts';
import { report } from './support/report.ts';

const PACES = [50, 200, 500];
const SECONDS = 6;
const ROUNDS = 3;
const WARM_UP = 200;
const BURST = 1_000;
/** Intakes, or bare jobs, under way at once. */
const AT_ONCE = 32;

type NewTicket = Omit<TakeInTicket, 'priority' | 'source' | 'actor'>;

/**
 * From the commit of a ticket to its being taken in, and then offered to an outlet, at a browser's board: at several
 * paces, and as many as go through; the latter beside a bare queue whose jobs do nothing.
 */
export async function routedBench(
  hotline: BenchHotline,
  token: string,
  body: (n: number) => NewTicket,
): Promise<void> {
  const board = await Board.open(hotline, token);
  let made = 0;
  const takeIn = await intakeOf(hotline);
  const next = () => takeIn(body(++made));
  try {
    // The first tickets of a process find nothing read, compiled or connected.
    const warmUp: number[] = [];
    await paced(PACES[0] as number, WARM_UP, async () => void warmUp.push(await next()));
    await board.until(warmUp, board.routed);
    for (const pace of PACES) {
      await freshProvince(hotline);
      const committed = new Map<number, number>();
      let refused = 0;
      await paced(pace, pace * SECONDS, async () => {
        try {
          committed.set(await next(), performance.now());
        } catch (error) {
          // More than there is room for is refused at once (entities/data-source.ts).
          if (!/queue limit/i.test(String(error))) throw error;
          refused += 1;
        }
      });
      if (refused > 0) console.log(`at ${pace}/s ${refused} of ${pace * SECONDS} were refused`);
      for (const [what, seen] of [
        ['opened', board.opened],
        ['routed', board.routed],
      ] as const) {
        const last = await board.until([...committed.keys()], seen);
        const delays = [...committed]
          .map(([id, at]) => Math.max(0, (seen.get(id) as number) - at))
          .sort((a, b) => a - b);
        const behind = (last - Math.max(...committed.values())) / 1000;
        console.log(
          `commit → ${what}, on the board, at ${pace}/s: p50 ${quantile(delays, 0.5).toFixed(1)} ms, p99 ${quantile(delays, 0.99).toFixed(1)} ms; the last ${behind.toFixed(1)} s after the last commit`,
        );
        report({
          bench: `commit to ${what} p99 at ${pace}/s`,
          value: quantile(delays, 0.99),
          ceiling: 10,
          goal: 1,
          better: 'lower',
          unit: 'ms',
        });
      }
    }
    const queue = await bareQueue(hotline);
    const rates: Record<'routed' | 'bare', number[]> = { routed: [], bare: [] };
    const took = { worker: [] as number[], mariadb: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      await freshProvince(hotline);
      const before = hotline.processorMs();
      const from = performance.now();
      const ids: number[] = [];
      await atOnce(BURST, async () => void ids.push(await next()));
      rates.routed.push(BURST / (((await board.until(ids, board.routed)) - from) / 1000));
      const after = hotline.processorMs();
      took.worker.push((after.worker - before.worker) / BURST);
      took.mariadb.push((after.mariadb - before.mariadb) / BURST);
      rates.bare.push(await queue.rate(BURST));
    }
    console.log(
      `processor time a ticket, taken in, routed and on the board: worker ${median(took.worker).toFixed(2)} ms, MariaDB ${median(took.mariadb).toFixed(2)} ms`,
    );
    report({
      bench: 'tickets committed and routed',
      value: median(rates.routed),
      ceiling: median(rates.bare),
      better: 'higher',
      unit: '/s',
    });
    await queue.close();
  } finally {
    board.close();
  }
}

/** Takes a ticket in, as the API does, and wakes the relay. @returns its id, once it is committed */
async function intakeOf({
  dataSource,
  config,
}: BenchHotline): Promise<(ticket: NewTicket) => Promise<number>> {
  const nudges = createNudges(new Redis(config.redisUrl), new Redis(config.redisUrl));
  const inTransaction = createTransactor(dataSource, ({ toRoute }) => {
    nudges.send('route', { tickets: toRoute });
    nudges.send('outbox', null);
  });
  const known = createReferenceCache(dataSource.manager, { now: () => new Date() });
  return async (ticket) => {
    const command: TakeInTicket = {
      ...ticket,
      reference: await known(),
      priority: 'normal',
      source: 'agent',
      actor: { kind: 'system' },
    };
    return (await inTransaction((tx) => takeInTicket(tx, command, new Date()))).id;
  };
}

/** When each ticket's events arrived at a browser that has the province's board open. */
class Board {
  readonly opened = new Map<number, number>();
  readonly routed = new Map<number, number>();
  private readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('board:event', ({ type, ticketId }: BoardEvent) => {
      if (ticketId === null) return;
      if (type === 'ticket.opened') this.opened.set(ticketId, performance.now());
      if (type === 'ticket.offered' || type === 'ticket.handed_over')
        this.routed.set(ticketId, performance.now());
    });
  }

  static async open({ config }: BenchHotline, token: string): Promise<Board> {
    const board = new Board(
      io(`http://127.0.0.1:${config.port}`, { auth: { token }, transports: ['websocket'] }),
    );
    await board.socket.emitWithAck('board:open', { board: 'province' });
    return board;
  }

  /** @returns when the last of them arrived */
  async until(ids: number[], seen: ReadonlyMap<number, number>): Promise<number> {
    const until = performance.now() + 120_000;
    while (ids.some((id) => !seen.has(id))) {
      if (performance.now() > until) throw new Error('tickets never reached the board');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return Math.max(...ids.map((id) => seen.get(id) as number));
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** Nobody works these thousands off: what earlier rounds left would make every outlet look overrun. */
async function freshProvince({ dataSource, config }: BenchHotline): Promise<void> {
  const connection = new Redis(config.redisUrl, { maxRetriesPerRequest: null });
  const routing = new Queue('routing', { connection });
  const until = performance.now() + 120_000;
  for (;;) {
    const [{ unrouted }] = await dataSource.query(
      "SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM ticket WHERE state = 'new') AS unrouted",
    );
    const hints = await routing.getJobCountByTypes('waiting', 'active', 'delayed');
    if (Number(unrouted) + hints === 0) break;
    if (performance.now() > until)
      throw new Error(`${unrouted} events or tickets, ${hints} hints still wait`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await routing.close();
  connection.disconnect();
  await dataSource.query(
    `UPDATE ticket SET state = 'cancelled', nextActionAt = NULL, deadlineActionAt = NULL
     WHERE state IN ('offered', 'manual')`,
  );
  await dataSource.query("UPDATE offer SET state = 'withdrawn', openMark = NULL WHERE state = 'open'");
  await dataSource.query('UPDATE capacity_day SET booked = 0, morning = 0, afternoon = 0');
}

async function paced(pace: number, count: number, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  const running: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    const wait = start + (index * 1000) / pace - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(work());
  }
  await Promise.all(running);
}

async function atOnce(count: number, work: () => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next++ < count) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Jobs that do nothing, added one by one and had by a process of their own. */
async function bareQueue(
  hotline: BenchHotline,
): Promise<{ rate(count: number): Promise<number>; close(): Promise<void> }> {
  const name = 'bench-bare';
  const { child } = await hotline.runBeside('bare-queue.ts', { args: [name, hotline.config.redisUrl] });
  const connection = new Redis(hotline.config.redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue(name, { connection, defaultJobOptions: { removeOnComplete: true } });
  let added = 0;
  return {
    async rate(count) {
      const from = performance.now();
      await atOnce(count, () => queue.add(name, { ticketId: ++added }));
      const done = new Promise((resolve) => child.once('message', resolve));
      child.send(added);
      await done;
      return count / ((performance.now() - from) / 1000);
    },
    async close() {
      await queue.close();
      connection.disconnect();
    },
  };
}
