import type { ChildProcess } from 'node:child_process';
import { Redis } from 'ioredis';
import { PROVINCE_ROOM } from '../domain/contracts/events.ts';
import type { BoardEvent } from '../domain/contracts/sockets.ts';
import { boardEvents } from '../realtime/board-events.ts';
import { createNudges } from '../server/nudges.ts';
import { appendEvents } from '../services/outbox.ts';
import { signIn } from '../services/people/sign-in.ts';
import { renewSequencerLease, sequenceEvents, takeSequencerLease } from '../services/sequencer.ts';
import { createTransactor } from '../services/transaction.ts';
import type { ClientsAnswer, ClientsAsk } from './support/fanout-clients.ts';
import type { FanoutAsk, FanoutKind, FanoutUsage } from './support/fanout-server.ts';
import { type BenchHotline, benchHotline } from './support/hotline.ts';
import { median, quantile } from './support/load.ts';
import { report } from './support/report.ts';

const SOCKETS = 2_000;
const BROWSERS = 2;
/** Open before memory is first looked at, so that what a first socket alone brings with it is not counted. */
const FIRST = 20;
const EVENTS = 40;
const ROUNDS = 5;
const PACED_SECONDS = 8;
const KINDS: FanoutKind[] = ['ws', 'socketio', 'board'];

/**
 * Board events to 2,000 browsers: through the hotline's own boards (read from the database, with their tickets), a bare
 * Socket.io and plain ws, each server alone in its process, the browsers in others. How many arrive a second, what a
 * socket costs in memory, and how old an event is at half of what plain ws can do.
 */
export async function fanoutBench(): Promise<void> {
  const hotline = await benchHotline();
  try {
    const news = await newsOf(hotline);
    const now = new Date();
    const { token } = await signIn(
      hotline.dataSource,
      { username: 'dispatcher', password: 'yixian2026' },
      now,
    );
    const sample = await news.append(1);
    const browsers: ChildProcess[] = [];
    for (let n = 0; n < BROWSERS; n++) browsers.push((await hotline.runBeside('fanout-clients.ts')).child);
    const servers = new Map<FanoutKind, FanoutServer>();
    for (const kind of KINDS) {
      const server = new FanoutServer(kind, await startServer(hotline, kind), browsers);
      await server.open(FIRST, token, sample.seq);
      await server.openAndWeigh(SOCKETS - FIRST, token, sample.seq);
      servers.set(kind, server);
    }
    const tell = (server: FanoutServer, events: number) =>
      server.kind === 'board' ? news.tell(events) : server.send(Array(events).fill(fresh(sample)));

    for (let round = 0; round <= ROUNDS; round++)
      for (const server of servers.values())
        await server.burst(EVENTS, () => tell(server, EVENTS), round > 0);
    const { ws, socketio, board } = Object.fromEntries(servers) as Record<FanoutKind, FanoutServer>;
    const figure = { goal: 0.85, better: 'higher' as const };
    report({
      bench: 'events to 2,000 boards, of plain ws',
      value: median(board.rates),
      ceiling: median(ws.rates),
      ...figure,
      unit: '/s',
    });
    report({
      bench: 'the same by processor time',
      value: 1e6 / median(board.costs),
      ceiling: 1e6 / median(ws.costs),
      ...figure,
      unit: '/s',
    });
    report({
      bench: 'bare Socket.io, of plain ws',
      value: median(socketio.rates),
      ceiling: median(ws.rates),
      better: 'higher',
      unit: '/s',
    });
    report({
      bench: 'memory a socket, of bare Socket.io',
      value: board.heldEach / 1024,
      ceiling: socketio.heldEach / 1024,
      goal: 1.3,
      better: 'lower',
      unit: 'kB',
    });
    console.log(
      `memory a socket by the process's size: board ${(board.rssEach / 1024).toFixed(1)} kB, ` +
        `bare Socket.io ${(socketio.rssEach / 1024).toFixed(1)} kB, plain ws ${(ws.rssEach / 1024).toFixed(1)} kB`,
    );
    report({
      bench: 'encodings of an event in a room',
      value: (await board.usage()).encoded,
      ceiling: EVENTS * (ROUNDS + 1),
      goal: 1,
      better: 'lower',
      unit: '',
    });
    const pace = median(ws.rates) / SOCKETS / 2;
    for (const server of [board, ws]) {
      const ages = await server.paced(pace, () => tell(server, 1));
      console.log(
        `${server.kind}: ${pace.toFixed(1)} events/s, half of the ceiling: p50 ${quantile(ages, 0.5)} ms, p99 ${quantile(ages, 0.99)} ms`,
      );
      if (server === board)
        report({
          bench: 'commit to 2,000 boards p99, at half',
          value: quantile(ages, 0.99),
          ceiling: 100,
          goal: 1,
          better: 'lower',
          unit: 'ms',
        });
    }
    await news.close();
  } finally {
    await hotline.stop();
  }
}

const fresh = (event: BoardEvent): BoardEvent => ({ ...event, at: new Date().toISOString() });

async function startServer(
  hotline: BenchHotline,
  kind: FanoutKind,
): Promise<{ child: ChildProcess; port: number }> {
  const { databaseUrl, redisUrl } = hotline.config;
  const { child, said } = await hotline.runBeside<{ port: number }>('fanout-server.ts', {
    args: [kind, databaseUrl, redisUrl],
    flags: ['--expose-gc'],
  });
  return { child, port: said.port };
}

