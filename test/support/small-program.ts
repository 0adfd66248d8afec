/**
 * Stands in for web, worker, carrier and seed under the supervisor. Writes what happens to `story.txt` in DATA_DIR
 * and misbehaves as MISBEHAVE says.
 */
import { appendFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { RowDataPacket } from 'mysql2/promise';

const { values } = parseArgs({ strict: false });
const { DATA_DIR = '', ROLE = '', MISBEHAVE = '' } = process.env;
const tell = (line: string) => appendFileSync(path.join(DATA_DIR, 'story.txt'), `${line}\n`);

function listen(port: number, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

if (values['if-empty']) {
  tell(`seed ${process.pid}`);
  if (MISBEHAVE === 'endless seed') setInterval(() => {}, 1_000);
  if (MISBEHAVE === 'seed') process.exit(3);
} else if (values.port) {
  await listen(Number(values.port), (_request, response) => response.end('ok'));
  tell(`carrier ${process.pid} ${values['auth-token'] ? 'with token' : ''}`);
  const stop = () => {
    tell('carrier stopped');
    process.exit();
  };
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
} else {
  // Loaded only here: many of these start at once.
  const { runProcess } = await import('../../server/process.ts');
  await runProcess(async (config, _log, stop) => {
    if (MISBEHAVE === ROLE) throw new Error('the moon is in the wrong place');
    if (ROLE === 'web') {
      const server = await listen(config.port, (_request, response) => {
        reachServers(config).then(
          (found) => response.end(JSON.stringify(found)),
          (error) => response.writeHead(503).end(String(error)),
        );
      });
      stop.add('web', () => server.close());
    } else {
      const busy = setInterval(() => {}, 1_000);
      stop.add('worker', () => clearInterval(busy));
    }
    tell(`${ROLE} ${process.pid}`);
    stop.add('story', () => tell(`${ROLE} stopped`));
  });
}

async function reachServers(config: { databaseUrl: string; redisUrl: string }) {
  const [{ default: mysql }, { Redis }] = await Promise.all([import('mysql2/promise'), import('ioredis')]);
  const database = await mysql.createConnection(config.databaseUrl);
  const redis = new Redis(config.redisUrl, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    const [tables] = await database.query<RowDataPacket[]>('SHOW TABLES');
    await redis.connect();
    return { tables: tables.length, redis: await redis.ping() };
  } finally {
    await database.end();
    redis.disconnect();
  }
}
