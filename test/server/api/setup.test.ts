import { expect } from 'chai';
import type { z } from 'zod';
import type {
  CheckedSetup,
  PhoneSetup,
  PromptCatalogue,
  SetupChange,
  SetupDay,
  SetupView,
  setupVersionsSchema,
} from '../../../domain/contracts/setup.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('the phone’s setup over the API', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let admin: string;
  let hq: string;
  let agent: string;
  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    ({ token: admin } = await world.hire('administrator', 'headquarters'));
    ({ token: hq } = await world.hire('headquarters_manager', 'headquarters'));
    ({ token: agent } = await world.hire('agent', 'headquarters'));
  });
  after(() => api.close());

  const view = async (token = admin): Promise<SetupView> =>
    (await api.get<SetupView>('/api/setup', token)).body;
  const changed = async (change: (body: PhoneSetup) => void): Promise<PhoneSetup> => {
    const { current, draft } = await view();
    const body = structuredClone((draft ?? current).body);
    change(body);
    return body;
  };

  it('is read by headquarters and edited by administrators alone', async () => {
    expect((await view()).mayEdit).to.equal(true);
    expect((await view(hq)).mayEdit).to.equal(false);
    expect((await api.get('/api/setup', agent)).status).to.equal(403);
    const { current } = await view();
    for (const [path, body] of [
      ['/api/setup/draft', { body: current.body, revision: null }],
      ['/api/setup/publish', { revision: 1, why: '因为' }],
      ['/api/setup/preview', { number: '13800138000' }],
      ['/api/setup/versions/1/go-back', { why: '因为' }],
    ] as const) {
      expect((await api.post(path, body, hq)).status, path).to.equal(403);
    }
  });

  it('is saved, checked, published and taken back, with who, when and why', async () => {
    const wrong = await changed(({ menu }) => {
      if (menu.items[1]) menu.items[1].key = '1';
    });
    const checked = await api.post<CheckedSetup>('/api/setup/check', { body: wrong }, admin);
    expect(checked.body.problems.map(({ code }) => code)).to.include('key_taken');
    expect(checked.body.sounds.beginning.zh.text).to.include('欢迎致电');
    expect((await api.post('/api/setup/draft', { body: wrong, revision: null }, admin)).status).to.equal(200);
    const refused = await api.post('/api/setup/publish', { revision: 1, why: '试一试' }, admin);
    expect([refused.status, refused.body.code]).to.deep.equal([422, 'invalid']);

    const right = await changed(({ menu, prompts }) => {
      if (menu.items[1]) menu.items[1].key = '2';
      prompts.zh.greeting = '新的开场白。';
    });
    expect((await api.post('/api/setup/draft', { body: right, revision: null }, admin)).status).to.equal(409);
    await api.post('/api/setup/draft', { body: right, revision: 1 }, admin);
    expect((await api.post('/api/setup/publish', { revision: 2, why: '试一试' }, admin)).status).to.equal(
      200,
    );
    const { current, draft } = await view();
    expect(draft).to.equal(null);
    expect(current).to.deep.include({ number: 1, why: '试一试' });
    expect(current.publishedAt).to.equal(api.time.now.toISOString());

    const diff = await api.get<{ items: SetupChange[] }>(`/api/setup/diff?from=0&to=${current.id}`, hq);
    expect(diff.body.items).to.deep.equal([
      { part: 'prompts', at: 'greeting.zh', before: null, after: '新的开场白。' },
    ]);
    const second = await changed(({ prompts }) => {
      prompts.zh.greeting = '更新的开场白。';
    });
    await api.post('/api/setup/draft', { body: second, revision: null }, admin);
    await api.post('/api/setup/publish', { revision: 1, why: '再试' }, admin);
    await api.post(`/api/setup/versions/${current.id}/go-back`, { why: '还是原来的好' }, admin);
    const versions = await api.get<z.infer<typeof setupVersionsSchema>>('/api/setup/versions', hq);
    expect(
      versions.body.items.map(({ number, state, basedOn, why }) => [number, state, basedOn, why]),
    ).to.deep.equal([
      [3, 'published', 1, '还是原来的好'],
      [2, 'retired', 1, '再试'],
      [1, 'retired', null, '试一试'],
      [null, 'retired', null, null],
    ]);
    expect((await view()).current.body.prompts.zh.greeting).to.equal('新的开场白。');
  });

  it('shows the month with holidays, make-up workdays and special days', async () => {
    const { current } = await view();
    const exceptions = [{ from: '2026-10-20', to: '2026-10-20', kind: 'closed', spans: [], name: '停机' }];
    const hours = { ...current.body.hours, holiday: [], exceptions };
    const { body } = await api.post<{ items: SetupDay[] }>(
      '/api/setup/month',
      { month: '2026-10', hours },
      hq,
    );
    expect(body.items.length).to.equal(31);
    const on = (day: string) => body.items.find((one) => one.day === day);
    expect(on('2026-10-01')).to.deep.include({ kind: 'holiday', covered: true, spans: [] });
    expect(on('2026-10-01')?.holiday?.zh).to.equal('国庆节');
    expect(on('2026-10-10')?.kind).to.equal('make_up');
    expect(on('2026-10-20')).to.deep.include({ exception: 0, spans: [] });
    const later = await api.post<{ items: SetupDay[] }>('/api/setup/month', { month: '2031-10', hours }, hq);
    expect(later.body.items.every(({ covered, holiday }) => !covered && !holiday)).to.equal(true);
  });

  it('tells what every sentence says, and what it may name', async () => {
    const { body } = await api.get<PromptCatalogue>('/api/setup/prompts', hq);
    expect(body.items[0]?.key).to.equal('greeting');
    const opened = body.items.find(({ key }) => key === 'opened');
    expect(opened?.parts).to.deep.equal([{ name: 'number', needed: true }]);
    expect(opened?.zh.template).to.include('{number}');
  });

  it('has a preview that is listed and ended', async () => {
    const body = await changed(() => {});
    await api.post('/api/setup/draft', { body, revision: null }, admin);
    const begun = await api.post<{ number: string }>('/api/setup/preview', { number: '13800138000' }, admin);
    expect(begun.body.number).to.equal('+8613800138000');
    expect((await view()).previews.map(({ number }) => number)).to.deep.equal(['+8613800138000']);
    await api.post('/api/setup/preview/end', { number: '13800138000' }, admin);
    expect((await view()).previews).to.deep.equal([]);
    expect((await api.post('/api/setup/draft/discard', { revision: 1 }, admin)).status).to.equal(200);
    expect((await view()).draft).to.equal(null);
  });
});
