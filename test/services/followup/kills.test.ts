import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { initialPolicy } from '../../../domain/policy.ts';
import { minutesAfter } from '../../../domain/time.ts';
import { Attempt, Obligation } from '../../../entities/followup.ts';
import { PolicyVersion } from '../../../entities/reference.ts';
import { checkAttempt } from '../../../services/followup/dial.ts';
import { STALE_GRANT_MS } from '../../../services/followup/grant-attempt.ts';
import { openObligation } from '../../../services/followup/open-obligation.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { MORNING } from '../../support/province.ts';

/** KILLS=200 for as many; each takes a start of a process. */
const KILLS = Number(process.env.KILLS ?? 9);
const AT_ONCE = 3;
const DUE = minutesAfter(MORNING, 5);

/** The three gaps: the attempt is written, the carrier is asked; the carrier has called; the hotline knows the call. */
const GAPS = ['granted', 'calls', 'placed'] as const;
type Gap = (typeof GAPS)[number];
type Step = (gap: Gap, about: string, child: ChildProcess) => Promise<void> | void;

describe('a worker that dies between an attempt and the carrier', function () {
  this.timeout(KILLS * 4_000 + 60_000);
  let database: TestDatabase;
  let inTransaction: InTransaction;
  let carrier: ReturnType<typeof createServer>;
  /** The attempts for which the carrier was asked to call. */
  let calls: number[];
  let step: Step;
  let address: string;

  beforeEach(async () => {
    database = await testDatabase();
    inTransaction = createTransactor(database.dataSource);
    // As many may be in progress as are killed: nothing is heard of any.
    const policy = structuredClone(initialPolicy);
    policy.followup.liveCalls = 2 * KILLS;
    await database.dataSource.manager.insert(PolicyVersion, { policy: policy as never, createdAt: MORNING });
    calls = [];
    carrier = createServer(async (request, response) => {
      const [, gap = '', pid = ''] = (request.url ?? '').split('/');
      const about = await bodyOf(request);
      if (gap === 'calls') calls.push(Number(about));
      const child = children.get(Number(pid));
      if (child) await step(gap as Gap, about, child);
      response.end(`CA${about}`);
    });
    carrier.listen(0, '127.0.0.1');
    await once(carrier, 'listening');
    address = `http://127.0.0.1:${(carrier.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    carrier.closeAllConnections();
    carrier.close();
    await database.close();
  });

  const children = new Map<number, ChildProcess>();
  function startWorker(staleGrantMs = ''): ChildProcess {
    const file = fileURLToPath(new URL('../../support/dial-child.ts', import.meta.url));
    const args = [database.url, address, DUE.toISOString(), String(staleGrantMs)];
    const child = fork(file, args, { stdio: 'inherit' });
    children.set(child.pid as number, child);
    return child;
  }
  const owe = async (count: number) => {
    for (let at = 0; at < count; at++) {
      const number = `+86139${String(at).padStart(8, '0')}`;
      const owed = { kind: 'abandoned', contactId: at + 1, number, language: 'zh' } as const;
      await inTransaction((tx) => openObligation(tx, owed, MORNING));
    }
  };
  const attempts = () => database.dataSource.manager.find(Attempt, { order: { id: 'ASC' } });

  it('has dialled each attempt once at most, and every attempt was written down before (F1)', async () => {
    await owe(KILLS * 2);
    let kills = 0;
    step = (gap, _about, child) => {
      if (kills >= KILLS || child.killed || gap !== GAPS[kills % GAPS.length]) return;
      kills++;
      child.kill('SIGKILL');
    };
    const lane = async () => {
      for (;;) {
        const child = startWorker();
        const [code] = await once(child, 'exit');
        if (code === 0) return;
        expect(child.killed, 'it did not fail by itself').to.equal(true);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    expect(kills).to.equal(KILLS);

    const made = await attempts();
    expect(new Set(calls).size, 'no attempt was dialled twice').to.equal(calls.length);
    expect(made.map(({ id }) => id)).to.include.members(calls);
    // A third of the kills came before the carrier was asked: those attempts are spent without a call.
    expect(made.length - calls.length).to.equal(Math.ceil(KILLS / GAPS.length));
    await settleUnheard(made);
    const owed = await database.dataSource.manager.find(Obligation);
    expect(owed).to.have.length(KILLS * 2);
    for (const { state, attempts: tries } of owed) expect([state, tries]).to.deep.equal(['open', 1]);
    const before = calls.length;
    step = () => {};
    expect(await once(startWorker(), 'exit')).to.deep.equal([0, null]);
    expect(calls.length, 'and nothing is dialled again for it').to.equal(before);
  });

  it('does not dial with a right that it got long ago, when it was stopped meanwhile and goes on', async () => {
    expect(STALE_GRANT_MS, 'stopped for 45 s, a worker lets it be').to.be.below(45_000);
    await owe(1);
    const staleGrantMs = 500;
    step = async (gap, _about, child) => {
      if (gap !== 'granted') return;
      child.kill('SIGSTOP');
      await sleep(2 * staleGrantMs);
      child.kill('SIGCONT');
    };
    const [code] = await once(startWorker(String(staleGrantMs)), 'exit');
    expect(code).to.equal(0);
    const made = await attempts();
    expect(made.map(({ state }) => state)).to.deep.equal(['granted']);
    expect(calls).to.deep.equal([]);
    await settleUnheard(made);
    const [owed] = await database.dataSource.manager.find(Obligation);
    expect(owed).to.include({ state: 'open', attempts: 1 });
  });

  /** Minutes later: the carrier knows nothing more of them, and they are spent. */
  async function settleUnheard(made: Attempt[]): Promise<void> {
    const { dataSource } = database;
    const deps = {
      dataSource,
      inTransaction,
      clock: { now: () => minutesAfter(DUE, 3) },
      callsPerSecond: 1,
      carrier: { placeCall: () => expect.fail(), fetchCall: async () => null, listCallsTo: async () => [] },
    };
    for (const { id } of made) await checkAttempt(deps, { attemptId: id });
    expect((await attempts()).filter(({ endedAt }) => endedAt === null)).to.deep.equal([]);
  }
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += piece;
  return body;
}
