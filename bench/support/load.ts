import { connect, type Socket } from 'node:net';

export interface LoadResult {
  /** Answers a second. */
  rate: number;
  /** Milliseconds from sending to the whole answer, sorted. */
  latencies: number[];
  /** Answers by status. */
  statuses: Map<number, number>;
}

/** One HTTP/1.1 request, ready to be written to a kept connection. */
export function rawRequest(path: string, headers: Record<string, string>, body: string): Buffer {
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.from(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * Sends each request once over `connections` kept connections. Written on the bare socket, so that it costs the
 * machine much less than what it measures.
 *
 * @param rate requests a second, sent when their time comes whether or not answers are late, each timed from when
 *   it was due; absent: each connection sends the next one as soon as it has an answer
 */
export async function load(
  port: number,
  requests: Buffer[],
  { connections, rate }: { connections: number; rate?: number },
): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const start = performance.now();
  const dueAt = (index: number): number => (rate ? start + (index * 1000) / rate : 0);
  const drive = async (client: Client): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      const wait = dueAt(index) - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const from = rate ? dueAt(index) : performance.now();
      const status = await client.send(requests[index] as Buffer);
      latencies.push(performance.now() - from);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(port)));
  await Promise.all(clients.map(drive));
  const seconds = (performance.now() - start) / 1000;
  for (const client of clients) client.close();
  latencies.sort((a, b) => a - b);
  return { rate: requests.length / seconds, latencies, statuses };
}

export const quantile = (sorted: number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

export const median = (values: number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

interface Client {
  send(request: Buffer): Promise<number>;
  close(): void;
}

async function openClient(port: number): Promise<Client> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let received = '';
  let waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  const fail = (error: Error) => waiting?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the connection was closed')));
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const status = Number(received.slice(9, 12));
    received = received.slice(end + 4 + length);
    waiting?.resolve(status);
  });
  return {
    send(request) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      });
    },
    close: () => socket.destroy(),
  };
}
