import { expect } from 'chai';
import type { KnowledgeArticleView } from '../../../domain/contracts/knowledge.ts';
import { KNOWLEDGE } from '../../../server/demo/data/knowledge.ts';
import { writeKnowledge } from '../../../server/demo/knowledge.ts';
import { RowWriter } from '../../../server/demo/row-writer.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

type List = { items: KnowledgeArticleView[] };
interface Versions {
  items: { version: number; title: string; byName: string | null; why: string }[];
}

describe('scripts and knowledge', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let agent: string;
  let editor: string;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    agent = (await world.hire('agent', 'headquarters')).token;
    editor = (await world.hire('headquarters_manager', 'headquarters')).token;
    const writer = new RowWriter(api.database.dataSource, api.database.dataSource.createQueryRunner());
    writeKnowledge(writer, MORNING);
    await writer.finish();
  });
  after(() => api.close());

  const find = async (query: Record<string, string>) =>
    (await api.get<List>(`/api/knowledge?${new URLSearchParams(query)}`, agent)).body.items;
  const article = {
    sort: 'article',
    language: 'zh',
    title: '电视挂架怎么收费',
    body: '- 挂架 80 元，含安装',
    kinds: ['installation'],
    categories: ['television'],
    keywords: '壁挂,支架',
    why: '新价目表',
  };

  it('has a script for every kind of request and a text for every product, in both languages', async () => {
    for (const language of ['zh', 'en'] as const) {
      for (const kind of [
        'repair',
        'installation',
        'maintenance',
        'inquiry',
        'complaint',
        'claim',
        'rescue',
      ] as const) {
        const [script] = await find({ sort: 'script', language, kind, limit: '1' });
        expect(script?.kinds, `${language} ${kind}`).to.deep.equal([kind]);
      }
      const written = new Set(KNOWLEDGE[language].flatMap(({ categories = [] }) => categories));
      expect(written.size, language).to.equal(8);
    }
  });

  it('is found as one types, in a sentence, by an error code or by what else it is called', async () => {
    const first = async (search: string, language = 'zh') => (await find({ search, language }))[0]?.title;
    expect(await first('上门要收多少钱')).to.equal('过保上门收费标准');
    expect(await first('一氧化碳')).to.match(/安全话术/);
    expect(await first('胰岛素')).to.match(/冰箱|救援/);
    expect(await first('carbon monoxide', 'en')).to.match(/carbon monoxide/);
    expect(await find({ search: '拖拉机履带' })).to.deep.equal([]);
  });

  it('brings what is for the product spoken of first, and nothing for another', async () => {
    const shown = await find({ sort: 'article', kind: 'repair', category: 'television', limit: '50' });
    expect(shown[0]?.categories).to.deep.equal(['television']);
    expect(
      shown.every(({ categories }) => categories.length === 0 || categories.includes('television')),
    ).to.equal(true);
  });

  it('is written and changed by headquarters, each version kept with who and why', async () => {
    const made = await api.post<{ id: number }>('/api/knowledge', article, editor);
    expect(made.status, made.text).to.equal(201);
    const { id } = made.body;
    const edit = (over: object) =>
      api.post<{ code?: string }>(`/api/knowledge/${id}`, { ...article, version: 1, ...over }, editor);
    expect((await edit({ body: '- 挂架 90 元', why: '涨价' })).status).to.equal(200);
    const late = await edit({ body: '- 挂架 70 元' });
    expect([late.status, late.body.code], 'two at once').to.deep.equal([409, 'stale']);
    expect((await find({ search: '壁挂' }))[0]).to.include({ id, version: 2, body: '- 挂架 90 元' });
    const { items } = (await api.get<Versions>(`/api/knowledge/${id}/versions`, agent)).body;
    expect(items.map(({ version, why }) => [version, why])).to.deep.equal([
      [2, '涨价'],
      [1, '新价目表'],
    ]);
    expect(items[0]?.byName).to.match(/^职员/);

    expect((await edit({ version: 2, retired: true })).status).to.equal(200);
    expect(await find({ search: '壁挂' }), 'no longer offered').to.deep.equal([]);
    expect(await find({ search: '壁挂', retired: 'true' })).to.have.length(1);
  });

  it('is nobody else’s to write, and not for outlets to read', async () => {
    expect((await api.post('/api/knowledge', article, agent)).status).to.equal(403);
    const { token } = await world.hire('technician', 'outlet');
    expect((await api.get('/api/knowledge', token)).status).to.equal(403);
    const wrong = { ...article, categories: ['tractor'] };
    expect((await api.post('/api/knowledge', wrong, editor)).status).to.equal(422);
    expect((await api.post('/api/knowledge/99999', { ...article, version: 1 }, editor)).status).to.equal(404);
  });
});
