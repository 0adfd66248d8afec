import { cpus } from 'node:os';
import { boardPageBench } from './board-page.ts';
import { deskBench } from './desk.ts';
import { fanoutBench } from './fanout.ts';
import { intakeBench } from './intake.ts';
import { ledgerBench } from './ledger.ts';
import { pacingBench } from './pacing.ts';
import { planBench } from './plan/main.ts';
import { routingBench } from './routing.ts';
import { webhookBench } from './webhook.ts';

const benches: Record<string, () => Promise<void>> = {
  webhook: webhookBench,
  intake: intakeBench,
  desk: deskBench,
  plan: planBench,
  'board-page': boardPageBench,
  routing: routingBench,
  fanout: fanoutBench,
  ledger: ledgerBench,
  pacing: pacingBench,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
for (const name of names.length > 0 ? names : Object.keys(benches)) await benches[name]?.();
process.exit(0);
