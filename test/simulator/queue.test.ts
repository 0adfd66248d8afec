import { expect } from 'chai';
import { type Bench, eventually, type Hook, startBench } from './support.ts';

const music = '<Gather numDigits="1" action="/waiting-key"><Say>请稍候</Say></Gather>';

describe('carrier: Enqueue', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    const { app } = bench;
    app.says(
      '/twilio/voice',
      '<Enqueue action="/left" waitUrl="/wait">repair</Enqueue><Redirect>/next</Redirect>',
    );
    app.says('/wait', music);
    app.says('/left', '<Hangup/>');
    app.says('/next', '<Hangup/>');
    app.says('/other', '<Gather/>');
  });
  afterEach(() => bench.stop());

  const number = (n: number) => `+86138001380${String(n).padStart(2, '0')}`;
  async function enter(from?: string): Promise<string> {
    const sid = await bench.phone.dial(from);
    await bench.phone.until(sid, 'gather');
    return sid;
  }
  const queue = async () => {
    const [found] = await bench.client.queues.list();
    if (!found) throw new Error('no queue');
    return found;
  };
  const of = (hooks: Hook[], sid: string) => hooks.filter(({ params }) => params.CallSid === sid);
  const left = (sid: string) => eventually(() => of(bench.app.to('/left'), sid)[0]?.params, 'action');

  it('waits in order, and tells the wait document where each one stands', async () => {
    const first = await enter(number(1));
    const second = await enter(number(2));
    const told = bench.app.to('/wait').map(({ params }) => params);
    expect(told.map(({ QueuePosition }) => QueuePosition)).to.deep.equal(['1', '2']);
    expect(told[1]).to.include({
      CurrentQueueSize: '2',
      MaxQueueSize: '1000',
      QueueTime: '0',
      AvgQueueTime: '0',
    });
    expect(told[1]).to.include({ CallSid: second, CallStatus: 'in-progress', From: number(2) });
    expect(bench.app.hooks.every(({ signed }) => signed)).to.equal(true);
    const { sid, friendlyName, currentSize, maxSize } = await queue();
    expect({ friendlyName, currentSize, maxSize }).to.deep.equal({
      friendlyName: 'repair',
      currentSize: 2,
      maxSize: 1000,
    });
    expect(told[0]?.QueueSid).to.equal(sid);
    const members = await bench.client.queues(sid).members.list();
    expect(members.map(({ callSid, position }) => [callSid, position])).to.deep.equal([
      [first, 1],
      [second, 2],
    ]);
    expect(await bench.phone.untilIn(second, 'queue')).to.deep.equal({
      kind: 'queue',
      sid,
      name: 'repair',
      position: 2,
    });
  });

  it('asks the wait document again when it has ended, without haste', async () => {
    bench.app.says('/wait', '<Say>请稍候</Say>');
    const began = performance.now();
    await bench.phone.dial();
    await eventually(() => bench.app.to('/wait').length === 2, 'second round');
    expect(performance.now() - began).to.be.at.least(990);
  });

  it('leads from a key in the wait document elsewhere and back', async () => {
    bench.app.says('/waiting-key', '<Say>您选择了回电</Say>');
    const sid = await enter();
    await bench.phone.act(sid, 'keys', { digits: '1' });
    const key = await eventually(() => bench.app.to('/waiting-key')[0], 'key');
    expect(key.params).to.include({ Digits: '1', QueuePosition: '1' });
    await eventually(() => bench.app.to('/wait').length === 2, 'waiting again');
    expect((await queue()).currentSize).to.equal(1);
  });

  it('leaves by Leave, to the action', async () => {
    bench.app.says('/waiting-key', '<Say>a</Say><Leave/>');
    const sid = await enter();
    await bench.phone.act(sid, 'keys', { digits: '1' });
    expect(await left(sid)).to.include({
      QueueResult: 'leave',
      QueueSid: (await queue()).sid,
      QueueTime: '0',
    });
    await bench.phone.untilOver(sid);
    expect((await queue()).currentSize).to.equal(0);
    expect(bench.app.to('/next')).to.have.length(0);
  });

  it('leaves by Leave to the next verb when there is no action', async () => {
    bench.app.says('/twilio/voice', '<Enqueue waitUrl="/wait">repair</Enqueue><Redirect>/next</Redirect>');
    bench.app.says('/wait', '<Leave/>');
    await bench.phone.untilOver(await bench.phone.dial());
    expect(bench.app.to('/next')).to.have.length(1);
  });

  it('ends the call by Hangup in the wait document', async () => {
    bench.app.says('/wait', '<Hangup/>');
    const sid = await bench.phone.dial();
    expect((await bench.phone.untilOver(sid)).status).to.equal('completed');
    expect(await left(sid)).to.include({ QueueResult: 'hangup', CallStatus: 'completed' });
  });

  it('turns away who finds the queue full, and never puts more in than it holds', async () => {
    await enter(number(1));
    await bench.client.queues((await queue()).sid).update({ maxSize: 3 });
    const more = await Promise.all([2, 3, 4, 5, 6].map((n) => bench.phone.dial(number(n))));
    const full = await eventually(() => {
      const hooks = bench.app.to('/left');
      return hooks.length === 3 && hooks;
    }, 'three turned away');
    for (const { params } of full) {
      expect(params).to.include({ QueueResult: 'queue-full' });
      expect(params).not.to.have.any.keys('QueueSid', 'QueueTime');
    }
    expect((await queue()).currentSize).to.equal(3);
    expect(more).to.have.length(5);
  });

  it('says that the caller hung up, and that it was redirected, once each', async () => {
    const one = await enter(number(1));
    const two = await enter(number(2));
    await bench.phone.act(one, 'hangup');
    expect(await left(one)).to.include({ QueueResult: 'hangup', CallStatus: 'completed' });
    await bench.client.calls(two).update({ url: `${bench.app.url}/other` });
    expect(await left(two)).to.include({ QueueResult: 'redirected', CallStatus: 'in-progress' });
    await eventually(() => bench.app.to('/other')[0], 'other document');
    await bench.phone.until(two, 'gather');
    expect((await queue()).currentSize).to.equal(0);
    expect(bench.app.to('/left')).to.have.length(2);
  });

  it('takes the front, or a named member, out to another document', async () => {
    const [one, two, three] = [await enter(number(1)), await enter(number(2)), await enter(number(3))];
    const members = bench.client.queues((await queue()).sid).members;
    const url = `${bench.app.url}/other`;
    const front = await bench.client
      .queues((await queue()).sid)
      .members('Front')
      .update({ url, method: 'POST' });
    expect(front).to.include({ callSid: one, position: 1 });
    await bench.client
      .queues((await queue()).sid)
      .members(three)
      .update({ url });
    await eventually(() => bench.app.to('/other').length === 2, 'both redirected');
    expect((await members.list()).map(({ callSid }) => callSid)).to.deep.equal([two]);
    expect(bench.app.to('/other').map(({ params }) => params.CallSid)).to.have.members([one, three]);
    for (const sid of [one, three]) expect(await left(sid)).to.include({ QueueResult: 'redirected' });
  });

  it('gives the front to one only, when many ask at once', async () => {
    await enter();
    const { sid } = await queue();
    const url = `${bench.app.url}/other`;
    const asked = await Promise.allSettled(
      Array.from({ length: 16 }, () => bench.client.queues(sid).members('Front').update({ url })),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });

  it('ends a waiting call by REST', async () => {
    const sid = await enter();
    await bench.client.calls(sid).update({ status: 'completed' });
    expect((await bench.phone.untilOver(sid)).status).to.equal('completed');
    expect(await left(sid)).to.include({ QueueResult: 'hangup' });
  });

  for (const [name, document] of [
    ['a verb that may not stand there', '<Dial>+8613800138000</Dial>'],
    ['a Record', '<Record/>'],
    ['malformed TwiML', '<Say>'],
  ] as const) {
    it(`goes to the action with an error for ${name} in the wait document`, async () => {
      bench.app.says('/wait', document);
      const sid = await bench.phone.dial();
      expect(await left(sid)).to.include({ QueueResult: 'error' });
      const { timeline } = await bench.phone.untilOver(sid);
      expect(timeline.filter(({ type }) => type === 'error')).to.have.length(1);
    });
  }

  it('plays a sound in the place of the wait document', async () => {
    bench.app.on('/wait', (_request, response) => void response.type('audio/mpeg').send('la la la'));
    const sid = await bench.phone.dial();
    const played = await bench.phone.untilEvent(sid, 'prompt');
    expect(played).to.include({ verb: 'Play', text: `${bench.app.url}/wait` });
    expect((await queue()).currentSize).to.equal(1);
  });

  it('keeps queues by name and by size', async () => {
    const made = await bench.client.queues.create({ friendlyName: 'repair', maxSize: 1 });
    const refused = async (work: Promise<unknown>) =>
      await work.then(
        () => 'fine',
        (error: { code: number }) => error.code,
      );
    expect(await refused(bench.client.queues.create({ friendlyName: 'repair' }))).to.equal(22001);
    expect(await refused(bench.client.queues.create({ friendlyName: 'x'.repeat(65) }))).to.equal(20001);
    expect(await refused(bench.client.queues(made.sid).update({ maxSize: 5001 }))).to.equal(20001);
    expect(await refused(bench.client.queues(made.sid).members('Front').fetch())).to.equal(20404);
    await enter();
    expect(await refused(bench.client.queues(made.sid).remove())).to.equal(22003);
    expect((await queue()).sid).to.equal(made.sid);
    const sid = await bench.phone.dial(number(2));
    expect(await left(sid)).to.include({ QueueResult: 'queue-full' });
  });
});