/** One of the three servers, with its sockets in the browsers' processes, and what was measured of it. */
class FanoutServer {
  readonly kind: FanoutKind;
  /** Arrivals a second, over all browsers. */
  readonly rates: number[] = [];
  /** Microseconds of the server's processor time an arrival. */
  readonly costs: number[] = [];
  heldEach = 0;
  rssEach = 0;
  private readonly child: ChildProcess;
  private readonly port: number;
  private readonly browsers: ChildProcess[];

  constructor(
    kind: FanoutKind,
    { child, port }: { child: ChildProcess; port: number },
    browsers: ChildProcess[],
  ) {
    this.kind = kind;
    this.child = child;
    this.port = port;
    this.browsers = browsers;
  }

  async open(sockets: number, token: string, since: number): Promise<void> {
    const { kind, port } = this;
    await this.all({ what: 'open', kind, port, sockets: sockets / BROWSERS, token, since });
  }

  async openAndWeigh(sockets: number, token: string, since: number): Promise<void> {
    const before = await this.usage();
    await this.open(sockets, token, since);
    const after = await this.usage();
    this.heldEach = (after.held - before.held) / sockets;
    this.rssEach = (after.rss - before.rss) / sockets;
  }

  send(events: BoardEvent[]): void {
    this.child.send({ what: 'send', events } satisfies FanoutAsk);
  }

  async burst(events: number, tell: () => unknown, counts: boolean): Promise<void> {
    const before = await this.usage();
    const from = performance.timeOrigin + performance.now();
    const arrived = this.arrived(events);
    const began = (await tell()) as number | undefined;
    const last = Math.max(...(await arrived).map(({ at }) => at));
    const after = await this.usage();
    if (!counts) return;
    this.rates.push((events * SOCKETS) / ((last - (began ?? from)) / 1000));
    this.costs.push((after.cpu - before.cpu) / (events * SOCKETS));
  }

  /** @returns how old the events were on arrival, in milliseconds, sorted */
  async paced(pace: number, tell: () => unknown): Promise<number[]> {
    await this.all({ what: 'age', on: true });
    const events = Math.ceil(pace * PACED_SECONDS);
    const arrived = this.arrived(events);
    const start = performance.now();
    for (let index = 0; index < events; index++) {
      const wait = start + (index * 1000) / pace - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await tell();
    }
    const ages = (await arrived).flatMap((answer) => answer.ages);
    await this.all({ what: 'age', on: false });
    return ages.sort((a, b) => a - b);
  }

  usage(): Promise<FanoutUsage> {
    return answered<FanoutUsage>(this.child, { what: 'usage' } satisfies FanoutAsk);
  }

  private arrived(events: number): Promise<ClientsAnswer[]> {
    return this.all({ what: 'await', kind: this.kind, events: (events * SOCKETS) / BROWSERS });
  }

  private all(ask: ClientsAsk): Promise<ClientsAnswer[]> {
    return Promise.all(this.browsers.map((child) => answered<ClientsAnswer>(child, ask)));
  }
}

const answered = <T>(child: ChildProcess, ask: FanoutAsk | ClientsAsk): Promise<T> =>
  new Promise((resolve) => {
    child.once('message', (message) => resolve(message as T));
    child.send(ask);
  });

/** Events of a ticket, as use cases write them and the relay numbers them. */
async function newsOf(hotline: BenchHotline): Promise<{
  /** @returns the last, as the boards get it */
  append(events: number): Promise<BoardEvent>;
  /** @returns when the boards were told that there is something */
  tell(events: number): Promise<number>;
  close(): Promise<void>;
}> {
  const { dataSource, config } = hotline;
  const inTransaction = createTransactor(dataSource);
  const sender = new Redis(config.redisUrl);
  const receiver = new Redis(config.redisUrl);
  const nudges = createNudges(sender, receiver);
  const [ticket] = await dataSource.query(
    "SELECT id, version FROM ticket WHERE state IN ('offered', 'manual', 'accepted') LIMIT 1",
  );
  const event = {
    type: 'ticket.chased' as const,
    data: { count: 1 },
    ticketId: ticket.id,
    ticketVersion: ticket.version,
    rooms: [PROVINCE_ROOM],
  };
  let token = await takeSequencerLease(dataSource.manager, 'bench');
  const append = async (events: number): Promise<void> => {
    await inTransaction((tx) => appendEvents(tx, Array(events).fill(event), new Date()));
    if (token === null || !(await renewSequencerLease(dataSource.manager, token)))
      token = await takeSequencerLease(dataSource.manager, 'bench');
    const held = token ?? 0;
    while ((await inTransaction((tx) => sequenceEvents(tx, held)))?.length) {
      // Until none is left.
    }
  };
  return {
    async append(events) {
      await append(events);
      const [row] = await dataSource.query(
        `SELECT r.room, r.seq, e.type, e.at, e.ticketId, e.ticketVersion, e.contactId
         FROM room_event r JOIN event e ON e.id = r.eventId WHERE r.room = ? ORDER BY r.seq DESC LIMIT 1`,
        [PROVINCE_ROOM],
      );
      const [sample] = await boardEvents(dataSource.manager, [row]);
      return sample as BoardEvent;
    },
    async tell(events) {
      await append(events);
      nudges.send('sequenced', null);
      return performance.timeOrigin + performance.now();
    },
    async close() {
      sender.disconnect();
      receiver.disconnect();
    },
  };
}
