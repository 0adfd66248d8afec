import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { ImportKind, ImportView } from '../../../domain/contracts/imports.ts';
import { Brand } from '../../../entities/network.ts';
import { Assignment, Person } from '../../../entities/organisation.ts';
import { movableClock } from '../../../server/clock.ts';
import { applyImport, dueImports, mistakesOf, receiveFile } from '../../../services/imports/imports.ts';
import { runImport } from '../../../services/imports/run-import.ts';
import { loadViewer, type Viewer } from '../../../services/people/viewer.ts';
import { importProblems, importView } from '../../../services/views/imports.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { type SmallProvince, smallProvince } from '../../support/province.ts';
import { waitFor } from '../../support/wait-for.ts';

const CUSTOMERS = '姓名,电话,性别,备用电话,区县,地址';
const SALES = '小票号,门店编码,购买日期,姓名,电话,区县,地址,品类,品牌,型号,序列号,质保月数';

describe('imports', () => {
  let database: TestDatabase;
  let province: SmallProvince;
  let administrator: Viewer;
  let store: Viewer;
  const clock = movableClock();
  const query = (sql: string, params: unknown[] = []) => database.dataSource.query(sql, params);

  before(async () => {
    database = await testDatabase();
    province = await smallProvince(database.dataSource);
    const { manager } = database.dataSource;
    await manager.insert(Brand, { code: 'LANXU', name: '蓝序', nameEn: 'Lanxu', manufacturer: '蓝序电器' });
    await manager.query("UPDATE district SET storeId = NULL WHERE code = '990103'");
    const [{ id: headquarters }] = await query("SELECT id FROM unit WHERE kind = 'headquarters'");
    administrator = await hire('administrator', headquarters);
    store = await hire('store_supervisor', province.storeId);
  });

  async function hire(role: 'administrator' | 'store_supervisor', unitId: number): Promise<Viewer> {
    const { manager } = database.dataSource;
    const { identifiers } = await manager.insert(Person, {
      username: role,
      name: role,
      passwordHash: '1$00$00',
    });
    const personId = Number(identifiers[0]?.id);
    await manager.insert(Assignment, { personId, role, unitId, validFrom: '2020-01-01' });
    return (await loadViewer(manager, { personId }, '2026-05-01')) as Viewer;
  }

  const deps = () => ({ inTransaction: province.inTransaction, clock });
  const view = (id: number): Promise<ImportView> => importView(database.dataSource.manager, id);
  const send = (kind: ImportKind, lines: string[], viewer = administrator) =>
    province.inTransaction((tx) =>
      receiveFile(
        tx,
        { viewer, kind, fileName: 'list.csv', content: Buffer.from(lines.join('\r\n')) },
        clock.now(),
      ),
    );
  const look = async (kind: ImportKind, lines: string[], viewer = administrator) => {
    const id = await send(kind, lines, viewer);
    await runImport(deps(), { importId: id });
    return view(id);
  };
  const take = async (looked: ImportView, viewer = administrator) => {
    await province.inTransaction((tx) =>
      applyImport(tx, { importId: looked.id, fileHash: looked.fileHash, viewer }, clock.now()),
    );
    await runImport(deps(), { importId: looked.id });
    return view(looked.id);
  };
  const counts = ({ newRows, changedRows, sameRows, badRows }: ImportView) => [
    newRows,
    changedRows,
    sameRows,
    badRows,
  ];
  const fingerprint = async () =>
    JSON.stringify(
      await query('CHECKSUM TABLE customer, phone_number, site, appliance, sale, outlet, coverage'),
    );

  it('look a file through without changing anything, and take it in as foretold, once', async () => {
    const lines = [
      CUSTOMERS,
      '王芳,138 0013 8000,女,0731-82345678,东城区,人民路1号',
      '李雷,13900139000,男,,990102,解放路2号',
      '韩梅,1390013,女,,某某县,',
    ];
    const before = await fingerprint();
    const looked = await look('customers', lines);
    expect(await fingerprint()).to.equal(before);
    expect(looked).to.include({ state: 'checked', rows: 3, encoding: 'utf-8' });
    expect(counts(looked)).to.deep.equal([2, 0, 0, 1]);
    expect(await importProblems(database.dataSource.manager, looked.id)).to.have.deep.members([
      { line: 4, column: 'phone', trouble: 'not_a_phone', given: '1390013' },
      { line: 4, column: 'district', trouble: 'unknown_district', given: '某某县' },
      { line: 4, column: 'address', trouble: 'needed', given: '' },
    ]);
    expect(await take(looked)).to.include({ state: 'done', doneRows: 3 });
    const people = await query(
      'SELECT c.name, p.number FROM customer c JOIN phone_number p ON p.customerId = c.id ORDER BY p.id',
    );
    expect(people).to.deep.equal([
      { name: '王芳', number: '+8613800138000' },
      { name: '王芳', number: '+8673182345678' },
      { name: '李雷', number: '+8613900139000' },
    ]);
    const after = await fingerprint();
    const again = await look('customers', lines);
    expect(counts(again)).to.deep.equal([0, 0, 2, 1]);
    await take(again);
    expect(await fingerprint()).to.equal(after);
    lines[2] = '李雷,13900139000,男,,990102,解放路3号';
    expect(counts(await look('customers', lines))).to.deep.equal([0, 1, 1, 1]);
  });

  it('make one appliance of the same sale, however often and in whatever file it comes (H9)', async () => {
    const sale = 'XS1,S1,2026年1月5日,王芳,13800138000,东城区,人民路1号,电视,蓝序,L55,sn-1,36';
    const first = await look('sales', [
      SALES,
      sale,
      sale.replace('sn-1', ''),
      sale,
      sale.replace('sn-1', ''),
    ]);
    expect(counts(first)).to.deep.equal([2, 0, 0, 2]);
    await take(first);
    const [appliance] = await query("SELECT * FROM appliance WHERE serialNumber = 'SN-1'");
    expect(appliance).to.include({
      category: 'television',
      model: 'L55',
      purchasedOn: '2026-01-05',
      warrantyUntil: '2029-01-05',
    });
    const [{ owner }] = await query('SELECT name AS owner FROM customer WHERE id = ?', [
      appliance.customerId,
    ]);
    expect(owner).to.equal('王芳');
    const second = await look('sales', [
      SALES,
      sale,
      sale.replace(',36', ',24'),
      'XS2,S1,20260106,李雷,13900139000,,,电视,蓝序,L55,SN-1,36',
    ]);
    expect(counts(second)).to.deep.equal([0, 0, 1, 2]);
    const changed = await look('sales', [SALES, sale.replace(',36', ',24')]);
    expect(counts(changed)).to.deep.equal([0, 1, 0, 0]);
    const stolen = await look('sales', [SALES, 'XS2,S1,20260106,李雷,13900139000,,,电视,蓝序,L55,SN-1,36']);
    expect(await importProblems(database.dataSource.manager, stolen.id)).to.deep.equal([
      { line: 2, column: 'serial', trouble: 'serial_elsewhere', given: 'SN-1' },
    ]);
    expect(await query('SELECT COUNT(*) AS n FROM appliance')).to.deep.equal([{ n: 2 }]);
  });

  it('let a store write to its own alone, and to no network', async () => {
    const foreign = await look('customers', [CUSTOMERS, '王芳,13800138000,女,,西城区,人民路1号'], store);
    expect(await importProblems(database.dataSource.manager, foreign.id)).to.deep.equal([
      { line: 2, column: 'district', trouble: 'not_yours', given: '西城区' },
    ]);
    let refused: { code?: string } = {};
    await send('outlets', ['x'], store).catch((error) => {
      refused = error;
    });
    expect(refused.code).to.equal('forbidden');
  });

  it('bring in outlets and coverage, and say which open tickets would be left without an outlet', async () => {
    const outlets = await look('outlets', [
      '网点编码,网点名称,类型,区县,电话,日接单量',
      'N1,东城维修站,外协,东城区,0731-82345678,12',
      'N2,东城厂家站,厂家,东城区,0731-82345679,3',
    ]);
    expect(counts(outlets)).to.deep.equal([1, 0, 0, 1]);
    await take(outlets);
    const cover = '网点编码,区县,品类,业务,增撤';
    await take(await look('coverage', [cover, 'N1,东城区,电视,全部,']));
    expect(await query('SELECT kind FROM coverage ORDER BY kind')).to.have.length(4);
    await province.open();
    const removing = await look('coverage', [cover, 'N1,东城区,电视,维修,撤']);
    expect(removing.strandedAt).to.deep.equal([
      { districtCode: '990102', category: 'television', kind: 'repair', tickets: 1 },
    ]);
    await province.addOutlet();
    expect((await look('coverage', [cover, 'N1,东城区,电视,维修,撤'])).stranded).to.equal(0);
  });

  it('place an outlet where the list says and how it stands at first; later that is no matter of lists', async () => {
    const header = '网点编码,网点名称,类型,区县,电话,日接单量,经度,纬度,状态';
    const row = (code: string, rest: string) => `${code},东城二站,外协,东城区,0731-82345678,12,${rest}`;
    const [{ lng, lat }] = await query("SELECT lng, lat FROM district WHERE code = '990102'");
    const first = await look('outlets', [header, row('P1', `${lng + 0.1},${lat},已警告`)]);
    await take(first);
    const [outlet] = await query("SELECT lng, lat, standing FROM outlet WHERE code = 'P1'");
    expect(outlet.lng).to.be.closeTo(lng + 0.1, 1e-6);
    expect(outlet.standing).to.equal('warned');
    const again = await look('outlets', [
      header,
      row('P1', `${lng + 0.1},${lat},`),
      row('P2', `${lng},,`),
      row('P3', `${lat},112.9,`),
      row('P4', `${lng + 20},${lat},`),
      row('P5', `${lng},${lat},随便`),
    ]);
    expect(counts(again)).to.deep.equal([0, 0, 1, 4]);
    const wrong = await importProblems(database.dataSource.manager, again.id);
    expect(wrong.map(({ column, trouble }) => [column, trouble])).to.deep.equal([
      ['lat', 'needed'],
      ['lat', 'not_degrees'],
      ['lng', 'far_from_district'],
      ['standing', 'unknown_word'],
    ]);
    const stopped = await look('outlets', [header, row('P1', ',,停止派工')]);
    expect(await importProblems(database.dataSource.manager, stopped.id)).to.deep.equal([
      { line: 2, column: 'standing', trouble: 'standing_elsewhere', given: '停止派工' },
    ]);
    // Without a point it stays where it is.
    const named = header.replace(',经度,纬度,状态', '');
    expect(counts(await look('outlets', [named, row('P1', '').slice(0, -1)]))).to.deep.equal([0, 0, 1, 0]);
  });

  it('give back the rows that are wrong, without a live formula', async () => {
    const looked = await look('customers', [CUSTOMERS, '=HYPERLINK("x"),1,,,@a,+b']);
    const text = await mistakesOf(database.dataSource.manager, looked.id, 'customers', 'zh');
    expect(text.startsWith('\ufeff姓名,电话')).to.equal(true);
    expect(text).to.include("'=HYPERLINK");
    expect(text).to.include("'@a,'+b,2,");
    expect(text).to.include('电话：不是能拨通的号码');
  });

  it('refuse a file that is not the one that was looked through', async () => {
    const looked = await look('customers', [CUSTOMERS, '赵云,13700137001,男,,东城区,五一路1号']);
    let refused: { code?: string } = {};
    await province
      .inTransaction((tx) =>
        applyImport(
          tx,
          { importId: looked.id, fileHash: 'f'.repeat(64), viewer: administrator },
          clock.now(),
        ),
      )
      .catch((error) => {
        refused = error;
      });
    expect(refused.code).to.equal('stale');
  });

  it('go on where a worker was killed, and take in every row once', async function () {
    this.timeout(120_000);
    const rows = Array.from(
      { length: 600 },
      (_, at) => `顾客${at},1381${String(at).padStart(7, '0')},,,东城区,长路${at}号`,
    );
    const looked = await look('customers', [CUSTOMERS, ...rows]);
    expect(counts(looked)).to.deep.equal([600, 0, 0, 0]);
    await province.inTransaction((tx) =>
      applyImport(tx, { importId: looked.id, fileHash: looked.fileHash, viewer: administrator }, clock.now()),
    );
    const child = fork(fileURLToPath(new URL('../../support/import-child.ts', import.meta.url)), [
      database.url,
      String(looked.id),
    ]);
    await waitFor(async () => (await view(looked.id)).doneRows >= 200, {
      timeout: 60_000,
      interval: 5,
      what: 'some rows',
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const half = await view(looked.id);
    expect(half.doneRows).to.be.below(600);
    expect(half.state).to.equal('applying');
    expect(await dueImports(database.dataSource.manager, clock.now()), 'it is still claimed').to.deep.equal(
      [],
    );
    clock.offsetMs = 3 * 60_000;
    for (const job of await dueImports(database.dataSource.manager, clock.now()))
      await runImport(deps(), job);
    expect(await view(looked.id)).to.include({ state: 'done', doneRows: 600 });
    const [{ people, names }] = await query(
      "SELECT COUNT(*) AS people, COUNT(DISTINCT name) AS names FROM customer WHERE name LIKE '顾客%'",
    );
    expect([people, names]).to.deep.equal([600, 600]);
  });
});
