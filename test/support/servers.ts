import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KeptServer, Log } from '../../server/embedded/kept-server.ts';
import { startMariadb } from '../../server/embedded/mariadb.ts';
import { startRedis } from '../../server/embedded/redis.ts';
import { atEnd } from './at-end.ts';

const complain = (details: unknown, text?: string) => console.error(text, details);
export const testLog: Log = { info: () => {}, warn: complain, error: complain };

function settings() {
  return {
    dataDir: mkdtempSync(path.join(tmpdir(), 'yixian-test-')),
    log: testLog,
    searchPath: process.env.PATH ?? '',
    temporary: true,
  };
}

/*
 * One private MariaDB and one private Redis for a whole mocha run, each started when a test first asks for it, so
 * that the pure tests start neither.
 */
let mariadb: Promise<KeptServer> | undefined;
let redis: Promise<KeptServer> | undefined;

/** Address of the run's MariaDB, with an account that may create databases. */
export async function mariadbUrl(): Promise<string> {
  mariadb ??= untilTheEnd(startMariadb({ ...settings(), durable: false }));
  return (await mariadb).url;
}

/** Address of the run's Redis. */
export async function redisUrl(): Promise<string> {
  redis ??= untilTheEnd(startRedis(settings()));
  return (await redis).url;
}

function untilTheEnd(server: Promise<KeptServer>): Promise<KeptServer> {
  atEnd(async () => (await server).stop());
  return server;
}
