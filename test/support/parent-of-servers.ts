/** Started by a test, to be killed: runs both private servers under the folder named as its argument. */
import { startMariadb } from '../../server/embedded/mariadb.ts';
import { startRedis } from '../../server/embedded/redis.ts';

const [dataDir = ''] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const common = { dataDir, log, searchPath: process.env.PATH ?? '' };
await Promise.all([startMariadb({ ...common, durable: false }), startRedis(common)]);
process.send?.('ready');
process.once('disconnect', () => process.exit());
