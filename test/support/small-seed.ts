/** Fills the database of a test's hotline with a tenth of a tenth of the demo province. */
import { createDataSource } from '../../entities/data-source.ts';
import { readConfig } from '../../server/config.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { stateOfData } from '../../server/demo/state.ts';
import { setOrganisationZone } from '../../services/zone.ts';

const config = readConfig(process.env);
setOrganisationZone(config.timeZone);
const dataSource = createDataSource({ url: config.databaseUrl, poolSize: 2 });
await dataSource.initialize();
if ((await stateOfData(dataSource)) !== 'filled') {
  await seedDemo(dataSource, {
    scale: 0.05,
    seed: '1',
    now: new Date(),
    hotline: config.twilio.phoneNumber,
    onProgress: () => {},
  });
}
await dataSource.destroy();
