import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../support/database.ts';
import { HOTLINE, type Hotline, newSid, startHotline } from './hotline.ts';
import { KNOWN_NUMBER, STRANGER, smallWorld } from './small-world.ts';

describe('calls to the hotline', () => {
  let dataSource: DataSource;
  let hotline: Hotline;

  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    hotline = await startHotline(dataSource);
  });

  const one = async (sql: string, ...values: unknown[]) => (await dataSource.query(sql, values))[0];
  const contactOf = ({ sid }: { sid: string }) =>
    one('SELECT k.* FROM contact k JOIN phone_call c ON c.contactId = k.id WHERE c.sid = ?', sid);
  const count = async (table: string) => Number((await one(`SELECT COUNT(*) AS count FROM ${table}`)).count);

  it('take a repair from a known caller in two keys', async () => {
    const caller = await hotline.dial(KNOWN_NUMBER);
    expect(caller.heard).to.contain('张先生，您好').and.contain('录音').and.contain('维修请按1');
    await caller.press('1');
    expect(caller.heard).to.contain('东江市河东区人民路').and.contain('海风空调').and.not.contain('8号');
    await caller.press('1');
    const ticket = await one('SELECT * FROM ticket WHERE number = ?', caller.ticketNumber);
    expect(ticket).to.include({
      kind: 'repair',
      state: 'new',
      customerId: 1,
      siteId: 1,
      applianceId: 1,
      storeId: 2,
    });
    expect(caller.isOver).to.equal(true);
    await caller.hangUp();
    expect(await contactOf(caller)).to.include({
      disposition: 'ticket_opened',
      customerId: 1,
      language: 'zh',
    });
  });

  it('join whoever chases to the open ticket, and open no second one (H8)', async () => {
    const first = await hotline.dial(KNOWN_NUMBER);
    await first.press('1');
    await first.press('1');
    const second = await hotline.dial(KNOWN_NUMBER);
    expect(second.heard).to.contain('空调维修工单').and.contain('正在派工').and.contain('请按6');
    await second.press('6');
    await second.hangUp();
    expect(await contactOf(second)).to.include({ disposition: 'ticket_chased' });
    expect(await one('SELECT chaseCount, priority FROM ticket')).to.deep.equal({
      chaseCount: 1,
      priority: 'urgent',
    });
    expect(await count('ticket')).to.equal(1);
  });

  it('tell how a ticket stands to whoever keys its number (H4)', async () => {
    const first = await hotline.dial(KNOWN_NUMBER);
    await first.press('1');
    await first.press('1');
    const other = await hotline.dial(STRANGER);
    await other.press('4');
    await other.press(first.ticketNumber);
    expect(other.heard)
      .to.contain('已经受理，正在派工')
      .and.not.match(/张|空调|人民路/);
    await other.hangUp();
    expect(await contactOf(other)).to.include({ disposition: 'progress_told' });
  });

  it('owe no call to whoever heard in the greeting how their ticket stands, and hung up (H4)', async () => {
    const first = await hotline.dial(KNOWN_NUMBER);
    await first.press('1');
    await first.press('1');
    const told = await hotline.dial(KNOWN_NUMBER);
    await told.hangUp(25);
    expect(await contactOf(told)).to.include({ disposition: 'progress_told' });
    expect(await count('obligation')).to.equal(0);
    const early = await hotline.dial(KNOWN_NUMBER);
    hotline.clock.offsetMs += 120_000; // its end is told late
    await early.hangUp(5);
    expect(await contactOf(early), 'who heard only the first words is called back').to.include({
      disposition: 'abandoned',
    });
    const asking = await hotline.dial(KNOWN_NUMBER);
    await asking.press('2');
    await asking.hangUp();
    expect(await contactOf(asking), 'who wanted something else is called back').to.include({
      disposition: 'abandoned',
    });
  });

  it('take a complaint about the open ticket, recorded, to its store (C1)', async () => {
    const first = await hotline.dial(KNOWN_NUMBER);
    await first.press('1');
    await first.press('1');
    const second = await hotline.dial(KNOWN_NUMBER);
    await second.press('5');
    await second.press('1');
    expect(second.isRecording).to.equal(true);
    await second.record(25);
    const complaint = await one("SELECT * FROM ticket WHERE kind = 'complaint'");
    expect(complaint).to.include({
      number: second.ticketNumber,
      state: 'manual',
      manualReason: 'staff_kind',
      storeId: 2,
    });
    expect(await one('SELECT ticketId, durationSeconds FROM recording')).to.deep.equal({
      ticketId: complaint.id,
      durationSeconds: 25,
    });
    await second.hangUp();
    expect(await contactOf(second)).to.include({ disposition: 'complaint_taken' });
  });

  it('remember the language, for the text message and the call back too', async () => {
    const caller = await hotline.dial(STRANGER);
    await caller.press('9');
    await caller.press('0');
    await caller.press('2');
    await caller.record();
    expect(caller.heard).to.contain('call you back');
    await caller.hangUp();
    expect(await contactOf(caller)).to.include({ language: 'en', disposition: 'message_left' });
    expect(await one('SELECT kind, language, number FROM obligation')).to.deep.equal({
      kind: 'voicemail',
      language: 'en',
      number: STRANGER,
    });
    expect((await one('SELECT body FROM message')).body).to.match(/^\[Yixian\] Sorry/);
  });

  it('call a hidden caller back at the number that was keyed', async () => {
    const caller = await hotline.dial('anonymous');
    await caller.press('0');
    await caller.press('13912345678');
    await caller.press('1');
    expect(await one('SELECT kind, number, state FROM obligation')).to.deep.equal({
      kind: 'promised',
      number: '+8613912345678',
      state: 'open',
    });
  });

  it('know the call whose end was told before its beginning', async () => {
    const sid = newSid();
    const params = { CallSid: sid, From: STRANGER, To: HOTLINE, Direction: 'inbound' };
    expect(
      (await hotline.post('/twilio/status', { ...params, CallStatus: 'completed', CallDuration: '1' }))
        .status,
    ).to.equal(204);
    expect(await contactOf({ sid })).to.include({ disposition: 'abandoned' });
    const caller = await hotline.dial(STRANGER, sid);
    expect(caller.heard).to.contain('维修请按1');
    expect(await count('contact')).to.equal(1);
    await caller.press('0');
    await caller.press('2');
    await caller.record();
    expect(await contactOf({ sid })).to.include({ disposition: 'message_left' });
  });

  it('begin no record for the end of a call out, nor for a first word', async () => {
    const params = { CallSid: newSid(), From: HOTLINE, To: STRANGER };
    await hotline.post('/twilio/status', { ...params, Direction: 'outbound-api', CallStatus: 'completed' });
    await hotline.post('/twilio/status', { ...params, Direction: 'inbound', CallStatus: 'ringing' });
    expect(await count('contact')).to.equal(0);
  });

  it('end with one disposition though the end comes together with the last key', async () => {
    const callers = await Promise.all(Array.from({ length: 12 }, () => hotline.dial(KNOWN_NUMBER)));
    await Promise.all(callers.map((caller) => caller.press('1')));
    await Promise.all(callers.flatMap((caller) => [caller.press('1'), caller.hangUp()]));
    for (const caller of callers)
      expect(await contactOf(caller)).to.include({ disposition: 'ticket_opened' });
    const open = await one("SELECT COUNT(*) AS count FROM obligation WHERE state = 'open'");
    expect(Number(open.count)).to.equal(0);
  });

  describe('when the hotline could not work', () => {
    const recording = (sid: string) => ({
      CallSid: sid,
      RecordingSid: `RE-${sid.slice(-6)}`,
      RecordingUrl: 'https://api.twilio.com/2010-04-01/Recordings/RE1',
      RecordingDuration: '14',
    });
    const caller = { From: STRANGER, To: HOTLINE, Direction: 'inbound', CallStatus: 'in-progress' };

    it('keep the message of a call never heard of, once, whichever webhook tells of it', async () => {
      const sid = newSid();
      const thanks = await hotline.post('/twilio/fallback-recorded', { ...caller, ...recording(sid) });
      expect(thanks.body).to.contain('再见').and.contain('<Hangup');
      expect(
        (
          await hotline.post('/twilio/fallback-recording', {
            ...recording(sid),
            RecordingStatus: 'completed',
          })
        ).status,
      ).to.equal(204);
      expect(await count('recording')).to.equal(1);
      expect(await count('contact')).to.equal(1);
      expect(await one('SELECT kind, number FROM obligation')).to.deep.equal({
        kind: 'voicemail',
        number: STRANGER,
      });
    });
    it('keep it for a call that had begun and ended', async () => {
      const begun = await hotline.dial(STRANGER);
      await begun.hangUp();
      expect((await hotline.post('/twilio/fallback-recording', recording(begun.sid))).status).to.equal(204);
      expect(await contactOf(begun)).to.include({ disposition: 'message_left' });
    });
    it('say so when nobody knows whose it is', async () => {
      expect((await hotline.post('/twilio/fallback-recording', recording(newSid()))).status).to.equal(503);
      expect(await count('contact')).to.equal(0);
    });
    it('thank the caller even when it cannot be kept', async () => {
      await dataSource.query('RENAME TABLE contact TO contact_away');
      const thanks = await hotline.post('/twilio/fallback-recorded', { ...caller, ...recording(newSid()) });
      expect(thanks.status).to.equal(200);
      expect(thanks.body).to.contain('<Hangup');
    });
  });
});
