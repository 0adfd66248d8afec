import { expect } from 'chai';
import type {
  MessageList,
  WordingPreview,
  WordingVersions,
  WordingView,
} from '../../../domain/contracts/messages.ts';
import { Message } from '../../../entities/call.ts';
import { queueMessage } from '../../../services/messages/queue-message.ts';
import { listNumber } from '../../../services/numbers/list-number.ts';
import { CUSTOMER_NUMBER, MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('text messages over the API', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let dispatcher: string;
  let administrator: string;
  let region: string;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    ({ token: dispatcher } = await world.hire('dispatcher', 'headquarters'));
    ({ token: administrator } = await world.hire('administrator', 'headquarters'));
    ({ token: region } = await world.hire('region_manager', 'region'));
  });
  after(() => api.close());

  const manager = () => world.province.dataSource.manager;
  const list = async (query: string, token: string) =>
    (await api.get<MessageList>(`/api/messages?${query}`, token)).body;
  const opened = async (): Promise<Message> => {
    const ticketId = await world.open(world.a, { routed: false });
    return manager().findOneByOrFail(Message, { ticketId, template: 'ticket_opened' });
  };

  it('are listed by state, template and ticket, with the number as the role may see it', async () => {
    const message = await opened();
    await manager().update(Message, { id: message.id }, { state: 'failed', error: 'carrier error 30003' });
    const { number } = await world.province.ticket(message.ticketId ?? 0);
    const found = await list(`state=failed&template=ticket_opened&search=${number}`, dispatcher);
    expect(found.items).to.have.length(1);
    expect(found.items[0]).to.deep.include({
      id: message.id,
      state: 'failed',
      error: 'carrier error 30003',
      ticket: { id: message.ticketId, number },
      mayResend: true,
      segments: 1,
    });
    expect(found.items[0]?.number).to.match(/^\+861\d{10}$/);
    expect(found.counts.failed).to.be.at.least(1);
    expect((await list(`state=delivered&search=${number}`, dispatcher)).items).to.deep.equal([]);
    const masked = await list(`search=${number}`, region);
    expect(masked.items[0]?.number).to.match(/^1\d\d\*{4}\d{4}$/);
  });

  it('show no link and no code that is only the receiver’s, however the text is worded', async () => {
    const { ticketId } = await opened();
    await world.province.inTransaction((tx) =>
      queueMessage(
        tx,
        {
          dedupKey: `code-${ticketId}`,
          to: CUSTOMER_NUMBER,
          template: 'completion_code',
          language: 'zh',
          params: { number: '123456784', code: '907213', technician: '张建国' },
          ticketId,
        },
        MORNING,
      ),
    );
    const answer = await api.get(`/api/messages?template=completion_code`, dispatcher);
    expect(answer.text).to.contain('123456784').and.not.contain('907213');
  });

  it('are sent again by hand, one at a time, and only while they say something true', async () => {
    const message = await opened();
    const again = () => api.post(`/api/messages/${message.id}/resend`, {}, dispatcher);
    expect((await again()).status, 'it is on its way').to.equal(409);
    await manager().update(Message, { id: message.id }, { state: 'failed' });
    const answers = await Promise.all(Array.from({ length: 8 }, again));
    expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
    const copies = await manager().findBy(Message, { againOf: message.id });
    expect(copies).to.have.length(1);
    expect(copies[0]).to.deep.include({ state: 'queued', body: message.body, toNumber: message.toNumber });
    await manager().update(Message, { againOf: message.id }, { state: 'failed' });
    await manager().update(Message, { id: message.id }, { usefulUntil: new Date(MORNING.getTime() - 1) });
    expect((await again()).status, 'it says nothing true any more').to.equal(409);
    expect((await api.post(`/api/messages/${message.id}/resend`, {}, region)).status).to.equal(403);
  });

  it('that can be done without are not sent to who is on the do-not-call list', async () => {
    const number = '+8613700137999';
    await world.province.inTransaction((tx) =>
      listNumber(
        tx,
        {
          number,
          kind: 'do_not_call',
          reason: '客户要求',
          expiresAt: null,
          personId: 1,
          contactId: null,
          again: 'refuse',
        },
        MORNING,
      ),
    );
    const text = (template: 'survey_missed' | 'ticket_cancelled') =>
      world.province.inTransaction((tx) => {
        const message = { dedupKey: template, to: number, language: 'zh' as const };
        const params = { number: '123456784', obligationId: 1 };
        return template === 'survey_missed'
          ? queueMessage(tx, { ...message, template, params }, MORNING)
          : queueMessage(tx, { ...message, template, params }, MORNING);
      });
    expect(await text('survey_missed')).to.equal(false);
    expect(await text('ticket_cancelled'), 'what the service cannot do without').to.equal(true);
  });

  describe('are worded by administrators', () => {
    const path = '/api/message-wordings/ticket_cancelled/zh';
    const wording = async (): Promise<WordingView | undefined> =>
      (await api.get<{ items: WordingView[] }>('/api/message-wordings', administrator)).body.items.find(
        ({ template, language }) => template === 'ticket_cancelled' && language === 'zh',
      );
    const save = (text: string, version: number, token = administrator) =>
      api.post(path, { text, why: '语气更亲切', version }, token);

    it('after a preview with its length, version by version, and the next message reads so', async () => {
      expect(await wording()).to.deep.include({ own: '', version: 0, changedBy: null });
      const { body: preview } = await api.post<WordingPreview>(
        `${path}/preview`,
        { text: '工单{number}已为您取消，欢迎随时再找我们。' },
        administrator,
      );
      expect(preview).to.deep.include({
        body: '【一线】工单123456784已为您取消，欢迎随时再找我们。',
        segments: 1,
        fault: null,
      });
      expect((await save('工单{number}已为您取消，欢迎随时再找我们。', 0)).status).to.equal(200);
      expect((await save('另一个{number}', 0)).status, 'someone else was quicker').to.equal(409);
      await world.province.inTransaction((tx) =>
        queueMessage(
          tx,
          {
            dedupKey: 'worded',
            to: CUSTOMER_NUMBER,
            template: 'ticket_cancelled',
            language: 'zh',
            params: { number: '987654321' },
          },
          MORNING,
        ),
      );
      const { body } = await manager().findOneByOrFail(Message, { dedupKey: 'worded' });
      expect(body).to.equal('【一线】工单987654321已为您取消，欢迎随时再找我们。');
      expect((await save('', 1)).status, 'back to the built-in text').to.equal(200);
      const { body: versions } = await api.get<WordingVersions>(`${path}/versions`, administrator);
      expect(versions.items.map(({ version, text }) => [version, text === ''])).to.deep.equal([
        [2, true],
        [1, false],
      ]);
    });

    it('but not into something that cannot be understood, and by nobody else', async () => {
      for (const [text, fault] of [
        ['工单{number', 'broken'],
        ['工单{number}由{outlet}取消', 'unknown_part'],
        ['您的工单已取消', 'missing_part'],
      ] as const) {
        const { body } = await api.post<WordingPreview>(`${path}/preview`, { text }, administrator);
        expect(body.fault).to.equal(fault);
        expect((await save(text, 2)).status).to.equal(422);
      }
      expect((await save('工单{number}取消了', 2, dispatcher)).status).to.equal(403);
      expect((await api.get('/api/message-wordings', dispatcher)).status).to.equal(403);
    });
  });
});
