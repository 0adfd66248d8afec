import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../entities/data-source.ts';
import { type Config, environment, readConfig } from '../../server/config.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { startMariadb } from '../../server/embedded/mariadb.ts';
import { startRedis } from '../../server/embedded/redis.ts';

/** BENCH_PROFILE=folder keeps a CPU profile of each process there. */
const profiling = process.env.BENCH_PROFILE
  ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
  : [];

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface BenchHotline {
  config: Config;
  dataSource: DataSource;
  /** Starts a compiled process of the hotline and resolves when it is ready. */
  run(process: 'web' | 'worker'): Promise<void>;
  /** Starts the ceilings: a bare Express with fixed answers. @returns its port */
  runBare(): Promise<number>;
  /** Starts another file of bench/support in a process of its own. @returns it, and the first that it said */
  runBeside<T>(
    file: string,
    options?: { args?: string[]; flags?: string[] },
  ): Promise<{ child: ChildProcess; said: T }>;
  stop(): Promise<void>;
}

/** A hotline of the bench's own: durable MariaDB, Redis with AOF, a small demo province. */
export async function benchHotline(): Promise<BenchHotline> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yixian-bench-'));
  const log = { info: () => {}, warn: console.error, error: console.error };
  const common = { dataDir, log, searchPath: process.env.PATH ?? '' };
  const [mariadb, redis] = await Promise.all([
    startMariadb({ ...common, durable: true }),
    startRedis(common),
  ]);
  const port = await freePort();
  const env = {
    ROLE: 'web',
    DEMO: 'true',
    SIMULATED_CARRIER: 'true',
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: mariadb.url,
    REDIS_URL: redis.url,
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'bench-token',
    TWILIO_API_URL: 'http://127.0.0.1:9',
    SESSION_SECRET: 'a-secret-for-benches-of-forty-characters',
    LOG_LEVEL: 'warn',
  };
  const dataSource = createDataSource({ url: mariadb.url, poolSize: 10 });
  await dataSource.initialize();
  await dataSource.runMigrations();
  await seedDemo(dataSource, { scale: 0.05, onProgress: () => {}, now: new Date(), seed: 1 });
  const children: ChildProcess[] = [];
  const start = async <T>(
    file: string,
    { args = [], flags = [] }: { args?: string[]; flags?: string[] } = {},
  ): Promise<{ child: ChildProcess; said: T }> => {
    const child = fork(file, args, {
      env: { ...environment(), ...env },
      execArgv: [...(file.endsWith('.ts') ? ['--import', 'tsx'] : []), ...flags, ...profiling],
    });
    children.push(child);
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve({ child, said: message as T }));
      child.once('exit', (code) => reject(new Error(`${path.basename(file)} ended with ${code}`)));
    });
  };
  return {
    config: readConfig(env),
    dataSource,
    async run(name) {
      await start(path.join(root, 'dist', 'server', `${name}.js`));
    },
    async runBare() {
      const { said } = await start<{ port: number }>(path.join(root, 'bench', 'support', 'bare.ts'));
      return said.port;
    },
    runBeside: (file, options) => start(path.join(root, 'bench', 'support', file), options),
    async stop() {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      await dataSource.destroy();
      await Promise.all([mariadb.stop(), redis.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
