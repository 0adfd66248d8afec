import { expect } from 'chai';
import type { OnRing } from '../../simulator/carrier/types.ts';
import { type Bench, caller, eventually, hotlineNumber, startBench, tokenFor } from './support.ts';

const outlet = '+8673185550001';
const other = '+8673185550002';

describe('carrier: Dial', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    bench.app.says('/dialled', '<Hangup/>');
    bench.app.says('/next', '<Hangup/>');
    await rings(outlet, 'ring');
    await rings(other, 'ring');
  });
  afterEach(() => bench.stop());

  const rings = (number: string, onRing: OnRing) =>
    bench.phone.setNumber(number, { onRing, pace: 'instant' });
  /** Dials the hotline, which dials on. */
  async function dial(nouns: string, attributes = 'action="/dialled"', from = caller): Promise<string> {
    bench.app.says('/twilio/voice', `<Dial ${attributes}>${nouns}</Dial><Redirect>/next</Redirect>`);
    return await bench.phone.dial(from);
  }
  /** The leg that rings at a number. */
  async function ringing(number: string): Promise<string> {
    return await eventually(async () => {
      const { body } = await bench.phone.request(
        'GET',
        `/calls?number=${encodeURIComponent(number)}&live=true`,
      );
      return (body as { items: { sid: string; waiting: { for: string } | null }[] }).items.find(
        ({ waiting }) => waiting?.for === 'answer',
      )?.sid;
    }, `ringing at ${number}`);
  }
  async function take(number: string): Promise<string> {
    const sid = await ringing(number);
    await bench.phone.act(sid, 'answer');
    return sid;
  }
  const action = () => eventually(() => bench.app.to('/dialled')[0]?.params, 'action');

  it('connects two who then hear each other, and tells the action how it went', async () => {
    const one = await dial(`<Number>${outlet}</Number>`, `action="/dialled" callerId="${hotlineNumber}"`);
    const leg = await take(outlet);
    const connected = await bench.phone.untilEvent(one, 'connected');
    // What a phone shows: here the number that was dialled.
    expect(connected.parties).to.deep.equal([{ sid: leg, number: hotlineNumber }]);
    await bench.phone.say(one, '师傅几点到');
    await bench.phone.say(leg, '十点以前');
    expect([await bench.phone.heard(leg), await bench.phone.heard(one)]).to.deep.equal([
      ['师傅几点到'],
      ['十点以前'],
    ]);
    const view = await bench.phone.call(leg);
    expect(view).to.include({ parent: one, from: hotlineNumber });
    const shown = await bench.client.calls(leg).fetch();
    expect(shown).to.include({ direction: 'outbound-dial', parentCallSid: one, status: 'in-progress' });
    expect((await bench.client.calls.list({ parentCallSid: one })).map(({ sid }) => sid)).to.deep.equal([
      leg,
    ]);
    await bench.phone.act(leg, 'hangup');
    const told = await action();
    expect(told).to.include({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DialCallSid: leg,
      CallStatus: 'in-progress',
    });
    expect(Number(told.DialCallDuration)).to.be.within(1, 3);
    await bench.phone.untilOver(one);
    expect(bench.app.to('/next')).to.have.length(0);
  });

  for (const [onRing, status] of [
    ['busy', 'busy'],
    ['no-answer', 'no-answer'],
    ['failed', 'failed'],
  ] as const) {
    it(`tells that a number was ${onRing}`, async () => {
      await rings(outlet, onRing);
      await dial(outlet);
      const told = await action();
      expect(told).to.include({ DialCallStatus: status, DialBridged: 'false' });
      expect(told).not.to.have.property('DialCallDuration');
    });
  }

  it('goes on with the next verb when it has no action', async () => {
    await rings(outlet, 'busy');
    await bench.phone.untilOver(await dial(outlet, ''));
    expect(bench.app.to('/next')).to.have.length(1);
  });

  it('tells the action that the caller hung up, before and after the answer, and ends the leg', async () => {
    const one = await dial(outlet);
    const leg = await ringing(outlet);
    await bench.phone.act(one, 'hangup');
    expect(await action()).to.include({ DialCallStatus: 'canceled', CallStatus: 'completed' });
    expect((await bench.phone.untilOver(leg)).status).to.equal('canceled');
    bench.app.hooks.length = 0;
    const two = await dial(outlet);
    const second = await take(outlet);
    await bench.phone.untilEvent(two, 'connected');
    await bench.phone.act(two, 'hangup');
    expect(await action()).to.include({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      CallStatus: 'completed',
    });
    expect((await bench.phone.untilOver(second)).status).to.equal('completed');
  });

  it('connects the first of several who answers, and lets the others be', async () => {
    const one = await dial(`<Number>${outlet}</Number><Number>${other}</Number>`);
    const [leg, spare] = [await ringing(outlet), await ringing(other)];
    await bench.phone.act(spare, 'answer');
    await bench.phone.untilEvent(one, 'connected');
    expect((await bench.phone.untilOver(leg)).status).to.equal('canceled');
    await bench.phone.act(spare, 'hangup');
    expect((await action()).DialCallSid).to.equal(spare);
  });

  it('rings one after another when told', async () => {
    const one = await dial(
      `<Number>${outlet}</Number><Number>${other}</Number>`,
      'action="/dialled" sequential="true"',
    );
    await bench.phone.act(await ringing(outlet), 'decline');
    await take(other);
    await bench.phone.untilEvent(one, 'connected');
  });

  it('does not ring longer than it may, nor talk longer', async () => {
    await dial(outlet, 'action="/dialled" timeout="1"');
    expect((await action()).DialCallStatus).to.equal('no-answer');
    bench.app.hooks.length = 0;
    await dial(outlet, 'action="/dialled" timeLimit="1"');
    await take(outlet);
    const told = await action();
    expect(told.DialCallStatus).to.equal('completed');
    expect(Number(told.DialCallDuration)).to.be.within(1, 3);
  });

  it('hangs up on the other by *, when told, and not otherwise', async () => {
    const one = await dial(outlet, 'action="/dialled" hangupOnStar="true"');
    const leg = await take(outlet);
    await bench.phone.untilEvent(one, 'connected');
    await bench.phone.act(leg, 'keys', { digits: '*' });
    expect((await bench.phone.call(one)).room?.kind).to.equal('bridge');
    await bench.phone.act(one, 'keys', { digits: '*' });
    expect(await action()).to.include({ DialCallStatus: 'completed', CallStatus: 'in-progress' });
    await bench.phone.untilOver(leg);
  });

  it('keeps the caller ringing until the answer, when told', async () => {
    const one = await dial(outlet, 'action="/dialled" answerOnBridge="true"');
    const leg = await ringing(outlet);
    expect((await bench.phone.call(one)).status).to.equal('ringing');
    await bench.phone.act(leg, 'answer');
    await bench.phone.untilEvent(one, 'connected');
    expect((await bench.phone.call(one)).status).to.equal('in-progress');
  });

  it('whispers to the called one, who may refuse', async () => {
    bench.app.says(
      '/whisper',
      '<Gather numDigits="1" action="/accept"><Say>工单来电，按一接听</Say></Gather><Hangup/>',
    );
    bench.app.says('/accept', '<Say>接通</Say>');
    const noun = `<Number url="/whisper">${outlet}</Number>`;
    const one = await dial(noun);
    const leg = await take(outlet);
    await bench.phone.until(leg, 'gather');
    expect(bench.app.to('/whisper')[0]?.params).to.include({ CallSid: leg, ParentCallSid: one });
    expect((await bench.phone.call(one)).room).to.equal(null);
    await bench.phone.act(leg, 'keys', { digits: '1' });
    await bench.phone.untilEvent(one, 'connected');
    expect((await bench.phone.call(one)).timeline.some((event) => event.type === 'prompt')).to.equal(false);
    await bench.phone.act(leg, 'hangup');
    await action();
    bench.app.hooks.length = 0;
    await dial(noun);
    const second = await take(outlet);
    await bench.phone.until(second, 'gather');
    await bench.phone.act(second, 'silence');
    expect(await action()).to.include({ DialCallStatus: 'completed', DialBridged: 'false' });
  });

  it('refuses to dial from a whisper', async () => {
    bench.app.says('/whisper', `<Dial>${other}</Dial>`);
    await dial(`<Number url="/whisper">${outlet}</Number>`);
    const leg = await take(outlet);
    const { timeline } = await bench.phone.untilOver(leg);
    expect(timeline.find(({ type }) => type === 'error')).to.include({ code: 13201 });
  });

  it('tells the leg’s own status callback', async () => {
    const noun = `<Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">${outlet}</Number>`;
    const one = await dial(noun);
    const leg = await take(outlet);
    await bench.phone.untilEvent(one, 'connected');
    await bench.phone.act(leg, 'hangup');
    const told = await eventually(() => {
      const hooks = bench.app.to('/leg').map(({ params }) => params);
      return hooks.length === 4 && hooks;
    }, 'four callbacks');
    expect(told.map(({ CallStatus }) => CallStatus)).to.deep.equal([
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ]);
    expect(told[3]).to.include({
      CallSid: leg,
      ParentCallSid: one,
      Direction: 'outbound-dial',
    });
    expect(Number(told[3]?.CallDuration)).to.be.within(1, 3);
  });

  it('lets either side go elsewhere by REST: the caller’s leg ends, the called one’s caller goes on', async () => {
    bench.app.says('/other', '<Gather/>');
    const url = `${bench.app.url}/other`;
    const one = await dial(outlet);
    const leg = await take(outlet);
    await bench.phone.untilEvent(one, 'connected');
    await bench.client.calls(leg).update({ url });
    const told = await action();
    expect(told).to.include({ DialCallStatus: 'completed', DialCallSid: leg });
    expect(told).not.to.have.property('DialCallDuration');
    await bench.phone.until(leg, 'gather');
    bench.app.hooks.length = 0;
    await bench.phone.act(leg, 'hangup');
    const two = await dial(outlet);
    const second = await take(outlet);
    await bench.phone.untilEvent(two, 'connected');
    await bench.client.calls(two).update({ url });
    await bench.phone.untilOver(second);
    await bench.phone.until(two, 'gather');
    expect(bench.app.to('/dialled')).to.have.length(0);
  });

  it('shows the called one only a number that the account may show', async () => {
    const code = async (sid: string) => {
      const { timeline } = await bench.phone.untilOver(sid);
      return timeline.flatMap((event) => (event.type === 'error' ? [event.code] : []))[0];
    };
    expect(await code(await dial(outlet, 'callerId="+8613900139000"'))).to.equal(13214);
    expect(await code(await dial(outlet, 'callerId="client:a"'))).to.equal(13214);
    bench.app.says('/twilio/desk', `<Dial>${outlet}</Dial>`);
    expect(await code((await bench.phone.connect(tokenFor('agent-7'))).sid)).to.equal(13214);
  });

  it('rings a browser, with what the app sends along', async () => {
    const { events, stop } = await bench.phone.listen('client:agent-7');
    await bench.phone.request('POST', '/clients/register', { token: tokenFor('agent-7') });
    const one = await dial(
      '<Client><Identity>agent-7</Identity><Parameter name="ticket" value="260101007"/></Client><Client>agent-8</Client>',
    );
    const ring = await eventually(() => events.find((event) => event.type === 'ring'), 'ringing');
    expect(ring).to.deep.include({ from: caller, to: 'client:agent-7', parameters: { ticket: '260101007' } });
    await bench.phone.act(ring.sid, 'answer');
    await bench.phone.untilEvent(one, 'connected');
    stop();
  });

  describe('Queue', () => {
    beforeEach(() => {
      bench.app.says('/twilio/voice', '<Enqueue action="/queued" waitUrl="">repair</Enqueue>');
      bench.app.says('/queued', '<Hangup/>');
      bench.app.says('/twilio/desk', '<Dial action="/dialled"><Queue url="/greeting">repair</Queue></Dial>');
      bench.app.says('/greeting', '<Say>正在为您接通</Say>');
    });
    const queued = async (from = caller) => {
      const sid = await bench.phone.dial(from);
      await bench.phone.untilIn(sid, 'queue');
      return sid;
    };
    const connect = async (identity = 'agent-7') => (await bench.phone.connect(tokenFor(identity))).sid;
    const queueAction = (sid: string) =>
      eventually(
        () => bench.app.to('/queued').find(({ params }) => params.CallSid === sid)?.params,
        'action',
      );

    it('takes the first out, who hears a greeting and then whoever took the call', async () => {
      const first = await queued();
      const second = await queued('+8613900139000');
      const agent = await connect();
      await bench.phone.untilEvent(first, 'connected');
      expect(bench.app.to('/greeting')[0]?.params).to.include({
        CallSid: first,
        DequeingCallSid: agent,
        QueueTime: '0',
      });
      await bench.phone.untilEvent(first, 'prompt', ({ text }) => text === '正在为您接通');
      await bench.phone.say(agent, '您好');
      expect(await bench.phone.heard(first)).to.deep.equal(['您好']);
      expect(await bench.phone.untilIn(second, 'queue')).to.include({ position: 1 });
      await bench.phone.act(agent, 'hangup');
      expect(await queueAction(first)).to.include({ QueueResult: 'bridged', CallStatus: 'in-progress' });
      const told = await action();
      expect(told).to.include({ DialCallStatus: 'completed', DialCallSid: first, DialBridged: 'true' });
      expect(told).to.include.keys('QueueSid', 'QueueTime');
    });

    it('waits for somebody to come, and gives one caller to one agent only', async () => {
      await bench.client.queues.create({ friendlyName: 'repair' });
      const agents = [await connect('agent-1'), await connect('agent-2')];
      const sid = await bench.phone.dial();
      const { parties } = await bench.phone.untilEvent(sid, 'connected');
      expect(agents[0]).to.equal(parties[0]?.sid);
      await bench.phone.act(sid, 'hangup');
      expect(await queueAction(sid)).to.include({ QueueResult: 'bridged', CallStatus: 'completed' });
      const rest = await bench.phone.call(agents[1] ?? '');
      expect([rest.status, rest.room]).to.deep.equal(['in-progress', null]);
      await bench.phone.act(agents[1] ?? '', 'hangup');
      const late = await queued();
      expect((await bench.phone.untilIn(late, 'queue')).position).to.equal(1);
    });

    it('serves nobody twice, and nobody who hangs up, when many come and go at once', async () => {
      bench.app.says('/greeting', '');
      const sids = await Promise.all(Array.from({ length: 24 }, (_, n) => queued(`+86138001380${n + 10}`)));
      const leaving = sids.filter((_, n) => n % 2 === 0);
      const [agents] = await Promise.all([
        Promise.all(Array.from({ length: 24 }, (_, n) => connect(`agent-${n}`))),
        ...leaving.map((sid) => bench.phone.act(sid, 'hangup')),
      ]);
      for (const sid of leaving) await bench.phone.untilOver(sid);
      const served = await eventually(async () => {
        const calls = await Promise.all(agents.map((sid) => bench.phone.call(sid)));
        const talks = calls.filter(({ room }) => room?.kind === 'bridge');
        return talks.length === 12 && talks.map(({ room }) => room?.kind === 'bridge' && room.with.sid);
      }, 'the twelve who stayed to be served');
      expect(served).to.have.members(sids.filter((sid) => !leaving.includes(sid)));
    });

    it('fails when there is no such queue, and gives up after its timeout', async () => {
      await connect();
      expect((await action()).DialCallStatus).to.equal('failed');
      bench.app.hooks.length = 0;
      await bench.client.queues.create({ friendlyName: 'repair' });
      bench.app.says('/twilio/desk', '<Dial timeout="1" action="/dialled"><Queue>repair</Queue></Dial>');
      await connect();
      expect((await action()).DialCallStatus).to.equal('no-answer');
    });

    it('tells that a connected caller was taken elsewhere', async () => {
      bench.app.says('/other', '<Gather/>');
      const first = await queued();
      const agent = await connect();
      await bench.phone.untilEvent(first, 'connected');
      await bench.client.calls(first).update({ url: `${bench.app.url}/other` });
      expect(await queueAction(first)).to.include({ QueueResult: 'redirected-from-bridged' });
      await bench.phone.until(first, 'gather');
      await bench.phone.untilOver(agent);
    });
  });
});
