import { expect } from 'chai';
import { type Bench, caller, eventually, hotlineNumber, startBench } from './support.ts';

describe('carrier: a call by the app', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.stop());

  it('rings, is answered, and reports each state in order', async () => {
    const { app, client, phone } = bench;
    await phone.setNumber(caller, { onRing: 'ring' });
    app.says('/follow-up', '<Say>Hello</Say>');
    const call = await client.calls.create({
      to: caller,
      from: hotlineNumber,
      url: `${app.url}/follow-up`,
      statusCallback: `${app.url}/twilio/status`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    expect(call.status).to.equal('queued');
    await phone.until(call.sid, 'answer');
    await phone.act(call.sid, 'answer');
    await phone.untilOver(call.sid);
    const statuses = await eventually(() => {
      const hooks = app.to('/twilio/status');
      return hooks.length === 4 ? hooks : undefined;
    }, 'four status callbacks');
    expect(statuses.map(({ params }) => [params.SequenceNumber, params.CallStatus])).to.deep.equal([
      ['0', 'initiated'],
      ['1', 'ringing'],
      ['2', 'in-progress'],
      ['3', 'completed'],
    ]);
    expect(app.to('/follow-up')[0]?.params).to.include({
      Direction: 'outbound-api',
      CallStatus: 'in-progress',
    });
    expect((await client.calls(call.sid).fetch()).status).to.equal('completed');
  });
});
