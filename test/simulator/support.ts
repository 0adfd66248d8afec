import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import twilio from 'twilio';
import { type RunningCarrier, startCarrier } from '../../simulator/carrier/start.ts';
import type {
  CarrierOptions,
  Faults,
  OnRing,
  Pace,
  PhoneEvent,
  RoomView,
} from '../../simulator/carrier/types.ts';
import { waitFor } from '../support/wait-for.ts';

export const accountSid = `AC${'0'.repeat(32)}`;
export const authToken = 'the-token-of-the-tests';
export const hotlineNumber = '+8673188889999';
export const caller = '+8613800138000';

/** A request that the app got from the carrier. */
export interface Hook {
  path: string;
  method: string;
  params: Record<string, string>;
  headers: http.IncomingHttpHeaders;
  /** Whether the official package accepts the signature. */
  signed: boolean;
}

type Handler = (request: Request, response: Response) => void;

/** A small app behind the hotline's number, whose answers each test sets. */
export class App {
  readonly hooks: Hook[] = [];
  url = '';
  private readonly handlers = new Map<string, Handler>();
  private readonly server: http.Server;

  constructor() {
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.use((request, response) => {
      const get = request.method === 'GET';
      const params = (get ? request.query : request.body) as Record<string, string>;
      const signature = String(request.headers['x-twilio-signature']);
      this.hooks.push({
        path: request.path,
        method: request.method,
        params,
        headers: request.headers,
        signed: twilio.validateRequest(
          authToken,
          signature,
          this.url + request.originalUrl,
          get ? {} : params,
        ),
      });
      const handler = this.handlers.get(request.path);
      if (handler) handler(request, response);
      else response.status(404).end();
    });
    this.server = http.createServer(app);
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    for (const path of ['/twilio/status', '/twilio/desk-status', '/events', '/leg'])
      this.on(path, (_request, response) => void response.status(204).end());
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  on(path: string, handler: Handler): void {
    this.handlers.set(path, handler);
  }

  /** Answers a path with TwiML; the Response element is added. */
  says(path: string, verbs: string): void {
    this.on(
      path,
      (_request, response) => void response.type('text/xml').send(`<Response>${verbs}</Response>`),
    );
  }

  to(path: string): Hook[] {
    return this.hooks.filter((hook) => hook.path === path);
  }
}

export interface CallView {
  sid: string;
  status: string;
  duration: number;
  answeredBy: string | null;
  error: { code: number; message: string } | null;
  waiting: { for: string; step?: string } | null;
  room: RoomView | null;
  parent: string | null;
  recordings: { sid: string; seconds: number; text: string }[];
  timeline: PhoneEvent[];
  webhooks: { kind: string; url: string; attempts: number; status?: number; error?: { code: number } }[];
}

/** Asks again and again until there is an answer. */
export function eventually<T>(
  ask: () => T | Promise<T>,
  what: string,
): Promise<NonNullable<Exclude<T, false>>> {
  return waitFor(ask, { what, interval: 5 });
}

/** The phone API as a program uses it. */
export class Phone {
  private readonly base: string;

  constructor(carrierUrl: string) {
    this.base = `${carrierUrl}/phone/api`;
  }

