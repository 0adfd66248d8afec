import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { seedDemo } from '../../../server/demo/seed.ts';
import { emptyTables, stateOfData } from '../../../server/demo/state.ts';
import { readFile } from '../../../services/imports/read-file.ts';
import { unseal } from '../../../services/integration/secrets.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { AT, NIGHT, SCALE, SESSION_SECRET, seeded, seedOne } from './seeded.ts';

describe('demo seed', function () {
  this.timeout(60_000);

  it('makes the same province from the same seed, and another one from another', async () => {
    const [first, again, other] = [await seeded(AT), await seedOne(AT, 1), await seedOne(AT, 2)];
    const digest = await digestOf(first.dataSource);
    expect(await digestOf(again.dataSource)).to.deep.equal(digest);
    const differing = Object.entries(await digestOf(other.dataSource)).filter(
      ([table, sum]) => sum !== digest[table],
    );
    expect(differing.map(([table]) => table)).to.include.members(['customer', 'ticket', 'event', 'outlet']);
  });

  it('tells how far it is, phase by phase', async () => {
    const { progress, rows } = await seeded(AT);
    expect([...new Set(progress.map(({ phase }) => phase))]).to.deep.equal([
      'network',
      'customers',
      'history',
    ]);
    const history = progress.filter(({ phase }) => phase === 'history').map(({ done }) => done);
    expect(history.length).to.be.greaterThan(5);
    expect(history).to.deep.equal([...history].sort((a, b) => a - b));
    expect(rows).to.be.greaterThan(50_000);
  });

  it('knows an empty database from a filled one, and from one whose seed was broken off', async () => {
    const { dataSource } = await testDatabase();
    expect(await stateOfData(dataSource)).to.equal('empty');
    const broken = new Error('broken off');
    const onProgress = ({ phase }: { phase: string }) => {
      if (phase === 'history') throw broken;
    };
    const failure = await seedDemo(dataSource, { now: AT, scale: SCALE, onProgress }).catch((error) => error);
    expect(failure).to.equal(broken);
    expect(await stateOfData(dataSource)).to.equal('unfinished');
    await emptyTables(dataSource);
    expect(await stateOfData(dataSource)).to.equal('empty');
    expect(await stateOfData((await seeded(AT)).dataSource)).to.equal('filled');
    await dataSource.query("INSERT INTO customer (name, createdAt) VALUES ('someone', '2026-01-01')");
    expect(await stateOfData(dataSource)).to.equal('filled');
  });

  it('has a receipt for the counter, a list taken in but for one row, and a system told nothing yet', async () => {
    const { dataSource } = await seeded(AT);
    const [{ receipts }] = await dataSource.query('SELECT COUNT(*) AS receipts FROM sale');
    expect(Number(receipts)).to.be.greaterThan(100);
    const [list] = await dataSource.query(
      'SELECT i.*, f.content FROM data_import i JOIN import_file f ON f.importId = i.id',
    );
    const file = readFile('sales', list.content);
    expect('rows' in file && file.rows.length).to.equal(list.rows);
    const [problem] = await dataSource.query('SELECT line FROM import_problem');
    expect('rows' in file && file.rows.at(-1)?.line).to.equal(problem.line);
    const [endpoint] = await dataSource.query('SELECT state, sealedSecret FROM webhook_endpoint');
    expect(endpoint.state).to.equal('paused');
    expect(unseal(SESSION_SECRET, endpoint.sealedSecret)).to.match(/^whsec_/);
  });

  it('makes up no customer where a real carrier could ring them', async () => {
    const { dataSource } = await testDatabase();
    await seedDemo(dataSource, { now: AT, networkOnly: true });
    const [row] = await dataSource.query(
      `SELECT (SELECT COUNT(*) FROM outlet) AS outlets, (SELECT COUNT(*) FROM phone_number) AS numbers,
              (SELECT COUNT(*) FROM ticket) AS tickets, (SELECT COUNT(*) FROM obligation) AS owed`,
    );
    expect(Object.values(row).map(Number)).to.deep.equal([600, 0, 0, 0]);
  });

  it('leaves nothing behind in a database that is not migrated', async () => {
    const { createDataSource } = await import('../../../entities/data-source.ts');
    const dataSource = createDataSource({ url: await emptyDatabase(), poolSize: 2 });
    await dataSource.initialize();
    const failure = await seedDemo(dataSource, { now: NIGHT, scale: SCALE }).catch((error) => error);
    await dataSource.destroy();
    expect(failure).to.be.an('error');
  });
});

/** One sum for each table; hashes of passwords are salted and secrets sealed, and never the same twice. */
async function digestOf(dataSource: DataSource): Promise<Record<string, string>> {
  const digest: Record<string, string> = {};
  for (const { tableName } of dataSource.entityMetadatas) {
    if (tableName === 'person') {
      const [row] = await dataSource.query(
        'SELECT SUM(CRC32(CONCAT_WS("/", id, username, name, active))) AS sum FROM person',
      );
      digest[tableName] = String(row.sum);
    } else if (tableName === 'webhook_endpoint') {
      const [row] = await dataSource.query(
        'SELECT SUM(CRC32(CONCAT_WS("/", id, url, state))) AS sum FROM webhook_endpoint',
      );
      digest[tableName] = String(row.sum);
    } else {
      const [row] = await dataSource.query(`CHECKSUM TABLE \`${tableName}\``);
      digest[tableName] = String(row.Checksum);
    }
  }
  return digest;
}
