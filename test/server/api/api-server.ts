import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { type Problem, problemSchema } from '../../../domain/contracts/api.ts';
import { Session } from '../../../entities/organisation.ts';
import { apiRoutes } from '../../../server/api/index.ts';
import { createApp } from '../../../server/app.ts';
import type { Environment } from '../../../server/config.ts';
import type { Route } from '../../../server/http/route.ts';
import { createLogger } from '../../../server/log.ts';
import { createStopList } from '../../../server/stop.ts';
import { type Wiring, wire } from '../../../server/wiring.ts';
import { atEnd } from '../../support/at-end.ts';
import { testConfig } from '../../support/config.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { MORNING } from '../../support/province.ts';
import { testRedis } from '../../support/redis.ts';

export interface Answer<T = Problem> {
  status: number;
  headers: Headers;
  text: string;
  /** The body read as JSON: what the test says it asked for, or a refusal. */
  body: T;
}

export interface SendOptions {
  token?: string;
  key?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  raw?: string | Buffer;
}

/** The web process's HTTP side on a port of its own: real MariaDB, real Redis, a clock that the test sets. */
export interface ApiServer {
  url: string;
  wiring: Wiring;
  database: TestDatabase;
  /** What the server's clock says; stands still. */
  time: { now: Date };
  /** What was logged from level info on. */
  logged: Record<string, unknown>[];
  /** Every answer is held against the route's own schema, every refusal against the problem's. */
  send<T = Problem>(method: string, path: string, options?: SendOptions): Promise<Answer<T>>;
  get<T = Problem>(path: string, token?: string): Promise<Answer<T>>;
  post<T = Problem>(path: string, body: unknown, token?: string, key?: string): Promise<Answer<T>>;
  /** A session as if that person had signed in now. */
  session(personId: number, hours?: number): Promise<string>;
  close(): Promise<void>;
}

export interface ApiServerOptions {
  database?: TestDatabase;
  env?: Environment;
  /** The clock of the demo instead of one that stands still. */
  movingClock?: boolean;
  change?: (wiring: Wiring) => Partial<Wiring>;
}

export async function startApi(options: ApiServerOptions = {}): Promise<ApiServer> {
  const database = options.database ?? (await testDatabase());
  const redis = options.env?.REDIS_URL ? null : await testRedis();
  const config = testConfig({
    DATABASE_URL: database.url,
    ...(redis ? { REDIS_URL: redis.url } : {}),
    PUBLIC_URL: 'https://hotline.example.com',
    ...options.env,
  });
  const logged: ApiServer['logged'] = [];
  const log = createLogger(
    { logLevel: 'info' },
    { write: (line: string) => void logged.push(JSON.parse(line)) },
  );
  const stop = createStopList(log, { withinMs: 5_000 });
  const time = { now: MORNING };
  const wired = await wire(config, log, stop);
  const clocked = options.movingClock ? wired : { ...wired, clock: { now: () => time.now } };
  const wiring = { ...clocked, ...options.change?.(clocked) };
  const server = createServer(createApp(wiring));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const routes = apiRoutes(config);

  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await stop.run();
    await redis?.close();
  };
  atEnd(close);

  async function send<T = Problem>(
    method: string,
    path: string,
    options: SendOptions = {},
  ): Promise<Answer<T>> {
    const { token, key, headers, body, raw } = options;
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text, body: jsonOf(text) as T };
    if (path.startsWith('/api/') && method !== 'HEAD' && method !== 'OPTIONS') {
      checkShape(routes, method, path, answer);
    }
    return answer;
  }
  return {
    url,
    wiring,
    database,
    time,
    logged,
    send,
    get: (path, token) => send('GET', path, { token }),
    post: (path, body, token, key) => send('POST', path, { body, token, key }),
    async session(personId, hours = 10_000) {
      const token = randomBytes(32).toString('base64url');
      await database.dataSource.manager.insert(Session, {
        tokenHash: createHash('sha256').update(token).digest('hex'),
        personId,
        createdAt: time.now,
        expiresAt: new Date(time.now.getTime() + hours * 3_600_000),
      });
      return token;
    },
    close,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The route that answers at a path below /api. */
export function routeAt(routes: Route[], method: string, path: string): Route | undefined {
  const [plain = ''] = path.split('?');
  return routes.find(
    (each) =>
      each.method === method.toLowerCase() &&
      new RegExp(`^/api${each.path.replace(/:\w+/g, '[^/]+')}$`).test(plain),
  );
}

function checkShape(routes: Route[], method: string, path: string, answer: Answer<unknown>): void {
  const what = `${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`;
  if (answer.status >= 400) {
    expect(answer.headers.get('content-type'), what).to.match(/^application\/problem\+json/);
    const problem = problemSchema.strict().parse(answer.body);
    expect(problem.status, what).to.equal(answer.status);
    expect(problem.detail, `${what} says what to do`).to.match(/^\S.{8,}/);
    return;
  }
  const route = routeAt(routes, method, path);
  if (!route || route.produces) return;
  expect(route.answer.parse(answer.body), `${what} is what the contract says, and no more`).to.deep.equal(
    answer.body,
  );
}
