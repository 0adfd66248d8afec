import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { type KeptServer, keepServer, type Log } from './kept-server.ts';
import { findProgram } from './programs.ts';
import { keptSecret } from './secret-file.ts';
import { socketIn, socketParameter } from './socket.ts';

export interface RedisOptions {
  /** The data folder of the hotline; the server keeps to `redis/` and `logs/` in it. */
  dataDir: string;
  log: Log;
  /** Where programs are looked for. */
  searchPath: string;
  /** Ports that others are about to listen on. */
  avoidPorts?: readonly number[];
  /** The data folder is removed when the server has stopped. */
  temporary?: boolean;
}

/**
 * Starts a private Redis (append-only file, no eviction) on a free port of 127.0.0.1 and on a Unix socket in the data
 * folder; resolves when it answers.
 */
export async function startRedis(options: RedisOptions): Promise<KeptServer> {
  const { dataDir } = options;
  // Debian's redis-tools carries the server under another name: one program, which goes by how it is called.
  const command =
    findProgram('redis-server', options.searchPath) ?? findProgram('redis-check-rdb', options.searchPath);
  if (!command)
    throw new Error('redis-server is not installed (Debian: apt-get install redis-tools), or set REDIS_URL');

  const data = path.join(dataDir, 'redis');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  const password = keptSecret(dataDir, 'redis');
  const port = await freePort(options.avoidPorts);
  const socket = socketIn(dataDir, 'redis');
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    ...(socket ? [`unixsocket ${JSON.stringify(socket)}`, 'unixsocketperm 700'] : []),
    `dir ${JSON.stringify(data)}`,
    `requirepass ${password}`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    '',
  ];
  const server = await keepServer(
    {
      name: 'Redis',
      command,
      argv0: 'redis-server',
      args: ['-'],
      input: settings.join('\n'),
      protocol: 'redis',
      port,
      password,
      logFile: path.join(dataDir, 'logs', 'redis.log'),
      stateFile: path.join(dataDir, 'redis.state'),
      stopWithinMs: 3_000,
      expendable: path.join(data, 'appendonlydir'),
      temporary: options.temporary ? dataDir : undefined,
    },
    options.log,
  );
  return {
    url: `redis://:${password}@127.0.0.1:${port}${socketParameter('path', socket)}`,
    stop: server.stop,
  };
}
