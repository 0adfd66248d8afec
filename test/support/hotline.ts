import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../entities/data-source.ts';
import { freePort } from '../../server/embedded/free-port.ts';
import { runningHotline } from '../../server/supervisor/data-dir.ts';
import { waitFor } from './wait-for.ts';

/** A whole hotline of a test's own: supervisor, private servers, carrier, web and worker, demo province. */
export interface WholeHotline {
  url: string;
  dataSource: DataSource;
  redisUrl: string;
  /** Process id of a supervised process as it now is. */
  pidOf(name: 'web' | 'worker' | 'MariaDB'): number;
  api<T>(path: string, options?: { method?: string; body?: unknown; as?: string }): Promise<T>;
  phone<T>(path: string, body?: unknown, method?: string): Promise<T>;
  stop(): Promise<void>;
}

export async function wholeHotline(): Promise<WholeHotline> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yixian-whole-'));
  const port = await freePort();
  const child = fork(fileURLToPath(new URL('./whole-hotline.ts', import.meta.url)), {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
      DEMO: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  const url = `http://127.0.0.1:${port}`;
  await waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(`the hotline ended: ${said}`);
      return (await fetch(`${url}/readyz`)).ok;
    },
    { timeout: 90_000, interval: 100, what: 'the hotline to be ready' },
  );
  const started = (name: string): number | undefined =>
    readFileSync(path.join(dataDir, 'logs', 'yixian.log'), 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"child":"${name}"`) && line.includes('"msg":"started"'))
      .map((line) => JSON.parse(line).childPid as number)
      .at(-1);
  const running = runningHotline(dataDir);
  if (!running?.databaseUrl || !running.redisUrl)
    throw new Error('the hotline does not tell where its servers are');
  const { databaseUrl, redisUrl } = running;
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 3 });
  await dataSource.initialize();
  const tokens = new Map<string, Promise<string>>();
  const call = async <T>(
    path: string,
    method: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<T> => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const tokenOf = (username: string): Promise<string> => {
    const known = tokens.get(username);
    if (known) return known;
    const token = call<{ token: string }>(
      '/api/session',
      'POST',
      { username, password: 'yixian2026' },
      {},
    ).then((session) => session.token);
    tokens.set(username, token);
    return token;
  };
  return {
    url,
    dataSource,
    redisUrl,
    pidOf(name) {
      const pid =
        name === 'MariaDB'
          ? Number(readFileSync(path.join(dataDir, 'mariadb', 'mariadbd.pid'), 'utf8'))
          : started(name);
      if (!pid) throw new Error(`${name} was never started`);
      return pid;
    },
    async api(path, { method, body, as = 'dispatcher' } = {}) {
      const authorization = `Bearer ${await tokenOf(as)}`;
      return call(`/api${path}`, method ?? (body === undefined ? 'GET' : 'POST'), body, { authorization });
    },
    phone: (path, body, method) =>
      call(`/phone/api${path}`, method ?? (body === undefined ? 'GET' : 'POST'), body, {}),
    async stop() {
      await dataSource.destroy();
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
