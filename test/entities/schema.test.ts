import { expect } from 'chai';
import { createDataSource } from '../../entities/data-source.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

describe('schema', () => {
  it('is by migrations exactly what the entities say', async () => {
    const { dataSource } = await testDatabase();
    const drift = await dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).to.deep.equal([]);
  });

  it('can be taken back to nothing, and made again', async () => {
    const dataSource = createDataSource({ url: await emptyDatabase(), poolSize: 2 });
    await dataSource.initialize();
    try {
      const made = await dataSource.runMigrations();
      for (const _ of made) await dataSource.undoLastMigration();
      expect(await tables()).to.deep.equal(['migrations']);
      await dataSource.runMigrations();
      expect((await tables()).length).to.equal(dataSource.entityMetadatas.length + 1);
    } finally {
      await dataSource.destroy();
    }

    async function tables(): Promise<string[]> {
      const rows: { name: string }[] = await dataSource.query(
        'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
      );
      return rows.map(({ name }) => name);
    }
  });
});
