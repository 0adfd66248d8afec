import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { DataSource } from 'typeorm';
import { Person } from '../../entities/organisation.ts';
import { createCarrier } from '../../ivr/carrier.ts';
import { ivrRouter } from '../../ivr/routes.ts';
import { movableClock } from '../../server/clock.ts';
import { softphoneFor } from '../../server/softphone.ts';
import { noteSeen } from '../../services/desk/seen.ts';
import { setDeskState } from '../../services/desk/state.ts';
import { pairUp } from '../../services/line/distribute.ts';
import { dueInLine, tendLine } from '../../services/line/sweeps.ts';
import { checkMasked } from '../../services/masked/call-customer.ts';
import type { Carrier } from '../../services/ports.ts';
import { checkConference } from '../../services/talk/check-conference.ts';
import type { After } from '../../services/talk/in-hand.ts';
import { createTransactor, type InTransaction, type Tx } from '../../services/transaction.ts';
import { startCarrier } from '../../simulator/carrier/start.ts';
import { waitFor } from '../support/wait-for.ts';
import { AUTH_TOKEN, HOTLINE, SECRET } from './hotline.ts';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const SOFTPHONE = {
  apiKey: `SK${'1'.repeat(32)}`,
  apiSecret: 'a-secret-key',
  twimlAppSid: `AP${'2'.repeat(32)}`,
};

/** What the phone shows of a call. */
export interface Seen {
  sid: string;
  status: string;
  waiting: { for: string; step: string } | null;
  room: { kind: string; hold?: boolean; with?: { sid: string }[]; label?: string } | null;
  timeline: { type: string; text?: string; fromSid?: string }[];
  webhooks: { kind: string; url: string; body?: string; params: Record<string, string> }[];
  error: unknown;
}

/**
 * The phone, the line and the desks over real HTTP: the simulated carrier fetches signed webhooks, and the hotline
 * moves calls about by the carrier's own REST API. Pairing and sweeps are done when a test says so.
 */
export interface LiveLine {
  clock: ReturnType<typeof movableClock>;
  dataSource: DataSource;
  inTransaction: InTransaction;
  carrier: Carrier;
  deps: {
    dataSource: DataSource;
    inTransaction: InTransaction;
    carrier: Carrier;
    clock: ReturnType<typeof movableClock>;
    callsPerSecond: number;
  };
  phone<T>(path: string, method?: string, body?: object): Promise<T>;
  see(sid: string): Promise<Seen>;
  said(call: Seen): string;
  heard(call: Seen): string[];
  dial(from: string): Promise<string>;
  /** Keys, once the call waits for some at another step than it last did. */
  press(sid: string, ...keys: string[]): Promise<void>;
  speak(sid: string, text: string): Promise<void>;
  hangUp(sid: string): Promise<void>;
  /** A person who takes calls. */
  agent(name: string, over?: { language?: string }): Promise<number>;
  pair(): Promise<{ offerId: number; personId: number }[]>;
  /** The agent's browser calls to take an offer. */
  take(personId: number, offerId: number): Promise<string>;
  connect(personId: number, params: Record<string, string>): Promise<string>;
  /** Something done at a desk: written, then told to the carrier. */
  act(work: (tx: Tx, now: Date) => Promise<After>): Promise<void>;
  /** What the worker does once a second. */
  sweep(): Promise<void>;
  row<T = Record<string, unknown>>(sql: string, ...params: unknown[]): Promise<T>;
  errors(): Promise<unknown[]>;
  close(): Promise<void>;
}

/** Ending a call that has ended by itself meanwhile is no mistake. */
const ALREADY_OVER = 21220;

let people = 0;

