/**
 * Started by a test, and killed by it: a worker that dials what is due, one after another. Between any two steps it
 * tells the carrier of the test (`/granted`, `/calls`, `/placed`) and waits for its answer.
 */
import { createDataSource } from '../../entities/data-source.ts';
import { dialObligation } from '../../services/followup/dial.ts';
import { dueCalls } from '../../services/followup/due-calls.ts';
import { createTransactor, type InTransaction } from '../../services/transaction.ts';

const [url = '', carrier = '', now = '', staleGrantMs = ''] = process.argv.slice(2);
const dataSource = createDataSource({ url, poolSize: 2 });
await dataSource.initialize();

async function tell(what: string, about: string): Promise<string> {
  const answer = await fetch(`${carrier}/${what}/${process.pid}`, { method: 'POST', body: about });
  return answer.text();
}

const plain = createTransactor(dataSource);
const inTransaction: InTransaction = async (work) => {
  const done = await plain(work);
  if (typeof done === 'object' && done !== null && 'attemptId' in done) {
    await tell('granted', String(done.attemptId));
  }
  return done;
};
const deps = {
  dataSource,
  inTransaction,
  clock: { now: () => new Date(now) },
  callsPerSecond: 1_000,
  ...(staleGrantMs ? { staleGrantMs: Number(staleGrantMs) } : {}),
  carrier: {
    async placeCall({ twimlPath }: { twimlPath: string }) {
      const sid = await tell('calls', twimlPath.split('/').at(-1) ?? '');
      await tell('placed', sid);
      return sid;
    },
    fetchCall: async () => null,
    listCallsTo: async () => [],
  },
};
for (;;) {
  const due = await dueCalls(dataSource.manager, deps.clock.now());
  if (due.length === 0) break;
  for (const job of due) await dialObligation(deps, job);
}
await dataSource.destroy();
