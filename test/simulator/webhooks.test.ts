import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect } from 'chai';
import type { Response } from 'express';
import twilio from 'twilio';
import { sign } from '../../simulator/carrier/signature.ts';
import type { CarrierOptions } from '../../simulator/carrier/types.ts';
import { App, authToken, type Bench, caller, eventually, startBench } from './support.ts';

describe('carrier: signature', () => {
  it('is the one that the official package expects', () => {
    const url = 'https://line.example:8443/twilio/voice?step=1&lang=zh';
    const forms: Record<string, string>[] = [
      {},
      { CallSid: 'CA1', Digits: '1', From: '+8613800138000' },
      { B: 'x', a: '中文 与 spaces', A: '', From: 'anonymous' },
    ];
    for (const params of forms) {
      expect(twilio.validateRequest(authToken, sign(authToken, url, params), url, params)).to.equal(true);
      expect(twilio.validateRequest('another', sign(authToken, url, params), url, params)).to.equal(false);
    }
  });
});

describe('carrier: webhooks and what follows their failure', () => {
  let bench: Bench;

  beforeEach(() => open());
  afterEach(() => bench.stop());

  async function open(options: Partial<CarrierOptions> = {}): Promise<void> {
    bench = await startBench(options);
    bench.app.says('/twilio/fallback', '<Say>Please leave a message</Say>');
  }

  async function callThrough(): Promise<Awaited<ReturnType<Bench['phone']['call']>>> {
    return await bench.phone.untilOver(await bench.phone.dial());
  }

  it('names the caller as the network does', async () => {
    bench.app.says('/twilio/voice', '<Hangup/>');
    for (const from of ['anonymous', '', '10086', '+8673188881234']) {
      await bench.phone.untilOver(await bench.phone.dial(from));
    }
    const hooks = bench.app.to('/twilio/voice');
    expect(hooks.map(({ params }) => params.From)).to.deep.equal([
      'anonymous',
      '',
      '10086',
      '+8673188881234',
    ]);
    expect(hooks.every(({ signed }) => signed)).to.equal(true);
    expect(hooks[3]?.params).to.include({ CallerCountry: 'CN', ApiVersion: '2010-04-01' });
  });

  it('follows relative and absolute URLs from the document in hand, and redirects of HTTP', async () => {
    const { app } = bench;
    app.says('/twilio/voice', '<Redirect>menu/one?x=1&amp;y=2</Redirect>');
    app.says('/twilio/menu/one', `<Redirect method="GET">${app.url}/moved?a=1</Redirect>`);
    app.on('/moved', (_request, response) => response.redirect(307, '/deep/place'));
    app.says('/deep/place', '<Redirect>next</Redirect>');
    app.says('/deep/next', '<Hangup/>');
    await callThrough();
    const paths = app.hooks.map(({ path }) => path).filter((path) => path !== '/twilio/status');
    expect(paths).to.deep.equal(['/twilio/voice', '/twilio/menu/one', '/moved', '/deep/place', '/deep/next']);
    expect(app.hooks.every(({ signed }) => signed)).to.equal(true);
  });

  const failures: [string, number, (app: App) => void, Partial<CarrierOptions>?][] = [
    [
      'an error status',
      11200,
      (app) => app.on('/twilio/voice', (_q, response) => void response.status(500).end()),
    ],
    ['malformed TwiML', 12100, (app) => app.says('/twilio/voice', '<Say>')],
    ['an unknown verb', 12200, (app) => app.says('/twilio/voice', '<Sing>la</Sing>')],
    [
      'a wrong type',
      12300,
      (app) => app.on('/twilio/voice', (_q, response) => void response.send('<Response/>')),
    ],
    ['64 kB', 11750, (app) => app.says('/twilio/voice', ' '.repeat(65 * 1024))],
    ['silence', 11200, (app) => app.on('/twilio/voice', () => {}), { webhookTimeoutMs: 300 }],
    [
      'a torn connection',
      11200,
      (app) => app.on('/twilio/voice', (request) => void request.socket.destroy()),
    ],
    [
      'endless redirects',
      11215,
      (app) => app.on('/twilio/voice', (_q, response) => response.redirect('/twilio/voice')),
    ],
    ['a loop of documents', 11215, (app) => app.says('/twilio/voice', '<Redirect>/twilio/voice</Redirect>')],
    ['a late Reject', 12200, (app) => app.says('/twilio/voice', '<Pause/><Reject/>')],
  ];
  for (const [name, code, spoil, options] of failures) {
    it(`shows ${name} as ${code} and asks the fallback`, async () => {
      if (options) {
        await bench.stop();
        await open(options);
      }
      const { app, phone } = bench;
      spoil(app);
      const { events, stop } = await phone.listen(caller);
      const call = await callThrough();
      await eventually(() => events.some(({ type }) => type === 'ended'), 'end of the call');
      stop();
      expect(events.find(({ type }) => type === 'error')).to.include({ code });
      const { items } = (await phone.request('GET', '/errors')).body as {
        items: { code: number; callSid: string }[];
      };
      expect(items.find(({ callSid }) => callSid === call.sid)?.code).to.equal(code);
      if (name === 'a loop of documents') {
        expect(call.error?.code).to.equal(code);
        return;
      }
      const [fallback] = app.to('/twilio/fallback');
      expect(fallback?.signed).to.equal(true);
      expect(fallback?.params).to.include({ ErrorCode: String(code), CallSid: call.sid });
      expect(fallback?.params.ErrorUrl).to.include('/twilio/voice');
      expect(call.error).to.equal(null);
    });
  }

  it('ends the call with the error when the fallback fails too', async () => {
    bench.app.on('/twilio/voice', (_request, response) => void response.status(503).end());
    bench.app.says('/twilio/fallback', '<Nothing/>');
    const call = await callThrough();
    expect(call.error).to.include({ code: 12200 });
    expect(call.timeline.some((event) => event.type === 'prompt' && event.verb === 'carrier')).to.equal(true);
    const status = await eventually(() => bench.app.to('/twilio/status')[0], 'status callback');
    expect(status.params.CallStatus).to.equal('completed');
  });

  it('asks the fallback again when a later document fails', async () => {
    bench.app.says('/twilio/voice', '<Broken/>');
    bench.app.says('/twilio/fallback', '<Gather numDigits="1" action="/later"/>');
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'gather');
    bench.app.says('/twilio/fallback', '<Hangup/>');
    await bench.phone.act(sid, 'keys', { digits: '1' });
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/twilio/fallback').map(({ params }) => params.ErrorCode)).to.deep.equal([
      '12200',
      '11200',
    ]);
  });

  it('tries once more with the same token when it found no connection', async () => {
    bench.app.says('/twilio/voice', '<Hangup/>');
    await bench.phone.setFaults({ connectionFailures: 1 });
    const call = await callThrough();
    const [voice] = call.webhooks;
    expect(voice).to.deep.include({
      attempts: 2,
      error: { code: 11205, message: 'The connection broke, as ordered' },
    });
    const [seen] = bench.app.to('/twilio/voice');
    expect(seen?.headers['i-twilio-idempotency-token']).to.match(/^[0-9a-f]{32}$/);
  });

  it('gives one token to a request and its repetition', async () => {
    bench.app.says('/twilio/voice', '<Hangup/>');
    await bench.phone.setFaults({ connectionFailures: 0.5 });
    const tokens = await eventually(async () => {
      bench.app.hooks.length = 0;
      await callThrough();
      const hooks = bench.app.to('/twilio/voice');
      return hooks.length === 2 && hooks.map(({ headers }) => headers['i-twilio-idempotency-token']);
    }, 'request that was answered in vain and repeated');
    expect(tokens[0]).to.equal(tokens[1]);
  });

  it('takes a kept connection that the app has closed for no failure', async () => {
    const used = new WeakSet<Socket>();
    const closing = http.createServer((request, response) => {
      // The second request on a connection finds it closed, as when the app's keep-alive has just run out.
      if (used.has(request.socket)) return void request.socket.resetAndDestroy();
      used.add(request.socket);
      response.setHeader('Content-Type', 'text/xml');
      response.end(`<Response>${request.url === '/again' ? '' : '<Redirect>/again</Redirect>'}</Response>`);
    });
    await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(closing.address() as AddressInfo).port}`;
    const other = await startBench({ hotlineUrl: url });
    try {
      const call = await other.phone.untilOver(await other.phone.dial());
      expect(call.error).to.equal(null);
      const documents = call.webhooks.filter(({ kind }) => kind === 'document');
      expect(documents.map(({ attempts }) => attempts)).to.deep.equal([1, 2]);
    } finally {
      await other.stop();
      closing.close();
    }
  });

  it('finds nobody at the app: 11205, and the call is over', async () => {
    const gone = new App();
    await gone.start();
    await gone.stop();
    const other = await startBench({ hotlineUrl: gone.url });
    try {
      const call = await other.phone.untilOver(await other.phone.dial());
      expect(call.error?.code).to.equal(11205);
      expect(call.webhooks[0]?.attempts).to.equal(2);
    } finally {
      await other.stop();
    }
  });

  it('shows a Play that is no sound, and goes on', async () => {
    bench.app.says('/twilio/voice', '<Play>/music.wav</Play><Play>/page</Play><Redirect>/next</Redirect>');
    bench.app.on('/music.wav', (_request, response) => void response.type('audio/wav').send('sound'));
    bench.app.on('/page', (_request, response) => void response.type('text/html').send('page'));
    bench.app.says('/next', '<Hangup/>');
    const call = await callThrough();
    expect(call.timeline.flatMap((event) => (event.type === 'error' ? [event.code] : []))).to.deep.equal([
      13420,
    ]);
    expect(bench.app.to('/next')).to.have.length(1);
  });

  it('rejects before it answers, and charges nothing', async () => {
    bench.app.says('/twilio/voice', '<Reject reason="busy"/>');
    const call = await callThrough();
    expect(call).to.include({ status: 'busy', duration: 0 });
    const status = await eventually(() => bench.app.to('/twilio/status')[0], 'status callback');
    expect(status.params).to.include({ CallStatus: 'busy', CallDuration: '0' });
  });

  it('lets the caller go while the app is thinking', async () => {
    const asked = new Promise<Response>((resolve) => {
      bench.app.on('/twilio/voice', (_request, response) => resolve(response));
    });
    const sid = await bench.phone.dial();
    await bench.phone.act(sid, 'hangup');
    const call = await bench.phone.untilOver(sid);
    expect(call).to.include({ status: 'no-answer', duration: 0 });
    (await asked).type('text/xml').send('<Response><Say>late</Say></Response>');
    const answered = await eventually(async () => {
      const { webhooks } = await bench.phone.call(sid);
      return webhooks[0]?.status === 200;
    }, 'late answer');
    expect(answered).to.equal(true);
    expect((await bench.phone.call(sid)).timeline.at(-1)?.type).to.equal('ended');
  });
});
