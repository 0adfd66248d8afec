import { Redis } from 'ioredis';
import { atEnd } from './at-end.ts';
import { redisUrl } from './servers.ts';

export interface TestRedis {
  /** Address of a database number of its own: give it to what is tested. */
  url: string;
  /** Connected to the same, as BullMQ wants it (`maxRetriesPerRequest: null`). */
  client: Redis;
  close(): Promise<void>;
}

const databases = 16;
const inUse = new Map<number, Redis>();

/** An empty Redis database of the test's own; call it in `before`, and close it in `after`. */
export async function testRedis(): Promise<TestRedis> {
  const url = new URL(await redisUrl());
  const number = Array.from({ length: databases }, (_, n) => n).find((n) => !inUse.has(n));
  if (number === undefined) throw new Error('all test Redis databases are in use: close() them in after()');
  url.pathname = `/${number}`;
  const client = new Redis(url.href, { maxRetriesPerRequest: null });
  inUse.set(number, client);
  await client.flushdb();
  const close = async () => {
    if (inUse.get(number) !== client) return;
    inUse.delete(number);
    client.disconnect();
  };
  atEnd(close);
  return { url: url.href, client, close };
}
