import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { atEnd } from '../../support/at-end.ts';

/** A line to a server that a test can cut, or hold still. */
export interface Line {
  /** The same address by way of the line. */
  url: string;
  /** Refuses and drops every connection. */
  cut(): void;
  /** Keeps connections open and carries nothing. */
  hold(): void;
  mend(): void;
}

export async function lineTo(address: string): Promise<Line> {
  const target = new URL(address);
  let state: 'open' | 'cut' | 'held' = 'open';
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = net.connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
    }
    near.on('data', (data) => state === 'open' && far.write(data));
    far.on('data', (data) => state === 'open' && near.write(data));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  atEnd(() => {
    drop();
    server.close();
  });
  const url = new URL(address);
  // Not past it through a Unix socket.
  url.search = '';
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut() {
      state = 'cut';
      drop();
    },
    hold() {
      state = 'held';
    },
    mend() {
      state = 'open';
      drop();
    },
  };
}
