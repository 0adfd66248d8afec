import { expect } from 'chai';
import type { Coverage } from '../../../domain/contracts/followup.ts';
import type { ObligationKind, Settlement } from '../../../domain/vocabulary.ts';
import { Recording } from '../../../entities/call.ts';
import { SurveyAnswer } from '../../../entities/followup.ts';
import { WORKBOOK_ROWS } from '../../../services/export/workbook.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { type ListDesk, openListDesk } from './list-desk.ts';

describe('tables of follow-up that are handed out (F5)', () => {
  let desk: ListDesk;
  before(async () => {
    desk = await openListDesk();
    const { a, b } = desk.world;
    const inA = { regionId: a.regionId, storeId: a.storeId, outletId: a.outletId };
    const inB = { regionId: b.regionId, storeId: b.storeId, outletId: b.outletId };
    for (let n = 0; n < 3; n++) await desk.obligation({ ...inA, note: '=1+1' });
    await desk.obligation({ ...inA, kind: 'voicemail' });
    await desk.obligation({ ...inB, kind: 'voicemail' });
    await answered('survey', inA, { solved: 0, score: 2 }, { words: '=还是漏水' });
    await answered('check', inA, { solved: 1 }, { transcript: 'it leaks' });
    await answered('survey', inB, { solved: 1 }, {});
    for (const settlement of ['attempts_spent', 'attempts_spent', 'do_not_call'] as const)
      await ended(inA, settlement);
    await ended(inB, 'no_number');
    await desk.obligation({ ...inB, dueAt: minutesIn(-1) });
  });
  after(() => desk.api.close());

  type Where = Record<'regionId' | 'storeId' | 'outletId', number>;
  const ended = (where: Where, settlement: Settlement) =>
    desk.obligation({ ...where, state: 'exhausted', settlement, settledAt: MORNING });

  /** A survey that was answered, with a remark: written, written down from what was said, or only spoken. */
  async function answered(
    kind: ObligationKind,
    where: Where,
    values: Record<string, number>,
    { words = null, transcript = null }: { words?: string | null; transcript?: string | null },
  ) {
    const manager = desk.manager();
    const obligationId = await desk.obligation({
      ...where,
      kind,
      state: 'settled',
      settlement: 'web',
      settledAt: MORNING,
    });
    const said = { obligationId, scriptVersion: 0, at: MORNING };
    for (const [question, value] of Object.entries(values))
      await manager.insert(SurveyAnswer, { ...said, question, value });
    let recordingId: number | null = null;
    if (words === null) {
      const { identifiers } = await manager.insert(Recording, {
        sid: `RE-export-${obligationId}`,
        contactId: await desk.contact(),
        kind: 'remark',
        at: MORNING,
        durationSeconds: 5,
        url: 'http://127.0.0.1:1/Recordings/RE1',
        state: 'kept',
        transcript,
      });
      recordingId = Number(identifiers[0]?.id);
    }
    await manager.insert(SurveyAnswer, { ...said, question: 'remark', value: null, words, recordingId });
  }

  const take = (path: string, token: string): Promise<Response> =>
    fetch(`${desk.api.url}/api/followups/export/${path}`, { headers: { Authorization: `Bearer ${token}` } });
  /** The cells of each row, the heading first. */
  const rowsOf = async (path: string, token = desk.token): Promise<string[][]> =>
    Buffer.from(await (await take(path, token)).arrayBuffer())
      .toString()
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')));
  /** Rows by the names of their columns. */
  const told = async (path: string, token = desk.token) => {
    const [heading = [], ...rows] = await rowsOf(path, token);
    return rows.map((row) => Object.fromEntries(heading.map((name, index) => [name, row[index]])));
  };

  it('hold what one may see, of one region and one store alone, with numbers masked', async () => {
    const all = await told('obligations');
    const { a } = desk.world;
    const own = new Set([a.regionId]);
    const ids = async (token: string) => (await told('obligations', token)).map((row) => row.编号);
    const mine = (await desk.manager().query('SELECT id, regionId FROM obligation ORDER BY id')) as {
      id: number;
      regionId: number;
    }[];
    expect(all).to.have.length(mine.length);
    const ofA = mine.filter(({ regionId }) => own.has(regionId)).map(({ id }) => String(id));
    expect(ofA.length).to.be.within(1, mine.length - 1);
    const { token: regional } = await desk.world.hire('region_manager', 'region');
    expect(await ids(regional)).to.deep.equal(ofA);
    for (const role of ['store_supervisor', 'category_supervisor'] as const) {
      const { token } = await desk.world.hire(role, 'store');
      expect(await ids(token), role).to.deep.equal(ofA);
      const answers = await told('answers', token);
      expect(answers, role).to.have.length(5);
    }
    const numbers = (await told('obligations', regional)).map((row) => row.电话);
    expect(new Set(numbers)).to.deep.equal(new Set(['139****2222']));
    expect(all[0]?.电话).to.equal('13911112222');
    expect(
      all.filter((row) => row.备注 === "'=1+1"),
      'no formula',
    ).to.have.length(3);
    const { token: outlet } = await desk.world.hire('outlet_manager', 'outlet');
    for (const table of ['coverage', 'obligations', 'answers'])
      expect((await take(table, outlet)).status).to.equal(403);
  });

  it('tell answers with their kind, and remarks in the words that there are', async () => {
    const of = async (query: string) =>
      (await told(`answers?language=en${query}`)).map((row) => [row.Kind, row.Value, row.Answer]);
    expect(await of('')).to.deep.equal([
      ['Follow-up survey', '0', 'no'],
      ['Follow-up survey', '2', '2'],
      ['Follow-up survey', '', "'=还是漏水"],
      ['Second call', '1', 'yes'],
      ['Second call', '', 'it leaks'],
      ['Follow-up survey', '1', 'yes'],
      ['Follow-up survey', '', 'spoken'],
    ]);
    expect(await of('&kind=check')).to.have.length(2);
    expect(await of('&answer=solved:1')).to.have.length(4);
  });

  it('tell coverage as the page does, with a column for each reason', async () => {
    const rows = await told('coverage?by=region&language=en');
    const { body } = await desk.api.get<Coverage>('/api/followups/coverage?by=region', desk.token);
    expect(
      rows.map((row) => [row.Owed, row.Due, row.Settled, row.Exceptions, row.Open, row.Overdue]),
    ).to.deep.equal(
      body.rows.map((row) =>
        [row.opened, row.due, row.settled, row.exhausted, row.open, row.overdue].map(String),
      ),
    );
    const reasons = ['Exceptions: Not reached', 'Exceptions: Do not call', 'Exceptions: No number'];
    expect(rows.map((row) => reasons.map((name) => row[name]))).to.deep.equal([
      ['2', '1', '0'],
      ['0', '0', '1'],
    ]);
    expect(rows.map((row) => row.Overdue)).to.deep.equal(['0', '1']);
  });

  it('are written down with who took them, and come as a workbook that is refused before it is read when too long', async () => {
    const { token, personId } = await desk.world.hire('headquarters_manager', 'headquarters');
    await take('obligations?kind=survey&state=open&language=en', token);
    const workbook = await take('coverage?by=region&format=xlsx', token);
    expect(workbook.headers.get('content-type')).to.include('spreadsheetml');
    expect(Buffer.from(await workbook.arrayBuffer()).toString('latin1', 0, 2)).to.equal('PK');
    const taken = async () =>
      (
        (await desk
          .manager()
          .query("SELECT data FROM event WHERE type = 'export.taken' AND actorId = ? ORDER BY id", [
            personId,
          ])) as { data: string | object }[]
      ).map(({ data }) => (typeof data === 'string' ? JSON.parse(data) : data));
    const before = await taken();
    expect(before[0]).to.include({ table: 'obligations', filters: 'kind=survey&state=open&by=kind' });
    expect(before[1]).to.include({ table: 'coverage', format: 'xlsx', filters: 'by=region' });

    await desk.manager().query(
      `INSERT INTO obligation (dedupKey, kind, number, language, state, priority, openedAt, dueAt, attempts)
       SELECT CONCAT('many-', seq), 'survey', '', 'zh', 'open', 10, '2026-04-01', '2026-04-02', 0 FROM seq_1_to_${WORKBOOK_ROWS}`,
    );
    const refused = await take('obligations?format=xlsx', token);
    expect(refused.status).to.equal(422);
    expect(await refused.json()).to.include({ code: 'too_long' });
    expect(await taken(), 'what was refused was not taken').to.deep.equal(before);
    expect((await take('obligations?format=xlsx&kind=voicemail', token)).status).to.equal(200);
  });
});
