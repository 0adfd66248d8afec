import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/*
 * Below the range from which systems take the ports of outgoing connections (32768 on Linux, 49152 on macOS): a
 * client that keeps trying a port of that range while its server restarts can end up connected to itself, and
 * then holds the port.
 */
const [first, last] = [20_000, 32_000];

/** Drawn before, and perhaps not listened on yet. */
const drawn = new Set<number>();

/**
 * A port of 127.0.0.1 that nothing listens on, and that this process has not been given before.
 *
 * @param avoid ports that are spoken for, though nothing may listen there yet
 */
export async function freePort(avoid: readonly number[] = []): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(first, last);
    if (drawn.has(port) || avoid.includes(port)) continue;
    drawn.add(port);
    if ((await portProblem('127.0.0.1', port)) === undefined) return port;
  }
  throw new Error(`no free port found between ${first} and ${last}`);
}

/** The code of the error met when listening there (EADDRINUSE, EACCES …), undefined when it can be had. */
export function portProblem(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