  async request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(this.base + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  async dial(from = caller, pace: Pace = 'instant'): Promise<string> {
    const { body } = await this.request('POST', '/calls', { from, pace });
    return (body as { sid: string }).sid;
  }

  async act(sid: string, action: string, body?: unknown): Promise<number> {
    return (await this.request('POST', `/calls/${sid}/${action}`, body)).status;
  }

  async call(sid: string): Promise<CallView> {
    return (await this.request('GET', `/calls/${sid}`)).body as CallView;
  }

  async setNumber(number: string, settings: { onRing?: OnRing; pace?: Pace }): Promise<void> {
    await this.request('PUT', `/numbers/${encodeURIComponent(number)}`, settings);
  }

  async setFaults(faults: Partial<Faults>): Promise<void> {
    await this.request('PUT', '/faults', faults);
  }

  /** Waits until the call waits for this. */
  async until(sid: string, waitsFor: 'gather' | 'recording' | 'answer'): Promise<CallView> {
    const what = `call to wait for ${waitsFor}`;
    return await eventually(async () => {
      const call = await this.call(sid);
      return call.waiting?.for === waitsFor && call;
    }, what);
  }

  /** Waits until the call is in a queue, in a conference, or connected with another. */
  async untilIn<K extends RoomView['kind']>(sid: string, kind: K): Promise<Extract<RoomView, { kind: K }>> {
    return await eventually(async () => {
      const { room } = await this.call(sid);
      return room?.kind === kind && (room as Extract<RoomView, { kind: K }>);
    }, `call to be in a ${kind}`);
  }

  /** Waits until something happened on the call; gives the first of these events. */
  async untilEvent<T extends PhoneEvent['type']>(
    sid: string,
    type: T,
    ofSort: (event: Extract<PhoneEvent, { type: T }>) => boolean = () => true,
  ): Promise<Extract<PhoneEvent, { type: T }>> {
    return await eventually(async () => {
      const { timeline } = await this.call(sid);
      const events = timeline.filter(
        (event): event is Extract<PhoneEvent, { type: T }> => event.type === type,
      );
      return events.find(ofSort);
    }, `event ${type}`);
  }

  /** What the call heard others say, in order. */
  async heard(sid: string): Promise<string[]> {
    const { timeline } = await this.call(sid);
    return timeline.flatMap((event) => (event.type === 'heard' ? [event.text] : []));
  }

  async say(sid: string, text: string): Promise<void> {
    const status = await this.act(sid, 'speech', { text });
    if (status !== 204) throw new Error(`nobody listens to “${text}”: ${status}`);
  }

  /** A device dials its app; gives the SID, or the refusal. */
  async connect(
    token: string,
    params: Record<string, string> = {},
    pace: Pace = 'instant',
  ): Promise<{ status: number; sid: string; code?: number }> {
    const { status, body } = await this.request('POST', '/clients/connect', { token, params, pace });
    return { status, ...(body as { sid: string; code?: number }) };
  }

  async untilOver(sid: string): Promise<CallView> {
    return await eventually(async () => {
      const call = await this.call(sid);
      return call.timeline.some(({ type }) => type === 'ended') && call;
    }, 'call to end');
  }

  /** Collects the events of a number; `stop` closes the stream. */
  async listen(number: string): Promise<{ events: PhoneEvent[]; stop: () => void }> {
    const abort = new AbortController();
    const response = await fetch(`${this.base}/events?number=${encodeURIComponent(number)}`, {
      signal: abort.signal,
    });
    const events: PhoneEvent[] = [];
    const read = async () => {
      let rest = '';
      const decoder = new TextDecoder();
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)));
      }
    };
    read().catch(() => {});
    return { events, stop: () => abort.abort() };
  }
}

/** The official client, pointed at the carrier. */
export function clientOf(carrierUrl: string, token = authToken): ReturnType<typeof twilio> {
  type Options<T> = Parameters<typeof twilio.RequestClient.prototype.request<T>>[0];
  class LocalClient extends twilio.RequestClient {
    override request<T>(options: Options<T>) {
      return super.request<T>({ ...options, uri: options.uri.replace('https://api.twilio.com', carrierUrl) });
    }
  }
  return twilio(accountSid, token, { httpClient: new LocalClient() });
}

export const apiKey = `SK${'1'.repeat(32)}`;
export const apiSecret = 'the-secret-of-the-tests';
export const twimlAppSid = `AP${'2'.repeat(32)}`;

/** A token as the official package makes it. */
export function tokenFor(
  identity: string,
  {
    secret = apiSecret,
    app = twimlAppSid,
    ttl = 600,
    key = apiKey,
    account = accountSid,
    incoming = true,
  } = {},
): string {
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(account, key, secret, { identity, ttl });
  token.addGrant(
    new AccessToken.VoiceGrant({
      incomingAllow: incoming,
      outgoingApplicationSid: app,
      outgoingApplicationParams: { origin: 'token' },
    }),
  );
  return token.toJwt();
}

export interface Bench {
  app: App;
  carrier: RunningCarrier;
  phone: Phone;
  client: ReturnType<typeof twilio>;
  stop(): Promise<void>;
}

/** An app and a carrier that calls it. */
export async function startBench(options: Partial<CarrierOptions> = {}): Promise<Bench> {
  const app = new App();
  await app.start();
  const carrier = await startCarrier({
    port: 0,
    accountSid,
    authToken,
    hotlineNumber,
    hotlineUrl: app.url,
    pace: 'instant',
    apiKey,
    apiSecret,
    twimlAppSid,
    ...options,
  });
  return {
    app,
    carrier,
    phone: new Phone(carrier.url),
    client: clientOf(carrier.url),
    stop: async () => {
      await carrier.close();
      await app.stop();
    },
  };
}
