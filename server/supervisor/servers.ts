import { Redis } from 'ioredis';
import type { StartConfig } from '../config.ts';
import type { Log } from '../embedded/kept-server.ts';
import { startMariadb } from '../embedded/mariadb.ts';
import { startRedis } from '../embedded/redis.ts';
import type { StopList } from '../stop.ts';
import { StartError } from './start-error.ts';

export interface Servers {
  databaseUrl: string;
  redisUrl: string;
}

/** The database and the Redis that the settings name, or private ones, which are entered in `stop`. */
export async function openServers(
  config: Pick<StartConfig, 'databaseUrl' | 'redisUrl' | 'dataDir' | 'port'>,
  { log, stop, searchPath }: { log: Log; stop: StopList; searchPath: string },
): Promise<Servers> {
  const options = { dataDir: config.dataDir, avoidPorts: [config.port], log, searchPath };
  const mariadb = async () => {
    if (config.databaseUrl) return config.databaseUrl;
    const server = await startMariadb({ ...options, durable: true });
    stop.add('MariaDB', server.stop);
    return server.url;
  };
  const redis = async () => {
    if (config.redisUrl) return checkedRedis(config.redisUrl);
    const server = await startRedis(options);
    stop.add('Redis', server.stop);
    return server.url;
  };
  // Both begin at once; when one fails, the other has been entered before the failure is dealt with.
  const [database, cache] = await Promise.allSettled([mariadb(), redis()]);
  if (database.status === 'rejected') throw new StartError(database.reason.message);
  if (cache.status === 'rejected') throw new StartError(cache.reason.message);
  return { databaseUrl: database.value, redisUrl: cache.value };
}

async function checkedRedis(url: string): Promise<string> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5_000 });
  let reason = '';
  client.on('error', (error) => {
    reason = error.message;
  });
  try {
    await client.connect();
    await client.ping();
    return url;
  } catch (error) {
    throw new StartError(`Redis does not answer at REDIS_URL (${reason || (error as Error).message}).`);
  } finally {
    client.disconnect();
  }
}
