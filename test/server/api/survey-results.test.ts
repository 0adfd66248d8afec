import { expect } from 'chai';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type {
  ObligationCount,
  ObligationView,
  Remark,
  SurveyResults,
} from '../../../domain/contracts/followup.ts';
import { initialPolicy } from '../../../domain/policy.ts';
import { hoursAfter } from '../../../domain/time.ts';
import { Contact, Recording } from '../../../entities/call.ts';
import { Doubt } from '../../../entities/doubt.ts';
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
    await eachFigureOpensAsMany(all);
  });

  it('open no more than they count: neither who was settled without an answer, nor what turned out not to be true', async () => {
    const before = await results();
    const { manager } = world.province.dataSource;
    // Settled the same way, without a word.
    await answered(world.a, 0, {});
    const [doubted] = await manager.find(Obligation, { where: { openedAt: MORNING }, order: { id: 'ASC' } });
    const doubt = {
      kind: 'too_short',
      dedupKey: 'doubt-results',
      figures: {},
      raisedAt: MORNING,
    } as const;
    const { identifiers } = await manager.insert(Doubt, {
      ...doubt,
      obligationIds: [doubted?.id ?? 0],
      state: 'open',
    });
    const id = Number(identifiers[0]?.id);
    expect(await results(), 'while nobody has looked into it').to.deep.equal(before);
    await manager.update(Doubt, { id }, { state: 'confirmed' });
    const after = await results();
    expect(after).to.deep.include({ surveys: 3, doubted: 1, ways: [{ settlement: 'web', count: 3 }] });
    expect(after.questions.find(({ key }) => key === 'score')?.average).to.equal(3);
    expect(after.trend.reduce((sum, { answered: count }) => sum + count, 0)).to.equal(3);
    await eachFigureOpensAsMany(after);
    expect(await listed(after, 'answered=true&believed=false')).to.equal(1);
    await manager.update(Doubt, { id }, { state: 'dismissed' });
    expect(await results()).to.deep.equal(before);
  });

  /** As the page links them. */
  const listed = async ({ from, to }: SurveyResults, which: string) => {
    const query = `kind=survey&from=${from}&to=${to}&${which}`;
    const path = `/api/followups?${query}&limit=100`;
    const { status, body } = await api.get<{ items: ObligationView[] }>(path, hq);
    expect(status, path).to.equal(200);
    const counted = await api.get<ObligationCount>(`/api/followups/count?${query}`, hq);
    expect(counted.body.count, path).to.equal(body.items.length);
    return body.items.length;
  };
  async function eachFigureOpensAsMany(told: SurveyResults) {
    const open = (which: string) => listed(told, `believed=true&${which}`);
    expect(await open('answered=true')).to.equal(told.surveys);
    for (const { settlement, count } of told.ways)
      expect(await open(`answered=true&settlement=${settlement}`), settlement).to.equal(count);
    for (const { key, total, answers } of told.questions) {
      expect(await open(`answer=${key}`), key).to.equal(total);
      for (const { value, count } of answers)
        expect(await open(`answer=${key}:${value}`), `${key}:${value}`).to.equal(count);
    }
    for (const { day, until, answered: count } of told.trend)
      expect(await listed({ ...told, from: day, to: until }, 'believed=true&answer=solved')).to.equal(count);
  }

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

  it('are a region’s and a store’s own for them, and narrowed by whose work it is', async () => {
    expect(await results('', regional)).to.include({ surveys: 3 });
    expect(await results(`?outletId=${world.b.outletId}`)).to.include({ surveys: 1 });
    expect(await results(`?outletId=${world.b.outletId}`, regional)).to.include({ surveys: 0 });
    for (const role of ['store_supervisor', 'category_supervisor'] as const) {
      const { token } = await world.hire(role, 'store', world.b);
      expect(await results('', token), role).to.include({ surveys: 1 });
    }
    const { token } = await world.hire('outlet_manager', 'outlet');
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
    const { manager } = world.province.dataSource;
    const leaking = await manager.findOneByOrFail(SurveyAnswer, { words: '还是漏水' });
    const { identifiers } = await manager.insert(Doubt, {
      kind: 'too_short',
      dedupKey: 'doubt-remark',
      figures: {},
      raisedAt: MORNING,
      obligationIds: [leaking.obligationId],
      state: 'confirmed',
    });
    expect(await remarks(hq), 'what turned out not to be true').to.deep.equal([
      ['很好', 1, null, world.b.outletName],
    ]);
    await manager.update(Doubt, { id: Number(identifiers[0]?.id) }, { state: 'dismissed' });
    expect(await remarks(hq)).to.have.length(2);
  });

  it('say which of what was spoken the reader may hear, and from which score on it is bad', async () => {
    const { manager } = world.province.dataSource;
    const owed = await manager.findOneByOrFail(Obligation, { storeId: world.a.storeId });
    const contact = await manager.insert(Contact, { direction: 'outbound', number: '', startedAt: MORNING });
    const spoken = {
      sid: 'RE-remark',
      contactId: Number(contact.identifiers[0]?.id),
      ticketId: await world.open(world.a),
      kind: 'remark',
      at: MORNING,
      url: '',
      durationSeconds: 7,
      transcript: '地板踩脏了',
    } as const;
    const recording = await manager.insert(Recording, spoken);
    const recordingId = Number(recording.identifiers[0]?.id);
    await manager.insert(SurveyAnswer, {
      obligationId: owed.id,
      ticketId: spoken.ticketId,
      scriptVersion: 0,
      question: 'remark',
      value: null,
      recordingId,
      at: MORNING,
    });
    const { token: store } = await world.hire('store_supervisor', 'store');
    const onTicket = async (token: string) => {
      const { body } = await api.get<TicketDetail>(`/api/tickets/${spoken.ticketId}`, token);
      const [said] = body.survey.map(({ words, transcript, recordingId: id, seconds, mayHear }) => ({
        words,
        transcript,
        recordingId: id,
        seconds,
        mayHear,
      }));
      return said;
    };
    for (const [token, may] of [
      [hq, true],
      [regional, true],
      [store, false],
    ] as const) {
      const { body } = await api.get<{ items: Remark[] }>('/api/followups/remarks', token);
      expect(body.items.find((one) => one.recordingId === recordingId)?.mayHear).to.equal(may);
      expect(body.items.find(({ words }) => words === '还是漏水')?.mayHear, 'nothing to hear').to.equal(
        false,
      );
      const heard = await api.get<{ items?: object[] }>(`/api/recordings?id=${recordingId}&limit=1`, token);
      expect(heard.body.items?.length === 1, 'as the player is told').to.equal(may);
      expect(await onTicket(token), 'as on the ticket').to.deep.equal({
        words: null,
        transcript: '地板踩脏了',
        recordingId,
        seconds: 7,
        mayHear: may,
      });
    }
    for (const role of ['outlet_manager', 'technician'] as const) {
      const { token } = await world.hire(role, 'outlet');
      expect(await onTicket(token), `${role}: no more than that there is one`).to.deep.equal({
        words: null,
        transcript: null,
        recordingId: null,
        seconds: null,
        mayHear: false,
      });
    }
    expect(await results()).to.include({ badScore: initialPolicy.followup.badScore });
    await world.province.setPolicy(({ followup }) => Object.assign(followup, { badScore: 3 }));
    expect(await results()).to.include({ badScore: 3 });
  });
});
