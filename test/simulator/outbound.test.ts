import { expect } from 'chai';
import { type Bench, caller, eventually, hotlineNumber, startBench } from './support.ts';

const allEvents = ['initiated', 'ringing', 'answered', 'completed'];

describe('carrier: a call by the app', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    bench.app.says('/follow-up', '<Say>Hello</Say>');
  });
  afterEach(() => bench.stop());

  type Wishes = Parameters<Bench['client']['calls']['create']>[0];

  async function place(wishes: Partial<Wishes> = {}) {
    return await bench.client.calls.create({
      to: caller,
      from: hotlineNumber,
      url: `${bench.app.url}/follow-up`,
      statusCallback: `${bench.app.url}/twilio/status`,
      statusCallbackEvent: allEvents,
      ...wishes,
    });
  }

  /** The statuses that the app was told, once the last is there. */
  async function toldUntil(last: string): Promise<string[]> {
    return await eventually(() => {
      const told = bench.app.to('/twilio/status').map(({ params }) => params.CallStatus ?? '');
      return told.at(-1) === last && told;
    }, `status ${last}`);
  }

  it('rings, is answered, and reports each state in order', async () => {
    const { app, client, phone } = bench;
    await phone.setNumber(caller, { onRing: 'ring' });
    const call = await place();
    expect(call.status).to.equal('queued');
    await phone.until(call.sid, 'answer');
    await phone.act(call.sid, 'answer');
    await phone.untilOver(call.sid);
    expect(await toldUntil('completed')).to.deep.equal(['initiated', 'ringing', 'in-progress', 'completed']);
    const callbacks = app.to('/twilio/status').map(({ params }) => params);
    expect(callbacks.map(({ SequenceNumber }) => SequenceNumber)).to.deep.equal(['0', '1', '2', '3']);
    expect(callbacks[3]).to.include({ Duration: '1', SipResponseCode: '200' });
    expect(Number(callbacks[3]?.CallDuration)).to.be.within(1, 3);
    expect(callbacks[3]?.Timestamp).to.match(/^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000$/);
    expect(app.to('/follow-up')[0]?.params).to.include({
      Direction: 'outbound-api',
      CallStatus: 'in-progress',
    });
    const fetched = await client.calls(call.sid).fetch();
    expect(fetched).to.include({ status: 'completed', direction: 'outbound-api' });
    expect(Number(fetched.duration)).to.be.within(1, 3);
    expect(fetched.endTime.getTime()).to.be.at.least(fetched.startTime.getTime());
  });

  for (const [onRing, status] of [
    ['busy', 'busy'],
    ['no-answer', 'no-answer'],
    ['failed', 'failed'],
  ] as const) {
    it(`ends as ${status} at a number that is ${onRing}`, async () => {
      await bench.phone.setNumber(caller, { onRing });
      const call = await place();
      const told = await toldUntil(status);
      expect(told[0]).to.equal('initiated');
      expect((await bench.client.calls(call.sid).fetch()).status).to.equal(status);
      expect(bench.app.to('/twilio/status').at(-1)?.params.CallDuration).to.equal('0');
      expect(bench.app.to('/follow-up')).to.have.length(0);
    });
  }

  it('is busy when declined, and not answered when it rings in vain', async () => {
    await bench.phone.setNumber(caller, { onRing: 'ring' });
    const declined = await place();
    await bench.phone.until(declined.sid, 'answer');
    await bench.phone.act(declined.sid, 'decline');
    expect((await bench.phone.untilOver(declined.sid)).status).to.equal('busy');
    const ignored = await place({ timeout: 1 });
    expect((await bench.phone.untilOver(ignored.sid)).status).to.equal('no-answer');
  });

  it('rings where somebody listens, and is not answered where nobody does', async () => {
    const unheard = await place();
    expect((await bench.phone.untilOver(unheard.sid)).status).to.equal('no-answer');
    const { events, stop } = await bench.phone.listen(caller);
    const heard = await place();
    await eventually(() => events.some(({ type, sid }) => type === 'ring' && sid === heard.sid), 'ringing');
    await bench.phone.act(heard.sid, 'answer');
    expect((await bench.phone.untilOver(heard.sid)).status).to.equal('completed');
    stop();
  });

  it('says whether a person or a machine answered, when asked', async () => {
    bench.app.says('/follow-up', '<Gather numDigits="1" action="/key"/><Record action="/taped"/><Hangup/>');
    await bench.phone.setNumber('*', { onRing: 'machine' });
    const plain = await place();
    await bench.phone.untilOver(plain.sid);
    await bench.phone.untilOver((await place({ machineDetection: 'Enable' })).sid);
    await bench.phone.untilOver((await place({ machineDetection: 'DetectMessageEnd' })).sid);
    const answeredBy = bench.app.to('/follow-up').map(({ params }) => params.AnsweredBy);
    expect(answeredBy).to.deep.equal([undefined, 'machine_start', 'machine_end_beep']);
    bench.app.says('/follow-up', '<Hangup/>');
    await bench.phone.setNumber(caller, { onRing: 'auto-answer' });
    const human = await place({ machineDetection: 'Enable' });
    await bench.phone.untilOver(human.sid);
    expect((await bench.client.calls(human.sid).fetch()).answeredBy).to.equal('human');
  });

  it('tells only of the end when no events are named, and nothing without a callback', async () => {
    await bench.phone.setNumber(caller, { onRing: 'auto-answer' });
    await bench.phone.untilOver(
      (await place({ statusCallback: undefined, statusCallbackEvent: undefined })).sid,
    );
    const call = await place({ statusCallbackEvent: undefined });
    await bench.phone.untilOver(call.sid);
    expect(await toldUntil('completed')).to.deep.equal(['completed']);
    expect(bench.app.to('/twilio/status')[0]?.params.SequenceNumber).to.equal('0');
  });

  it('can be cancelled while it rings and ended while it talks', async () => {
    await bench.phone.setNumber(caller, { onRing: 'ring' });
    bench.app.says('/follow-up', '<Gather/>');
    const ringing = await place();
    await bench.phone.until(ringing.sid, 'answer');
    await bench.client.calls(ringing.sid).update({ status: 'canceled' });
    expect((await bench.phone.untilOver(ringing.sid)).status).to.equal('canceled');
    const talking = await place();
    await bench.phone.until(talking.sid, 'answer');
    await bench.phone.act(talking.sid, 'answer');
    await bench.phone.until(talking.sid, 'gather');
    await bench.client.calls(talking.sid).update({ status: 'completed' });
    expect((await bench.phone.untilOver(talking.sid)).status).to.equal('completed');
  });

  it('can be given another document while it talks', async () => {
    await bench.phone.setNumber(caller, { onRing: 'auto-answer' });
    bench.app.says('/follow-up', '<Gather/>');
    bench.app.says('/other', '<Gather/>');
    const call = await place();
    await bench.phone.until(call.sid, 'gather');
    await bench.client.calls(call.sid).update({ url: `${bench.app.url}/other` });
    await eventually(() => bench.app.to('/other')[0], 'other document');
    await bench.phone.until(call.sid, 'gather');
    await bench.client.calls(call.sid).update({ twiml: '<Response><Say>Bye</Say></Response>' });
    const over = await bench.phone.untilOver(call.sid);
    expect(over.timeline.some((event) => event.type === 'prompt' && event.text === 'Bye')).to.equal(true);
  });

  it('takes its document inline, and records the whole call when told', async () => {
    await bench.phone.setNumber(caller, { onRing: 'auto-answer' });
    bench.app.on('/recorded', (_request, response) => void response.status(204).end());
    const call = await place({
      url: undefined,
      twiml: '<Response><Say>Hello</Say></Response>',
      record: true,
      recordingStatusCallback: `${bench.app.url}/recorded`,
    });
    expect((await bench.phone.untilOver(call.sid)).recordings).to.have.length(1);
    const recorded = await eventually(() => bench.app.to('/recorded')[0], 'recording callback');
    expect(recorded.params).to.include({ CallSid: call.sid, RecordingSource: 'OutboundAPI' });
  });

  it('waits its turn when the carrier has a rate', async () => {
    const slow = await startBench({ callsPerSecond: 20 });
    try {
      await slow.phone.setNumber('*', { onRing: 'busy' });
      const { events, stop } = await slow.phone.listen('*');
      const create = () =>
        slow.client.calls.create({ to: caller, from: hotlineNumber, url: `${slow.app.url}/follow-up` });
      await Promise.all(Array.from({ length: 5 }, create));
      await eventually(() => events.filter(({ type }) => type === 'ended').length === 5, 'five calls');
      stop();
      const times = events.filter(({ type }) => type === 'ring').map(({ at }) => Date.parse(at));
      expect((times[4] ?? 0) - (times[0] ?? 0)).to.be.at.least(190);
    } finally {
      await slow.stop();
    }
  });

  describe('with trouble on the way of its status callbacks', () => {
    beforeEach(() => bench.phone.setNumber(caller, { onRing: 'auto-answer' }));

    it('loses them', async () => {
      await bench.phone.setFaults({ dropStatusCallbacks: 1 });
      const call = await place();
      expect((await bench.phone.untilOver(call.sid)).webhooks.map(({ kind }) => kind)).to.deep.equal([
        'document',
      ]);
    });

    it('repeats them', async () => {
      await bench.phone.setFaults({ repeatStatusCallbacks: 5 });
      const call = await place({ statusCallbackEvent: ['completed'] });
      await bench.phone.untilOver(call.sid);
      const told = await eventually(async () => {
        await bench.phone.untilOver((await place({ statusCallbackEvent: ['completed'] })).sid);
        const hooks = bench.app.to('/twilio/status');
        return hooks.length > new Set(hooks.map(({ params }) => params.CallSid)).size && hooks;
      }, 'repeated status callback');
      expect(
        told.every(({ params }) => params.CallStatus === 'completed' && params.SequenceNumber === '0'),
      ).to.equal(true);
    });

    it('shuffles them', async () => {
      await bench.phone.setFaults({ shuffleStatusCallbacks: true });
      const orders = await eventually(async () => {
        bench.app.hooks.length = 0;
        await place();
        const hooks = await eventually(() => {
          const told = bench.app.to('/twilio/status');
          return told.length === 4 && told;
        }, 'four status callbacks');
        return hooks.map(({ params }) => params.SequenceNumber).join('') !== '0123' && hooks;
      }, 'order other than the right one');
      expect(orders.map(({ params }) => params.SequenceNumber).sort()).to.deep.equal(['0', '1', '2', '3']);
    });
  });
});
