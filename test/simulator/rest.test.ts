import { expect } from 'chai';
import {
  accountSid,
  authToken,
  type Bench,
  caller,
  clientOf,
  eventually,
  hotlineNumber,
  startBench,
} from './support.ts';

interface Refusal {
  status: number;
  code: number;
  moreInfo: string;
  message: string;
}

async function refusal(request: Promise<unknown>): Promise<Refusal> {
  try {
    await request;
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('was not refused');
}

describe('carrier: REST', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    await bench.phone.setNumber('*', { onRing: 'no-answer' });
  });
  afterEach(() => bench.stop());

  const url = 'http://127.0.0.1:1/never';
  const create = (wishes: object) =>
    bench.client.calls.create({ to: caller, from: hotlineNumber, url, ...wishes } as never);
  const raw = (form: Record<string, string>, path = 'Calls.json') =>
    fetch(`${bench.carrier.url}/2010-04-01/Accounts/${accountSid}/${path}`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams(form),
    });

  it('refuses a wrong token as the carrier does', async () => {
    const refused = await refusal(clientOf(bench.carrier.url, 'wrong').calls.list());
    expect(refused).to.include({ status: 401, code: 20003 });
    expect(refused.moreInfo).to.equal('https://www.twilio.com/docs/errors/20003');
  });

  const wrong: [string, object, number][] = [
    ['a number that cannot be dialled', { to: '12345' }, 21211],
    ['a foreign sender', { from: '+8613900139000' }, 21210],
    ['neither Url nor Twiml', { url: undefined }, 21205],
    ['a URL that is none', { url: 'follow-up' }, 21205],
    ['TwiML that nobody could perform', { url: undefined, twiml: '<Response><Sing/></Response>' }, 12200],
    ['a wrong event', { statusCallback: url, statusCallbackEvent: ['hung-up'] }, 21626],
    ['a callback without host', { statusCallback: '/status' }, 21609],
    ['a wrong timeout', { timeout: 9999 }, 21208],
    ['a wrong method', { method: 'PUT' }, 21403],
  ];
  for (const [name, wishes, code] of wrong) {
    it(`refuses ${name}: ${code}`, async () => {
      expect(await refusal(create(wishes))).to.include({ status: 400, code });
      const { items } = (await bench.phone.request('GET', '/errors')).body as { items: { code: number }[] };
      expect(items[0]?.code).to.equal(code);
    });
  }

  it('refuses what it does not know: parameters, calls, resources', async () => {
    const misspelt = await raw({ To: caller, From: hotlineNumber, Url: url, StatusCallBack: url });
    expect(misspelt.status).to.equal(400);
    expect(await misspelt.json()).to.deep.equal({
      code: 20001,
      message: 'Unknown parameter StatusCallBack',
      more_info: 'https://www.twilio.com/docs/errors/20001',
      status: 400,
    });
    expect(await refusal(bench.client.calls(`CA${'f'.repeat(32)}`).fetch())).to.include({
      status: 404,
      code: 20404,
    });
    expect(await refusal(bench.client.outgoingCallerIds.list())).to.include({ status: 404, code: 20404 });
  });

  it('does not redirect or end a call that is over', async () => {
    const call = await create({});
    await bench.phone.untilOver(call.sid);
    expect(await refusal(bench.client.calls(call.sid).update({ status: 'completed' }))).to.include({
      code: 21220,
    });
  });

  it('pages through a list that grows meanwhile without repeating or missing', async () => {
    const sids: string[] = [];
    for (let i = 0; i < 7; i++) sids.unshift((await create({})).sid);
    const first = await bench.client.calls.page({ pageSize: 3 });
    await create({});
    const second = await first.nextPage();
    const third = await second?.nextPage();
    const listed = [first, second, third].map((page) => page?.instances.map(({ sid }) => sid));
    expect(listed).to.deep.equal([sids.slice(0, 3), sids.slice(3, 6), sids.slice(6)]);
    expect(third?.nextPage()).to.equal(undefined);
    expect((await second?.previousPage())?.instances.map(({ sid }) => sid)).to.deep.equal(sids.slice(0, 3));
    expect(await bench.client.calls.list({ pageSize: 2 })).to.have.length(8);
  });

  it('filters by number, status and time', async () => {
    bench.app.says('/twilio/voice', '<Hangup/>');
    const inbound = await bench.phone.dial();
    await bench.phone.untilOver(inbound);
    const outbound = await create({});
    await bench.phone.untilOver(outbound.sid);
    const sids = async (filter: object) => (await bench.client.calls.list(filter)).map(({ sid }) => sid);
    expect(await sids({ to: hotlineNumber })).to.deep.equal([inbound]);
    expect(await sids({ from: hotlineNumber })).to.deep.equal([outbound.sid]);
    expect(await sids({ status: 'no-answer' })).to.deep.equal([outbound.sid]);
    const hour = 3_600_000;
    expect(await sids({ startTimeAfter: new Date(Date.now() - hour) })).to.have.length(2);
    expect(await sids({ startTimeAfter: new Date(Date.now() + hour) })).to.have.length(0);
    expect(await sids({ startTimeBefore: new Date(Date.now() - hour) })).to.have.length(0);
    expect(await sids({ startTime: new Date(Date.now() - 24 * hour) })).to.have.length(0);
  });

  it('delivers text messages to mobiles, and says of landlines that it could not', async () => {
    const { app, client, phone } = bench;
    app.on('/sms', (_request, response) => void response.status(204).end());
    const { events, stop } = await phone.listen('*');
    const body = '您的工单 1234 已派工，详情 http://a.test/o/1';
    const send = (to: string) =>
      client.messages.create({ to, from: hotlineNumber, body, statusCallback: `${app.url}/sms` });
    const mobile = await send(caller);
    expect(mobile.status).to.equal('queued');
    await eventually(
      () => events.some(({ type, sid }) => type === 'message' && sid === mobile.sid),
      'message',
    );
    stop();
    const landline = await send('+8673188881234');
    const told = (sid: string) =>
      eventually(() => {
        const hooks = app.to('/sms').filter(({ params }) => params.MessageSid === sid);
        return hooks.length === 2 && hooks.map(({ params }) => params.MessageStatus);
      }, 'delivery');
    expect(await told(mobile.sid)).to.deep.equal(['sent', 'delivered']);
    expect(await told(landline.sid)).to.deep.equal(['sent', 'undelivered']);
    expect((await client.messages(landline.sid).fetch()).errorCode).to.equal(30006);
    expect((await client.messages.list({ to: caller })).map(({ sid }) => sid)).to.deep.equal([mobile.sid]);
    expect(
      await refusal(client.messages.create({ to: caller, from: hotlineNumber, body: '长'.repeat(1601) })),
    ).to.include({ code: 21617 });
  });

  it('fails as ordered', async () => {
    await bench.phone.setFaults({ restErrorRate: 1, restErrorStatus: 429 });
    expect(await refusal(create({}))).to.include({ status: 429, code: 20429 });
    expect((await bench.phone.request('GET', '/calls')).body).to.include({ total: 0 });
  });

  it('carries a request out and leaves its outcome unknown, as ordered', async () => {
    await bench.phone.setFaults({ restErrorRate: 1, restErrorStatus: 0 });
    await refusal(create({}));
    await bench.phone.setFaults({});
    expect(await bench.client.calls.list()).to.have.length(1);
  });
});
