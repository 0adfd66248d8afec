import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { Person } from '../../entities/organisation.ts';
import { noteSeen } from '../../services/desk/seen.ts';
import { setDeskState } from '../../services/desk/state.ts';
import { pairUp } from '../../services/line/distribute.ts';
import type { Carrier } from '../../services/ports.ts';
import { createTransactor, type InTransaction } from '../../services/transaction.ts';
import { parseTwiml } from '../../simulator/carrier/twiml/parse.ts';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Caller, HOTLINE, type Hotline, newSid, PUBLIC_URL, startHotline } from './hotline.ts';
import { smallWorld } from './small-world.ts';

const MORNING = '2026-05-01T02:00:00Z';
let numbers = 0;
const stranger = () => `+86137${String(10_000_000 + ++numbers)}`;

describe('webhooks of the line', () => {
  let dataSource: DataSource;
  let hotline: Hotline;
  let run: InTransaction;
  let asked: unknown[][];
  const now = () => hotline.clock.now();
  /** Notes what it is asked for. */
  const carrier = new Proxy({} as Carrier, {
    get:
      (_, name) =>
      async (...given: unknown[]) => {
        asked.push([name, ...given]);
        return name === 'fetchCall' ? { status: 'in-progress', durationSeconds: null } : null;
      },
  });

  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    run = createTransactor(dataSource);
    asked = [];
    hotline = await startHotline(dataSource, { carrier });
    hotline.clock.offsetMs = new Date(MORNING).getTime() - Date.now();
  });
  afterEach(() => hotline.close());

  async function agent(): Promise<number> {
    const { identifiers } = await dataSource.manager.insert(Person, {
      username: `a${++numbers}`,
      name: '周敏',
      passwordHash: '-',
    });
    const personId = Number(identifiers[0]?.id);
    await run((tx) => setDeskState(tx, { personId, state: 'available' }, now()));
    await run((tx) => noteSeen(tx, [personId]));
    return personId;
  }
  const contactOf = async (sid: string): Promise<number> =>
    (await dataSource.query('SELECT contactId FROM phone_call WHERE sid = ?', [sid]))[0].contactId;
  async function waiting(): Promise<{
    caller: Caller;
    contactId: number;
    wait: (path?: string, more?: object) => Promise<string>;
  }> {
    const caller = await hotline.dial(stranger());
    await caller.press('0');
    const contactId = await contactOf(caller.sid);
    const params = {
      CallSid: caller.sid,
      From: stranger(),
      To: HOTLINE,
      QueueSid: 'QU1',
      QueuePosition: '1',
    };
    const wait = async (path = `/twilio/wait/${contactId}`, more = {}) => {
      const { status, body } = await hotline.post(path, { ...params, ...more });
      expect(status).to.equal(200);
      parseTwiml(body);
      return body;
    };
    return { caller, contactId, wait };
  }
  const next = (xml: string): string =>
    (/<Redirect[^>]*>([^<]+)</.exec(xml)?.[1] ?? '').replace(PUBLIC_URL, '');
  const counts = () =>
    dataSource.query(
      `SELECT (SELECT COUNT(*) FROM event) AS events, (SELECT COUNT(*) FROM obligation) AS obligations,
              (SELECT COUNT(*) FROM conference_member) AS members, (SELECT COUNT(*) FROM phone_call) AS calls`,
    );

  it('tell the place at first, when it changes, and every so often; music between, and the same again', async () => {
    await agent();
    const first = await waiting();
    const second = await waiting();
    const told = await second.wait();
    expect(told).to.contain('您前面还有1位').and.contain('预计等候约3分钟').and.contain('请按1');
    expect(await first.wait(), 'for whom the agent is rung')
      .to.contain('座席马上接听')
      .and.not.contain('分钟');
    expect(await second.wait(), 'asked again').to.equal(told);
    const quiet = await second.wait(next(told));
    expect(quiet).to.contain('<Gather').and.not.contain('<Say');
    const again = await second.wait(next(quiet));
    expect(await second.wait(next(again)), 'half a minute later').to.contain('您前面还有1位');
    await hotline.post('/twilio/status', {
      CallSid: first.caller.sid,
      From: stranger(),
      To: HOTLINE,
      CallStatus: 'completed',
    });
    expect(await second.wait(next(quiet)), 'when it has changed').to.contain('您是下一位');
  });

  it('tell no time that nobody can know', async () => {
    const zhou = await agent();
    const { wait } = await waiting();
    await run((tx) => setDeskState(tx, { personId: zhou, state: 'break' }, now()));
    expect(await wait())
      .to.contain('您是下一位')
      .and.not.contain('分钟');
  });

  it('speak English to who chose it', async () => {
    const zhou = await agent();
    await dataSource.query('UPDATE agent_desk SET skills = ? WHERE personId = ?', [
      JSON.stringify(['lang:zh', 'lang:en', 'kind:*', 'cat:*']),
      zhou,
    ]);
    const caller = await hotline.dial(stranger());
    await caller.press('9');
    await caller.press('0');
    const { body } = await hotline.post(`/twilio/wait/${await contactOf(caller.sid)}`, {
      CallSid: caller.sid,
    });
    expect(body).to.contain('You are next in line').and.contain('press 1');
  });

  it('keep the place of who chooses a callback, once however often it is told', async () => {
    await agent();
    const { contactId, wait } = await waiting();
    const choice = `/twilio/wait/${contactId}/choice`;
    const kept = await wait(choice, { Digits: '1' });
    expect(kept).to.contain('保留排队位置').and.contain('<Hangup');
    const before = await counts();
    expect(await wait(choice, { Digits: '1' })).to.equal(kept);
    expect(await counts()).to.deep.equal(before);
    expect(await wait(choice, { Digits: '5' }), 'any other key').to.contain('<Redirect');
  });

  it('give an agent the same answer again, and have it done once', async () => {
    const zhou = await agent();
    const { caller, contactId } = await waiting();
    const [offer] = await run((tx) => pairUp(tx, now()));
    const params = {
      CallSid: newSid(),
      From: `client:agent-${zhou}`,
      To: '',
      Direction: 'inbound',
      Offer: String(offer?.offerId),
    };
    const taken = await hotline.post('/twilio/desk', params);
    expect(taken.body).to.contain(`contact-${contactId}`).and.contain('record-from-start');
    parseTwiml(taken.body);
    await waitFor(() => asked.length === 1);
    expect(asked).to.deep.equal([['redirectCall', caller.sid, `/twilio/line/${contactId}/join`]]);
    const before = await counts();
    const repeated = await Promise.all([1, 2, 3].map(() => hotline.post('/twilio/desk', params)));
    for (const { body } of repeated) expect(body).to.equal(taken.body);
    expect(await counts()).to.deep.equal(before);
    expect(asked).to.have.length(1);
    const late = await hotline.post('/twilio/desk', { ...params, CallSid: newSid() });
    expect(late.body).to.contain('已被接走').and.contain('<Hangup');
    const join = await hotline.post(`/twilio/line/${contactId}/join`, {
      CallSid: caller.sid,
      From: '',
      To: HOTLINE,
    });
    expect(join.body).to.match(/将被录音[\s\S]*<Conference[^>]*endConferenceOnExit="true"/);
    const conference = {
      ConferenceSid: 'CF1',
      FriendlyName: `contact-${contactId}`,
      CallSid: params.CallSid,
    };
    for (const event of ['participant-leave', 'participant-join', 'participant-leave', 'participant-leave'])
      expect(
        (await hotline.post(`/twilio/conference/${contactId}`, { ...conference, StatusCallbackEvent: event }))
          .status,
      ).to.equal(204);
    expect(
      await dataSource.query("SELECT COUNT(*) AS n FROM event WHERE type = 'call.dropped'"),
    ).to.deep.equal([{ n: 1 }]);
    expect(asked.filter(([name]) => name === 'redirectCall').at(-1)).to.deep.equal([
      'redirectCall',
      caller.sid,
      `/twilio/line/${contactId}/again/dropped`,
    ]);
    const again = await hotline.post(`/twilio/line/${contactId}/again/dropped`, { CallSid: caller.sid });
    expect(again.body).to.contain('排队位置不变').and.contain('<Enqueue');
    expect(await dataSource.query('SELECT state FROM line_entry')).to.deep.equal([{ state: 'waiting' }]);
  });

  it('tell a stranger at the desk’s address that there is nothing to take, and refuse what is not signed', async () => {
    const params = { CallSid: newSid(), From: '+8613900000000', To: HOTLINE, Offer: '1' };
    expect((await hotline.post('/twilio/desk', params)).body).to.contain('没有可以接听的来电');
    const addresses = [
      'desk',
      'desk-status',
      'wait/1',
      'wait/1/choice',
      'line/1/join',
      'line/1/again/dropped',
      'line/1/left/4',
      'conference/1',
      'conference-recording/1',
      'callback/1',
      'callback-status/1',
      'guest/1/ab',
      'guest-status/1/ab',
      'desk-phone/1',
      'desk-phone/1/key',
      'desk-phone-status/1',
    ];
    const before = await counts();
    for (const address of addresses) {
      const forged = await hotline.post(`/twilio/${address}`, { CallSid: newSid() }, { signature: 'AAAA' });
      expect(forged.status, address).to.equal(403);
      const odd = await hotline.post(`/twilio/${address}`, { CallSid: newSid(), CallStatus: 'asleep' });
      expect(odd.status, address).to.equal(400);
    }
    for (const address of ['wait/x', 'line/x/join', 'line/1/left/x', 'conference/x', 'callback/x'])
      expect((await hotline.post(`/twilio/${address}`, { CallSid: newSid() })).status, address).to.equal(404);
    expect(await counts()).to.deep.equal(before);
  });

  it('answer with TwiML that a carrier takes while the database is away', async () => {
    await agent();
    const { contactId, caller } = await waiting();
    await dataSource.query(
      'RENAME TABLE line_entry TO line_entry_away, contact TO contact_away, desk_offer TO desk_offer_away, attempt TO attempt_away',
    );
    const params = { CallSid: caller.sid, From: stranger(), To: HOTLINE, Digits: '1', Offer: '1' };
    const say = async (address: string, more = {}) => {
      const { status, body } = await hotline.post(`/twilio/${address}`, { ...params, ...more });
      expect(status, address).to.equal(200);
      parseTwiml(body);
      return body;
    };
    const base = `${PUBLIC_URL}/twilio/wait/${contactId}`;
    for (const address of [`wait/${contactId}`, `wait/${contactId}/1/2`, `wait/${contactId}/choice`])
      expect(await say(address), 'stays in line')
        .to.contain(`>${base}<`)
        .and.not.contain('<Record');
    expect(await say(`line/${contactId}/join`)).to.contain('<Record');
    expect(await say('callback/1', { CallSid: newSid() })).to.contain('<Record');
    const client = { CallSid: newSid(), From: 'client:agent-1' };
    for (const address of ['desk', 'desk-phone/1', 'desk-phone/1/key'])
      expect(await say(address, client), address)
        .to.contain('请稍后再试')
        .and.contain('<Hangup');
    await dataSource.query(
      'RENAME TABLE line_entry_away TO line_entry, contact_away TO contact, desk_offer_away TO desk_offer, attempt_away TO attempt',
    );
    expect(await say(`wait/${contactId}`)).to.contain('您是下一位');
  });

  it('play a melody of their own, ten seconds of it', async () => {
    const answer = await fetch(`${hotline.url}/twilio/melody.wav`);
    expect(answer.headers.get('content-type')).to.equal('audio/wav');
    const sound = Buffer.from(await answer.arrayBuffer());
    expect(sound.toString('latin1', 0, 4)).to.equal('RIFF');
    expect(sound.length).to.equal(44 + 10 * 8_000 * 2);
    let loudest = 0;
    for (let at = 44; at < sound.length; at += 2)
      loudest = Math.max(loudest, Math.abs(sound.readInt16LE(at)));
    expect(loudest, 'heard, and not distorted').to.be.within(3_000, 25_000);
  });
});
