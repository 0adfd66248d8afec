import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { initialScript, type SurveyScript, scriptSchema } from '../../domain/followup/script.ts';
import { Contact } from '../../entities/call.ts';
import { Attempt, AttemptObligation, Obligation } from '../../entities/followup.ts';
import { publishScript, saveScriptDraft } from '../../services/followup/scripts.ts';
import { createTransactor } from '../../services/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Hotline, startHotline } from './hotline.ts';
import { KNOWN_NUMBER, smallWorld } from './small-world.ts';

/** The script that headquarters edits, as it is put to customers over the carrier's webhooks (F2). */
describe('the survey on the phone', () => {
  let dataSource: DataSource;
  let hotline: Hotline;
  let versions = 0;
  let calls = 0;
  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    hotline = await startHotline(dataSource);
  });
  after(() => hotline.close());

  /** Of two questions and one in the customer's own words. */
  const short = (words: string): SurveyScript =>
    scriptSchema.parse({
      questions: [
        { ...initialScript.questions[0], branches: [], next: null },
        { key: 'tidy', kind: 'spoken', words: { zh: words, en: 'Was it left tidy?' } },
        initialScript.questions.find(({ key }) => key === 'score'),
      ],
    });
  async function publish(body: SurveyScript): Promise<void> {
    const inTransaction = createTransactor(dataSource);
    const now = hotline.clock.now();
    await inTransaction((tx) => saveScriptDraft(tx, { body, revision: null, personId: 1 }, now));
    await inTransaction((tx) => publishScript(tx, { revision: 1, why: '测试', personId: 1 }, now));
    versions += 1;
    hotline.setupChanged();
    await waitFor(async () => (await ring()).version === versions, { what: 'the new version' });
  }

  /** A survey is owed, and the customer picks up. */
  async function ring(language: 'zh' | 'en' = 'zh') {
    const { manager } = dataSource;
    const id = 100 + ++calls;
    const at = hotline.clock.now();
    const contact = { direction: 'outbound', number: KNOWN_NUMBER, language, startedAt: at } as const;
    await manager.insert(Contact, { id, ...contact });
    const owed = { kind: 'survey', number: KNOWN_NUMBER, language, state: 'dialling' } as const;
    const times = { openedAt: at, dueAt: at };
    await manager.insert(Obligation, {
      id,
      ...owed,
      ...times,
      priority: 2,
      attempts: 1,
      dedupKey: `s-${id}`,
    });
    const placed = { number: KNOWN_NUMBER, contactId: id, state: 'placed', grantedAt: at } as const;
    await manager.insert(Attempt, { id, ...placed });
    await manager.insert(AttemptObligation, { attemptId: id, obligationId: id });
    const caller = await hotline.pickUp(id, KNOWN_NUMBER);
    const { scriptVersion: version } = await manager.findOneByOrFail(Obligation, { id });
    return { id, caller, version };
  }
  const answers = async (id: number) =>
    (
      await dataSource.query(
        'SELECT question, value, scriptVersion FROM survey_answer WHERE obligationId = ? ORDER BY id',
        [id],
      )
    ).map(Object.values);

  it('is asked as it comes, by keys and by words, with why it is not solved', async () => {
    const { id, caller } = await ring();
    expect(caller.heard).to.contain('问题解决了吗？已解决请按1，没有解决请按2。');
    const [gather] = caller.verbs;
    expect(gather?.attributes).to.include({ input: 'dtmf speech', language: 'cmn-Hans-CN' });
    expect(gather?.attributes.hints).to.contain('没有解决').and.contain('是的');
    await caller.speak('没有解决');
    expect(caller.heard).to.contain('主要是什么原因？没有人上门请按1');
    await caller.press('3');
    await caller.press('1');
    await caller.speak('一致');
    await caller.press('4');
    await caller.speak('两分');
    expect(caller.isRecording).to.equal(true);
    const recorded = caller.verbs.find(({ name }) => name === 'Record')?.attributes;
    expect(recorded).to.include({ finishOnKey: '#0' }).and.not.have.property('transcribe');
    await caller.record();
    expect(caller.heard).to.contain('感谢您的评价');
    expect(await answers(id)).to.deep.equal([
      ['solved', 0, 0],
      ['why_unsolved', 3, 0],
      ['on_time', 1, 0],
      ['charge_as_quoted', 1, 0],
      ['courtesy', 4, 0],
      ['score', 2, 0],
      ['remark', null, 0],
    ]);
  });

  it('has an English remark written down by the carrier, kept once beside its recording', async () => {
    const { id, caller } = await ring('en');
    for (const key of ['1', '1', '1', '4', '4']) await caller.press(key);
    const record = caller.verbs.find(({ name }) => name === 'Record');
    const { transcribe, transcribeCallback = '' } = record?.attributes ?? {};
    expect(transcribe).to.equal('true');
    await caller.record(12, 'RE-english');
    const path = new URL(transcribeCallback).pathname;
    const words = (
      TranscriptionText: string,
      RecordingSid = 'RE-english',
      TranscriptionStatus = 'completed',
    ) => hotline.post(path, { CallSid: caller.sid, RecordingSid, TranscriptionStatus, TranscriptionText });
    expect((await words('', 'RE-english', 'failed')).status).to.equal(204);
    expect((await words('The fridge still hums.')).status).to.equal(204);
    expect((await words('Somebody else said this.')).status).to.equal(204);
    expect((await words('Of no recording.', 'RE-unknown')).status).to.equal(204);
    expect((await hotline.post(path, { CallSid: caller.sid }, { signature: null })).status).to.equal(403);
    const [kept] = await dataSource.query(
      `SELECT r.transcript FROM survey_answer a JOIN recording r ON r.id = a.recordingId WHERE a.obligationId = ?`,
      [id],
    );
    expect(kept.transcript).to.equal('The fridge still hums.');
  });

  it('goes on with the version that its first question was of, also in a process that never saw it', async () => {
    await publish(short('现场收拾干净了吗？'));
    const { id, caller } = await ring();
    await publish(short('工具都带走了吗？'));
    await caller.press('1');
    expect(caller.heard).to.contain('现场收拾干净了吗？请在提示音后说出');
    const other = await startHotline(dataSource);
    const step = await other.post(caller.nextPath, {
      CallSid: caller.sid,
      From: '+864008009527',
      To: KNOWN_NUMBER,
      CallStatus: 'in-progress',
    });
    expect(step.body).to.contain('总体打几分');
    await other.close();
    expect(await answers(id)).to.deep.equal([['solved', 1, 1]]);
    const again = await hotline.pickUp(id, KNOWN_NUMBER);
    await again.press('1');
    expect(again.heard, 'the same survey, called once more').to.contain('现场收拾干净了吗');
    const { caller: later, version } = await ring();
    expect(version).to.equal(2);
    await later.press('1');
    expect(later.heard).to.contain('工具都带走了吗');
  });

  it('is pinned by nothing that a machine heard', async () => {
    const { id } = await ring();
    await dataSource.query('UPDATE obligation SET scriptVersion = NULL WHERE id = ?', [id]);
    await hotline.pickUp(id, KNOWN_NUMBER, { AnsweredBy: 'machine_start' });
    const [row] = await dataSource.query('SELECT scriptVersion FROM obligation WHERE id = ?', [id]);
    expect(row.scriptVersion).to.equal(null);
  });
});
