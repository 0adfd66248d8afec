import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { dialObligation } from '../../services/followup/dial.ts';
import { openObligation } from '../../services/followup/open-obligation.ts';
import { consult, endConsultation } from '../../services/talk/consult.ts';
import { hangUp } from '../../services/talk/hang-up.ts';
import { holdCall } from '../../services/talk/hold.ts';
import { transferCold } from '../../services/talk/transfer.ts';
import { changeRecording, dispose } from '../../services/talk/wrap-up.ts';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { type LiveLine, liveLine } from './live-line.ts';
import { smallWorld } from './small-world.ts';

let callers = 0;
const caller = () => `+86139${String(10_000_000 + ++callers)}`;

describe('the line and the desks through the carrier', () => {
  let line: LiveLine;
  let dataSource: DataSource;
  /** Requests to the carrier were made to fail. */
  let lost: boolean;
  beforeEach(async () => {
    lost = false;
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    line = await liveLine(dataSource);
  });
  afterEach(async function () {
    const errors = this.currentTest?.state === 'passed' ? await line.errors() : [];
    await line.close();
    if (!lost) expect(errors, 'the carrier found nothing wrong').to.deep.equal([]);
  });

  const contactOf = async (sid: string): Promise<number> =>
    (await line.row<{ contactId: number }>('SELECT contactId FROM phone_call WHERE sid = ?', sid)).contactId;
  const entry = (contactId: number) =>
    line.row<{ state: string; ending: string | null; arrivedAt: Date; personId: number | null }>(
      'SELECT * FROM line_entry WHERE contactId = ?',
      contactId,
    );
  const desk = async (personId: number) =>
    (await line.row<{ state: string }>('SELECT state FROM agent_desk WHERE personId = ?', personId)).state;
  const inConference = (sid: string) =>
    waitFor(async () => (await line.see(sid)).timeline.some(({ type }) => type === 'connected'), {
      timeout: 20_000,
      what: 'the call to be connected',
    });
  const inLine = (sid: string) =>
    waitFor(async () => (await line.see(sid)).room?.kind === 'queue', {
      timeout: 20_000,
      what: 'the call to be in line',
    });

  /** A caller who speaks with an agent. */
  async function talking(personId: number): Promise<{ customer: string; agent: string; contactId: number }> {
    const customer = await line.dial(caller());
    await line.press(customer, '0');
    await inLine(customer);
    const [offer] = await line.pair();
    if (!offer) throw new Error('nobody was offered the call');
    const agent = await line.take(personId, offer.offerId);
    await inConference(customer);
    await inConference(agent);
    return { customer, agent, contactId: await contactOf(customer) };
  }
  /** An agent waits in the conference; the carrier did not hear that the caller was to be led there. */
  async function takenUnheard(personId: number): Promise<{ customer: string; agent: string }> {
    const customer = await line.dial(caller());
    await line.press(customer, '0');
    await inLine(customer);
    const [offer] = await line.pair();
    await line.phone('faults', 'PUT', { restErrorRate: 1, restErrorStatus: 503 });
    const agent = await line.take(personId, offer?.offerId ?? 0);
    await waitFor(async () => (await line.see(agent)).room?.kind === 'conference');
    return { customer, agent };
  }
  const ended = (contactId: number) =>
    waitFor(
      async () => {
        const contact = await line.row<{ endedAt: Date | null; disposition: string }>(
          'SELECT endedAt, disposition FROM contact WHERE id = ?',
          contactId,
        );
        return contact.endedAt && contact;
      },
      { timeout: 20_000, what: 'the contact to end' },
    );

  it('lead a caller from key 0 to an agent, and to an end that is on record', async () => {
    const zhou = await line.agent('周敏');
    const customer = await line.dial(caller());
    await line.press(customer, '0');
    await inLine(customer);
    await waitFor(async () => line.said(await line.see(customer)).includes('您是下一位'));
    const [offer] = await line.pair();
    const agent = await line.take(zhou, offer?.offerId ?? 0);
    await inConference(customer);
    await inConference(agent);
    expect(line.said(await line.see(customer))).to.contain('将被录音');
    await line.speak(agent, '您好，请讲');
    await line.speak(customer, '空调不制冷');
    await waitFor(async () => line.heard(await line.see(customer)).includes('您好，请讲'));
    await waitFor(async () => line.heard(await line.see(agent)).includes('空调不制冷'));
    const contactId = await contactOf(customer);
    expect(await entry(contactId)).to.include({ state: 'connected', personId: zhou });
    await line.hangUp(customer);
    expect((await ended(contactId)).disposition).to.equal('answered');
    await waitFor(async () => (await desk(zhou)) === 'wrap_up');
    expect(await entry(contactId)).to.include({ state: 'ended', ending: 'answered' });
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    expect(await dataSource.query('SELECT id FROM obligation')).to.deep.equal([]);
    await waitFor(
      async () =>
        (await line.row('SELECT state FROM recording WHERE contactId = ?', contactId))?.state === 'kept',
    );
  });

  it('bring a caller whose agent is gone back to the place they had', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent, contactId } = await talking(zhou);
    const before = await entry(contactId);
    await line.hangUp(agent);
    await inLine(customer);
    expect(line.said(await line.see(customer))).to.contain('通话中断');
    const after = await entry(contactId);
    expect(after.state).to.equal('waiting');
    expect(after.arrivedAt).to.deep.equal(before.arrivedAt);
    expect(await desk(zhou)).to.equal('away');
    const wu = await line.agent('吴静');
    const [offer] = await line.pair();
    const second = await line.take(wu, offer?.offerId ?? 0);
    await waitFor(async () => (await line.see(customer)).room?.kind === 'conference');
    await line.speak(second, '我来接着办');
    await waitFor(async () => line.heard(await line.see(customer)).includes('我来接着办'));
    await line.hangUp(customer);
    expect((await ended(contactId)).disposition).to.equal('answered');
  });

  it('keep the customer on hold, who hears nothing of what is said meanwhile', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent } = await talking(zhou);
    await line.act((tx, now) => holdCall(tx, { personId: zhou, held: true }, now));
    await waitFor(async () => (await line.see(customer)).room?.hold);
    await line.speak(agent, '我查一下');
    await line.act((tx, now) => holdCall(tx, { personId: zhou, held: false }, now));
    await line.speak(agent, '让您久等了');
    await waitFor(async () => line.heard(await line.see(customer)).includes('让您久等了'));
    expect(line.heard(await line.see(customer))).to.not.include('我查一下');
  });

  it('are hung up on by the agent, and nobody counts as cut off', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent, contactId } = await talking(zhou);
    await line.act((tx, now) => hangUp(tx, { personId: zhou }, now));
    expect(await desk(zhou)).to.equal('wrap_up');
    expect((await ended(contactId)).disposition).to.equal('answered');
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    expect((await line.see(customer)).status).to.equal('completed');
    await line.act(async (tx, now) => {
      await dispose(tx, { personId: zhou, subject: 'advice', note: '清洗滤网', done: true }, now);
      return null;
    });
    expect(await desk(zhou)).to.equal('available');
    expect(await line.row('SELECT subject, note FROM contact WHERE id = ?', contactId)).to.deep.equal({
      subject: 'advice',
      note: '清洗滤网',
    });
    expect(await dataSource.query("SELECT * FROM event WHERE type = 'call.dropped'")).to.deep.equal([]);
  });

  it('go cold to a colleague at the place of their first arrival', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent, contactId } = await talking(zhou);
    const before = await entry(contactId);
    const wu = await line.agent('吴静');
    line.clock.offsetMs += 60_000;
    await line.act((tx, now) => transferCold(tx, { personId: zhou, to: { personId: wu } }, now));
    await inLine(customer);
    expect(line.said(await line.see(customer))).to.contain('正在为您转接，请稍候');
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    expect(await desk(zhou)).to.equal('wrap_up');
    const [offer] = await line.pair();
    expect(offer?.personId).to.equal(wu);
    const second = await line.take(wu, offer?.offerId ?? 0);
    await waitFor(async () => (await line.see(customer)).room?.kind === 'conference');
    await line.speak(second, '我是吴静');
    await waitFor(async () => line.heard(await line.see(customer)).includes('我是吴静'));
    const after = await entry(contactId);
    expect(after.arrivedAt).to.deep.equal(before.arrivedAt);
    expect(after).to.include({ state: 'connected', personId: wu });
  });

  async function consulting() {
    const zhou = await line.agent('周敏');
    const call = await talking(zhou);
    const wu = await line.agent('吴静');
    await line.act((tx, now) => consult(tx, { personId: zhou, to: { personId: wu } }, now));
    await waitFor(async () => (await line.see(call.customer)).room?.hold);
    const [offer] = await dataSource.query(
      "SELECT id FROM desk_offer WHERE kind = 'consult' AND state = 'open'",
    );
    const colleague = await line.take(wu, offer.id);
    await inConference(colleague);
    await line.speak(call.agent, '客户要退机，能办吗');
    await waitFor(async () => line.heard(await line.see(colleague)).includes('客户要退机，能办吗'));
    expect(line.heard(await line.see(call.customer))).to.not.include('客户要退机，能办吗');
    return { ...call, zhou, wu, colleague };
  }

  it('are handed over to a colleague who was asked first', async () => {
    const { zhou, wu, customer, agent, colleague, contactId } = await consulting();
    await line.act((tx, now) => endConsultation(tx, { personId: zhou, next: 'hand_over' }, now));
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    await line.speak(colleague, '您好，我来为您办理');
    await waitFor(async () => line.heard(await line.see(customer)).includes('您好，我来为您办理'));
    expect(await desk(zhou)).to.equal('wrap_up');
    expect(await desk(wu)).to.equal('on_call');
    expect(await entry(contactId)).to.include({ state: 'connected', personId: wu });
    await line.act((tx, now) => hangUp(tx, { personId: wu }, now));
    expect((await ended(contactId)).disposition).to.equal('answered');
  });

  it('speak with two agents at once, and one may leave', async () => {
    const { zhou, wu, customer, agent, colleague, contactId } = await consulting();
    await line.act((tx, now) => endConsultation(tx, { personId: zhou, next: 'three_way' }, now));
    await line.speak(colleague, '三个人都在');
    await waitFor(async () => line.heard(await line.see(customer)).includes('三个人都在'));
    await line.act((tx, now) => hangUp(tx, { personId: zhou }, now));
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    expect((await line.see(customer)).status).to.equal('in-progress');
    expect(await entry(contactId)).to.include({ state: 'connected', personId: wu });
  });

  it('come back from a consultation to the agent alone', async () => {
    const { zhou, wu, customer, agent, colleague } = await consulting();
    await line.act((tx, now) => endConsultation(tx, { personId: zhou, next: 'back' }, now));
    await waitFor(async () => (await line.see(colleague)).status === 'completed');
    await line.speak(agent, '问好了');
    await waitFor(async () => line.heard(await line.see(customer)).includes('问好了'));
    expect(await desk(wu)).to.equal('wrap_up');
  });

  it('stay with the colleague when the asking agent’s browser dies on hold', async () => {
    const { wu, customer, agent, colleague, contactId } = await consulting();
    await line.hangUp(agent);
    await waitFor(async () => (await entry(contactId)).personId === wu);
    await waitFor(async () => !(await line.see(customer)).room?.hold);
    await line.speak(colleague, '电话转到我这里了');
    await waitFor(async () => line.heard(await line.see(customer)).includes('电话转到我这里了'));
  });

  it('are joined by an outside telephone', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent, contactId } = await talking(zhou);
    const outside = caller();
    await line.phone(`numbers/${encodeURIComponent(outside)}`, 'PUT', {
      onRing: 'auto-answer',
      pace: 'instant',
    });
    await line.act((tx, now) => consult(tx, { personId: zhou, to: { number: outside } }, now));
    const guest = await waitFor(() =>
      line.row<{ callSid: string } | undefined>(
        "SELECT callSid FROM conference_member WHERE contactId = ? AND party = 'guest' AND leftAt IS NULL",
        contactId,
      ),
    );
    await inConference(guest.callSid);
    await line.act((tx, now) => endConsultation(tx, { personId: zhou, next: 'three_way' }, now));
    await line.speak(guest.callSid, '我是厂家技术');
    await waitFor(async () => line.heard(await line.see(customer)).includes('我是厂家技术'));
    await waitFor(async () => line.heard(await line.see(agent)).includes('我是厂家技术'));
    await line.hangUp(guest.callSid);
    await waitFor(
      async () =>
        (
          await line.row<{ leftAt: Date }>(
            'SELECT leftAt FROM conference_member WHERE callSid = ?',
            guest.callSid,
          )
        ).leftAt,
    );
    expect((await entry(contactId)).state).to.equal('connected');
  });

  /** An outside telephone, asked in by the agent, and there. */
  async function guestOf(personId: number, contactId: number): Promise<string> {
    const outside = caller();
    await line.phone(`numbers/${encodeURIComponent(outside)}`, 'PUT', {
      onRing: 'auto-answer',
      pace: 'instant',
    });
    await line.act((tx, now) => consult(tx, { personId, to: { number: outside } }, now));
    const guest = await waitFor(() =>
      line.row<{ callSid: string } | undefined>(
        "SELECT callSid FROM conference_member WHERE contactId = ? AND party = 'guest' AND leftAt IS NULL",
        contactId,
      ),
    );
    await inConference(guest.callSid);
    return guest.callSid;
  }

  it('go back in line when the outside telephone they were handed over to hangs up', async () => {
    const zhou = await line.agent('周敏');
    const { customer, contactId } = await talking(zhou);
    const guest = await guestOf(zhou, contactId);
    await line.act((tx, now) => endConsultation(tx, { personId: zhou, next: 'hand_over' }, now));
    await line.speak(guest, '我来处理');
    await waitFor(async () => line.heard(await line.see(customer)).includes('我来处理'));
    await line.hangUp(guest);
    await inLine(customer);
    expect((await entry(contactId)).state).to.equal('waiting');
  });

  it('are not left on hold with an outside telephone when the agent’s browser dies', async () => {
    const zhou = await line.agent('周敏');
    const { customer, contactId, agent } = await talking(zhou);
    await guestOf(zhou, contactId);
    await line.hangUp(agent);
    await inLine(customer);
    expect((await entry(contactId)).state).to.equal('waiting');
  });

  it('reach an agent on a telephone, who takes the call with a key', async () => {
    const zhou = await line.agent('周敏');
    const telephone = caller();
    await line.phone(`numbers/${encodeURIComponent(telephone)}`, 'PUT', {
      onRing: 'auto-answer',
      pace: 'instant',
    });
    await dataSource.query("UPDATE agent_desk SET reach = 'number', reachNumber = ? WHERE personId = ?", [
      telephone,
      zhou,
    ]);
    const customer = await line.dial(caller());
    await line.press(customer, '0');
    await inLine(customer);
    const [offer] = await line.pair();
    const agent = await line.carrier.placeCall({
      to: telephone,
      twimlPath: `/twilio/desk-phone/${offer?.offerId}`,
      statusPath: `/twilio/desk-phone-status/${offer?.offerId}`,
      detectMachine: false,
    });
    await line.press(agent, '1');
    await inConference(customer);
    await line.speak(agent, '您好');
    await waitFor(async () => line.heard(await line.see(customer)).includes('您好'));
    await line.hangUp(agent);
    await inLine(customer);
  });

  it('keep the place of who is called back, with an agent on the line', async () => {
    const zhou = await line.agent('周敏');
    const number = caller();
    await line.phone(`numbers/${encodeURIComponent(number)}`, 'PUT', {
      onRing: 'auto-answer',
      pace: 'instant',
    });
    const customer = await line.dial(number);
    await line.press(customer, '0');
    await inLine(customer);
    const contactId = await contactOf(customer);
    const { arrivedAt } = await entry(contactId);
    await line.press(customer, '1');
    expect((await ended(contactId)).disposition).to.equal('callback_promised');
    expect(line.said(await line.see(customer))).to.contain('保留排队位置');
    expect(await entry(contactId)).to.deep.include({ state: 'callback', arrivedAt });
    const [offer] = await line.pair();
    const agent = await line.take(zhou, offer?.offerId ?? 0);
    await waitFor(async () => (await line.see(agent)).room?.kind === 'conference');
    await line.sweep();
    await inConference(agent);
    const [back] = await dataSource.query("SELECT * FROM contact WHERE direction = 'outbound'");
    const [call] = await dataSource.query(
      "SELECT sid FROM phone_call WHERE contactId = ? AND party = 'customer'",
      [back.id],
    );
    expect(line.said(await line.see(call.sid))).to.contain('按约定给您回电');
    await line.speak(agent, '您好，给您回电');
    await waitFor(async () => line.heard(await line.see(call.sid)).includes('您好，给您回电'));
    await line.act((tx, now) => hangUp(tx, { personId: zhou }, now));
    expect((await ended(back.id)).disposition).to.equal('answered');
    expect(await line.row('SELECT state, settlement FROM obligation')).to.deep.include({
      state: 'settled',
      settlement: 'call_answered',
    });
  });

  it('tell the agent who waits when the customer of a callback does not pick up, and let them go', async () => {
    const zhou = await line.agent('周敏');
    const number = caller();
    await line.phone(`numbers/${encodeURIComponent(number)}`, 'PUT', {
      onRing: 'no-answer',
      pace: 'instant',
    });
    const customer = await line.dial(number);
    await line.press(customer, '0');
    await inLine(customer);
    await line.press(customer, '1');
    await ended(await contactOf(customer));
    const [offer] = await line.pair();
    const agent = await line.take(zhou, offer?.offerId ?? 0);
    await waitFor(async () => (await line.see(agent)).room?.kind === 'conference');
    await line.sweep();
    await waitFor(async () => (await desk(zhou)) === 'wrap_up');
    await line.sweep();
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    const [again] = await dataSource.query('SELECT state, tries, notBefore FROM line_entry');
    expect(again).to.include({ state: 'callback', tries: 1 });
    expect(again.notBefore).to.deep.equal(new Date(line.clock.now().getTime() + 10 * 60_000));
  });

  it('leave a message instead of waiting', async () => {
    await line.agent('周敏');
    const customer = await line.dial(caller());
    await line.press(customer, '0');
    await inLine(customer);
    await line.press(customer, '2');
    await waitFor(async () => (await line.see(customer)).waiting?.for === 'recording');
    await line.phone(`calls/${customer}/recording`, 'POST', { seconds: 6, text: '请回电', hangup: true });
    const contactId = await contactOf(customer);
    // The end of the call may be told before the message that came with it.
    await waitFor(async () => (await ended(contactId)).disposition === 'message_left');
    expect(await entry(await contactOf(customer))).to.include({ state: 'ended', ending: 'left' });
  });

  it('say that they are in danger while they wait: help is sent for, and they are next', async () => {
    await line.agent('周敏');
    const first = await line.dial(caller());
    await line.press(first, '0');
    await inLine(first);
    const danger = await line.dial('+8613800138000');
    await line.press(danger, '0');
    await inLine(danger);
    await line.press(danger, '*', '1');
    await inLine(danger);
    const contactId = await contactOf(danger);
    expect(await line.row("SELECT kind, state FROM ticket WHERE kind = 'rescue'")).to.include({
      kind: 'rescue',
    });
    const [offer] = await line.pair();
    const offered = await line.row('SELECT contactId FROM desk_offer WHERE id = ?', offer?.offerId);
    expect(offered).to.deep.equal({ contactId });
  });

  it('who hang up while they wait are owed a call (H2)', async () => {
    await line.agent('周敏');
    const customer = await line.dial(caller());
    await line.press(customer, '0');
    await inLine(customer);
    await line.hangUp(customer);
    const contactId = await contactOf(customer);
    expect((await ended(contactId)).disposition).to.equal('abandoned');
    expect(await entry(contactId)).to.include({ state: 'ended', ending: 'abandoned' });
    expect(await line.row('SELECT kind FROM obligation WHERE contactId = ?', contactId)).to.deep.equal({
      kind: 'abandoned',
    });
  });

  it('is told nobody is on duty, and chooses a call back', async () => {
    const customer = await line.dial(caller());
    await line.press(customer, '0', '1');
    const contactId = await contactOf(customer);
    expect((await ended(contactId)).disposition).to.equal('callback_promised');
    expect(line.said(await line.see(customer))).to.contain('没有座席值班');
    expect(await entry(contactId)).to.include({ state: 'callback' });
  });

  it('put a rescue through at night, past everybody', async () => {
    await line.agent('周敏');
    const first = await line.dial(caller());
    await line.press(first, '0');
    await inLine(first);
    line.clock.offsetMs += 14 * 3_600_000;
    const late = await line.dial(caller());
    await line.press(late, '0');
    await waitFor(async () => line.said(await line.see(late)).includes('不在人工服务时间'));
    const danger = await line.dial('+8613800138000');
    await waitFor(async () => (await line.see(danger)).waiting);
    await line.phone(`calls/${danger}/speech`, 'POST', { text: '家里漏气了', confidence: 0.9 });
    await inLine(danger);
    const [offer] = await line.pair();
    const [offered] = await dataSource.query('SELECT contactId FROM desk_offer WHERE id = ?', [
      offer?.offerId,
    ]);
    expect(offered.contactId).to.equal(await contactOf(danger));
  });

  it('survive callbacks that are lost, repeated and out of order', async () => {
    await line.phone('faults', 'PUT', { repeatStatusCallbacks: 3, shuffleStatusCallbacks: true });
    const zhou = await line.agent('周敏');
    const first = await talking(zhou);
    await line.hangUp(first.customer);
    expect((await ended(first.contactId)).disposition).to.equal('answered');
    await waitFor(async () => (await desk(zhou)) === 'wrap_up');
    expect(await dataSource.query("SELECT * FROM event WHERE type = 'call.dropped'")).to.deep.equal([]);

    await line.phone('faults', 'PUT', { dropStatusCallbacks: 1 });
    const wu = await line.agent('吴静');
    const second = await talking(wu);
    await line.hangUp(second.agent);
    line.clock.offsetMs += 11_000;
    await line.sweep();
    await inLine(second.customer);
    expect(await desk(wu)).to.equal('away');
    const li = await line.agent('李娜');
    const [offer] = await line.pair();
    const third = await line.take(li, offer?.offerId ?? 0);
    await waitFor(async () => (await line.see(second.customer)).room?.kind === 'conference');
    await line.hangUp(second.customer);
    line.clock.offsetMs += 11_000;
    await line.sweep();
    expect((await ended(second.contactId)).disposition).to.equal('answered');
    expect(await desk(li)).to.equal('wrap_up');
    await waitFor(async () => (await line.see(third)).status === 'completed');
    await line.phone('faults', 'PUT', {});
  });

  it('are put right when what was asked of the carrier got lost', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent } = await takenUnheard(zhou);
    expect((await line.see(customer)).room?.kind).to.equal('queue');
    await line.phone('faults', 'PUT', {});
    line.clock.offsetMs += 11_000;
    await line.sweep();
    await inConference(agent);
    await line.phone('faults', 'PUT', { restErrorRate: 1, restErrorStatus: 503 });
    await line.hangUp(agent);
    await waitFor(async () => (await line.see(agent)).webhooks.some(({ kind }) => kind === 'status'));
    await line.phone('faults', 'PUT', {});
    line.clock.offsetMs += 61_000;
    await line.sweep();
    await inLine(customer);
    expect(await desk(zhou)).to.equal('away');
    lost = true;
  });

  it('keeps the place of a customer who was not put through before the agent hung up', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent } = await takenUnheard(zhou);
    await line.phone('faults', 'PUT', {});
    await line.act((tx, now) => hangUp(tx, { personId: zhou }, now));
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    const contactId = await contactOf(customer);
    expect(await entry(contactId)).to.include({ state: 'waiting', personId: null });
    expect((await line.see(customer)).room?.kind).to.equal('queue');
    const wu = await line.agent('吴静');
    const [again] = await line.pair();
    expect(again?.personId, 'the next agent has them').to.equal(wu);
    const other = await line.take(wu, again?.offerId ?? 0);
    await inConference(customer);
    await inConference(other);
    lost = true;
  });

  it('ends for the customer though the carrier did not hear the agent hang up', async () => {
    const zhou = await line.agent('周敏');
    await line.agent('吴静');
    const { customer, agent, contactId } = await talking(zhou);
    await line.phone('faults', 'PUT', { restErrorRate: 1, restErrorStatus: 503 });
    const problem = await line.act((tx, now) => hangUp(tx, { personId: zhou }, now)).catch((error) => error);
    expect(problem).to.include({ code: 'unavailable' });
    await line.phone('faults', 'PUT', {});
    line.clock.offsetMs += 6_000;
    await line.sweep();
    await waitFor(async () => (await line.see(customer)).status === 'completed');
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    expect((await ended(contactId)).disposition).to.equal('answered');
    expect(await desk(zhou)).to.equal('wrap_up');
    expect(await line.pair(), 'nobody is rung for somebody who was served').to.deep.equal([]);
    lost = true;
  });

  it('is what the carrier says it is', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent, contactId } = await talking(zhou);
    const sid = (await line.carrier.findConference(`contact-${contactId}`)) ?? '';
    expect(await line.row('SELECT sid, recording FROM conference')).to.deep.equal({ sid, recording: 'on' });
    await line.carrier.changeMember(sid, customer, { muted: true, held: true });
    const members = await line.carrier.members(sid);
    expect(members).to.have.deep.members([
      { callSid: customer, muted: true, held: true, coaches: null },
      { callSid: agent, muted: false, held: false, coaches: null },
    ]);
    await line.act((tx, now) => changeRecording(tx, { personId: zhou, state: 'paused' }, now));
    expect(await line.row('SELECT recording FROM conference')).to.deep.equal({ recording: 'paused' });
    await line.act((tx, now) => changeRecording(tx, { personId: zhou, state: 'on' }, now));
    expect(await line.row('SELECT recording FROM conference')).to.deep.equal({ recording: 'on' });
    await line.carrier.endConference(sid);
    await waitFor(async () => (await line.carrier.findConference(`contact-${contactId}`)) === null);
  });

  it('take a survey to a person with 0, and count it as far as it went', async () => {
    const zhou = await line.agent('周敏');
    const number = caller();
    await line.phone(`numbers/${encodeURIComponent(number)}`, 'PUT', {
      onRing: 'auto-answer',
      pace: 'instant',
    });
    await line.inTransaction((tx) =>
      openObligation(
        tx,
        { kind: 'survey', ticketId: 77, resolutionNo: 1, number, language: 'zh' },
        line.clock.now(),
      ),
    );
    line.clock.offsetMs += 40 * 60_000;
    const [{ id: obligationId }] = await dataSource.query('SELECT id FROM obligation');
    await dialObligation(line.deps, { obligationId });
    const { sid } = await waitFor(() => line.row<{ sid: string } | undefined>('SELECT sid FROM phone_call'));
    await line.press(sid, '0');
    await inLine(sid);
    const [offer] = await line.pair();
    const agent = await line.take(zhou, offer?.offerId ?? 0);
    await inConference(sid);
    await line.speak(agent, '请讲');
    await waitFor(async () => line.heard(await line.see(sid)).includes('请讲'));
    await line.hangUp(sid);
    const contactId = await contactOf(sid);
    expect((await ended(contactId)).disposition).to.equal('survey_partial');
    expect(await entry(contactId)).to.include({ state: 'ended', ending: 'answered' });
    expect(await desk(zhou)).to.equal('wrap_up');
    expect(await line.row('SELECT state, attempts FROM obligation')).to.deep.equal({
      state: 'open',
      attempts: 1,
    });
  });
});
