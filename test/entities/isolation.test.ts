import { expect } from 'chai';
import { createDataSource } from '../../entities/data-source.ts';
import { emptyDatabase } from '../support/database.ts';

describe('a database of another isolation', () => {
  it('is not worked with, and it is said how to start it', async () => {
    const url = await emptyDatabase();
    const admin = await createDataSource({ url, poolSize: 1 }).initialize();
    await admin.query("SET GLOBAL tx_isolation = 'REPEATABLE-READ'");
    try {
      const refused = await createDataSource({ url })
        .initialize()
        .catch((error: Error) => error);
      expect(refused).to.be.instanceOf(Error).with.property('message').that.includes('READ-COMMITTED');
    } finally {
      await admin.query("SET GLOBAL tx_isolation = 'READ-COMMITTED'");
      await admin.destroy();
    }
  });
});
