import { expect } from 'chai';
import { type Bench, caller, eventually, hotlineNumber, startBench } from './support.ts';

describe('carrier: an inbound call', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.stop());

  it('reaches the app signed, says its prompts, hands over keys and reports its end', async () => {
    const { app, phone } = bench;
    app.says(
      '/twilio/voice',
      '<Gather action="/step/1" numDigits="1"><Say language="zh-CN">报修请按一</Say></Gather>',
    );
    app.says('/step/1', '<Say language="zh-CN">再见</Say>');
    const { events, stop } = await phone.listen(caller);
    const sid = await phone.dial();
    await phone.until(sid, 'gather');
    expect(await phone.act(sid, 'keys', { digits: '1' })).to.equal(204);
    const call = await phone.untilOver(sid);
    await eventually(() => events.some(({ type }) => type === 'ended'), 'end of the call');
    stop();

    expect(call.status).to.equal('completed');
    expect(events.map(({ type }) => type)).to.deep.equal([
      'dialled',
      'answered',
      'gather',
      'prompt',
      'input',
      'waited',
      'prompt',
      'ended',
    ]);
    const [voice] = app.to('/twilio/voice');
    expect(voice?.signed).to.equal(true);
    expect(voice?.params).to.include({
      CallSid: sid,
      From: caller,
      To: hotlineNumber,
      CallStatus: 'ringing',
      Direction: 'inbound',
    });
    expect(app.to('/step/1')[0]?.params).to.include({ Digits: '1', CallStatus: 'in-progress' });
    const status = await eventually(() => app.to('/twilio/status')[0], 'status callback');
    expect(status.signed).to.equal(true);
    expect(status.params).to.include({
      CallStatus: 'completed',
      SequenceNumber: '0',
      CallbackSource: 'call-progress-events',
    });
    expect(Number(status.params.CallDuration)).to.be.within(1, 3);
  });
});
