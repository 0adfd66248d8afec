import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import type { BoardEvent } from '../../domain/contracts/sockets.ts';
import { createDataSource } from '../../entities/data-source.ts';
import { startRealtime } from '../../realtime/board.ts';
import { createNudges } from '../../server/nudges.ts';
import { viewerOf } from '../../services/people/sign-in.ts';

/**
 * One server of board events, alone in its process, so that what is measured is it and nothing else: the hotline's own
 * boards, a bare Socket.io with one room, or plain ws that sends the same bytes to each socket in turn.
 */
export type FanoutKind = 'board' | 'socketio' | 'ws';
export type FanoutAsk = { what: 'usage' } | { what: 'send'; events: BoardEvent[] };
export interface FanoutUsage {
  /** Processor time of this process since it began, in microseconds. */
  cpu: number;
  /** Of its memory, what JavaScript holds after collecting; in bytes. */
  held: number;
  rss: number;
  /** Board events encoded. */
  encoded: number;
}

const [, , kind = '', databaseUrl = '', redisUrl = ''] = process.argv;
const http = createServer();
let encoded = 0;
const send = await start(kind as FanoutKind);

/** @returns what sends events to everybody; the hotline's boards find theirs in the database */
async function start(which: FanoutKind): Promise<(events: BoardEvent[]) => void> {
  if (which === 'ws') {
    const server = new WebSocketServer({ server: http, perMessageDeflate: false });
    return (events) => {
      for (const event of events) {
        const bytes = Buffer.from(`42${JSON.stringify(['board:event', event])}`);
        for (const client of server.clients) client.send(bytes, { binary: false });
      }
    };
  }
  if (which === 'socketio') {
    const io = new Server(http, { serveClient: false, perMessageDeflate: false });
    io.on('connection', (socket) => socket.join('province'));
    return (events) => {
      for (const event of events) io.to('province').emit('board:event', event);
    };
  }
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 10 });
  await dataSource.initialize();
  const clock = { now: () => new Date() };
  const { io } = startRealtime(http, {
    dataSource,
    clock,
    nudges: createNudges(new Redis(redisUrl), new Redis(redisUrl)),
    tokenOf: ({ auth }) => auth.token,
    viewerOf: (token) => viewerOf(dataSource.manager, token, clock.now()),
    onError: console.error,
  });
  countEncodings(io.of('/').adapter);
  return () => {};
}

function countEncodings(adapter: unknown): void {
  const { encoder } = adapter as { encoder: { encode(packet: { data?: unknown }): unknown } };
  const encode = encoder.encode.bind(encoder);
  encoder.encode = (packet) => {
    if (Array.isArray(packet.data) && packet.data[0] === 'board:event') encoded += 1;
    return encode(packet);
  };
}

function usage(): FanoutUsage {
  const { user, system } = process.cpuUsage();
  global.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { cpu: user + system, held: heapUsed + external, rss, encoded };
}

process.on('message', (ask: FanoutAsk) => {
  if (ask.what === 'send') send(ask.events);
  else process.send?.(usage());
});
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => process.exit());
