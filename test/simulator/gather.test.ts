import { expect } from 'chai';
import { type Bench, caller, startBench } from './support.ts';

describe('carrier: Gather', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    bench.app.says('/done', '<Hangup/>');
    bench.app.says('/next', '<Hangup/>');
  });
  afterEach(() => bench.stop());

  /** Calls a hotline whose greeting is this Gather, and then says 'nothing heard'. */
  async function callInto(gather: string): Promise<string> {
    bench.app.says('/twilio/voice', `${gather}<Redirect>/next</Redirect>`);
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'gather');
    return sid;
  }

  it('collects until the finishing key, which is not among the digits', async () => {
    const sid = await callInto('<Gather action="/done"/>');
    await bench.phone.act(sid, 'keys', { digits: '12' });
    await bench.phone.act(sid, 'keys', { digits: '3#' });
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/done')[0]?.params).to.include({ Digits: '123', FinishedOnKey: '#' });
  });

  it('takes the finishing key as a digit when there is none', async () => {
    const sid = await callInto('<Gather action="/done" finishOnKey="" numDigits="2"/>');
    await bench.phone.act(sid, 'keys', { digits: '*#' });
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/done')[0]?.params.Digits).to.equal('*#');
  });

  it('waits on when the finishing key comes alone', async () => {
    const sid = await callInto('<Gather action="/done"/>');
    await bench.phone.act(sid, 'keys', { digits: '#' });
    expect((await bench.phone.call(sid)).waiting?.for).to.equal('gather');
    await bench.phone.act(sid, 'hangup');
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/done')).to.have.length(0);
  });

  it('falls through without input, to the verb after it', async () => {
    const sid = await callInto('<Gather action="/done"/>');
    await bench.phone.act(sid, 'silence');
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/done')).to.have.length(0);
    expect(bench.app.to('/next')).to.have.length(1);
  });

  it('asks the action without input when told so', async () => {
    const sid = await callInto('<Gather action="/done" actionOnEmptyResult="true"/>');
    await bench.phone.act(sid, 'silence');
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/done')[0]?.params.Digits).to.equal('');
  });

  it('sends what was keyed when the rest does not come', async () => {
    const sid = await callInto('<Gather action="/done" numDigits="6"/>');
    await bench.phone.act(sid, 'keys', { digits: '43' });
    await bench.phone.act(sid, 'silence');
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/done')[0]?.params.Digits).to.equal('43');
  });

  it('hears speech with its confidence, and keys beside it', async () => {
    const gather = '<Gather input="dtmf speech" action="/done" language="cmn-Hans-CN" hints="长沙,株洲"/>';
    const spoken = await callInto(gather);
    await bench.phone.act(spoken, 'speech', { text: '长沙 <岳麓>', confidence: 0.5 });
    await bench.phone.untilOver(spoken);
    const keyed = await callInto(gather);
    await bench.phone.act(keyed, 'keys', { digits: '1#' });
    await bench.phone.untilOver(keyed);
    const [speech, keys] = bench.app.to('/done');
    expect(speech?.signed).to.equal(true);
    expect(speech?.params).to.include({
      SpeechResult: '长沙 <岳麓>',
      Confidence: '0.5',
      Language: 'cmn-Hans-CN',
    });
    expect(speech?.params).not.to.have.property('Digits');
    expect(keys?.params.Digits).to.equal('1');
  });

  it('refuses what it does not listen for', async () => {
    const keysOnly = await callInto('<Gather action="/done"/>');
    expect(await bench.phone.act(keysOnly, 'speech', { text: '你好' })).to.equal(409);
    const speechOnly = await callInto('<Gather input="speech" action="/done"/>');
    expect(await bench.phone.act(speechOnly, 'keys', { digits: '1' })).to.equal(409);
    expect(await bench.phone.act(speechOnly, 'keys', { digits: 'one' })).to.equal(400);
  });

  it('tells the phone what it waits for, with the prompts', async () => {
    const { events, stop } = await bench.phone.listen(caller);
    const sid = await callInto(
      '<Gather input="speech dtmf" action="/done" numDigits="1" hints="a, b"><Say language="zh-CN">请说</Say></Gather>',
    );
    await bench.phone.act(sid, 'hangup');
    await bench.phone.untilOver(sid);
    stop();
    expect(events.find(({ type }) => type === 'gather')).to.deep.include({
      input: ['speech', 'dtmf'],
      numDigits: 1,
      finishOnKey: '#',
      hints: ['a', 'b'],
      step: `${bench.app.url}/done`,
      prompts: [{ text: '请说', language: 'zh-CN' }],
    });
  });

  it('goes back to its own document without an action, by the method that it names', async () => {
    bench.app.on('/twilio/voice', (request, response) => {
      const again = request.method === 'GET';
      response
        .type('text/xml')
        .send(`<Response>${again ? '<Hangup/>' : '<Gather method="GET" numDigits="1"/>'}</Response>`);
    });
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'gather');
    await bench.phone.act(sid, 'keys', { digits: '5' });
    await bench.phone.untilOver(sid);
    const [, again] = bench.app.to('/twilio/voice');
    expect(again?.method).to.equal('GET');
    expect(again?.params.Digits).to.equal('5');
    expect(again?.signed).to.equal(true);
  });

  it('at the pace of people: prompts last, a key breaks in, silence runs out', async () => {
    bench.app.says(
      '/twilio/voice',
      '<Gather action="/done" numDigits="1"><Say>A very long story</Say></Gather>',
    );
    const keyed = await bench.phone.dial(caller, 'real');
    await bench.phone.until(keyed, 'gather');
    const prompt = (await bench.phone.call(keyed)).timeline.find(({ type }) => type === 'prompt');
    expect(prompt).to.deep.include({ durationMs: 1133 });
    await bench.phone.act(keyed, 'keys', { digits: '1' });
    await bench.phone.untilOver(keyed);
    expect(bench.app.to('/done')).to.have.length(1);

    bench.app.says('/twilio/voice', '<Gather action="/done" timeout="1"/><Redirect>/next</Redirect>');
    const silent = await bench.phone.dial(caller, 'real');
    await bench.phone.untilOver(silent);
    expect(bench.app.to('/next')).to.have.length(1);
  });

  it('ends without asking the action when the caller hangs up', async () => {
    const sid = await callInto('<Gather action="/done"/>');
    await bench.phone.act(sid, 'keys', { digits: '12' });
    await bench.phone.act(sid, 'hangup');
    expect((await bench.phone.untilOver(sid)).status).to.equal('completed');
    expect(bench.app.to('/done')).to.have.length(0);
    expect(await bench.phone.act(sid, 'keys', { digits: '1' })).to.equal(409);
  });
});
