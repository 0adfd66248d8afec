import { expect } from 'chai';
import { createDataSource } from '../../entities/data-source.ts';
import { migrations } from '../../entities/migrations/index.ts';
import { emptyDatabase } from '../support/database.ts';

describe('the migration to the desk', () => {
  it('keeps who is not to be called, and what was spoken before', async () => {
    const dataSource = createDataSource({ url: await emptyDatabase(), poolSize: 1 });
    await dataSource.initialize();
    const runner = dataSource.createQueryRunner();
    const [first, ...later] = migrations.map((Migration) => new Migration());
    await first?.up(runner);
    const at = '2026-01-01 00:00:00.000';
    const write = async (sql: string) => runner.query(sql.replaceAll('@at', `'${at}'`));
    await write("INSERT INTO customer (id, name, createdAt) VALUES (1, '王芳', @at), (2, '李雷', @at)");
    await write(
      `INSERT INTO phone_number (number, customerId, doNotCall)
       VALUES ('+8613800138000', 1, 1), ('+8613800138000', 2, 1), ('+8613900139000', 2, 0)`,
    );
    await write(
      `INSERT INTO recording (sid, contactId, ticketId, url, durationSeconds, at) VALUES ('RE1', 5, NULL, 'u', 9, @at)`,
    );
    await write(
      `INSERT INTO attempt (id, number, contactId, state, grantedAt) VALUES (3, '+8613800138000', 6, 'answered', @at)`,
    );
    await write('INSERT INTO attempt_obligation (attemptId, obligationId) VALUES (3, 4)');
    await write(
      `INSERT INTO survey_answer (obligationId, ticketId, question, recordingUrl, at)
       VALUES (4, 7, 'remark', 'https://api.example.com/Recordings/RE2', @at), (4, 7, 'score', NULL, @at)`,
    );
    for (const migration of later) await migration.up(runner);

    expect(await runner.query('SELECT number, kind, openMark FROM number_rule')).to.deep.equal([
      { number: '+8613800138000', kind: 'do_not_call', openMark: 1 },
    ]);
    const until = new Date('2027-01-01T00:00:00Z');
    expect(
      await runner.query(
        'SELECT sid, kind, state, contactId, ticketId, retainUntil, nextActionAt FROM recording',
      ),
    ).to.deep.equal(
      [
        { sid: 'RE1', kind: 'message', contactId: 5, ticketId: null },
        { sid: 'RE2', kind: 'remark', contactId: 6, ticketId: 7 },
      ].map((row) => ({ ...row, state: 'kept', retainUntil: until, nextActionAt: until })),
    );
    expect(await runner.query('SELECT question, recordingId FROM survey_answer ORDER BY id')).to.deep.equal([
      { question: 'remark', recordingId: 2 },
      { question: 'score', recordingId: null },
    ]);
    await runner.release();
    await dataSource.destroy();
  });
});
