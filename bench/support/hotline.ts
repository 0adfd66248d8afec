import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  /** Milliseconds of the processor that each process has taken so far: what else runs on the machine does not count. */
  processorMs(): Record<'web' | 'worker' | 'bare' | 'mariadb', number>;
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
  const pids: Record<string, number | undefined> = {
    mariadb: Number(readFileSync(path.join(dataDir, 'mariadb', 'mariadbd.pid'), 'utf8')),
  };
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
      const { child } = await start(path.join(root, 'dist', 'server', `${name}.js`));
      pids[name] = child.pid;
    },
    async runBare() {
      const { child, said } = await start<{ port: number }>(path.join(root, 'bench', 'support', 'bare.ts'));
      pids.bare = child.pid;
      return said.port;
    },
    processorMs: () => ({
      web: processorMs(pids.web),
      worker: processorMs(pids.worker),
      bare: processorMs(pids.bare),
      mariadb: processorMs(pids.mariadb),
    }),
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

/** As Linux counts it, in hundredths of a second; nothing elsewhere. */
function processorMs(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0;
  // Behind the name, which may hold anything: utime and stime are the 14th and 15th field of the line.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
