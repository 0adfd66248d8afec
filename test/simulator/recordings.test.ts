import { expect } from 'chai';
import { type Bench, caller, eventually, startBench } from './support.ts';

const agentNumber = '+8673185550001';

describe('carrier: recordings of conversations', () => {
  let bench: Bench;
  let customer: string;
  let agent: string;

  beforeEach(async () => {
    bench = await startBench();
    bench.app.says('/done', '<Hangup/>');
    bench.app.on('/recorded', (_request, response) => void response.status(204).end());
  });
  afterEach(() => bench.stop());

  const callback = 'recordingStatusCallback="/recorded" recordingStatusCallbackEvent="in-progress completed"';
  const code = async (work: Promise<unknown>) =>
    await work.then(
      () => 'fine',
      (error: { code: number }) => error.code,
    );
  const told = () => bench.app.to('/recorded').map(({ params }) => params);
  const completed = () =>
    eventually(() => told().find(({ RecordingStatus }) => RecordingStatus === 'completed'), 'recording');

  /** Brings two into a conference. */
  async function meet(attributes: string): Promise<void> {
    bench.app.says(
      '/twilio/voice',
      `<Dial action="/done"><Conference ${attributes}>room</Conference></Dial>`,
    );
    customer = await bench.phone.dial(caller);
    await bench.phone.untilIn(customer, 'conference');
    agent = await bench.phone.dial(agentNumber);
    await bench.phone.untilEvent(customer, 'connected');
    await bench.phone.untilEvent(agent, 'connected');
  }
  const text = async (sid: string) => {
    const { body } = await bench.phone.request('GET', `/recordings/${sid}`);
    return (body as { text: string }).text;
  };

  it('take down a conference from its beginning, and leave out what is said in a pause', async () => {
    await meet(`record="record-from-start" ${callback}`);
    const [begun] = await eventually(() => told().length > 0 && told(), 'beginning');
    const { ConferenceSid = '', RecordingSid = '' } = begun ?? {};
    expect(begun).to.include({
      RecordingStatus: 'in-progress',
      RecordingSource: 'Conference',
      RecordingChannels: '1',
    });
    expect(begun).not.to.have.any.keys('CallSid', 'RecordingDuration');
    const recordings = bench.client.conferences(ConferenceSid).recordings;
    expect((await recordings.list()).map(({ sid, status }) => [sid, status])).to.deep.equal([
      [RecordingSid, 'in-progress'],
    ]);
    await bench.phone.say(customer, '我要付款');
    const current = bench.client.conferences(ConferenceSid).recordings('Twilio.CURRENT');
    expect((await current.update({ status: 'paused', pauseBehavior: 'silence' })).status).to.equal('paused');
    await bench.phone.say(customer, '卡号 6222');
    expect((await bench.client.recordings(RecordingSid).fetch()).status).to.equal('paused');
    const named = bench.client.conferences(ConferenceSid).recordings(RecordingSid);
    await named.update({ status: 'in-progress' });
    await bench.phone.say(agent, '好了');
    expect(await code(bench.client.recordings(RecordingSid).remove())).to.equal(20409);
    await bench.client.conferences(ConferenceSid).update({ status: 'completed' });
    const end = await completed();
    expect(end).to.include({ RecordingSid, ConferenceSid });
    expect(Number(end.RecordingDuration)).to.be.within(1, 3);
    expect(await text(RecordingSid)).to.equal(`${caller}: 我要付款\n${agentNumber}: 好了`);
    expect(await code(named.update({ status: 'paused' }))).to.equal(21220);
    expect((await bench.client.recordings.list({ conferenceSid: ConferenceSid })).length).to.equal(1);
    expect(await bench.client.recordings(RecordingSid).remove()).to.equal(true);
    expect(await code(bench.client.recordings(RecordingSid).fetch())).to.equal(20404);
  });

  it('leave out a whisper, and who is muted or on hold', async () => {
    await meet(`record="record-from-start" ${callback}`);
    const [found] = await bench.client.conferences.list();
    const conference = bench.client.conferences(found?.sid ?? '');
    await conference.participants(agent).update({ callSidToCoach: customer });
    await bench.phone.say(agent, 'whisper');
    await conference.participants(agent).update({ coaching: false, muted: true });
    await bench.phone.say(agent, 'muted');
    await conference.participants(customer).update({ hold: true });
    await bench.phone.say(customer, 'held');
    await conference.participants(agent).update({ muted: false });
    await bench.phone.say(agent, 'aloud');
    await conference.update({ status: 'completed' });
    expect(await text((await completed()).RecordingSid ?? '')).to.equal(`${agentNumber}: aloud`);
  });

  it('do not begin before the conference does', async () => {
    bench.app.says(
      '/twilio/voice',
      `<Dial action="/done"><Conference record="record-from-start" ${callback}>room</Conference></Dial>`,
    );
    customer = await bench.phone.dial(caller);
    await bench.phone.untilIn(customer, 'conference');
    await bench.phone.act(customer, 'hangup');
    await bench.phone.untilOver(customer);
    expect(await bench.client.recordings.list()).to.deep.equal([]);
  });

  it('take down a call when the app asks: start, pause, stop', async () => {
    bench.app.says('/twilio/voice', '<Gather input="dtmf speech" action="/twilio/voice"/>');
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'gather');
    const { recordings } = bench.client.calls(sid);
    const started = await recordings.create({
      recordingStatusCallback: `${bench.app.url}/recorded`,
      recordingStatusCallbackEvent: ['in-progress', 'completed'],
      recordingChannels: 'dual',
    });
    expect(started).to.include({
      callSid: sid,
      source: 'StartCallRecordingAPI',
      status: 'in-progress',
      channels: 2,
    });
    expect((await recordings.create()).sid, 'it goes on already').to.equal(started.sid);
    const wav = `${bench.carrier.url}${started.uri.replace('.json', '.wav')}`;
    expect((await fetch(wav)).status).to.equal(401);
    const current = bench.client.calls(sid).recordings('Twilio.CURRENT');
    await bench.phone.say(sid, '一');
    await bench.phone.until(sid, 'gather');
    await current.update({ status: 'paused' });
    await bench.phone.say(sid, '二');
    await bench.phone.until(sid, 'gather');
    await current.update({ status: 'in-progress' });
    expect((await current.update({ status: 'stopped' })).status).to.equal('stopped');
    expect(await code(current.update({ status: 'in-progress' }))).to.equal(20404);
    expect(await completed()).to.include({
      CallSid: sid,
      RecordingSource: 'StartCallRecordingAPI',
      RecordingChannels: '2',
    });
    expect(Number((await bench.client.recordings(started.sid).fetch()).duration)).to.be.within(1, 3);
    expect(await text(started.sid)).to.equal(`${caller}: 一`);
    await bench.phone.act(sid, 'hangup');
    await bench.phone.untilOver(sid);
    expect(await code(recordings.create())).to.equal(21220);
  });

  it('end with the call', async () => {
    bench.app.says('/twilio/voice', '<Gather/>');
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'gather');
    const { sid: recording } = await bench.client.calls(sid).recordings.create();
    await bench.phone.act(sid, 'hangup');
    await bench.phone.untilOver(sid);
    expect((await bench.client.calls(sid).recordings(recording).fetch()).status).to.equal('completed');
  });

  it('are asked for by a Dial, whose action is told', async () => {
    await bench.phone.setNumber(agentNumber, { onRing: 'ring', pace: 'instant' });
    bench.app.says(
      '/twilio/voice',
      `<Dial action="/done" record="record-from-answer-dual" ${callback}><Number>${agentNumber}</Number></Dial>`,
    );
    const one = await bench.phone.dial();
    const leg = await eventually(async () => {
      const [call] = await bench.client.calls.list({ to: agentNumber, status: 'ringing' });
      return call?.sid;
    }, 'leg');
    expect(await bench.client.recordings.list()).to.deep.equal([]);
    await bench.phone.act(leg, 'answer');
    await bench.phone.untilEvent(one, 'connected');
    await bench.phone.say(leg, '您好');
    await bench.phone.act(leg, 'hangup');
    const end = await completed();
    expect(end).to.include({ CallSid: one, RecordingSource: 'DialVerb', RecordingChannels: '2' });
    const action = await eventually(() => bench.app.to('/done')[0]?.params, 'action');
    expect(action).to.include({ RecordingSid: end.RecordingSid, RecordingUrl: end.RecordingUrl });
    expect(await text(end.RecordingSid ?? '')).to.equal(`${agentNumber}: 您好`);
  });
});
