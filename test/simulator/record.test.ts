import { expect } from 'chai';
import { accountSid, authToken, type Bench, eventually, startBench } from './support.ts';

const basic = (token: string) => `Basic ${Buffer.from(`${accountSid}:${token}`).toString('base64')}`;

describe('carrier: Record', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    bench.app.says('/taped', '<Hangup/>');
    bench.app.says('/next', '<Hangup/>');
    bench.app.on('/recorded', (_request, response) => void response.status(204).end());
  });
  afterEach(() => bench.stop());

  async function callInto(attributes: string): Promise<string> {
    bench.app.says('/twilio/voice', `<Record action="/taped" ${attributes}/><Redirect>/next</Redirect>`);
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'recording');
    return sid;
  }

  it('hands over a recording that can be fetched and deleted', async () => {
    const sid = await callInto('recordingStatusCallback="/recorded"');
    await bench.phone.act(sid, 'recording', { seconds: 7, text: '冰箱不制冷' });
    const call = await bench.phone.untilOver(sid);
    expect(call.recordings[0]).to.include({ seconds: 7, text: '冰箱不制冷' });
    const [action] = bench.app.to('/taped');
    expect(action?.params).to.include({ RecordingDuration: '7', Digits: '' });
    const { RecordingSid = '', RecordingUrl = '' } = action?.params ?? {};
    const callback = await eventually(() => bench.app.to('/recorded')[0], 'recording callback');
    expect(callback.signed).to.equal(true);
    expect(callback.params).to.include({ RecordingSid, RecordingStatus: 'completed', CallSid: sid });

    expect((await bench.client.recordings(RecordingSid).fetch()).duration).to.equal('7');
    const get = (suffix: string, token: string) =>
      fetch(RecordingUrl + suffix, { headers: { Authorization: basic(token) } });
    expect((await get('.wav', 'wrong')).status).to.equal(401);
    const wav = Buffer.from(await (await get('.wav', authToken)).arrayBuffer());
    expect(wav.subarray(0, 4).toString()).to.equal('RIFF');
    expect(wav.readUInt32LE(40) / wav.readUInt32LE(28)).to.equal(7);
    const mp3 = await get('.mp3', authToken);
    expect(mp3.headers.get('content-type')).to.equal('audio/mpeg');
    expect(await bench.client.recordings(RecordingSid).remove()).to.equal(true);
    expect((await get('.wav', authToken)).status).to.equal(404);
  });

  it('writes English down, and nothing else', async () => {
    bench.app.on('/words', (_request, response) => void response.status(204).end());
    for (const [text, status] of [
      ['It still drips.', 'completed'],
      ['还在漏水', 'failed'],
    ] as const) {
      const sid = await callInto('transcribe="true" transcribeCallback="/words"');
      await bench.phone.act(sid, 'recording', { seconds: 7, text });
      const call = await bench.phone.untilOver(sid);
      const told = await eventually(
        () => bench.app.to('/words').find(({ params }) => params.CallSid === sid),
        'the words',
      );
      expect(told.signed).to.equal(true);
      expect(told.params).to.include({
        RecordingSid: call.recordings[0]?.sid,
        TranscriptionStatus: status,
        TranscriptionText: status === 'completed' ? text : '',
      });
    }
    const sid = await callInto('');
    await bench.phone.act(sid, 'recording', { seconds: 7, text: 'Thank you.' });
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/words')).to.have.length(2);
  });

  it('falls through when nothing was said', async () => {
    for (const [action, body] of [
      ['recording', { seconds: 0 }],
      ['silence', undefined],
      ['keys', { digits: '#' }],
    ] as const) {
      const sid = await callInto('recordingStatusCallback="/recorded" recordingStatusCallbackEvent="absent"');
      await bench.phone.act(sid, action, body);
      expect((await bench.phone.untilOver(sid)).recordings).to.have.length(0);
    }
    expect(bench.app.to('/taped')).to.have.length(0);
    expect(bench.app.to('/next')).to.have.length(3);
    const absent = await eventually(
      () => bench.app.to('/recorded').length === 3 && bench.app.to('/recorded'),
      'callbacks',
    );
    expect(absent[0]?.params.RecordingStatus).to.equal('absent');
  });

  it('ends on a key that it names, once something was said', async () => {
    const sid = await callInto('finishOnKey="*"');
    await bench.phone.act(sid, 'speaking');
    await bench.phone.act(sid, 'keys', { digits: '1' });
    expect((await bench.phone.call(sid)).waiting?.for).to.equal('recording');
    await bench.phone.act(sid, 'keys', { digits: '*' });
    await bench.phone.untilOver(sid);
    const taped = bench.app.to('/taped')[0]?.params;
    expect(taped).to.include({ Digits: '*' });
    expect(Number(taped?.RecordingDuration)).to.be.within(1, 3);
  });

  it('is never longer than it may be', async () => {
    const sid = await callInto('maxLength="30"');
    await bench.phone.act(sid, 'recording', { seconds: 300 });
    await bench.phone.untilOver(sid);
    expect(bench.app.to('/taped')[0]?.params.RecordingDuration).to.equal('30');
  });

  it('keeps the words of a caller who hangs up', async () => {
    const sid = await callInto('');
    await bench.phone.act(sid, 'recording', { seconds: 4, hangup: true });
    expect((await bench.phone.untilOver(sid)).status).to.equal('completed');
    const action = await eventually(() => bench.app.to('/taped')[0], 'action after the hang-up');
    expect(action.params).to.include({ Digits: 'hangup', CallStatus: 'completed', RecordingDuration: '4' });
    expect(bench.app.to('/next')).to.have.length(0);
  });
});
