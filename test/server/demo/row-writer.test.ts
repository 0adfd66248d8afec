import { expect } from 'chai';
import { Customer } from '../../../entities/customer.ts';
import { Setting } from '../../../entities/journal.ts';
import { RowWriter } from '../../../server/demo/row-writer.ts';
import { testDatabase } from '../../support/database.ts';

describe('row writer', () => {
  it('writes what it is given, in as many statements as it takes', async () => {
    const { dataSource } = await testDatabase();
    const runner = dataSource.createQueryRunner();
    const writer = new RowWriter(dataSource, runner);
    const nasty = `'; DROP TABLE customer; -- \\' "x" ? :name \u0000 \n 王\u{20BB7}`;
    const createdAt = new Date('2026-03-02T03:04:05.678Z');
    for (let id = 1; id <= 2_500; id++)
      writer.add(Customer, { id, name: nasty, gender: '', callWish: 'any', createdAt });
    writer.add(Setting, { name: 'nasty', value: { text: nasty, none: null } });
    await writer.finish();
    await runner.release();
    const customers = await dataSource.manager.find(Customer);
    expect(customers).to.have.length(2_500);
    expect(customers[2_499]).to.deep.equal(customers[0] && { ...customers[0], id: 2_500 });
    expect(customers[0]).to.deep.include({ name: nasty, createdAt });
    const setting = await dataSource.manager.findOneByOrFail(Setting, { name: 'nasty' });
    expect(setting.value).to.deep.equal({ text: nasty, none: null });
    expect(writer.rows).to.equal(2_501);
  });

  it('tells of a statement that failed, at the latest when it finishes', async () => {
    const { dataSource } = await testDatabase();
    const runner = dataSource.createQueryRunner();
    const writer = new RowWriter(dataSource, runner);
    const row = { id: 1, name: 'twice', gender: '', callWish: 'any' as const, createdAt: new Date(0) };
    writer.add(Customer, row);
    writer.add(Customer, row);
    const failure = await writer.finish().catch((error) => error);
    await runner.release();
    expect(failure.driverError.errno).to.equal(1062);
  });
});
