import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { DomainError } from '../../../domain/errors.ts';
import { initialSetup, type PhoneSetup } from '../../../domain/setup/phone-setup.ts';
import { problem, type SetupProblem } from '../../../domain/setup/problem.ts';
import { PhoneSetupVersion, SetupPreview } from '../../../entities/setup.ts';
import { discardDraft, saveDraft } from '../../../services/setup/draft.ts';
import { loadPreviews, setupById, setupInForce } from '../../../services/setup/in-force.ts';
import { endPreview, previewDraft } from '../../../services/setup/preview.ts';
import { goBackTo, publishDraft } from '../../../services/setup/publish.ts';
import { createTransactor, type InTransaction, type Tx } from '../../../services/transaction.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const greeting = (text: string): PhoneSetup => ({
  ...initialSetup,
  prompts: { zh: { greeting: text }, en: {} },
});

describe('the phone’s setup and its versions', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  before(async () => {
    ({ dataSource } = await testDatabase());
    inTransaction = createTransactor(dataSource);
  });
  beforeEach(async () => {
    await dataSource.query('DELETE FROM phone_setup');
    await dataSource.query('DELETE FROM setup_preview');
  });

  const fine = async (): Promise<SetupProblem[]> => [];
  const save = (text: string, revision: number | null) =>
    inTransaction((tx) => saveDraft(tx, { body: greeting(text), revision, personId: 1 }, NOW));
  const publish = (revision: number, check = fine) =>
    inTransaction((tx) => publishDraft(tx, { revision, why: '试一试', personId: 2, check }, NOW));
  const inForce = async () => (await setupInForce(dataSource.manager)).body.prompts.zh.greeting;
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
      return 'done';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  };

  it('is the phone as it comes until one is published', async () => {
    expect(await setupInForce(dataSource.manager)).to.deep.equal({ id: 0, revision: 0, body: initialSetup });
    await save('草稿。', null);
    expect(await inForce()).to.equal(undefined);
  });

  it('goes from a draft into force, and the one before is kept', async () => {
    await save('一。', null);
    const first = await publish(1);
    await save('二。', null);
    await save('三。', 1);
    const second = await publish(2);
    expect(await inForce()).to.equal('三。');
    const rows = await dataSource.manager.find(PhoneSetupVersion, { order: { id: 'ASC' } });
    expect(
      rows.map(({ id, state, slot, number, setupId }) => [id, state, slot, number, setupId]),
    ).to.deep.equal([
      [first, 'retired', null, 1, null],
      [second, 'published', 'published', 2, first],
    ]);
    expect(rows[1]).to.deep.include({ why: '试一试', publishedBy: 2, editedBy: 1 });
    expect((await setupById(dataSource.manager, first))?.body.prompts.zh.greeting).to.equal('一。');
  });

  it('tells whoever saves over what they have not seen', async () => {
    await save('一。', null);
    expect(await codeOf(save('别人的。', null))).to.equal('stale');
    await save('二。', 1);
    expect(await codeOf(save('旧的。', 1))).to.equal('stale');
    expect(await codeOf(publish(1))).to.equal('stale');
    expect(await codeOf(inTransaction((tx) => discardDraft(tx, { revision: 1 })))).to.equal('stale');
    await inTransaction((tx) => discardDraft(tx, { revision: 2 }));
    expect(await dataSource.manager.count(PhoneSetupVersion)).to.equal(0);
  });

  it('does not come into force with an error, and does with a warning', async () => {
    await save('一。', null);
    const wrong = async () => [problem('never_open', 'hours')];
    expect(await codeOf(publish(1, wrong))).to.equal('invalid');
    expect(await inForce()).to.equal(undefined);
    await publish(1, async () => [problem('long_to_hear', 'prompts')]);
    expect(await inForce()).to.equal('一。');
  });

  it('goes back to an older version as a new one; the draft stays', async () => {
    await save('一。', null);
    const first = await publish(1);
    await save('二。', null);
    const second = await publish(1);
    await save('三。', null);
    const back =
      (setupId: number, check = fine) =>
      (tx: Tx) =>
        goBackTo(tx, { setupId, why: '恢复', personId: 2, check }, NOW);
    const third = await inTransaction(back(first));
    expect(await inForce()).to.equal('一。');
    const row = await dataSource.manager.findOneByOrFail(PhoneSetupVersion, { id: third });
    expect(row).to.deep.include({ number: 3, setupId: first, why: '恢复' });
    expect(await codeOf(inTransaction(back(third)))).to.equal('wrong_state');
    expect(await codeOf(inTransaction(back(999_999)))).to.equal('not_found');
    expect(await codeOf(inTransaction(back(second, async () => [problem('dead_end', 'menu')])))).to.equal(
      'invalid',
    );
    expect(await dataSource.manager.countBy(PhoneSetupVersion, { slot: 'draft' })).to.equal(1);
  });

  it('has one in force however many publish at once', async () => {
    await save('一。', null);
    const first = await publish(1);
    await save('二。', null);
    await publish(1);
    await save('三。', null);
    const all = await Promise.all([
      ...Array.from({ length: 8 }, () => codeOf(publish(1))),
      ...Array.from({ length: 8 }, () =>
        codeOf(
          inTransaction((tx) => goBackTo(tx, { setupId: first, why: '恢复', personId: 2, check: fine }, NOW)),
        ),
      ),
    ]);
    expect(all.filter((code) => code === 'done').length).to.be.greaterThan(1);
    expect(await dataSource.manager.countBy(PhoneSetupVersion, { slot: 'published' })).to.equal(1);
    const numbers = await dataSource.query(
      'SELECT number FROM phone_setup WHERE number IS NOT NULL ORDER BY number',
    );
    expect(numbers.map(({ number }: { number: number }) => number)).to.deep.equal(
      numbers.map((_: unknown, index: number) => index + 1),
    );
  });

  it('lets a number hear the draft for half an hour', async () => {
    const preview = (number: string) => inTransaction((tx) => previewDraft(tx, { number, personId: 1 }, NOW));
    expect(await codeOf(preview('138 0013 8000'))).to.equal('wrong_state');
    const id = await save('一。', null);
    expect(await codeOf(preview('anonymous'))).to.equal('invalid');
    const { number, until } = await preview('138 0013 8000');
    expect(number).to.equal('+8613800138000');
    expect(until.toISOString()).to.equal('2026-11-23T02:30:00.000Z');
    expect((await loadPreviews(dataSource.manager)).get(number)).to.deep.equal({ setupId: id, until });
    await inTransaction((tx) => endPreview(tx, { number: '13800138000' }));
    expect(await dataSource.manager.count(SetupPreview)).to.equal(0);
    await preview('12345');
    await publish(1);
    expect(await dataSource.manager.count(SetupPreview)).to.equal(0);
  });

  it('is read as it comes when an older release saved what cannot be read', async () => {
    await save('一。', null);
    await publish(1);
    await dataSource.query(`UPDATE phone_setup SET body = '{"menu":{"items":[{"wish":"gone","key":"1"}]}}'`);
    expect((await setupInForce(dataSource.manager)).body).to.deep.equal(initialSetup);
  });
});
