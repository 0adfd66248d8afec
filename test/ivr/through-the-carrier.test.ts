import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import type { DataSource } from 'typeorm';
import { createCarrier } from '../../ivr/carrier.ts';
import { ivrRouter } from '../../ivr/routes.ts';
import { dialObligation } from '../../services/followup/dial.ts';
import { openObligation } from '../../services/followup/open-obligation.ts';
import { sendQueuedMessage } from '../../services/messages/send-queued-message.ts';
import type { Carrier } from '../../services/ports.ts';
import { createTransactor, type InTransaction } from '../../services/transaction.ts';
import { type RunningCarrier, startCarrier } from '../../simulator/carrier/start.ts';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { AUTH_TOKEN, HOTLINE, SECRET } from './hotline.ts';
import { KNOWN_NUMBER, STRANGER, smallWorld } from './small-world.ts';

const ACCOUNT = `AC${'0'.repeat(32)}`;

interface Seen {
  status: string;
  waiting: { for: string; step: string } | null;
  timeline: { type: string; text?: string }[];
  error?: unknown;
}

/** Real HTTP both ways: the simulated carrier calls the menu's webhooks, and the menu the carrier's REST API. */
describe('calls through the carrier', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  let simulated: RunningCarrier;
  let server: http.Server;
  let publicUrl: string;
  const now = () => new Date('2026-05-01T02:00:00Z');

  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    inTransaction = createTransactor(dataSource);
    const app = express();
    server = http.createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    app.use(
      ivrRouter({
        inTransaction,
        dataSource,
        clock: { now },
        carrier: {} as Carrier,
        nudges: { send: () => {}, on: () => {} },
        log: { info: () => {}, warn: () => {}, error: (details, text) => console.error(text, details) },
        publicUrl,
        hotlineNumber: HOTLINE,
        authToken: AUTH_TOKEN,
        secret: SECRET,
        timeZone: 'Asia/Shanghai',
      }),
    );
    simulated = await startCarrier({
      port: 0,
      accountSid: ACCOUNT,
      authToken: AUTH_TOKEN,
      hotlineNumber: HOTLINE,
      hotlineUrl: publicUrl,
      pace: 'instant',
    });
  });
  after(async () => {
    await simulated.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const api = (path: string, method = 'GET', body?: object) =>
    fetch(`${simulated.url}/phone/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
  const see = async (sid: string): Promise<Seen> => (await api(`calls/${sid}`)).json() as Promise<Seen>;
  const said = ({ timeline }: Seen) =>
    timeline
      .filter(({ type }) => type === 'prompt')
      .map(({ text }) => text)
      .join('');

  /** Does these one after another, each when the phone waits for something, and waits for the end. */
  async function go(sid: string, ...acts: [string, object][]): Promise<Seen> {
    let last = '';
    for (const [what, body] of acts) {
      await waitFor(async () => {
        const { waiting } = await see(sid);
        if (!waiting || waiting.step === last) return false;
        last = waiting.step;
        return true;
      });
      const answer = await api(`calls/${sid}/${what}`, 'POST', body);
      if (answer.status !== 204) throw new Error(`${what}: ${await answer.text()}`);
    }
    return waitFor(async () => {
      const call = await see(sid);
      return call.status === 'completed' && call;
    });
  }
  async function dial(from: string, ...acts: [string, object][]): Promise<Seen> {
    const { sid } = (await (await api('calls', 'POST', { from, pace: 'instant' })).json()) as { sid: string };
    return go(sid, ...acts);
  }
  const keys = (digits: string): [string, object] => ['keys', { digits }];
  const speech = (text: string): [string, object] => ['speech', { text, confidence: 0.9 }];
  const one = async (sql: string, ...values: unknown[]) => (await dataSource.query(sql, values))[0];
  const errors = async () => ((await (await api('errors')).json()) as { errors?: unknown[] }).errors ?? [];
  const ticketIn = (text: string) => /(\d(?:[ ，,]+\d){8})/.exec(text)?.[1]?.replace(/\D/g, '') ?? '';

  it('become tickets in Chinese, with text messages that arrive', async () => {
    const call = await dial(
      STRANGER,
      keys('1'),
      speech('空调'),
      speech('东江市河东区'),
      speech('人民路八号锦绣花园'),
      keys('1'),
    );
    const number = ticketIn(said(call));
    const ticket = await one('SELECT * FROM ticket WHERE number = ?', number);
    expect(ticket).to.include({
      kind: 'repair',
      category: 'air_conditioner',
      state: 'new',
      districtCode: '990101',
    });
    const contact = await waitFor(() =>
      one('SELECT * FROM contact WHERE endedAt IS NOT NULL AND number = ?', STRANGER),
    );
    expect(contact).to.include({ disposition: 'ticket_opened' });

    const carrier = createCarrier({
      accountSid: ACCOUNT,
      authToken: AUTH_TOKEN,
      apiUrl: simulated.url,
      publicUrl,
      number: HOTLINE,
    });
    const messages: { id: number }[] = await dataSource.query('SELECT id FROM message WHERE ticketId = ?', [
      ticket.id,
    ]);
    expect(messages).to.have.length(2);
    for (const { id } of messages)
      await sendQueuedMessage(
        { inTransaction, carrier, clock: { now }, links: { secret: SECRET, publicUrl } },
        { messageId: id },
      );
    await waitFor(
      async () =>
        Number((await one("SELECT COUNT(*) AS count FROM message WHERE state = 'delivered'")).count) === 2,
    );
    const arrived = (await (await api(`messages?number=${encodeURIComponent(STRANGER)}`)).json()) as object;
    expect(JSON.stringify(arrived)).to.contain(number).and.contain(`${publicUrl}/d/`);
    expect(await errors()).to.deep.equal([]);
  });

  it('hear what a customer writes back, once, whatever the carrier repeats', async () => {
    const { id } = await one('SELECT id FROM ticket WHERE contactNumber = ?', STRANGER);
    const answer = await api('messages', 'POST', { from: STRANGER, body: '门锁坏了，到了打电话', times: 3 });
    expect(answer.status).to.equal(201);
    const { sid } = (await answer.json()) as { sid: string };
    const rows = await dataSource.query('SELECT sid, body, ticketId, state FROM message_reply');
    expect(rows).to.deep.equal([{ sid, body: '门锁坏了，到了打电话', ticketId: id, state: 'waiting' }]);
    expect(await errors()).to.deep.equal([]);
  });

  it('become tickets in English', async () => {
    const call = await dial(
      '+8613900139001',
      keys('9'),
      keys('2'),
      keys('3'),
      keys('1'),
      keys('2'),
      speech('number eight'),
      keys('1'),
    );
    expect(said(call)).to.contain('Your request is registered');
    expect(
      await one(
        'SELECT kind, category, language, districtCode FROM ticket WHERE number = ?',
        ticketIn(said(call)),
      ),
    ).to.deep.equal({
      kind: 'installation',
      category: 'washing_machine',
      language: 'en',
      districtCode: '990102',
    });
    expect(await errors()).to.deep.equal([]);
  });

  it('may end in a message, also one cut off by hanging up', async () => {
    for (const [from, hangup] of [
      ['+8613900139002', false],
      ['+8613900139003', true],
    ] as const) {
      await dial(from, keys('0'), keys('2'), ['recording', { seconds: 7, text: '我想问一下', hangup }]);
      const contact = await waitFor(() =>
        one("SELECT * FROM contact WHERE number = ? AND disposition = 'message_left'", from),
      );
      expect(
        await one("SELECT kind, state FROM obligation WHERE contactId = ? AND state = 'open'", contact.id),
      ).to.deep.equal({ kind: 'voicemail', state: 'open' });
      expect(
        await one('SELECT durationSeconds FROM recording WHERE contactId = ?', contact.id),
      ).to.deep.equal({ durationSeconds: 7 });
    }
  });

  it('that are hung up at the greeting are owed a call back, which goes on into the menu', async () => {
    await dial(KNOWN_NUMBER, ['hangup', {}]);
    const owed = await waitFor(() =>
      one("SELECT * FROM obligation WHERE number = ? AND kind = 'abandoned'", KNOWN_NUMBER),
    );
    expect(owed.state).to.equal('open');

    await api(`numbers/${encodeURIComponent(KNOWN_NUMBER)}`, 'PUT', {
      onRing: 'auto-answer',
      pace: 'instant',
    });
    const carrier = createCarrier({
      accountSid: ACCOUNT,
      authToken: AUTH_TOKEN,
      apiUrl: simulated.url,
      publicUrl,
      number: HOTLINE,
    });
    const later = new Date(now().getTime() + 3_600_000);
    const deps = { dataSource, inTransaction, carrier, clock: { now: () => later }, callsPerSecond: 100 };
    await dialObligation(deps, { obligationId: owed.id });
    const { callSid } = await waitFor(() => one('SELECT callSid FROM attempt WHERE callSid IS NOT NULL'));
    const call = await go(callSid, keys('1'), keys('1'));
    expect(said(call)).to.contain('现在回电').and.contain('海风空调').and.contain('工单已受理');
    await waitFor(
      async () => (await one('SELECT state FROM obligation WHERE id = ?', owed.id)).state === 'settled',
    );
    expect(await errors()).to.deep.equal([]);
  });

  it('ask how it went, and reopen what is not solved', async () => {
    const ticketId = (await one('SELECT id FROM ticket WHERE contactNumber = ?', STRANGER)).id;
    await dataSource.query("UPDATE ticket SET state = 'done', resolutionNo = 1, doneAt = ? WHERE id = ?", [
      now(),
      ticketId,
    ]);
    await inTransaction((tx) =>
      openObligation(
        tx,
        { kind: 'survey', ticketId, resolutionNo: 1, number: STRANGER, language: 'zh' },
        now(),
      ),
    );
    const owed = await one("SELECT id FROM obligation WHERE ticketId = ? AND kind = 'survey'", ticketId);
    await api(`numbers/${encodeURIComponent(STRANGER)}`, 'PUT', { onRing: 'auto-answer', pace: 'instant' });
    const carrier = createCarrier({
      accountSid: ACCOUNT,
      authToken: AUTH_TOKEN,
      apiUrl: simulated.url,
      publicUrl,
      number: HOTLINE,
    });
    const later = new Date(now().getTime() + 3_600_000);
    await dialObligation(
      { dataSource, inTransaction, carrier, clock: { now: () => later }, callsPerSecond: 100 },
      { obligationId: owed.id },
    );
    const { callSid } = await waitFor(() =>
      one('SELECT callSid FROM attempt WHERE number = ? AND callSid IS NOT NULL', STRANGER),
    );
    const call = await go(callSid, keys('2'), keys('2'), keys('1'), keys('1'), keys('4'), keys('2'), [
      'recording',
      { seconds: 4, text: '还是不制冷' },
    ]);
    expect(said(call)).to.contain('已重新打开');
    expect(await one('SELECT state, priority, reopenCount FROM ticket WHERE id = ?', ticketId)).to.deep.equal(
      { state: 'manual', priority: 'urgent', reopenCount: 1 },
    );
    const answers = await dataSource.query('SELECT question, value FROM survey_answer ORDER BY id');
    expect(answers).to.deep.equal([
      { question: 'solved', value: 0 },
      { question: 'why_unsolved', value: 2 },
      { question: 'on_time', value: 1 },
      { question: 'charge_as_quoted', value: 1 },
      { question: 'courtesy', value: 4 },
      { question: 'score', value: 2 },
      { question: 'remark', value: null },
    ]);
    expect(await errors()).to.deep.equal([]);
  });

  it('all end with a disposition', async () => {
    await waitFor(async () => {
      const { count } = await one(
        'SELECT COUNT(*) AS count FROM contact WHERE endedAt IS NULL OR disposition IS NULL',
      );
      return Number(count) === 0;
    });
  });
});
