/** Started by a test, and killed by it: a worker that takes a file in. */
import { createDataSource } from '../../entities/data-source.ts';
import { systemClock } from '../../server/clock.ts';
import { runImport } from '../../services/imports/run-import.ts';
import { createTransactor } from '../../services/transaction.ts';

const [url = '', importId = ''] = process.argv.slice(2);
const dataSource = createDataSource({ url, poolSize: 2 });
await dataSource.initialize();
await runImport(
  { inTransaction: createTransactor(dataSource), clock: systemClock },
  { importId: Number(importId) },
);
await dataSource.destroy();
