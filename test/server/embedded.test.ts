import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { startMariadb } from '../../server/embedded/mariadb.ts';
import { isRunning, type ProcessIdentity } from '../../server/embedded/process-identity.ts';
import { startRedis } from '../../server/embedded/redis.ts';
import { waitFor } from '../support/wait-for.ts';

const searchPath = process.env.PATH ?? '';

/** Keeper and server, as the state file remembers them. */
function running(dataDir: string, server: 'mariadb' | 'redis'): [ProcessIdentity, ProcessIdentity] {
  const identities = JSON.parse(readFileSync(path.join(dataDir, `${server}.state`), 'utf8'));
  expect(identities).to.have.length(2);
  return identities;
}

async function rows(url: string, sql: string): Promise<RowDataPacket[]> {
  const connection = await mysql.createConnection(url);
  try {
    return (await connection.query<RowDataPacket[]>(sql))[0];
  } finally {
    await connection.end();
  }
}

async function redis<T>(url: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => {});
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

describe('private servers', () => {
  let dataDir: string;
  const notes: string[] = [];
  const note = (_details: unknown, text?: string) => void notes.push(text ?? '');
  const log = { info: note, warn: note, error: note };
  const stops: (() => Promise<void>)[] = [];
  const kept = <T extends { stop(): Promise<void> }>(server: T): T => {
    stops.push(server.stop);
    return server;
  };
  const mariadb = async (dir = dataDir) =>
    kept(await startMariadb({ dataDir: dir, durable: false, log, searchPath }));
  const redisServer = async (dir = dataDir) => kept(await startRedis({ dataDir: dir, log, searchPath }));

  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'yixian-embedded-'));
    notes.length = 0;
  });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('MariaDB: an empty utf8mb4 database in UTC, for no one without its password', async () => {
    const { url } = await mariadb();
    const [row] = await rows(
      url,
      `SELECT DATABASE() db, @@character_set_database cs, @@global.time_zone tz, @@tx_isolation iso,
              @@global.bind_address bind, (SELECT COUNT(*) FROM mysql.user WHERE authentication_string = '') open`,
    );
    expect(row).to.include({
      db: 'yixian',
      cs: 'utf8mb4',
      tz: '+00:00',
      iso: 'READ-COMMITTED',
      bind: '127.0.0.1',
    });
    for (const user of ['root', 'yixian', '']) {
      const stranger = new URL(url);
      stranger.username = user;
      stranger.password = '';
      const refused = await rows(stranger.href, 'SELECT 1').catch(
        (error: NodeJS.ErrnoException) => error.code,
      );
      expect(refused, `user '${user}'`).to.equal('ER_ACCESS_DENIED_ERROR');
    }
  });

  it('MariaDB, durable: a commit is on the disk', async () => {
    const { url } = kept(await startMariadb({ dataDir, durable: true, log, searchPath }));
    const [row] = await rows(
      url,
      'SELECT @@innodb_flush_log_at_trx_commit f, @@innodb_doublewrite d, @@max_connections c',
    );
    expect(row).to.deep.equal({ f: 1, d: 1, c: 300 });
  });

  it('MariaDB: keeps its rows over stop and start', async () => {
    const first = await mariadb();
    await rows(first.url, 'CREATE TABLE t SELECT 42 n');
    const [, server] = running(dataDir, 'mariadb');
    await first.stop();
    expect(isRunning(server)).to.equal(false);
    expect(await rows((await mariadb()).url, 'SELECT n FROM t')).to.deep.equal([{ n: 42 }]);
  });

  it('MariaDB: killed -9, is back on the same port with every committed row', async () => {
    const { url } = await mariadb();
    await rows(url, 'CREATE TABLE t (n INT PRIMARY KEY)');
    for (let n = 1; n <= 3; n++) {
      await rows(url, `INSERT INTO t VALUES (${n})`);
      const [, server] = running(dataDir, 'mariadb');
      process.kill(server.pid, 'SIGKILL');
      await waitFor(() => !isRunning(server));
      const found = await waitFor(() => rows(url, 'SELECT COUNT(*) n FROM t'));
      expect(found).to.deep.equal([{ n }]);
    }
    expect(notes).to.include('MariaDB died, starting it again');
  });

  it('Redis: append-only, no eviction, and back on the same port after kill -9', async () => {
    const { url } = await redisServer();
    await redis(url, async (client) => {
      expect(await client.config('GET', 'maxmemory-policy')).to.include('noeviction');
      expect(await client.config('GET', 'appendonly')).to.include('yes');
      await client.set('kept', 'yes');
    });
    const [, server] = running(dataDir, 'redis');
    process.kill(server.pid, 'SIGKILL');
    await waitFor(() => !isRunning(server));
    expect(await waitFor(() => redis(url, (client) => client.get('kept')))).to.equal('yes');
    const open = url.replace(/:[^:@/]+@/, '');
    expect(await redis(open, (client) => client.get('kept')).catch((e: Error) => e.message)).to.match(
      /NOAUTH/,
    );
  });

  for (const [damage, harm] of [
    ['cut short', (file: string) => truncateSync(file, 20)],
    ['overwritten', (file: string) => writeFileSync(file, '*2\r\nnonsense\r\n'.repeat(9))],
  ] as const) {
    it(`Redis: starts with its append-only file ${damage}`, async () => {
      const first = await redisServer();
      await redis(first.url, async (client) => {
        for (let n = 0; n < 20; n++) await client.set(`k${n}`, n);
      });
      await first.stop();
      const folder = path.join(dataDir, 'redis', 'appendonlydir');
      for (const file of await readdir(folder)) if (file.endsWith('.aof')) harm(path.join(folder, file));
      const second = await redisServer();
      expect(await redis(second.url, (client) => client.ping())).to.equal('PONG');
    });
  }

  it('says in one line why a server cannot start', async () => {
    const first = await mariadb();
    await first.stop();
    writeFileSync(path.join(dataDir, 'mariadb', 'ibdata1'), 'not a tablespace');
    const failure = await mariadb().then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failure).to.match(/^MariaDB could not be started: .*ibdata1.*mariadb\.log\)$/);
  });

  it('runs two copies side by side', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'yixian-embedded-'));
    const [one, two] = await Promise.all([mariadb(), mariadb(other)]);
    await rows(one.url, 'CREATE TABLE only_in_one (n INT)');
    expect(await rows(two.url, 'SHOW TABLES')).to.deep.equal([]);
    await Promise.all(stops.splice(0).map((stop) => stop()));
    rmSync(other, { recursive: true });
  });

  describe('whose parent is killed -9', () => {
    let parent: ChildProcess;

    beforeEach(async () => {
      parent = fork(fileURLToPath(new URL('../support/parent-of-servers.ts', import.meta.url)), [dataDir]);
      await new Promise((resolve, reject) => {
        parent.once('message', resolve);
        parent.once('exit', () => reject(new Error('the parent did not come up')));
      });
    });

    afterEach(() => void parent.kill('SIGKILL'));

    it('stop with it', async () => {
      const all = [...running(dataDir, 'mariadb'), ...running(dataDir, 'redis')];
      expect(all.every(isRunning)).to.equal(true);
      parent.kill('SIGKILL');
      await waitFor(() => !all.some(isRunning));
      expect(existsSync(path.join(dataDir, 'mariadb.state'))).to.equal(false);
    });

    it('stop also when their keeper was killed before, and are taken over by the next start', async () => {
      const [keeper, server] = running(dataDir, 'mariadb');
      parent.kill('SIGSTOP'); // sees nothing, so that it cannot mend it
      process.kill(keeper.pid, 'SIGKILL');
      await waitFor(() => !isRunning(keeper));
      parent.kill('SIGKILL');
      expect(isRunning(server)).to.equal(true);
      const { url } = await mariadb();
      expect(isRunning(server)).to.equal(false);
      expect(await rows(url, 'SELECT 1 one')).to.deep.equal([{ one: 1 }]);
    });

    it('come back when only their keeper is killed', async () => {
      const [keeper, server] = running(dataDir, 'redis');
      process.kill(keeper.pid, 'SIGKILL');
      await waitFor(() => !isRunning(server));
      const [nextKeeper, nextServer] = await waitFor(() => {
        const next = running(dataDir, 'redis');
        return isRunning(next[1]) && next;
      });
      parent.kill('SIGKILL');
      await waitFor(() => !isRunning(nextKeeper) && !isRunning(nextServer));
    });
  });
});
