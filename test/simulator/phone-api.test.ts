import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { PhoneEvent } from '../../simulator/carrier/types.ts';
import { type Bench, caller, eventually, hotlineNumber, startBench } from './support.ts';

describe('carrier: phone API', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    bench.app.says('/twilio/voice', '<Gather numDigits="1" action="/step"/>');
  });
  afterEach(() => bench.stop());

  it('names the hotline and refuses other numbers', async () => {
    const { body } = await bench.phone.request('GET', '/hotline');
    expect(body).to.deep.equal({ number: hotlineNumber });
    expect((await bench.phone.request('POST', '/calls', { from: caller, to: '+86110' })).status).to.equal(
      400,
    );
  });

  it('refuses what is malformed, and calls that are not there', async () => {
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'gather');
    for (const [path, body] of [
      ['/calls', { pace: 'fast', from: caller }],
      ['/calls', {}],
      [`/calls/${sid}/keys`, { digits: '1', more: 1 }],
      [`/calls/${sid}/speech`, { text: '' }],
      [`/calls/${sid}/recording`, { seconds: -1 }],
    ] as const) {
      expect((await bench.phone.request('POST', path, body)).status, path).to.equal(400);
    }
    expect((await bench.phone.request('PUT', '/faults', { restErrorRate: 2 })).status).to.equal(400);
    expect(await bench.phone.act('CA0', 'hangup')).to.equal(404);
    expect(await bench.phone.act(sid, 'answer')).to.equal(409);
  });

  it('keeps listeners apart by number', async () => {
    const mine = await bench.phone.listen(caller);
    const two = await bench.phone.listen(`${caller},anonymous`);
    const all = await bench.phone.listen('*');
    const other = await bench.phone.dial('anonymous');
    const own = await bench.phone.dial();
    for (const sid of [other, own]) {
      await bench.phone.until(sid, 'gather');
      await bench.phone.act(sid, 'hangup');
      await bench.phone.untilOver(sid);
    }
    const ends = (events: PhoneEvent[]) => events.filter(({ type }) => type === 'ended').length;
    await eventually(
      () => ends(mine.events) === 1 && ends(two.events) === 2 && ends(all.events) === 2,
      'last events',
    );
    mine.stop();
    all.stop();
    two.stop();
    expect(two.events).to.deep.equal(all.events);
    expect(new Set(mine.events.map(({ sid }) => sid))).to.deep.equal(new Set([own]));
    expect(new Set(all.events.map(({ number }) => number))).to.deep.equal(new Set([caller, 'anonymous']));
    const ids = all.events.map(({ id }) => id);
    expect(ids).to.deep.equal([...ids].sort((a, b) => a - b));
  });

  it('lists the calls of a number, the live ones apart', async () => {
    const over = await bench.phone.dial();
    await bench.phone.until(over, 'gather');
    await bench.phone.act(over, 'hangup');
    await bench.phone.untilOver(over);
    const live = await bench.phone.dial();
    await bench.phone.dial('anonymous');
    const list = async (query: string) => {
      const { body } = await bench.phone.request('GET', `/calls?number=${caller}${query}`);
      return (body as { items: { sid: string }[] }).items.map(({ sid }) => sid);
    };
    expect(await list('')).to.deep.equal([live, over]);
    expect(await list('&live=true')).to.deep.equal([live]);
    expect(await list('&live=false')).to.deep.equal([over]);
  });

  it('keeps with a call every webhook, its parameters and its answer', async () => {
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'gather');
    const { webhooks } = await bench.phone.call(sid);
    expect(webhooks[0]).to.deep.include({ kind: 'document', method: 'POST', attempts: 1, status: 200 });
    expect(webhooks[0]).to.have.nested.property('params.CallStatus', 'ringing');
    expect(webhooks[0]).to.have.property('body').that.includes('<Gather');
  });

  it('forgets everything on reset', async () => {
    await bench.phone.setNumber(caller, { onRing: 'busy' });
    await bench.phone.setFaults({ dropStatusCallbacks: 1 });
    const sid = await bench.phone.dial();
    await bench.phone.until(sid, 'gather');
    expect((await bench.phone.request('POST', '/reset')).status).to.equal(204);
    expect((await bench.phone.request('GET', `/calls/${sid}`)).status).to.equal(404);
    expect((await bench.phone.request('GET', '/faults')).body).to.include({ dropStatusCallbacks: 0 });
  });

  it('serves the built page', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'phone-'));
    await writeFile(join(directory, 'index.html'), 'the page');
    const other = await startBench({ pageDirectory: directory });
    const response = await fetch(`${other.carrier.url}/phone/`);
    expect(await response.text()).to.equal('the page');
    await other.stop();
    await rm(directory, { recursive: true });
  });
});
