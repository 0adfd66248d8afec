import { expect } from 'chai';
import { type Bench, eventually, hotlineNumber, startBench, tokenFor } from './support.ts';

const events =
  'statusCallback="/events" statusCallbackEvent="start end join leave mute hold modify announcement"';

describe('carrier: Dial Conference', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
    bench.app.says('/left', '<Hangup/>');
    room('');
  });
  afterEach(() => bench.stop());

  /** Whoever calls comes into the room, with further attributes. */
  function room(attributes: string, path = '/twilio/voice'): void {
    const all = `${attributes.includes('statusCallback') ? '' : events} ${attributes}`;
    bench.app.says(path, `<Dial action="/left"><Conference ${all}>desk 1</Conference></Dial>`);
  }
  const number = (n: number) => `+86138001380${String(n).padStart(2, '0')}`;
  async function enter(n: number, attributes = ''): Promise<string> {
    room(attributes);
    const sid = await bench.phone.dial(number(n));
    await bench.phone.untilIn(sid, 'conference');
    return sid;
  }
  const conference = async () => {
    const [found] = await bench.client.conferences.list({ friendlyName: 'desk 1' });
    if (!found) throw new Error('no conference');
    return bench.client.conferences(found.sid);
  };
  const told = () => bench.app.to('/events').map(({ params }) => params);
  const toldOf = (name: string) =>
    eventually(() => told().find(({ StatusCallbackEvent }) => StatusCallbackEvent === name), name);
  const actionOf = (sid: string) =>
    eventually(() => bench.app.to('/left').find(({ params }) => params.CallSid === sid)?.params, 'action');

  it('begins with the second, and tells every step in order', async () => {
    const one = await enter(1, `${events} participantLabel="customer" waitUrl="" endConferenceOnExit="true"`);
    expect((await (await conference()).fetch()).status).to.equal('init');
    expect(await bench.phone.untilEvent(one, 'waiting')).to.include({ conference: 'desk 1' });
    const two = await enter(2);
    expect((await (await conference()).fetch()).status).to.equal('in-progress');
    await bench.phone.act(one, 'hangup');
    expect(await actionOf(two)).to.include({ DialCallStatus: 'answered', DialBridged: 'true' });
    expect(await actionOf(two)).not.to.have.any.keys('DialCallSid', 'DialCallDuration');
    expect(await actionOf(one)).to.include({ CallStatus: 'completed' });
    const end = await toldOf('conference-end');
    expect(told().map(({ StatusCallbackEvent }) => StatusCallbackEvent)).to.deep.equal([
      'participant-join',
      'participant-join',
      'conference-start',
      'participant-leave',
      'participant-leave',
      'conference-end',
    ]);
    expect(told().map(({ SequenceNumber }) => SequenceNumber)).to.deep.equal(['1', '2', '3', '4', '5', '6']);
    expect(told()[0]).to.include({
      CallSid: one,
      FriendlyName: 'desk 1',
      ParticipantLabel: 'customer',
      Muted: 'false',
      Hold: 'false',
      Coaching: 'false',
      EndConferenceOnExit: 'true',
      StartConferenceOnEnter: 'true',
    });
    expect(told()[3]).to.include({ CallSid: one, ReasonParticipantLeft: 'participant_hung_up' });
    expect(told()[4]).to.include({ CallSid: two, ReasonParticipantLeft: 'moderator_ended_conference' });
    expect(end).to.include({
      CallSidEndingConference: one,
      ParticipantLabelEndingConference: 'customer',
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    });
    expect(bench.app.hooks.every(({ signed }) => signed)).to.equal(true);
    expect(
      (await bench.client.conferences.list({ status: 'completed' })).map(({ sid }) => sid),
    ).to.deep.equal([end.ConferenceSid]);
  });

  it('does not begin before somebody comes who may begin it', async () => {
    const one = await enter(1, 'startConferenceOnEnter="false"');
    const two = await enter(2, 'startConferenceOnEnter="false"');
    await bench.phone.say(one, '有人吗');
    expect(await bench.phone.heard(two)).to.deep.equal([]);
    await enter(3);
    await bench.phone.say(one, '有人吗');
    expect(await bench.phone.heard(two)).to.deep.equal(['有人吗']);
  });

  it('lets hear who may hear, and nobody else', async () => {
    const customer = await enter(1);
    const agent = await enter(2);
    const supervisor = await enter(3, `muted="true" beep="false" coach="${agent}"`);
    const say = async (text: string) => {
      for (const [who, sid] of [
        ['c', customer],
        ['a', agent],
        ['s', supervisor],
      ] as const) {
        await bench.phone.say(sid, `${who} ${text}`);
      }
    };
    const here = await conference();
    await say('listening');
    await here.participants(supervisor).update({ muted: false });
    await say('whisper');
    await here.participants(supervisor).update({ coaching: false });
    await say('barge');
    await here.participants(supervisor).update({ coaching: true, callSidToCoach: customer });
    await say('other way');
    await here.participants(customer).update({ hold: true });
    await say('hold');
    await here.participants(customer).update({ hold: false });
    await here.participants(agent).update({ muted: true });
    await say('mute');
    expect(await bench.phone.heard(customer)).to.deep.equal([
      ...['a listening', 'a whisper', 'a barge', 's barge', 'a other way', 's other way', 's mute'],
    ]);
    expect(await bench.phone.heard(agent)).to.deep.equal([
      ...['c listening', 'c whisper', 's whisper', 'c barge', 's barge', 'c other way', 'c mute'],
    ]);
    expect(await bench.phone.heard(supervisor)).to.deep.equal([
      ...['c listening', 'a listening', 'c whisper', 'a whisper', 'c barge', 'a barge'],
      ...['c other way', 'a other way', 'a hold', 'c mute'],
    ]);
    const modified = told().filter(({ StatusCallbackEvent }) => StatusCallbackEvent === 'participant-modify');
    expect(modified[1]).to.include({ Coaching: 'true', CallSidToCoach: customer, CallSid: supervisor });
    const { timeline } = await bench.phone.call(customer);
    expect(
      timeline.filter(({ type }) => type === 'beep'),
      'the supervisor came in unheard',
    ).to.have.length(0);
    expect(timeline.filter(({ type }) => type === 'held')).to.have.length(2);
  });

  it('plays to who is on hold what the app says, and stops it afterwards', async () => {
    bench.app.says('/hold', '<Say>请不要挂机</Say><Pause length="2"/><Redirect>/hold</Redirect>');
    const one = await enter(1);
    await enter(2);
    const here = await conference();
    await here.participants(one).update({ hold: true, holdUrl: `${bench.app.url}/hold`, holdMethod: 'POST' });
    const heard = await bench.phone.untilEvent(one, 'prompt', ({ text }) => text === '请不要挂机');
    expect(heard.verb).to.equal('Say');
    expect((await toldOf('participant-hold')).Hold).to.equal('true');
    await here.participants(one).update({ hold: false });
    expect((await toldOf('participant-unhold')).Hold).to.equal('false');
    expect(await bench.phone.untilIn(one, 'conference')).to.include({ hold: false, started: true });
  });

  it('puts a participant out, who goes on with the action', async () => {
    const one = await enter(1);
    const two = await enter(2, 'participantLabel="agent"');
    await (await conference()).participants('agent').remove();
    expect(await actionOf(two)).to.include({ DialCallStatus: 'answered' });
    expect(await toldOf('participant-leave')).to.include({
      CallSid: two,
      ReasonParticipantLeft: 'participant_updated_via_api',
    });
    expect((await bench.phone.untilIn(one, 'conference')).with).to.deep.equal([]);
    expect((await (await conference()).fetch()).status).to.equal('in-progress');
  });

  it('goes on without a Dial’s action to the next verb, and leaves for another document by REST', async () => {
    bench.app.says('/twilio/voice', '<Dial><Conference>desk 1</Conference></Dial><Redirect>/left</Redirect>');
    const one = await bench.phone.dial(number(1));
    const two = await bench.phone.dial(number(2));
    for (const sid of [one, two]) await bench.phone.untilIn(sid, 'conference');
    bench.app.says('/other', '<Gather/>');
    await bench.client.calls(one).update({ url: `${bench.app.url}/other` });
    await bench.phone.until(one, 'gather');
    await (await conference()).update({ status: 'completed' });
    await bench.phone.untilOver(two);
    expect(bench.app.to('/left').map(({ params }) => params.CallSid)).to.deep.equal([two]);
    const [ended] = await bench.client.conferences.list({ friendlyName: 'desk 1' });
    expect(ended?.reasonConferenceEnded).to.equal('conference-ended-via-api');
  });

  it('says why somebody could not come in, and goes on', async () => {
    await enter(1, 'participantLabel="x"');
    for (const [attributes, code] of [
      ['participantLabel="x"', 16025],
      [`coach="CA${'0'.repeat(32)}"`, 13240],
    ] as const) {
      room(attributes);
      const sid = await bench.phone.dial(number(2));
      expect(await actionOf(sid)).to.include({ DialCallStatus: 'failed', DialBridged: 'false' });
      const { timeline } = await bench.phone.untilOver(sid);
      expect(timeline.find(({ type }) => type === 'error')).to.include({ code });
    }
    await enter(2);
    room('maxParticipants="2"');
    const third = await bench.phone.dial(number(3));
    expect(await actionOf(third)).to.include({ DialCallStatus: 'failed' });
    expect((await bench.phone.untilOver(third)).timeline.find(({ type }) => type === 'error')).to.include({
      code: 16020,
    });
  });

  it('refuses what the REST API refuses', async () => {
    const one = await enter(1);
    const two = await enter(2);
    const here = await conference();
    const code = async (work: Promise<unknown>) =>
      await work.then(
        () => 'fine',
        (error: { code: number }) => error.code,
      );
    expect(await code(here.participants(one).update({ coaching: true }))).to.equal(20001);
    expect(await code(here.participants(one).update({ callSidToCoach: `CA${'0'.repeat(32)}` }))).to.equal(
      16028,
    );
    await here.participants(two).update({ hold: true });
    expect(await code(here.participants(one).update({ callSidToCoach: two }))).to.equal(16027);
    expect(await code(here.participants('nobody').fetch())).to.equal(20404);
    expect(await code(here.participants(one).update({ holdUrl: 'music' }))).to.equal(21205);
    expect((await here.participants.list({ hold: true })).map(({ callSid }) => callSid)).to.deep.equal([two]);
    await here.update({ status: 'completed' });
    expect(await code(here.update({ announceUrl: `${bench.app.url}/a` }))).to.equal(16022);
    expect(await code(here.update({ status: 'completed' }))).to.equal('fine');
  });

  it('announces to one or to all', async () => {
    bench.app.says('/notice', '<Say>本次通话将被录音</Say>');
    const one = await enter(1);
    const two = await enter(2);
    const announceUrl = `${bench.app.url}/notice`;
    await (await conference()).participants(one).update({ announceUrl });
    expect(await toldOf('announcement-end')).to.include({ CallSid: one, AnnounceUrl: announceUrl });
    await bench.phone.untilEvent(one, 'prompt');
    expect((await bench.phone.call(two)).timeline.some(({ type }) => type === 'prompt')).to.equal(false);
    await (await conference()).update({ announceUrl });
    await bench.phone.untilEvent(two, 'prompt');
  });

  it('shows its webhooks, and tells nothing more after a reset', async () => {
    const one = await enter(1);
    const { sid } = await (await conference()).fetch();
    const shown = await eventually(async () => {
      const { body } = await bench.phone.request('GET', `/conferences/${sid}`);
      const view = body as { parties: { sid: string }[]; webhooks: { kind: string; status?: number }[] };
      return view.webhooks[0]?.status === 204 && view;
    }, 'webhook');
    expect(shown.parties.map((party) => party.sid)).to.deep.equal([one]);
    expect(shown.webhooks[0]?.kind).to.equal('conference');
    bench.app.hooks.length = 0;
    expect((await bench.phone.request('POST', '/reset')).status).to.equal(204);
    room('');
    await bench.phone.untilIn(await bench.phone.dial(number(2)), 'conference');
    await toldOf('participant-join');
    const paths = bench.app.hooks.map(({ path }) => path);
    expect(paths).to.deep.equal(['/twilio/voice', '/events']);
  });

  describe('with participants that the app calls', () => {
    const guest = '+8673185550009';
    const base = { from: hotlineNumber, to: guest };
    const code = async (work: Promise<unknown>) =>
      await work.then(
        () => 'fine',
        (error: { code: number }) => error.code,
      );

    it('rings them, lists them on their way, and lets them in', async () => {
      await bench.phone.setNumber(guest, { onRing: 'ring', pace: 'instant' });
      const one = await enter(1);
      const { participants } = await conference();
      const made = await participants.create({
        ...base,
        label: 'outlet',
        muted: true,
        endConferenceOnExit: true,
        statusCallback: `${bench.app.url}/leg`,
        statusCallbackEvent: ['ringing', 'completed'],
      });
      expect(made).to.include({ label: 'outlet', muted: true, status: 'queued' });
      await bench.phone.until(made.callSid, 'answer');
      expect((await participants.list()).map(({ callSid, status }) => [callSid, status])).to.deep.equal([
        [made.callSid, 'ringing'],
        [one, 'connected'],
      ]);
      expect(await code(participants.create({ ...base, label: 'outlet' }))).to.equal(16026);
      await bench.phone.act(made.callSid, 'answer');
      await bench.phone.untilEvent(one, 'connected');
      const shown = await (await conference()).participants('outlet').fetch();
      expect(shown).to.include({ status: 'connected', muted: true, endConferenceOnExit: true });
      await bench.phone.act(made.callSid, 'hangup');
      expect(await actionOf(one)).to.include({ DialCallStatus: 'answered' });
      const leg = await eventually(
        () => bench.app.to('/leg').length === 2 && bench.app.to('/leg'),
        'callbacks',
      );
      expect(leg.map(({ params }) => params.CallStatus)).to.deep.equal(['ringing', 'completed']);
    });

    it('tells that somebody did not come', async () => {
      await bench.phone.setNumber(guest, { onRing: 'busy' });
      const one = await enter(1);
      const made = await (await conference()).participants.create({ ...base, label: 'outlet' });
      expect(await toldOf('participant-leave')).to.include({
        CallSid: made.callSid,
        ParticipantLabel: 'outlet',
        ParticipantCallStatus: 'busy',
        ReasonParticipantLeft: 'participant_add_failed',
      });
      expect((await bench.phone.call(one)).room?.kind).to.equal('conference');
    });

    it('makes a conference of a name, which ends when nobody comes', async () => {
      await bench.phone.setNumber(guest, { onRing: 'ring', pace: 'instant' });
      const made = await bench.client.conferences('new room').participants.create({
        ...base,
        conferenceStatusCallback: `${bench.app.url}/events`,
        conferenceStatusCallbackEvent: ['join', 'leave', 'end'],
      });
      const here = bench.client.conferences(made.conferenceSid);
      expect((await here.fetch()).friendlyName).to.equal('new room');
      await bench.phone.until(made.callSid, 'answer');
      await here.participants(made.callSid).remove();
      expect(await toldOf('conference-end')).to.include({ ConferenceSid: made.conferenceSid });
      expect((await bench.phone.untilOver(made.callSid)).status).to.equal('canceled');
      expect((await here.fetch()).status).to.equal('completed');
      expect(await code(here.participants.create(base))).to.equal(16022);
    });

    it('refuses what could not come of it, and leaves no room behind', async () => {
      const wrong = (more: object) =>
        code(bench.client.conferences('x').participants.create({ ...base, ...more } as never));
      expect(await wrong({ to: '110' })).to.equal(21211);
      expect(await wrong({ from: '+8613900139000' })).to.equal(21210);
      expect(await wrong({ label: 'a/b' })).to.equal(16024);
      expect(await wrong({ coaching: true })).to.equal(20001);
      expect(await wrong({ callSidToCoach: `CA${'0'.repeat(32)}` })).to.equal(16028);
      expect(await wrong({ maxParticipants: 1 })).to.equal(20001);
      expect(await wrong({ timeout: 4 })).to.equal(21208);
      expect(await bench.client.conferences.list()).to.deep.equal([]);
    });
  });

  it('brings a customer out of the queue and an agent’s browser together', async () => {
    bench.app.says('/twilio/voice', '<Enqueue action="/left" waitUrl="">repair</Enqueue>');
    const customer = await bench.phone.dial(number(1));
    await bench.phone.untilIn(customer, 'queue');
    room('endConferenceOnExit="true"', '/twilio/desk');
    room('', '/room');
    const agent = await bench.phone.connect(tokenFor('agent-7'));
    await bench.phone.untilIn(agent.sid, 'conference');
    await bench.client.calls(customer).update({ url: `${bench.app.url}/room` });
    await bench.phone.untilEvent(customer, 'connected');
    await bench.phone.say(agent.sid, '您好，工号七为您服务');
    const heard = await bench.phone.untilEvent(customer, 'heard');
    expect(heard).to.include({ from: 'client:agent-7', fromSid: agent.sid, text: '您好，工号七为您服务' });
    await bench.phone.act(agent.sid, 'hangup');
    expect((await bench.phone.untilOver(customer)).status).to.equal('completed');
    expect((await actionOf(customer)).QueueResult).to.equal('redirected');
  });
});
