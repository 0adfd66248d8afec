/** Started by a test, and killed by it: a worker that delivers to one endpoint, at the time that it is told. */
import { createDataSource } from '../../entities/data-source.ts';
import { systemClock } from '../../server/clock.ts';
import { createPostOutside } from '../../server/webhooks/post-outside.ts';
import { deliverWebhooks } from '../../services/integration/deliver.ts';
import { createTransactor } from '../../services/transaction.ts';

const [url = '', endpointId = '', sessionSecret = '', now = ''] = process.argv.slice(2);
const dataSource = createDataSource({ url, poolSize: 2 });
await dataSource.initialize();
await deliverWebhooks(
  {
    inTransaction: createTransactor(dataSource),
    clock: { now: () => new Date(now) },
    wallClock: systemClock,
    postOutside: createPostOutside({ privateToo: true }),
    sessionSecret,
  },
  { subject: `endpoint-${Number(endpointId)}` },
);
await dataSource.destroy();
