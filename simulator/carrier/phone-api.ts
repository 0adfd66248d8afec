import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { TokenError } from './access-token.ts';
import type { Call } from './call.ts';
import type { Carrier } from './carrier.ts';
import { PhoneError } from './errors.ts';
import type { Switchboard } from './switchboard.ts';
import { sendIn } from './text-in.ts';
import { noFaults, type PhoneEvent } from './types.ts';

/** A named event, so that a listener behind a proxy can tell silence from a dead line. */
const BEAT_MS = 10_000;
/** A browser that is not heard of for so long is gone, and its call with it. */
const CLIENT_GONE_MS = 8_000;
/** Calls that one answer lists. */
const LISTED = 100;

const pace = z.enum(['real', 'instant']);
const bodies = {
  dial: z.strictObject({ from: z.string().max(64), to: z.string().optional(), pace: pace.default('real') }),
  keys: z.strictObject({ digits: z.string().regex(/^[0-9*#]+$/) }),
  speech: z.strictObject({ text: z.string().min(1), confidence: z.number().min(0).max(1).default(0.9) }),
  recording: z.strictObject({
    seconds: z.number().int().min(0),
    text: z.string().default(''),
    hangup: z.boolean().default(false),
  }),
  connect: z.strictObject({
    token: z.string(),
    params: z.record(z.string().max(64), z.string()).default({}),
    pace: pace.default('real'),
  }),
  register: z.strictObject({ token: z.string() }),
  text: z.strictObject({
    from: z.string().max(64),
    to: z.string().optional(),
    body: z.string().min(1).max(1600),
    /** Said to the app so many times, as a carrier may. */
    times: z.number().int().min(1).max(20).default(1),
  }),
  number: z.strictObject({
    onRing: z.enum(['ring', 'no-answer', 'busy', 'failed', 'machine', 'auto-answer']).optional(),
    pace: pace.optional(),
  }),
  faults: z
    .strictObject({
      restErrorRate: z.number().min(0).max(1),
      restErrorStatus: z.number().int().min(0).max(599),
      dropStatusCallbacks: z.number().min(0).max(1),
      repeatStatusCallbacks: z.number().int().min(1).max(20),
      shuffleStatusCallbacks: z.boolean(),
      connectionFailures: z.number().min(0).max(1),
    })
    .partial(),
};

/** How the outside world dials: see docs/virtual-phone.md. */
export function phoneApi(carrier: Carrier, switchboard: Switchboard): Router {
  const router = Router();
  router.use(express.json());

  const find = (request: Request): Call => {
    const call = carrier.calls.get(String(request.params.sid));
    if (!call) throw new PhoneError(404, 'No such call');
    return call;
  };
  const live = (request: Request): Call => {
    const call = find(request);
    if (call.over) throw new PhoneError(409, `The call is over: ${call.status}`);
    return call;
  };

  router.post('/calls', (request, response) => {
    const { from, to = carrier.options.hotlineNumber, pace } = read(bodies.dial, request);
    if (to !== carrier.options.hotlineNumber) throw new PhoneError(400, `Nobody has the number ${to}`);
    response.status(201).json({ sid: switchboard.dial(from, to, pace).sid });
  });
  router.post('/clients/connect', (request, response) => {
    const { token, params, pace } = read(bodies.connect, request);
    const outgoing = withToken(() => carrier.clients.outgoing(token, params));
    response.status(201).json({ sid: switchboard.connect(outgoing.identity, pace, outgoing.params).sid });
  });
  router.post('/clients/register', (request, response) => {
    const { token } = read(bodies.register, request);
    const { identity, expiresAt } = withToken(() => carrier.clients.register(token));
    response.status(201).json({ identity, number: `client:${identity}`, expiresAt });
  });
  router.post('/clients/unregister', (request, response) => {
    withToken(() => carrier.clients.unregister(read(bodies.register, request).token));
    response.status(204).end();
  });
  router.post('/calls/:sid/keys', (request, response) => {
    live(request).line.offer({ kind: 'keys', ...read(bodies.keys, request) });
    response.status(204).end();
  });
  router.post('/calls/:sid/speech', (request, response) => {
    live(request).line.offer({ kind: 'speech', ...read(bodies.speech, request) });
    response.status(204).end();
  });
  router.post('/calls/:sid/recording', (request, response) => {
    live(request).line.offer({ kind: 'recording', ...read(bodies.recording, request) });
    response.status(204).end();
  });
  for (const kind of ['silence', 'speaking', 'answer', 'decline'] as const) {
    router.post(`/calls/:sid/${kind}`, (request, response) => {
      live(request).line.offer({ kind });
      response.status(204).end();
    });
  }
  router.post('/calls/:sid/hangup', (request, response) => {
    switchboard.hangUp(live(request), 'phone');
    response.status(204).end();
  });

  router.get('/calls', (request, response) => {
    const number = numberIn(request);
    const { live } = request.query;
    const calls = [...carrier.calls.values()].reverse();
    const wanted = calls.filter(
      (call) =>
        (!number || call.number === number) && (live === undefined || call.over === (live === 'false')),
    );
    response.json({ total: wanted.length, items: wanted.slice(0, LISTED).map(summary) });
  });
  router.get('/calls/:sid', (request, response) => {
    const call = find(request);
    const recordings = call.recordings.map((sid) => carrier.recordings.get(sid));
    response.json({ ...summary(call), recordings, timeline: call.timeline, webhooks: call.webhooks });
  });
  router.get('/conferences/:sid', (request, response) => {
    const conference = carrier.conferences.all.get(String(request.params.sid));
    if (!conference) throw new PhoneError(404, 'No such conference');
    const { sid, friendlyName, status, participants, news } = conference;
    const parties = [...participants.values()].map(({ party }) => party);
    response.json({ sid, name: friendlyName, status, parties, webhooks: news.webhooks });
  });
  router.get('/recordings/:sid', (request, response) => {
    const recording = carrier.recordings.get(String(request.params.sid));
    if (!recording) throw new PhoneError(404, 'No such recording');
    response.json(recording);
  });
  router.get('/messages', (request, response) => {
    const number = numberIn(request);
    const messages = [...carrier.messages.values()]
      .reverse()
      .filter(({ from, to }) => !number || to === number || from === number);
    response.json({ items: messages.slice(0, LISTED) });
  });
  router.post('/messages', async (request, response) => {
    const { from, to = carrier.options.hotlineNumber, body, times } = read(bodies.text, request);
    if (to !== carrier.options.hotlineNumber) throw new PhoneError(400, `Nobody has the number ${to}`);
    response.status(201).json({ sid: await sendIn(carrier, { from, to, body }, times) });
  });
  router.get('/errors', (_request, response) => {
    response.json({ items: [...carrier.errors].reverse() });
  });
  router.get('/events', (request, response) => {
    const numbers = (numberIn(request) || '*').split(',');
    listen(carrier, numbers, response);
    const clients = numbers.filter((number) => number.startsWith('client:'));
    if (clients.length === 0) return;
    response.on('close', () => {
      const timer = setTimeout(() => {
        for (const call of carrier.calls.values()) {
          const mine = clients.includes(call.number) && !carrier.hub.hearsExactly(call.number);
          if (mine && !call.over) switchboard.hangUp(call, 'phone');
        }
      }, CLIENT_GONE_MS);
      timer.unref();
    });
  });

  router.put('/numbers/:number', (request, response) => {
    const number = String(request.params.number);
    const settings = { ...carrier.numbers.get(number), ...read(bodies.number, request) };
    carrier.numbers.set(number, settings);
    response.json({ number, ...settings });
  });
  router.get('/faults', (_request, response) => {
    response.json(carrier.faults);
  });
  router.put('/faults', (request, response) => {
    carrier.faults = { ...noFaults, ...read(bodies.faults, request) };
    response.json(carrier.faults);
  });
  router.get('/hotline', (_request, response) => {
    response.json({ number: carrier.options.hotlineNumber });
  });
  router.post('/reset', (_request, response) => {
    carrier.fallSilent();
    for (const call of carrier.calls.values()) switchboard.hangUp(call, 'phone');
    carrier.reset();
    response.status(204).end();
  });
  return router;
}

function read<T>(schema: z.ZodType<T>, request: Request): T {
  const result = schema.safeParse(request.body ?? {});
  if (!result.success) throw new PhoneError(400, z.prettifyError(result.error));
  return result.data;
}

function withToken<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TokenError) throw new PhoneError(401, error.message, error.code);
    throw error;
  }
}

/** The number asked for; a bare + in a query reads as a space. */
function numberIn(request: Request): string {
  const { number } = request.query;
  return typeof number === 'string' ? number.replace(/(^|,) /g, '$1+') : '';
}

/** A call without what happened on it. */
function summary(call: Call) {
  return {
    sid: call.sid,
    number: call.number,
    direction: call.direction,
    from: call.from,
    to: call.to,
    pace: call.pace,
    status: call.status,
    answeredBy: call.answeredBy ?? null,
    waiting: call.waiting,
    room: call.room?.view(call) ?? null,
    parent: call.parent?.sid ?? null,
    createdAt: call.createdAt,
    startedAt: call.startedAt ?? null,
    answeredAt: call.answeredAt ?? null,
    endedAt: call.endedAt ?? null,
    duration: call.duration,
    error: call.error ?? null,
  };
}

/** Server-Sent Events of some numbers or of all. */
function listen(carrier: Carrier, numbers: string[], response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 1000\n\n');
  const send = (event: PhoneEvent) => {
    response.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
  };
  const stops = [...new Set(numbers)].map((number) => carrier.hub.listen(number, send));
  const beat = setInterval(() => response.write('event: beat\ndata: {}\n\n'), BEAT_MS);
  response.on('close', () => {
    for (const stop of stops) stop();
    clearInterval(beat);
  });
}
