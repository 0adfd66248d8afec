import { expect } from 'chai';
import type { ObligationView, Remark, SurveyResults } from '../../../domain/contracts/followup.ts';
import { hoursAfter } from '../../../domain/time.ts';
import { Obligation, SurveyAnswer } from '../../../entities/followup.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type Side, type TwoRegions, twoRegions } from './two-regions.ts';

describe('the results of surveys (F2)', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let hq: string;
  let regional: string;
  let made = 0;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    ({ token: hq } = await world.hire('headquarters_manager', 'headquarters'));
    ({ token: regional } = await world.hire('region_manager', 'region'));
    await answered(world.a, 0, { solved: 1, score: 5 });
    await answered(world.a, 0, { solved: 0, why_unsolved: 3, score: 2 }, '还是漏水');
    await answered(world.a, 9, { solved: 1, score: 4 });
    await answered(world.b, 9, { solved: 1 }, '很好');
  });
  after(() => api.close());

  /** Work that was finished so many days ago, and what was answered of it. */
  async function answered(side: Side, daysAgo: number, values: Record<string, number>, words?: string) {
    const { manager } = world.province.dataSource;
    const openedAt = hoursAfter(MORNING, -24 * daysAgo);
    const owed = { kind: 'survey', state: 'settled', settlement: 'web', language: 'zh' } as const;
    const { identifiers } = await manager.insert(Obligation, {
      ...owed,
      dedupKey: `results-${++made}`,
      number: side.number,
      regionId: side.regionId,
      storeId: side.storeId,
      outletId: side.outletId,
      priority: 2,
      openedAt,
      dueAt: openedAt,
    });
    const obligationId = Number(identifiers[0]?.id);
    const said = { obligationId, scriptVersion: 0, at: MORNING };
    for (const [question, value] of Object.entries(values))
      await manager.insert(SurveyAnswer, { ...said, question, value });
    if (words) await manager.insert(SurveyAnswer, { ...said, question: 'remark', value: null, words });
  }
  const results = async (query = '', token = hq) =>
    (await api.get<SurveyResults>(`/api/followups/results${query}`, token)).body;
  const of = ({ questions }: SurveyResults, key: string) => {
    const question = questions.find((one) => one.key === key);
    return question?.answers.filter(({ count }) => count > 0).map(({ value, count }) => [value, count]);
  };

  it('count every answer, and each figure opens as many surveys', async () => {
    const all = await results();
    expect(all).to.deep.include({ surveys: 4, ways: [{ settlement: 'web', count: 4 }] });
    expect(of(all, 'solved')).to.deep.equal([
      [1, 3],
      [0, 1],
    ]);
    expect(of(all, 'why_unsolved')).to.deep.equal([[3, 1]]);
    expect(all.questions.find(({ key }) => key === 'score')?.average).to.be.closeTo(11 / 3, 1e-9);
    for (const { key, answers } of all.questions) {
      for (const { value, count } of answers) {
        const path = `/api/followups?kind=survey&from=${all.from}&to=${all.to}&answer=${key}:${value}&limit=100`;
        const { body } = await api.get<{ items: ObligationView[] }>(path, hq);
        expect(body.items, `${key}:${value}`).to.have.length(count);
      }
    }
  });

  it('go by day and by week over the days looked at, and add up', async () => {
    const days = await results();
    expect(days.trend).to.have.length(30);
    expect(days.trend.at(-1)).to.deep.include({
      day: days.to,
      answered: 2,
      solved: 1,
      scored: 2,
      score: 3.5,
    });
    const weeks = await results('?by=week');
    expect(weeks.trend.length).to.be.within(5, 6);
    for (const { trend } of [days, weeks]) {
      expect(trend.reduce((sum, { answered: count }) => sum + count, 0)).to.equal(4);
      for (const [index, { until }] of trend.entries()) {
        const next = trend[index + 1]?.day;
        if (next) expect(until < next).to.equal(true);
      }
    }
  });

  it('are a region’s own for a region, and narrowed by whose work it is', async () => {
    expect(await results('', regional)).to.include({ surveys: 3 });
    expect(await results(`?outletId=${world.b.outletId}`)).to.include({ surveys: 1 });
    expect(await results(`?outletId=${world.b.outletId}`, regional)).to.include({ surveys: 0 });
    const { token } = await world.hire('store_supervisor', 'store');
    expect((await api.get('/api/followups/results', token)).status).to.equal(403);
  });

  it('hold what was said in their own words, newest first', async () => {
    const remarks = async (token: string) =>
      (await api.get<{ items: Remark[] }>('/api/followups/remarks', token)).body.items.map(
        ({ words, solved, score, outlet }) => [words, solved, score, outlet?.name],
      );
    expect(await remarks(hq)).to.deep.equal([
      ['很好', 1, null, world.b.outletName],
      ['还是漏水', 0, 2, world.a.outletName],
    ]);
    expect(await remarks(regional)).to.have.length(1);
  });
});
