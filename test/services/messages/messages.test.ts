import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { LANGUAGES, MESSAGE_TEMPLATES } from '../../../domain/vocabulary.ts';
import { holesIn } from '../../../domain/wording.ts';
import { movableClock } from '../../../server/clock.ts';
import { queueMessage } from '../../../services/messages/queue-message.ts';
import { recordMessageStatus } from '../../../services/messages/record-message-status.ts';
import { sendQueuedMessage } from '../../../services/messages/send-queued-message.ts';
import { builtIn, messageText, wordingFault } from '../../../services/messages/templates.ts';
import { type Carrier, CarrierError } from '../../../services/ports.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { LANDLINE, STRANGER } from '../../ivr/small-world.ts';
import { testDatabase } from '../../support/database.ts';
import { noQuietHours } from '../../support/quiet.ts';

const MINUTE = 60_000;
const LINKS = {
  secret: 'a-secret-of-the-test-that-is-long-enough',
  publicUrl: 'https://hotline.example.com',
};
type Listed = Carrier['listMessagesTo'];

describe('text messages', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  const clock = movableClock();
  let keys = 0;

  before(async () => {
    ({ dataSource } = await testDatabase());
    inTransaction = createTransactor(dataSource);
    await noQuietHours(dataSource);
  });

  /** A carrier that does what it is told, and remembers what it was sent. */
  function carrier(answer: () => Promise<string> = async () => 'SM1', listed: Listed = async () => []) {
    const sent: { to: string; body: string; statusPath: string }[] = [];
    const port = {
      sendMessage: (message: (typeof sent)[number]) => {
        sent.push(message);
        return answer();
      },
      listMessagesTo: listed,
    } as Carrier;
    return { sent, deps: { inTransaction, carrier: port, clock, links: LINKS } };
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

  it('are tried again later when the carrier is busy, and not before', async () => {
    const id = await queue();
    const { sent, deps } = carrier(refuse(true));
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

  describe('of which the carrier does not say what it did', () => {
    const unheard = async () => {
      const id = await queue();
      const { sent, deps } = carrier(refuse(true, false));
      await sendQueuedMessage(deps, { messageId: id });
      expect(sent).to.have.length(1);
      expect(await message(id)).to.deep.include({ state: 'sending', attempts: 1 });
      return id;
    };

    it('are not sent again while it is not known', async () => {
      const id = await unheard();
      const asked: [string, Date, Date][] = [];
      const { sent, deps } = carrier(undefined, async (...span) => {
        asked.push(span);
        throw new CarrierError('away', { again: true, untouched: true });
      });
      await sendQueuedMessage(deps, { messageId: id });
      expect(asked, 'at once nothing is asked').to.have.length(0);
      for (let times = 1; times <= 8; times++) {
        clock.offsetMs += 3 * MINUTE;
        await sendQueuedMessage(deps, { messageId: id });
        expect(asked).to.have.length(times);
      }
      expect(asked[0]?.[0]).to.equal(STRANGER);
      expect(sent).to.have.length(0);
      expect(await message(id)).to.deep.include({ state: 'sending', attempts: 1 });
    });

    it('are sent when the carrier’s list has them, and only when it has this very one', async () => {
      const [first, second] = [await unheard(), await unheard()];
      clock.offsetMs += 3 * MINUTE;
      const { body } = await message(first);
      const { sent, deps } = carrier(undefined, async () => [
        { sid: 'SM-other', body: 'something else', status: 'delivered' },
        { sid: 'SM-it', body, status: 'delivered' },
      ]);
      await sendQueuedMessage(deps, { messageId: first });
      expect(await message(first)).to.deep.include({ state: 'delivered', sid: 'SM-it' });
      // The other one says the same to the same number: one message of the carrier's is one of ours.
      await sendQueuedMessage(deps, { messageId: second });
      expect(await message(second)).to.deep.include({ state: 'queued', sid: null });
      expect(sent).to.have.length(0);
    });

    it('are sent again once the carrier’s list shows that it has not taken them', async () => {
      const id = await unheard();
      clock.offsetMs += 3 * MINUTE;
      const { sent, deps } = carrier();
      await sendQueuedMessage(deps, { messageId: id });
      expect(sent).to.have.length(0);
      clock.offsetMs += 2 * MINUTE;
      await sendQueuedMessage(deps, { messageId: id });
      expect(sent).to.have.length(1);
      expect(await message(id)).to.deep.include({ state: 'sent', attempts: 2 });
    });

    it('are settled by a callback that comes meanwhile', async () => {
      const id = await unheard();
      await inTransaction((tx) =>
        recordMessageStatus(tx, { messageId: id, status: 'delivered' }, clock.now()),
      );
      clock.offsetMs += 3 * MINUTE;
      const { sent, deps } = carrier();
      await sendQueuedMessage(deps, { messageId: id });
      expect(sent).to.have.length(0);
      expect(await message(id)).to.deep.include({ state: 'delivered', nextActionAt: null });
    });
  });

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

  it('of a sender that died are looked up before they are sent again', async () => {
    const id = await queue();
    const died = carrier(async () => {
      throw new Error('killed');
    });
    await sendQueuedMessage(died.deps, { messageId: id }).catch(() => {});
    const { sent, deps } = carrier();
    await sendQueuedMessage(deps, { messageId: id });
    clock.offsetMs += 3 * MINUTE;
    await sendQueuedMessage(deps, { messageId: id });
    expect(sent).to.have.length(0);
    clock.offsetMs += 2 * MINUTE;
    await sendQueuedMessage(deps, { messageId: id });
    expect(sent).to.have.length(1);
  });

  it('are sent 64 at once by no more than one, whatever state they are found in', async () => {
    const id = await queue();
    const lost = carrier(refuse(true, false));
    await Promise.all(Array.from({ length: 64 }, () => sendQueuedMessage(lost.deps, { messageId: id })));
    expect(lost.sent).to.have.length(1);
    clock.offsetMs += 3 * MINUTE;
    let asked = 0;
    const { deps } = carrier(undefined, async () => {
      asked += 1;
      return [];
    });
    await Promise.all(Array.from({ length: 64 }, () => sendQueuedMessage(deps, { messageId: id })));
    expect(asked).to.equal(1);
  });

  it('hear what became of them, in any order', async () => {
    const hear = (messageId: number, status: string, errorCode?: string) =>
      inTransaction((tx) => recordMessageStatus(tx, { messageId, status, errorCode }, clock.now()));
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
    for (const template of MESSAGE_TEMPLATES) {
      for (const language of LANGUAGES) {
        const { sample, parts, [language]: text } = builtIn(template);
        expect(wordingFault(template, text), `${template} ${language}`).to.equal(null);
        const body = messageText(template, language, sample as never);
        expect(body).not.to.match(/undefined|\[object|null/);
        expect(Object.keys(parts)).to.include.members(holesIn(text));
        expect(body.length).to.be.within(20, language === 'zh' ? 140 : 306);
        expect(/\p{Script=Han}/u.test(text)).to.equal(language === 'zh' && template !== 'agent_text');
      }
    }
  });
});
