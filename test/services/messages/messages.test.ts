import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { LANGUAGES, MESSAGE_TEMPLATES } from '../../../domain/vocabulary.ts';
import { movableClock } from '../../../server/clock.ts';
import { queueMessage } from '../../../services/messages/queue-message.ts';
import { recordMessageStatus } from '../../../services/messages/record-message-status.ts';
import { sendQueuedMessage } from '../../../services/messages/send-queued-message.ts';
import { messageText, type TemplateParams } from '../../../services/messages/templates.ts';
import { type Carrier, CarrierError } from '../../../services/ports.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { LANDLINE, STRANGER } from '../../ivr/small-world.ts';
import { testDatabase } from '../../support/database.ts';

const MINUTE = 60_000;

describe('text messages', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  const clock = movableClock();
  let keys = 0;

  before(async () => {
    ({ dataSource } = await testDatabase());
    inTransaction = createTransactor(dataSource);
  });

  /** A carrier that does what it is told, and remembers what it was sent. */
  function carrier(answer: () => Promise<string> = async () => 'SM1') {
    const sent: { to: string; body: string; statusPath: string }[] = [];
    const port = {
      sendMessage: (message: (typeof sent)[number]) => {
        sent.push(message);
        return answer();
      },
    } as Carrier;
    return { sent, deps: { inTransaction, carrier: port, clock } };
  }
  const refuse =
    (again: boolean, untouched = true) =>
    async () => {
      throw new CarrierError('no', { again, untouched });
    };
  const queue = async (over: { to?: string; dedupKey?: string } = {}): Promise<number> => {
    const dedupKey = over.dedupKey ?? `key-${++keys}`;
    await inTransaction((tx) =>
      queueMessage(
        tx,
        {
          dedupKey,
          to: over.to ?? STRANGER,
          template: 'ticket_opened',
          language: 'zh',
          params: { number: '123456784', what: '维修' },
        },
        clock.now(),
      ),
    );
    const [row] = await dataSource.query('SELECT id FROM message WHERE dedupKey = ?', [dedupKey]);
    return row?.id;
  };
  const message = async (id: number) =>
    (await dataSource.query('SELECT * FROM message WHERE id = ?', [id]))[0];

  it('are queued once per key, and only to numbers that take them', async () => {
    const id = await queue({ dedupKey: 'same' });
    expect(await queue({ dedupKey: 'same' })).to.equal(id);
    for (const to of [LANDLINE, '', '12345']) expect(await queue({ to })).to.equal(undefined);
  });

  it('are sent once by 16 at once', async () => {
    const id = await queue();
    const { sent, deps } = carrier();
    await Promise.all(Array.from({ length: 16 }, () => sendQueuedMessage(deps, { messageId: id })));
    expect(sent).to.deep.equal([
      { to: STRANGER, body: (await message(id)).body, statusPath: `/twilio/message-status/${id}` },
    ]);
    expect(await message(id)).to.deep.include({ state: 'sent', sid: 'SM1', attempts: 1, nextActionAt: null });
    await sendQueuedMessage(deps, { messageId: id });
    expect(sent).to.have.length(1);
  });

  for (const [what, untouched] of [
    ['is busy', true],
    ['does not say what it did', false],
  ] as const) {
    it(`are tried again later when the carrier ${what}, and not before`, async () => {
      const id = await queue();
      const { sent, deps } = carrier(refuse(true, untouched));
      for (const [minutes, tries] of [
        [0, 1],
        [0.5, 1],
        [1, 2],
        [2, 2],
        [5, 3],
      ] as const) {
        clock.offsetMs += minutes * MINUTE;
        await sendQueuedMessage(deps, { messageId: id });
        expect(sent).to.have.length(tries);
      }
      expect(await message(id)).to.deep.include({ state: 'queued', attempts: 3, error: 'no' });
      clock.offsetMs += 1_000 * MINUTE;
      const { deps: well } = carrier();
      await sendQueuedMessage(well, { messageId: id });
      expect(await message(id)).to.deep.include({ state: 'sent', error: null });
    });
  }

  it('fail at last, and at once when the request itself is wrong', async () => {
    const patient = await queue();
    const { sent, deps } = carrier(refuse(true));
    for (let tries = 0; tries < 12; tries++) {
      await sendQueuedMessage(deps, { messageId: patient });
      clock.offsetMs += 300 * MINUTE;
    }
    expect(sent).to.have.length(6);
    expect(await message(patient)).to.deep.include({ state: 'failed', nextActionAt: null });
    const wrong = await queue();
    await sendQueuedMessage(carrier(refuse(false)).deps, { messageId: wrong });
    expect(await message(wrong)).to.deep.include({ state: 'failed', attempts: 1 });
  });

  it('are taken over from a sender that died', async () => {
    const id = await queue();
    const died = carrier(async () => {
      throw new Error('killed');
    });
    await sendQueuedMessage(died.deps, { messageId: id }).catch(() => {});
    const { sent, deps } = carrier();
    await sendQueuedMessage(deps, { messageId: id });
    expect(sent).to.have.length(0);
    clock.offsetMs += 3 * MINUTE;
    await sendQueuedMessage(deps, { messageId: id });
    expect(sent).to.have.length(1);
  });

  it('hear what became of them, in any order', async () => {
    const hear = (messageId: number, status: string, errorCode?: string) =>
      inTransaction((tx) => recordMessageStatus(tx, { messageId, status, errorCode }));
    const ends: [string[], string][] = [
      [['queued', 'sent', 'delivered'], 'delivered'],
      [['delivered', 'sent', 'queued'], 'delivered'],
      [['sent', 'undelivered', 'sent'], 'failed'],
      [['failed', 'delivered'], 'failed'],
      [['sending', 'nonsense'], 'sent'],
    ];
    for (const [statuses, end] of ends) {
      const id = await queue();
      for (const status of statuses) await hear(id, status, '30006');
      expect((await message(id)).state, statuses.join()).to.equal(end);
    }
    const id = await queue();
    await hear(id, 'delivered');
    const { sent, deps } = carrier();
    await sendQueuedMessage(deps, { messageId: id });
    expect(sent, 'a delivered one is not sent again').to.have.length(0);
  });

  it('are written in both languages, and fit into a few parts', () => {
    const params: TemplateParams = {
      ticket_opened: { number: '123456784', what: '保养清洗' },
      details_link: { number: '123456784', url: `https://hotline.example.com/d/${'x'.repeat(40)}` },
      outlet_accepted: { number: '123456784', outlet: '河东区某某家电服务中心' },
      callback_promised: { hours: 4 },
      survey_missed: { number: '123456784' },
      callback_missed: {},
      appointment_changed: { number: '123456784', when: '05-02 09:00' },
      visit_cancelled: { number: '123456784' },
      ticket_cancelled: { number: '123456784' },
      campaign_booked: { number: '123456784', campaign: 'X' },
      customer_rang: { number: '123456784' },
      completion_code: { number: '123456784', code: '012345' },
      quote_code: { number: '123456784', code: '012345', yuan: '1,234.50' },
      agent_text: { body: '0731-84000000, 14:00-16:00' },
    };
    for (const template of MESSAGE_TEMPLATES) {
      for (const language of LANGUAGES) {
        const body = messageText(template, language, params[template] as never);
        expect(body).not.to.match(/undefined|\[object/);
        expect(body.length).to.be.within(20, language === 'zh' ? 140 : 306);
        expect(
          /\p{Script=Han}/u.test(body.replace('河东区某某家电服务中心', '').replace('保养清洗', '')),
        ).to.equal(language === 'zh');
      }
    }
  });
});
