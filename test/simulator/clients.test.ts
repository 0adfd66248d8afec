import { expect } from 'chai';
import { waitFor } from '../support/wait-for.ts';
import { type Bench, eventually, hotlineNumber, startBench, tokenFor } from './support.ts';

describe('carrier: devices in browsers', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    bench.app.says('/twilio/desk', '<Gather/>');
  });
  afterEach(() => bench.stop());

  it('dial their app, with their own parameters and the token’s', async () => {
    const { status, sid } = await bench.phone.connect(tokenFor('agent-7'), {
      shift: '42',
      To: '+8673188881234',
    });
    expect(status).to.equal(201);
    await bench.phone.until(sid, 'gather');
    const [hook] = bench.app.to('/twilio/desk');
    expect(hook?.signed).to.equal(true);
    expect(hook?.params).to.include({
      CallSid: sid,
      From: 'client:agent-7',
      Caller: 'client:agent-7',
      To: '+8673188881234',
      Direction: 'inbound',
      CallStatus: 'ringing',
      shift: '42',
      origin: 'token',
    });
    expect(hook?.params.ApplicationSid).to.match(/^AP/);
    const call = await bench.phone.call(sid);
    expect(call).to.include({ number: 'client:agent-7' });
    await bench.phone.act(sid, 'hangup');
    const told = await eventually(() => bench.app.to('/twilio/desk-status')[0], 'status');
    expect(told.params).to.include({ CallSid: sid, CallStatus: 'completed' });
    expect(bench.app.to('/twilio/status')).to.have.length(0);
  });

  it('have hung up once their browser is gone for good', async function () {
    this.timeout(20_000);
    bench.app.says('/twilio/desk', '<Gather timeout="60"/>');
    const { stop } = await bench.phone.listen('client:agent-7');
    const { sid } = await bench.phone.connect(tokenFor('agent-7'), {}, 'real');
    await bench.phone.until(sid, 'gather');
    stop();
    await waitFor(async () => (await bench.phone.call(sid)).status === 'completed', {
      timeout: 15_000,
      what: 'the call to end',
    });
  });

  const wrong: [string, number, () => string][] = [
    ['no token', 20101, () => 'a.b'],
    ['no JSON', 20102, () => 'a.b.c'],
    ['another secret', 20107, () => tokenFor('a', { secret: 'another' })],
    ['a changed claim', 20107, () => forge(tokenFor('a'))],
    ['no algorithm', 20102, () => tokenFor('a').replace(/^[^.]+/, encode({ alg: 'none', typ: 'JWT' }))],
    ['another key', 20103, () => tokenFor('a', { key: 'SKother' })],
    ['another account', 20103, () => tokenFor('a', { account: 'ACother' })],
    ['a time that is over', 20104, () => tokenFor('a', { ttl: -1 })],
    ['another app', 20106, () => tokenFor('a', { app: 'APother' })],
  ];
  for (const [name, code, token] of wrong) {
    it(`are refused with ${name}: ${code}`, async () => {
      expect(await bench.phone.connect(token())).to.include({ status: 401, code });
      expect(bench.app.to('/twilio/desk')).to.have.length(0);
    });
  }

  it('may not say who they are, nor say too much', async () => {
    expect(await bench.phone.connect(tokenFor('a'), { From: '+8613800138000' })).to.include({ code: 31000 });
    expect(await bench.phone.connect(tokenFor('a'), { CallSid: 'CA1' })).to.include({ code: 31000 });
    expect(await bench.phone.connect(tokenFor('a'), { note: 'x'.repeat(800) })).to.include({ code: 31000 });
  });

  it('ring when they are registered and listen, and only then', async () => {
    const url = `${bench.app.url}/twilio/desk`;
    const place = () => bench.client.calls.create({ to: 'client:agent-7', from: hotlineNumber, url });
    const unheard = await place();
    expect((await bench.phone.untilOver(unheard.sid)).status).to.equal('no-answer');
    const { events, stop } = await bench.phone.listen('client:agent-7');
    expect((await bench.phone.untilOver((await place()).sid)).status).to.equal('no-answer');
    const register = (token: string) => bench.phone.request('POST', '/clients/register', { token });
    expect((await register(tokenFor('agent-7', { incoming: false }))).status).to.equal(401);
    expect((await register(tokenFor('agent-7'))).body).to.include({ number: 'client:agent-7' });
    const heard = await place();
    await eventually(() => events.some(({ type, sid }) => type === 'ring' && sid === heard.sid), 'ringing');
    await bench.phone.act(heard.sid, 'answer');
    await bench.phone.until(heard.sid, 'gather');
    await bench.phone.request('POST', '/clients/unregister', { token: tokenFor('agent-7') });
    expect((await bench.phone.untilOver((await place()).sid)).status).to.equal('no-answer');
    stop();
  });
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Changes whom a token is for. */
function forge(token: string): string {
  const [head, body = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  claims.grants.identity = 'supervisor';
  return [head, encode(claims), signature].join('.');
}
