import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { initialSetup, type PhoneSetup } from '../../domain/setup/phone-setup.ts';
import { saveDraft } from '../../services/setup/draft.ts';
import { previewDraft } from '../../services/setup/preview.ts';
import { publishDraft } from '../../services/setup/publish.ts';
import { createTransactor, type InTransaction } from '../../services/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Hotline, startHotline } from './hotline.ts';
import { KNOWN_NUMBER, STRANGER, smallWorld } from './small-world.ts';

/** What an administrator edits, as callers hear it over the carrier's webhooks. */
describe('the setup on the phone', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  let hotline: Hotline;
  let published = 0;
  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    inTransaction = createTransactor(dataSource);
    hotline = await startHotline(dataSource);
  });
  after(() => hotline.close());

  const changed = (change: (setup: PhoneSetup) => void): PhoneSetup => {
    const setup = structuredClone(initialSetup);
    change(setup);
    return setup;
  };
  const greeting = (text: string): PhoneSetup =>
    changed(({ prompts }) => {
      prompts.zh.greeting = text;
    });
  const draft = (body: PhoneSetup) =>
    inTransaction((tx) => saveDraft(tx, { body, revision: null, personId: 1 }, hotline.clock.now()));

  async function publish(change: (setup: PhoneSetup) => void): Promise<void> {
    await draft(changed(change));
    await inTransaction((tx) =>
      publishDraft(tx, { revision: 1, why: '测试', personId: 1, check: async () => [] }, hotline.clock.now()),
    );
    const id = ++published;
    hotline.setupChanged();
    await waitFor(async () => (await versionHeard()) >= id, { what: 'the new version' });
  }
  /** How many versions were published before the one that a new call is answered by. */
  async function versionHeard(): Promise<number> {
    const { sid } = await hotline.dial(STRANGER);
    const [step] = await dataSource.query('SELECT memory FROM call_step WHERE callSid = ? AND step = 0', [
      sid,
    ]);
    const memory = typeof step.memory === 'string' ? JSON.parse(step.memory) : step.memory;
    const [row] = await dataSource.query('SELECT number FROM phone_setup WHERE id = ?', [
      Number.parseInt(memory.setup, 10),
    ]);
    return row?.number ?? 0;
  }

  it('says a sentence of one’s own, with what it is told', async () => {
    await publish(({ prompts }) => {
      prompts.zh.greeting = '您好，新的开场白。';
      prompts.zh.greeting_known = '{name}，又见面了。';
      prompts.en.greeting = 'A greeting of our own.';
    });
    expect((await hotline.dial(STRANGER)).heard).to.include('您好，新的开场白。');
    expect((await hotline.dial(KNOWN_NUMBER)).heard).to.include('张先生，又见面了。');
    expect((await hotline.dial(KNOWN_NUMBER)).heard).not.to.include('欢迎致电');
  });

  it('offers what is on, in its order, on its keys and under its names', async () => {
    await publish(({ menu }) => {
      const [repair, installation, , progress] = menu.items;
      if (!repair || !installation || !progress) throw new Error('the menu has changed');
      menu.items = [
        { ...installation, key: '1', label: { zh: '装机', en: 'fitting' } },
        { ...repair, key: '4' },
        { ...progress, key: '5', on: false },
      ];
    });
    const caller = await hotline.dial(STRANGER);
    expect(caller.heard).to.include('装机请按1，维修请按4，转人工请按0。');
    await caller.press('5');
    expect(caller.heard).to.include('没有听懂');
    await caller.press('1');
    expect(caller.heard).to.include('请选择要安装的产品');
    const english = await hotline.dial(STRANGER);
    await english.press('9');
    expect(english.heard).to.include('For fitting, press 1. For repair, press 4.');
  });

  it('leaves a call with the keys that it heard', async () => {
    const before = await hotline.dial(STRANGER);
    await publish(() => {});
    await before.press('1');
    expect(before.heard).to.include('请选择要安装的产品');
    const after = await hotline.dial(STRANGER);
    await after.press('1');
    expect(after.heard).to.include('请选择要维修的产品');
  });

  it('goes on with a call whose version another process has never seen', async () => {
    const before = await hotline.dial(STRANGER);
    await publish(({ menu }) => {
      menu.items = [];
    });
    const other = await startHotline(dataSource);
    try {
      const step = await other.post(before.nextPath, {
        CallSid: before.sid,
        From: STRANGER,
        To: '+864008009527',
        CallStatus: 'in-progress',
        Digits: '1',
      });
      expect(step.body).to.include('请选择要维修的产品');
    } finally {
      await other.close();
    }
  });

  it('announces what there is to announce while it lasts, urgent first', async () => {
    const minute = (hours: number) =>
      new Date(hotline.clock.now().getTime() + (8 + hours) * 3_600_000).toISOString().slice(0, 16);
    const one = { from: minute(-1), to: minute(1), where: ['menu' as const], urgent: false };
    await publish(({ announcements }) => {
      announcements.push(
        { ...one, text: { zh: '平常的公告。', en: 'An announcement.' } },
        { ...one, text: { zh: '紧急的公告。', en: 'Urgent.' }, urgent: true },
        { ...one, text: { zh: '过去的公告。', en: 'Past.' }, from: minute(-3), to: minute(-2) },
      );
    });
    const { heard } = await hotline.dial(STRANGER);
    expect(heard).to.match(/^紧急的公告。.*欢迎致电.*平常的公告。.*请按1/s);
    expect(heard).not.to.include('过去的公告');
  });

  it('lets a number that previews hear the draft, as it is saved at that moment', async () => {
    await draft(greeting('草稿的开场白。'));
    const now = hotline.clock.now();
    await inTransaction((tx) => previewDraft(tx, { number: STRANGER, personId: 1 }, now));
    hotline.setupChanged();
    await waitFor(async () => (await hotline.dial(STRANGER)).heard.includes('草稿的开场白'), {
      what: 'the draft on the phone',
    });
    expect((await hotline.dial('+8613900139001')).heard).not.to.include('草稿的开场白');
    const body = greeting('又改过的草稿。');
    await inTransaction((tx) => saveDraft(tx, { body, revision: 1, personId: 1 }, now));
    expect((await hotline.dial(STRANGER)).heard).to.include('又改过的草稿');
    hotline.clock.offsetMs += 31 * 60_000;
    expect((await hotline.dial(STRANGER)).heard).not.to.include('草稿');
  });
});
