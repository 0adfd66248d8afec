import { expect } from 'chai';
import { IMPORT_KINDS, IMPORT_MAX_BYTES, type ImportView } from '../../../domain/contracts/imports.ts';
import { ROLES } from '../../../domain/vocabulary.ts';
import { ALL_IMPORTERS } from '../../../services/imports/imports.ts';
import { runImport } from '../../../services/imports/run-import.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('bringing lists in', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let admin: string;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    admin = (await world.hire('administrator', 'headquarters')).token;
  });
  after(() => api.close());

  const csv = '姓名,电话,区县,地址\n王芳,13800138000,东城区,人民路1号\n李雷,1,东城区,人民路2号\n';
  const send = (token: string, raw: string, kind = 'customers', type = 'text/csv') =>
    api.send<{ import: ImportView }>('POST', `/api/imports?kind=${kind}&fileName=a.csv`, {
      token,
      raw,
      headers: { 'content-type': type },
    });
  const work = (id: number) =>
    runImport(
      { inTransaction: world.province.inTransaction, clock: { now: () => api.time.now } },
      { importId: id },
    );

  it('goes from the file by what it would do to what it did', async () => {
    const sent = await send(admin, csv);
    expect(sent.status).to.equal(201);
    const { id, fileHash } = sent.body.import;
    expect(
      (await api.post(`/api/imports/${id}/apply`, { fileHash }, admin)).status,
      'not looked through',
    ).to.equal(409);
    await work(id);
    const looked = await api.get<{ import: ImportView }>(`/api/imports/${id}`, admin);
    expect(looked.body.import).to.include({ state: 'checked', newRows: 1, badRows: 1 });
    const problems = await api.get<{ items: object[] }>(`/api/imports/${id}/problems`, admin);
    expect(problems.body.items).to.deep.equal([
      { line: 3, column: 'phone', trouble: 'not_a_phone', given: '1' },
    ]);
    const mistakes = await api.send('GET', `/api/imports/${id}/mistakes?language=en`, { token: admin });
    expect(mistakes.headers.get('content-disposition')).to.include('attachment');
    expect(mistakes.text).to.include('李雷,1,东城区,人民路2号,3,Phone is no number');
    expect((await api.post(`/api/imports/${id}/apply`, { fileHash: '0'.repeat(64) }, admin)).status).to.equal(
      409,
    );
    expect((await api.post(`/api/imports/${id}/apply`, { fileHash }, admin)).status).to.equal(200);
    await work(id);
    const done = await api.get<{ import: ImportView }>(`/api/imports/${id}`, admin);
    expect(done.body.import).to.include({ state: 'done', doneRows: 2 });
    expect((await api.post(`/api/imports/${id}/drop`, {}, admin)).status).to.equal(409);
  });

  it('is each one’s own, and of stores alone within their own', async () => {
    const mine = await world.hire('store_supervisor', 'store');
    const other = await world.hire('category_supervisor', 'store', world.b);
    const { id } = (await send(mine.token, csv)).body.import;
    expect((await api.get(`/api/imports/${id}`, other.token)).status).to.equal(404);
    expect((await api.post(`/api/imports/${id}/drop`, {}, other.token)).status).to.equal(404);
    expect((await api.get<{ items: object[] }>('/api/imports', other.token)).body.items).to.deep.equal([]);
    const foreign = (await send(other.token, csv)).body.import;
    await work(foreign.id);
    const problems = await api.get<{ items: { trouble: string }[] }>(
      `/api/imports/${foreign.id}/problems`,
      other.token,
    );
    expect(problems.body.items[0]?.trouble).to.equal('not_yours');
    for (const kind of ['outlets', 'coverage']) {
      expect((await send(mine.token, csv, kind)).status).to.equal(403);
    }
    expect((await api.post(`/api/imports/${id}/drop`, {}, mine.token)).status).to.equal(200);
    expect(
      await api.database.dataSource.query('SELECT 1 FROM import_file WHERE importId = ?', [id]),
    ).to.deep.equal([]);
  });

  it('is for no other role', async () => {
    for (const role of ROLES.filter((name) => !ALL_IMPORTERS.includes(name))) {
      const { token } = await world.hire(role, 'headquarters');
      expect((await send(token, csv)).status, role).to.equal(403);
      expect((await api.get('/api/imports', token)).status, role).to.equal(403);
    }
  });

  it('has a template for each kind, which its own reader takes', async () => {
    for (const kind of IMPORT_KINDS) {
      const { status, text } = await api.send('GET', `/api/import-templates/${kind}`, { token: admin });
      expect(status).to.equal(200);
      const { id } = (await send(admin, text, kind)).body.import;
      await work(id);
      const looked = await api.get<{ import: ImportView }>(`/api/imports/${id}`, admin);
      expect(looked.body.import, kind).to.include({ state: 'checked', rows: 1 });
    }
  });

  it('takes no file that is too large, empty, or of another type', async () => {
    expect((await send(admin, 'x'.repeat(IMPORT_MAX_BYTES + 1))).status).to.equal(413);
    expect((await send(admin, '')).status).to.equal(422);
    expect((await send(admin, csv, 'customers', 'text/plain')).status).to.equal(422);
  });
});
