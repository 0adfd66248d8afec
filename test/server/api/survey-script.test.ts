import { expect } from 'chai';
import type {
  CheckedScript,
  ScriptVersion,
  ScriptView,
  ScriptWithBody,
  SurveyScript,
} from '../../../domain/contracts/survey-script.ts';
import { initialScript } from '../../../domain/followup/script.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { twoRegions } from './two-regions.ts';

describe('the survey script over the API', () => {
  let api: ApiServer;
  let hq: string;
  let agent: string;
  let region: string;
  before(async () => {
    api = await startApi();
    const world = await twoRegions(api);
    ({ token: hq } = await world.hire('headquarters_manager', 'headquarters'));
    ({ token: agent } = await world.hire('agent', 'headquarters'));
    ({ token: region } = await world.hire('region_manager', 'region'));
  });
  after(() => api.close());

  const view = async () => (await api.get<ScriptView>('/api/survey-script', hq)).body;
  const changed = async (change: (body: SurveyScript) => void): Promise<SurveyScript> => {
    const { current, draft } = await view();
    const body = structuredClone((draft ?? current).body);
    change(body);
    return body;
  };
  const save = (body: SurveyScript, revision: number | null) =>
    api.post('/api/survey-script/draft', { body, revision }, hq);

  it('is headquarters’ to read and to write', async () => {
    for (const token of [agent, region]) {
      expect((await api.get('/api/survey-script', token)).status).to.equal(403);
      const { body } = (await view()).current;
      const refused = await api.post('/api/survey-script/draft', { body, revision: null }, token);
      expect(refused.status).to.equal(403);
    }
  });

  it('is saved, checked, published and taken back, with who, when and why', async () => {
    const wrong = await changed(({ questions }) => questions.shift());
    const { body: checked } = await api.post<CheckedScript>('/api/survey-script/check', { body: wrong }, hq);
    expect(checked.problems.map(({ code }) => code)).to.deep.equal(['solved_not_first']);
    expect((await save(wrong, null)).status).to.equal(200);
    const refused = await api.post('/api/survey-script/publish', { revision: 1, why: '试一试' }, hq);
    expect([refused.status, refused.body.code]).to.deep.equal([422, 'invalid']);
    await api.post('/api/survey-script/draft/discard', { revision: 1 }, hq);

    const right = await changed(({ questions }) => {
      const [solved] = questions;
      if (solved) solved.words.zh = '这次修好了吗？';
    });
    await save(right, null);
    expect((await save(right, null)).status, 'over a draft that was not seen').to.equal(409);
    await api.post('/api/survey-script/publish', { revision: 1, why: '说得更明白' }, hq);
    const { current, draft } = await view();
    expect(draft).to.equal(null);
    expect(current).to.deep.include({ number: 1, why: '说得更明白' });
    expect(current.publishedAt).to.equal(api.time.now.toISOString());
    expect(current.body.questions[0]?.words.zh).to.equal('这次修好了吗？');

    await save(await changed(({ questions }) => questions.pop()), null);
    await api.post('/api/survey-script/publish', { revision: 1, why: '短一些' }, hq);
    await api.post(`/api/survey-script/versions/${current.id}/go-back`, { why: '还要留言' }, hq);
    const { body } = await api.get<{ items: ScriptVersion[] }>('/api/survey-script/versions', hq);
    expect(body.items.map(({ number, state, basedOn, why }) => [number, state, basedOn, why])).to.deep.equal([
      [3, 'published', 1, '还要留言'],
      [2, 'retired', 1, '短一些'],
      [1, 'retired', null, '说得更明白'],
      [null, 'retired', null, null],
    ]);
    expect((await view()).current.body).to.deep.equal(right);

    const asItComes = (await api.get<ScriptWithBody>('/api/survey-script/versions/0', hq)).body;
    expect(asItComes.body).to.deep.equal(initialScript);
    await api.post('/api/survey-script/versions/0/go-back', { why: '出厂的最好' }, hq);
    const { current: again } = await view();
    expect(again).to.deep.include({ number: 4, basedOn: null, why: '出厂的最好' });
    expect(again.body).to.deep.equal(initialScript);
  });

  it('shows every way through it, by kind of ticket where they differ', async () => {
    const body = await changed(({ questions }) => {
      const why = questions.find(({ key }) => key === 'why_unsolved');
      if (why) why.only = ['repair'];
    });
    const { body: checked } = await api.post<CheckedScript>('/api/survey-script/check', { body }, hq);
    expect(checked.problems).to.deep.equal([]);
    expect(checked.ways.map(({ kinds, paths }) => [kinds[0], paths.length])).to.deep.equal([
      ['repair', 3],
      ['installation', 1],
      ['inquiry', 1],
    ]);
  });
});
