import { expect } from 'chai';
import { testDatabase } from '../support/database.ts';

describe('more work than there is room for', () => {
  it('is refused at once instead of waiting for ever, and the next is done again', async () => {
    const { dataSource } = await testDatabase({ poolSize: 1 });
    // Nobody gets on before this one is let go.
    const runner = dataSource.createQueryRunner();
    await runner.connect();
    const waiting = Array.from({ length: 10 }, () => dataSource.query('SELECT 1 AS one'));
    const refused = await dataSource.query('SELECT 1').then(
      () => 'done',
      (error: Error) => error.message,
    );
    expect(refused).to.match(/queue limit/i);
    await runner.release();
    expect((await Promise.all(waiting)).flat()).to.have.length(10);
    expect(await dataSource.query('SELECT 1 AS one')).to.deep.equal([{ one: 1 }]);
  });
});