export async function liveLine(dataSource: DataSource): Promise<LiveLine> {
  // Ten in the morning at the hotline; stands still but for `offsetMs`.
  const clock = movableClock({ now: () => new Date('2026-05-01T02:00:00Z') });
  const inTransaction = createTransactor(dataSource);
  const app = express();
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const simulated = await startCarrier({
    port: 0,
    accountSid: ACCOUNT,
    authToken: AUTH_TOKEN,
    hotlineNumber: HOTLINE,
    hotlineUrl: publicUrl,
    pace: 'instant',
    ...SOFTPHONE,
  });
  const carrier = createCarrier({
    accountSid: ACCOUNT,
    authToken: AUTH_TOKEN,
    apiUrl: simulated.url,
    publicUrl,
    number: HOTLINE,
  });
  app.use(
    ivrRouter({
      inTransaction,
      dataSource,
      clock,
      carrier,
      nudges: { send: () => {}, on: () => {} },
      log: { info: () => {}, warn: () => {}, error: (details, text) => console.error(text, details) },
      publicUrl,
      hotlineNumber: HOTLINE,
      authToken: AUTH_TOKEN,
      secret: SECRET,
      timeZone: 'Asia/Shanghai',
    }),
  );
  const deps = { dataSource, inTransaction, carrier, clock, callsPerSecond: 1000 };
  const phone = async <T>(path: string, method = 'GET', body?: object): Promise<T> => {
    const answer = await fetch(`${simulated.url}/phone/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const see = (sid: string) => phone<Seen>(`calls/${sid}`);
  const lastStep = new Map<string, string>();
  const act = async (sid: string, what: string, body: object): Promise<void> => {
    await waitFor(
      async () => {
        const { waiting, status } = await see(sid);
        if (status === 'completed')
          throw new Error(`the call is over before ${what} ${JSON.stringify(body)}`);
        if (!waiting || waiting.step === lastStep.get(sid)) return false;
        lastStep.set(sid, waiting.step);
        return true;
      },
      { timeout: 20_000, what: `the call waits for ${what} ${JSON.stringify(body)}` },
    );
    await phone(`calls/${sid}/${what}`, 'POST', body);
  };
  const connect = async (personId: number, params: Record<string, string>): Promise<string> => {
    const twilioSettings = { accountSid: ACCOUNT, softphone: SOFTPHONE };
    const { token } = softphoneFor(
      { twilio: twilioSettings, simulatedCarrier: true } as never,
      personId,
      new Date(),
    );
    const { sid } = await phone<{ sid: string }>('clients/connect', 'POST', {
      token,
      params,
      pace: 'instant',
    });
    return sid;
  };
  return {
    clock,
    dataSource,
    inTransaction,
    carrier,
    deps,
    phone,
    see,
    said: ({ timeline }) =>
      timeline
        .filter(({ type }) => type === 'prompt')
        .map(({ text }) => text)
        .join(''),
    heard: ({ timeline }) => timeline.filter(({ type }) => type === 'heard').map(({ text }) => text ?? ''),
    dial: async (from) => (await phone<{ sid: string }>('calls', 'POST', { from, pace: 'instant' })).sid,
    async press(sid, ...keys) {
      for (const digits of keys) await act(sid, 'keys', { digits });
    },
    speak: (sid, text) => phone(`calls/${sid}/speech`, 'POST', { text }),
    hangUp: (sid) => phone(`calls/${sid}/hangup`, 'POST', {}),
    async agent(name, { language = 'zh' } = {}) {
      const { identifiers } = await dataSource.manager.insert(Person, {
        username: `agent-${++people}`,
        name,
        passwordHash: '-',
        language,
      });
      const personId = Number(identifiers[0]?.id);
      await inTransaction((tx) => setDeskState(tx, { personId, state: 'available' }, clock.now()));
      await inTransaction((tx) => noteSeen(tx, [personId]));
      return personId;
    },
    pair: () => inTransaction((tx) => pairUp(tx, clock.now())),
    take: (personId, offerId) => connect(personId, { Offer: String(offerId) }),
    connect,
    async act(work) {
      const after = await inTransaction((tx) => work(tx, clock.now()));
      await after?.(deps);
    },
    async sweep() {
      for (const due of await dueInLine(dataSource.manager, clock.now()))
        await tendLine(
          {
            ...deps,
            checkConference: (id) => checkConference(deps, id),
            checkMasked: (id) => checkMasked(deps, id),
          },
          due,
        );
    },
    row: async (sql, ...params) => (await dataSource.query(sql, params))[0],
    errors: async () =>
      (await phone<{ items: { code: number }[] }>('errors')).items.filter(
        ({ code }) => code !== ALREADY_OVER,
      ),
    async close() {
      await simulated.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
