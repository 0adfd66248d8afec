import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import twilio from 'twilio';
import type { DataSource } from 'typeorm';
import type { IvrDeps } from '../../ivr/deps.ts';
import { ivrRouter } from '../../ivr/routes.ts';
import { movableClock } from '../../server/clock.ts';
import type { Carrier, Nudges } from '../../services/ports.ts';
import { createTransactor } from '../../services/transaction.ts';
import { parseTwiml, type Verb } from '../../simulator/carrier/twiml/parse.ts';
import { atEnd } from '../support/at-end.ts';

export const AUTH_TOKEN = 'test-auth-token';
/** Not where the test server listens: what is signed is the public address. */
export const PUBLIC_URL = 'https://hotline.example.com';
export const SECRET = 'a-secret-of-the-test-that-is-long-enough';
export const HOTLINE = '+864008009527';

export interface Answer {
  status: number;
  body: string;
}

/** The phone menu over HTTP, with callers who sign like the carrier and refuse what it would refuse. */
export interface Hotline {
  url: string;
  clock: ReturnType<typeof movableClock>;
  /** What was sent to the live call list. */
  steps: { contactId: number; step: string }[];
  /** Another version of the phone's setup is in force, or previewed. */
  setupChanged(): void;
  post(path: string, params: Record<string, string>, options?: PostOptions): Promise<Answer>;
  dial(from: string, sid?: string): Promise<Caller>;
  /** A call out that was answered. */
  pickUp(attemptId: number, to: string, more?: Record<string, string>): Promise<Caller>;
  close(): Promise<void>;
}

export interface PostOptions {
  headers?: Record<string, string>;
  signature?: string | null;
  /** Sent instead of the encoded parameters. */
  body?: string | Buffer;
}

let sids = 0;
export const newSid = (prefix = 'CA'): string => `${prefix}${String(++sids).padStart(32, '0')}`;

/** Nothing is asked of the carrier by what is tested with this. */
const nobody: Carrier = new Proxy({} as Carrier, {
  get: (_, name) => () => Promise.reject(new Error(`${String(name)} was asked of the carrier`)),
});

export async function startHotline(
  dataSource: DataSource,
  { log = silent, carrier = nobody }: { log?: IvrDeps['log']; carrier?: Carrier } = {},
): Promise<Hotline> {
  const clock = movableClock();
  const steps: Hotline['steps'] = [];
  const setupListeners: (() => void)[] = [];
  const nudges: Nudges = {
    send: (name, news) => {
      if (name === 'call:step') steps.push(news as Hotline['steps'][number]);
    },
    on: (name, listener) => {
      if (name === 'setup') setupListeners.push(listener as () => void);
    },
  };
  const app = express();
  app.use(
    ivrRouter({
      inTransaction: createTransactor(dataSource),
      dataSource,
      clock,
      carrier,
      nudges,
      log,
      publicUrl: PUBLIC_URL,
      hotlineNumber: HOTLINE,
      authToken: AUTH_TOKEN,
      secret: SECRET,
      timeZone: 'Asia/Shanghai',
    }),
  );
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  atEnd(close);

  const post: Hotline['post'] = async (path, params, { headers = {}, signature, body } = {}) => {
    const signed = signature ?? twilio.getExpectedTwilioSignature(AUTH_TOKEN, PUBLIC_URL + path, params);
    const response = await fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(signature === null ? {} : { 'x-twilio-signature': signed }),
        ...headers,
      },
      body: body ?? new URLSearchParams(params).toString(),
    });
    return { status: response.status, body: await response.text() };
  };

  return {
    url,
    clock,
    steps,
    setupChanged: () => {
      for (const listener of setupListeners) listener();
    },
    post,
    close,
    async dial(from, sid = newSid()) {
      const caller = new Caller(post, { CallSid: sid, From: from, To: HOTLINE, Direction: 'inbound' });
      await caller.fetch('/twilio/voice', {});
      return caller;
    },
    async pickUp(attemptId, to, more = {}) {
      const params = { CallSid: newSid(), From: HOTLINE, To: to, Direction: 'outbound-api' };
      const caller = new Caller(post, params);
      await caller.fetch(`/twilio/followup/${attemptId}`, more);
      return caller;
    },
  };
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Someone on the phone. Every answer must be what a strict carrier accepts. */
export class Caller {
  readonly sid: string;
  readonly #post: Hotline['post'];
  readonly #params: Record<string, string>;
  /** The last answer. */
  xml = '';
  verbs: Verb[] = [];
  path = '';

  constructor(post: Hotline['post'], params: Record<string, string> & { CallSid: string }) {
    this.#post = post;
    this.#params = params;
    this.sid = params.CallSid;
  }

  /** Everything that was just said, the languages together. */
  get heard(): string {
    return this.verbs
      .flatMap((verb) => [verb, ...verb.children])
      .filter(({ name }) => name === 'Say')
      .map(({ text }) => text)
      .join('');
  }
  /** Nine digits that were read out one by one. */
  get ticketNumber(): string {
    const [, digits = ''] = /(\d(?:[ ，,]+\d){8})/.exec(this.heard) ?? [];
    return digits.replace(/\D/g, '');
  }
  get isOver(): boolean {
    return this.verbs.some(({ name }) => name === 'Hangup');
  }
  get isRecording(): boolean {
    return this.verbs.some(({ name }) => name === 'Record');
  }
  get nextPath(): string {
    const waiting = this.verbs.find(({ name }) => name === 'Gather' || name === 'Record');
    return (waiting?.attributes.action ?? '').replace(PUBLIC_URL, '');
  }

  press = (digits: string): Promise<this> => this.fetch(this.nextPath, { Digits: digits });
  speak = (text: string, confidence = 0.9): Promise<this> =>
    this.fetch(this.nextPath, { SpeechResult: text, Confidence: String(confidence) });
  silence = (): Promise<this> => this.fetch(this.nextPath, {});
  record = (seconds = 12, recordingSid = newSid('RE')): Promise<this> =>
    this.fetch(this.nextPath, {
      RecordingSid: recordingSid,
      RecordingUrl: `https://api.twilio.com/2010-04-01/Recordings/${recordingSid}`,
      RecordingDuration: String(seconds),
      Digits: '#',
    });
  async hangUp(seconds = 30): Promise<void> {
    await this.status('completed', seconds);
  }
  status(status: string, seconds = 30): Promise<Answer> {
    return this.#post('/twilio/status', {
      ...this.#params,
      CallStatus: status,
      CallDuration: String(seconds),
    });
  }

  async fetch(path: string, params: Record<string, string>): Promise<this> {
    if (path === '') throw new Error(`nothing is waited for after: ${this.heard}`);
    const answer = await this.#post(path, { ...this.#params, CallStatus: 'in-progress', ...params });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.body}`);
    this.path = path;
    this.xml = answer.body;
    this.verbs = parseTwiml(answer.body);
    return this;
  }
}
