import { expect } from 'chai';
import type { SurveyLinkView } from '../../../domain/contracts/survey-link.ts';
import { hoursAfter } from '../../../domain/time.ts';
import { Obligation } from '../../../entities/followup.ts';
import { openObligation } from '../../../services/followup/open-obligation.ts';
import { settleByAgent } from '../../../services/followup/settle-by-agent.ts';
import { SURVEY_LINK_HOURS, surveyUrl } from '../../../services/followup/survey-link.ts';
import { queueMessage } from '../../../services/messages/queue-message.ts';
import { sendQueuedMessage } from '../../../services/messages/send-queued-message.ts';
import { takeReply } from '../../../services/messages/take-reply.ts';
import { visitUrl } from '../../../services/messages/visit-link.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('a survey answered in writing (F1, F2)', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let numbers = 0;
  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
  });
  after(() => api.close());
  afterEach(() => {
    api.time.now = MORNING;
  });

  const query = (sql: string, ...params: unknown[]) => world.province.dataSource.query(sql, params);
  const links = () => ({ secret: api.wiring.config.sessionSecret, publicUrl: 'https://x.example' });
  /** A finished ticket whose customer nobody reached. */
  async function missed() {
    const ticketId = await world.open(world.a);
    const number = `+86137${String(++numbers).padStart(8, '0')}`;
    await query(
      "UPDATE ticket SET state = 'done', resolutionNo = 1, doneAt = ?, contactNumber = ? WHERE id = ?",
      MORNING,
      number,
      ticketId,
    );
    await world.province.inTransaction((tx) =>
      openObligation(tx, { kind: 'survey', ticketId, resolutionNo: 1, number, language: 'zh' }, MORNING),
    );
    const { id } = await world.province.dataSource.manager.findOneByOrFail(Obligation, { ticketId });
    await query('UPDATE obligation SET nextActionAt = NULL, attempts = 3 WHERE id = ?', id);
    const ticket = await world.province.ticket(ticketId);
    await world.province.inTransaction((tx) =>
      queueMessage(
        tx,
        {
          dedupKey: `survey-${id}`,
          to: number,
          template: 'survey_missed',
          language: 'zh',
          params: { number: ticket.number, obligationId: id },
          ticketId,
        },
        MORNING,
      ),
    );
    const token = surveyUrl(links(), id, MORNING).split('/s/')[1] ?? '';
    return { id, ticketId, number, token };
  }
  const look = (token: string) => api.get<SurveyLinkView>(`/api/survey-link/${token}`);
  const send = (token: string, ...answers: [string, number | null, string?][]) =>
    api.post<{ reopened: boolean }>(`/api/survey-link/${token}`, {
      answers: answers.map(([question, value, words]) => ({ question, value, ...(words && { words }) })),
    });
  const owed = (id: number) => world.province.dataSource.manager.findOneByOrFail(Obligation, { id });
  const answers = async (id: number) =>
    (
      await query('SELECT question, value, words FROM survey_answer WHERE obligationId = ? ORDER BY id', id)
    ).map(Object.values);
  const content: [string, number | null, string?][] = [
    ['solved', 1],
    ['on_time', 1],
    ['charge_as_quoted', 1],
    ['courtesy', 5],
    ['score', 4],
    ['remark', null, ' 很专业 '],
  ];

  it('is shown with its questions and nothing of whose it is', async () => {
    const { token, number, ticketId } = await missed();
    const { body, text } = await look(token);
    expect(body).to.deep.include({
      ticketNumber: (await world.province.ticket(ticketId)).number,
      answered: false,
      outletName: world.a.outletName,
    });
    expect(body.script.questions[0]?.key).to.equal('solved');
    for (const of of [world.a.customerName, world.a.address, number.slice(3)])
      expect(text).not.to.contain(of);
  });

  it('is settled by its page once, closes the ticket, and takes the same again without a word', async () => {
    const { id, ticketId, token } = await missed();
    expect((await send(token, ...content)).body).to.deep.equal({ reopened: false });
    expect(await owed(id)).to.include({ state: 'settled', settlement: 'web', scriptVersion: 0 });
    expect(await answers(id)).to.deep.equal([
      ['solved', 1, null],
      ['on_time', 1, null],
      ['charge_as_quoted', 1, null],
      ['courtesy', 5, null],
      ['score', 4, null],
      ['remark', null, '很专业'],
    ]);
    expect((await world.province.ticket(ticketId)).state).to.equal('closed');
    expect((await look(token)).body.answered).to.equal(true);
    const again = await send(token, ['solved', 0], ['why_unsolved', 1]);
    expect([again.status, again.body]).to.deep.equal([200, { reopened: false }]);
    expect(await answers(id)).to.have.length(6);
  });

  it('reopens the ticket where it is not solved, and makes a case of it (F3)', async () => {
    const { id, ticketId, token } = await missed();
    const not = content.map(([question, ...rest]): [string, number | null, string?] =>
      question === 'solved' ? ['solved', 0] : [question, ...rest],
    );
    const lacking = await send(token, ...not);
    expect([lacking.status, lacking.body], 'why is asked then').to.deep.include(422);
    expect((await send(token, ...not, ['why_unsolved', 3])).body).to.deep.equal({ reopened: true });
    expect(await owed(id)).to.include({ settlement: 'web' });
    expect((await world.province.ticket(ticketId)).reopenCount).to.equal(1);
    const cases = await query('SELECT kind FROM quality_case WHERE obligationId = ?', id);
    expect(cases.map(({ kind }: { kind: string }) => kind)).to.include('complaint');
  });

  it('refuses a link that is forged, for something else, or too old; and answers that are none', async () => {
    const { id, ticketId, token } = await missed();
    const visit = visitUrl(links(), ticketId, MORNING).split('/v/')[1] ?? '';
    for (const wrong of [visit, `${token.slice(0, -1)}x`, 'nonsense'])
      expect((await look(wrong)).body, wrong).to.include({ code: 'expired' });
    expect((await send(token, ...content.slice(0, 3))).status).to.equal(422);
    expect((await send(token, ...content.map(([q]): [string, number] => [q, 7]))).status).to.equal(422);
    expect(await answers(id)).to.deep.equal([]);
    api.time.now = hoursAfter(MORNING, SURVEY_LINK_HOURS);
    expect((await look(token)).body).to.include({ code: 'expired' });
    expect((await send(token, ...content)).body).to.include({ code: 'expired' });
  });

  it('is one, however many times at once it is sent', async () => {
    const { id, token } = await missed();
    const all = await Promise.all(Array.from({ length: 6 }, () => send(token, ...content)));
    expect(all.map(({ status }) => status)).to.deep.equal(Array(6).fill(200));
    expect(await answers(id)).to.have.length(6);
    const settled = await query(
      "SELECT id FROM event WHERE type = 'obligation.settled' AND JSON_VALUE(data, '$.obligationId') = ?",
      id,
    );
    expect(settled).to.have.length(1);
  });

  describe('by text message', () => {
    const sent: { to: string; body: string }[] = [];
    const deliver = async (id: number, now: Date) => {
      const [{ id: messageId }] = await query('SELECT id FROM message WHERE dedupKey = ?', `survey-${id}`);
      const carrier = {
        sendMessage: async (message: { to: string; body: string }) => `SM${sent.push(message)}`,
      } as never;
      const { inTransaction } = world.province;
      await sendQueuedMessage(
        { inTransaction, carrier, clock: { now: () => now }, links: links() },
        { messageId },
      );
    };
    const reply = (from: string, body: string, sid = `SMr${++numbers}`) =>
      world.province.inTransaction((tx) => takeReply(tx, { sid, from, body }, minutesIn(5)));
    const replyState = async (from: string) =>
      (await query('SELECT meaning, state FROM message_reply WHERE fromNumber = ? ORDER BY id', from)).map(
        Object.values,
      );

    it('goes out with the link, and never at night', async () => {
      const { id, token, number } = await missed();
      await deliver(id, new Date('2026-05-01T15:00:00Z'));
      expect(sent).to.deep.equal([]);
      await query('UPDATE message SET nextActionAt = ? WHERE dedupKey = ?', MORNING, `survey-${id}`);
      await deliver(id, MORNING);
      expect(sent.at(-1)?.to).to.equal(number);
      expect(sent.at(-1)?.body).to.contain(`https://x.example/s/${token}`);
    });

    it('is answered by a digit: whether it was solved, then the score', async () => {
      const { id, ticketId, number } = await missed();
      await deliver(id, MORNING);
      await reply(number, '1', 'SM-twice');
      await reply(number, '1', 'SM-twice');
      expect(await owed(id)).to.include({ state: 'settled', settlement: 'text_reply' });
      await reply(number, '4分');
      expect(await answers(id)).to.deep.equal([
        ['solved', 1, null],
        ['score', 4, null],
      ]);
      expect(await replyState(number)).to.deep.equal([
        ['answer', 'settled'],
        ['answer', 'settled'],
      ]);
      expect((await world.province.ticket(ticketId)).state).to.equal('closed');
    });

    it('is about the work that the text asked about, though the ticket was finished again since', async () => {
      const { id, ticketId, number } = await missed();
      await deliver(id, MORNING);
      await query('UPDATE ticket SET resolutionNo = 2 WHERE id = ?', ticketId);
      const next = { kind: 'survey', ticketId, resolutionNo: 2, number, language: 'zh' } as const;
      await world.province.inTransaction((tx) => openObligation(tx, next, MORNING));
      await reply(number, '1');
      const both = await world.province.dataSource.manager.find(Obligation, {
        where: { ticketId, kind: 'survey' },
        order: { id: 'ASC' },
      });
      expect(both.map(({ state }) => state)).to.deep.equal(['settled', 'open']);
    });

    it('waits for a person when something else was answered before', async () => {
      const { id, ticketId, number } = await missed();
      await deliver(id, MORNING);
      const word = { obligationId: id, note: '客户说好了', outcome: 'solved', personId: 1 } as const;
      await world.province.inTransaction((tx) => settleByAgent(tx, word, MORNING));
      await reply(number, '2 1');
      await reply(number, '1');
      expect(await replyState(number)).to.deep.equal([
        ['answer', 'waiting'],
        ['answer', 'settled'],
      ]);
      expect(await answers(id), 'nothing of what contradicts').to.deep.equal([['solved', 1, null]]);
      expect((await world.province.ticket(ticketId)).reopenCount).to.equal(0);
    });

    it('reopens the ticket for 2, and leaves what it cannot read to a person', async () => {
      const { id, ticketId, number } = await missed();
      await deliver(id, MORNING);
      await reply(number, '师傅说下周再来');
      expect(await owed(id)).to.include({ state: 'open' });
      await reply(number, '2');
      expect((await world.province.ticket(ticketId)).reopenCount).to.equal(1);
      expect(await owed(id)).to.include({ settlement: 'text_reply' });
      expect(await replyState(number)).to.deep.equal([
        ['words', 'waiting'],
        ['answer', 'settled'],
      ]);
    });
  });
});
