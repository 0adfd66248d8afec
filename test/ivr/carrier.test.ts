import { expect } from 'chai';
import { createCarrier } from '../../ivr/carrier.ts';
import { type Carrier, CarrierError } from '../../services/ports.ts';
import { type RunningCarrier, startCarrier } from '../../simulator/carrier/start.ts';
import { AUTH_TOKEN, HOTLINE } from './hotline.ts';
import { KNOWN_NUMBER } from './small-world.ts';

const ACCOUNT = `AC${'0'.repeat(32)}`;

describe('the carrier behind its REST API', () => {
  let simulated: RunningCarrier;
  let carrier: Carrier;
  const settings = () => ({
    accountSid: ACCOUNT,
    authToken: AUTH_TOKEN,
    apiUrl: simulated.url,
    publicUrl: 'http://127.0.0.1:1',
    number: HOTLINE,
  });
  const paths = { twimlPath: '/twilio/followup/1', statusPath: '/twilio/followup-status/1' };
  const failing = (work: Promise<unknown>): Promise<CarrierError> =>
    work.then(
      () => {
        throw new Error('it went through');
      },
      (error) => error,
    );
  const phone = (path: string, body: object) =>
    fetch(`${simulated.url}/phone/api/${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  before(async () => {
    simulated = await startCarrier({
      port: 0,
      accountSid: ACCOUNT,
      authToken: AUTH_TOKEN,
      hotlineNumber: HOTLINE,
      hotlineUrl: 'http://127.0.0.1:1',
    });
    carrier = createCarrier(settings());
  });
  after(() => simulated.close());
  afterEach(() => phone('faults', {}));

  it('places a call, and tells how it stands', async () => {
    const from = new Date();
    await phone(`numbers/${encodeURIComponent(KNOWN_NUMBER)}`, { onRing: 'busy', pace: 'instant' });
    const sid = await carrier.placeCall({ to: KNOWN_NUMBER, ...paths });
    const found = await carrier.fetchCall(sid);
    expect(found).to.have.property('status').that.is.a('string');
    const listed = await carrier.listCallsTo(KNOWN_NUMBER, from, new Date(Date.now() + 60_000));
    expect(listed.map((call) => call.sid)).to.deep.equal([sid]);
    const later = new Date(from.getTime() + 3_600_000);
    expect(await carrier.listCallsTo(KNOWN_NUMBER, later, new Date(later.getTime() + 1))).to.deep.equal([]);
  });

  it('sends a message', async () => {
    const sid = await carrier.sendMessage({
      to: KNOWN_NUMBER,
      body: '您好',
      statusPath: '/twilio/message-status/1',
    });
    expect(sid).to.match(/^SM/);
  });

  it('knows nothing of a call that never was', async () => {
    expect(await carrier.fetchCall(`CA${'f'.repeat(32)}`)).to.equal(null);
  });

  it('ends and deletes what is over already, and finds no conference that is not', async () => {
    const nothing = `${'f'.repeat(32)}`;
    await carrier.endCall(`CA${nothing}`);
    await carrier.deleteRecording(`RE${nothing}`);
    await carrier.endConference(`CF${nothing}`);
    expect(await carrier.findConference('contact-1')).to.equal(null);
    const error = await failing(carrier.redirectCall(`CA${nothing}`, '/twilio/line/1/join'));
    expect(error).to.be.instanceOf(CarrierError).and.include({ untouched: true });
  });

  it('places a call without looking for a machine, ringing as long as it is told', async () => {
    await phone(`numbers/${encodeURIComponent(KNOWN_NUMBER)}`, { onRing: 'no-answer', pace: 'instant' });
    const sid = await carrier.placeCall({
      to: KNOWN_NUMBER,
      ...paths,
      detectMachine: false,
      ringSeconds: 15,
    });
    expect(await carrier.fetchCall(sid)).to.have.property('status');
  });

  it('gives up a number that is wrong, and does not repeat it in its error', async () => {
    const error = await failing(carrier.placeCall({ to: '12345', ...paths }));
    expect(error)
      .to.be.instanceOf(CarrierError)
      .and.include({ again: false, untouched: true, lasting: true });
    expect(`${error.message}`).not.to.contain('12345');
  });

  for (const [status, untouched] of [
    [429, true],
    [503, false],
    [0, false],
  ] as const) {
    it(`may be asked again after ${status || 'a cut connection'}, ${untouched ? 'having done nothing' : 'its outcome unknown'}`, async () => {
      await phone('faults', { restErrorRate: 1, restErrorStatus: status });
      const error = await failing(carrier.placeCall({ to: KNOWN_NUMBER, ...paths }));
      expect(error).to.be.instanceOf(CarrierError).and.include({ again: true, untouched, lasting: false });
    });
  }

  it('may be asked again once the token is put right, or somebody listens', async () => {
    const wrongToken = createCarrier({ ...settings(), authToken: 'wrong' });
    expect(await failing(wrongToken.placeCall({ to: KNOWN_NUMBER, ...paths }))).to.include({
      again: true,
      untouched: true,
    });
    const nobody = createCarrier({ ...settings(), apiUrl: 'http://127.0.0.1:1' });
    expect(await failing(nobody.placeCall({ to: KNOWN_NUMBER, ...paths }))).to.include({
      again: true,
      untouched: true,
    });
  });
});
