import { randomUUID } from 'node:crypto';
import { sleep } from './pool.ts';

/** The hotline said no, with its reason (RFC 9457). */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, where: string, detail = '') {
    super(`${where} → ${status} ${code} ${detail}`.trim());
    this.status = status;
    this.code = code;
  }
}

/** Nobody answered, however often it was tried. */
export class Unreachable extends Error {}

const PASSWORD = 'yixian2026';
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const REQUEST_MS = 20_000;

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT';
  body?: unknown;
  /** Who asks; nobody when absent. */
  as?: string;
}

/**
 * The hotline's HTTP side as the outside knows it. Every request is tried until it is answered, with growing
 * pauses: processes are ended and started again under it. A write carries one Idempotency-Key through all its
 * tries, so that it is done once.
 */
export class Hotline {
  readonly url: string;
  /** Requests that had to be repeated. */
  repeated = 0;
  private readonly patienceMs: number;
  private readonly tokens = new Map<string, Promise<string>>();

  /** @param url base address, without a closing slash */
  constructor(url: string, { patienceMs = 90_000 } = {}) {
    this.url = url;
    this.patienceMs = patienceMs;
  }

  get<T>(path: string, as?: string): Promise<T> {
    return this.ask<T>(path, { as });
  }

  post<T>(path: string, body: unknown, as?: string): Promise<T> {
    return this.ask<T>(path, { method: 'POST', body, as });
  }

  /** @throws Refused for an answer that is no success, Unreachable when there is none in time */
  async ask<T>(path: string, { method = 'GET', body, as }: Ask = {}): Promise<T> {
    const key = method === 'POST' ? randomUUID() : undefined;
    const until = performance.now() + this.patienceMs;
    let signedInAgain = false;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const headers: Record<string, string> = {};
      if (body !== undefined) headers['Content-Type'] = 'application/json';
      if (key) headers['Idempotency-Key'] = key;
      if (as) headers.Authorization = `Bearer ${await this.token(as)}`;
      const answer = await this.once(path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (answer?.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
      if (answer?.status === 401 && as && !signedInAgain) {
        this.tokens.delete(as);
        signedInAgain = true;
        continue;
      }
      if (answer && answer.status < 500 && answer.status !== 429) {
        const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
        throw new Refused(answer.status, problem.code ?? '', `${method} ${path}`, problem.detail);
      }
      if (performance.now() > until) {
        const last = answer
          ? `answers ${answer.status} ${(await answer.text()).slice(0, 200)}`
          : 'does not answer';
        throw new Unreachable(`${method} ${this.url}${path} ${last}`);
      }
      this.repeated++;
      await sleep(pause);
    }
  }

  private async once(path: string, init: RequestInit): Promise<Response | undefined> {
    try {
      const answer = await fetch(this.url + path, { ...init, signal: AbortSignal.timeout(REQUEST_MS) });
      // Read while a failure still counts as none: the connection may break in the middle of the body.
      const content = await answer.arrayBuffer();
      const empty = answer.status === 204;
      return new Response(empty ? null : content, { status: answer.status, headers: answer.headers });
    } catch {
      return undefined;
    }
  }

  /** The session of somebody, for a socket. */
  session(username: string): Promise<string> {
    return this.token(username);
  }

  private token(username: string): Promise<string> {
    const known = this.tokens.get(username);
    if (known) return known;
    const asked = this.post<{ token: string }>('/api/session', { username, password: PASSWORD }).then(
      ({ token }) => token,
    );
    asked.catch(() => this.tokens.delete(username));
    this.tokens.set(username, asked);
    return asked;
  }
}
