import { expect } from 'chai';
import { Redis } from 'ioredis';
import { simulate } from '../../simulator/province/simulation.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';

/** Everything real: processes, databases, webhooks, queues; only the people are played. */
describe('a province that calls', function () {
  this.timeout(420_000);
  let hotline: WholeHotline;

  before(async () => {
    hotline = await wholeHotline();
  });
  after(async () => {
    await hotline?.stop();
  });

  it('is accounted for call by call, though the worker is killed and Redis emptied meanwhile', async () => {
    const redis = new Redis(hotline.redisUrl);
    const calls = 40;
    let over = 0;
    const killed = new Set<number>();
    const report = await simulate({
      url: hotline.url,
      calls,
      rate: 20,
      tickets: 12,
      owed: 16,
      agents: 0,
      seed: 'test',
      signal: new AbortController().signal,
      progress: {
        begin: () => {},
        end: () => {},
        update(done) {
          // Once early and once late among the calls; each time the supervisor brings another.
          if (over < 10 && done >= 10) kill();
          if (over < 30 && done >= 30) {
            kill();
            void redis.flushall();
          }
          over = Math.max(over, done);
        },
      },
    }).finally(() => redis.disconnect());

    function kill() {
      const pid = hotline.pidOf('worker');
      if (!killed.has(pid)) process.kill(pid, 'SIGKILL');
      killed.add(pid);
    }

    expect(Object.values(report.findings).flat().join('\n')).to.equal('');
    expect(killed.size).to.be.at.least(1);
    expect(report.dialled).to.equal(calls);
    const told = Object.values(report.byDisposition).reduce((sum, count) => sum + count, 0);
    expect(told + report.notReached).to.equal(calls);
    expect(report.resolutions).to.be.above(10).and.to.equal(report.surveysOwed);
  });
});
