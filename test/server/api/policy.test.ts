import { expect } from 'chai';
import type { CheckedPolicy, PolicyPreviewView, PolicyView } from '../../../domain/contracts/policy.ts';
import { initialPolicy } from '../../../domain/policy.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('the policy over the API', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let admin: string;
  let manager: string;

  before(async function () {
    this.timeout(60_000);
    api = await startApi();
    world = await twoRegions(api);
    admin = (await world.hire('administrator', 'headquarters')).token;
    manager = (await world.hire('headquarters_manager', 'headquarters')).token;
  });
  after(() => api.close());

  const body = { ...initialPolicy, dispatch: { ...initialPolicy.dispatch, maxMoves: 7 } };
  const view = async (token: string) => (await api.get<PolicyView>('/api/policy', token)).body;

  it('is read by headquarters and edited by administrators, of the whole province alone', async () => {
    expect(await view(manager)).to.include({ mayEdit: false });
    expect(await view(admin)).to.include({ mayEdit: true });
    const regional = (await world.hire('administrator', 'region')).token;
    expect(await view(regional)).to.include({ mayEdit: false });
    const draft = { body, revision: null };
    for (const token of [manager, regional]) {
      expect((await api.post('/api/policy/draft', draft, token)).status).to.equal(403);
      const publishing = { revision: 1, over: 0, why: '试一试' };
      expect((await api.post('/api/policy/publish', publishing, token)).status).to.equal(403);
      const back = { over: 0, why: '试一试' };
      expect((await api.post('/api/policy/versions/1/go-back', back, token)).status).to.equal(403);
    }
    expect((await api.post('/api/policy/previews', { body }, regional)).status).to.equal(403);
    const dispatcher = (await world.hire('dispatcher', 'headquarters')).token;
    expect((await api.get('/api/policy', dispatcher)).status).to.equal(403);
  });

  it('brings a schema for the form, and says of what is typed what is wrong and what it changes', async () => {
    const { schema } = await view(admin);
    expect(schema).to.have.nested.property(
      'properties.dispatch.properties.weights.properties.wish.maximum',
      100,
    );
    const wrong = { ...body, followup: { ...body.followup, badScore: 9 } };
    const { body: checked } = await api.post<CheckedPolicy>('/api/policy/check', { body: wrong }, manager);
    expect(checked.problems).to.deep.equal([{ code: 'too_big', path: 'followup.badScore', limit: 5 }]);
    expect(checked.changes.map(({ path }) => path)).to.have.members([
      'dispatch.maxMoves',
      'followup.badScore',
    ]);
    expect((await api.post('/api/policy/draft', { body: wrong, revision: null }, admin)).status).to.equal(
      422,
    );
  });

  it('goes from a draft into force; what is stale is refused', async () => {
    const saved = await api.post<{ revision: number }>('/api/policy/draft', { body, revision: null }, admin);
    expect(saved.body).to.deep.equal({ revision: 1 });
    const stale = await api.post('/api/policy/draft', { body, revision: 5 }, admin);
    expect(stale.status).to.equal(409);
    const { current } = await view(admin);
    const published = await api.post<{ version: { id: number } }>(
      '/api/policy/publish',
      { revision: 1, over: current.id, why: '减少转派' },
      admin,
    );
    expect(published.status).to.equal(200);
    expect((await view(manager)).current).to.deep.include({ id: published.body.version.id, why: '减少转派' });
    const again = { revision: 1, over: current.id, why: '减少转派' };
    expect((await api.post('/api/policy/publish', again, admin)).status).to.equal(409);
    const diff = await api.get<{ items: unknown[] }>(
      `/api/policy/diff?from=${current.id}&to=${published.body.version.id}`,
      manager,
    );
    expect(diff.body.items).to.deep.equal([{ path: 'dispatch.maxMoves', before: 3, after: 7 }]);
  });

  it('takes a preview from headquarters, and tells how far it is', async () => {
    const asked = await api.post<PolicyPreviewView>('/api/policy/previews', { body }, manager);
    expect(asked.body).to.include({ state: 'queued', done: 0, result: null });
    const path = `/api/policy/previews/${asked.body.id}`;
    expect((await api.get<PolicyPreviewView>(path, admin)).body.id).to.equal(asked.body.id);
    expect((await api.get<{ items: unknown[] }>(`${path}/changes`, admin)).body.items).to.deep.equal([]);
    const regional = (await world.hire('headquarters_manager', 'region')).token;
    expect((await api.get(path, regional)).status).to.equal(403);
    expect((await api.get(`${path}/changes`, regional)).status).to.equal(403);
    expect((await api.get('/api/policy/previews/999999', admin)).status).to.equal(404);
  });
});
