import { expect } from 'chai';
import { Redis } from 'ioredis';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

interface PhoneCall {
  status: string;
  waiting: { for: string } | null;
  timeline: { type: string; text?: string }[];
}

/** Parts of a running hotline are killed while people call: nothing that a caller was told is lost, or done twice. */
describe('a hotline whose parts die', function () {
  this.timeout(240_000);
  let hotline: WholeHotline;
  let numbers: string[];

  before(async () => {
    hotline = await wholeHotline();
    const rows: { number: string }[] = await hotline.dataSource.query(
      `SELECT MIN(n.number) AS number FROM phone_number n JOIN appliance a ON a.customerId = n.customerId
       JOIN site s ON s.customerId = n.customerId
       WHERE n.number LIKE '+861%' AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.customerId = n.customerId
         AND t.state NOT IN ('closed', 'cancelled')) GROUP BY n.customerId LIMIT 200`,
    );
    numbers = rows.map(({ number }) => number);
  });
  after(() => hotline?.stop());

  /** A known caller asks for a repair of what is on file. @returns the ticket number they heard, or null */
  async function callIn(from: string): Promise<string | null> {
    const { sid } = await persist(() => hotline.phone<{ sid: string }>('/calls', { from, pace: 'instant' }));
    for (let keys = 0; ; ) {
      const call = await persist(() => hotline.phone<PhoneCall>(`/calls/${sid}`));
      if (call.waiting?.for === 'gather' && keys < 2) {
        // Pressed on what was waited for: a press that was not taken is seen by asking again.
        if (
          await hotline.phone(`/calls/${sid}/keys`, { digits: '1' }).then(
            () => true,
            () => false,
          )
        )
          keys += 1;
      } else if (call.waiting?.for === 'recording') {
        // The hotline apologised, and takes a message.
        await hotline.phone(`/calls/${sid}/recording`, { seconds: 3, text: '空调不制冷' }).catch(() => {});
      } else if (!['queued', 'initiated', 'ringing', 'in-progress'].includes(call.status)) {
        const told = call.timeline
          .map(({ text }) => /工单号([\d， ]{9,})/.exec(text ?? '')?.[1])
          .find(Boolean);
        return told?.replace(/\D/g, '').slice(0, 9) ?? null;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The phone itself is reached through the web process: while that is away, one asks again. */
  const persist = <T>(ask: () => Promise<T>): Promise<T> =>
    waitFor(async () => (await ask()) as T & object, { timeout: 60_000, interval: 100 }) as Promise<T>;

  async function callers(count: number, trouble: (heard: () => number) => Promise<void>): Promise<string[]> {
    const told: string[] = [];
    const busy = Promise.all(
      numbers.splice(0, count).map(async (number) => {
        const heard = await callIn(number);
        if (heard) told.push(heard);
      }),
    );
    await Promise.all([busy, trouble(() => told.length)]);
    return told;
  }

  async function allStands(told: string[]): Promise<void> {
    expect(new Set(told).size, 'a number is told to one caller').to.equal(told.length);
    const tickets = await hotline.dataSource.query(
      'SELECT t.id, (SELECT COUNT(*) FROM offer o WHERE o.ticketId = t.id AND o.openMark = 1) AS offers FROM ticket t WHERE number IN (?)',
      [told],
    );
    expect(tickets, 'what a caller was told is there').to.have.length(told.length);
    await waitFor(
      async () => {
        const [row] = await hotline.dataSource.query(
          `SELECT COUNT(*) AS waiting FROM ticket WHERE number IN (?) AND state = 'new'`,
          [told],
        );
        return Number(row.waiting) === 0;
      },
      { timeout: 60_000, what: 'every ticket to be routed' },
    );
    const twice = await hotline.dataSource.query(
      'SELECT ticketId FROM offer WHERE openMark = 1 GROUP BY ticketId HAVING COUNT(*) > 1',
    );
    expect(twice).to.deep.equal([]);
    const [over] = await hotline.dataSource.query(
      'SELECT COUNT(*) AS n FROM capacity_day WHERE booked > capacity',
    );
    expect(Number(over.n), 'no day is over-booked').to.equal(0);
    await waitFor(
      async () => {
        const [row] = await hotline.dataSource.query('SELECT COUNT(*) AS n FROM outbox');
        return Number(row.n) === 0;
      },
      { timeout: 30_000, what: 'every event to get its number' },
    );
  }

  /** Kills it without a warning, and waits until it has been started again. */
  async function kill(name: 'web' | 'worker' | 'MariaDB'): Promise<void> {
    const before = hotline.pidOf(name);
    process.kill(before, 'SIGKILL');
    await waitFor(() => hotline.pidOf(name) !== before, { timeout: 30_000 });
  }

  it('routes everything although the worker is killed three times and Redis emptied', async () => {
    const redis = new Redis(hotline.redisUrl);
    const told = await callers(30, async (heard) => {
      for (let times = 1; times <= 3; times++) {
        await waitFor(() => heard() >= times * 6, { timeout: 60_000 });
        await kill('worker');
        if (times === 2) await redis.flushall();
      }
    });
    redis.disconnect();
    expect(told).to.have.length(30);
    await allStands(told);
  });

  it('keeps every ticket that was told although the web process is killed twice', async () => {
    const told: string[] = [];
    for (let times = 1; times <= 2; times++) {
      // Whoever is on the line then hears the carrier's apology, and may be told nothing.
      const round = callers(15, async (heard) => {
        await waitFor(() => heard() >= 3, { timeout: 60_000 });
        await kill('web');
      });
      told.push(...(await round));
    }
    await allStands(told);
  });

  it('speaks valid TwiML throughout, and keeps what it told, although MariaDB is killed', async () => {
    const told = await callers(30, async (heard) => {
      await waitFor(() => heard() >= 8, { timeout: 60_000 });
      await kill('MariaDB');
    });
    await waitFor(async () => (await fetch(`${hotline.url}/readyz`)).ok, { timeout: 60_000 });
    await allStands(told);
    const errors = await hotline.phone<{ items: { code: number; message: string }[] }>('/errors');
    const ofDocuments = errors.items.filter(({ code }) => code >= 12_000 && code < 13_000);
    expect(ofDocuments).to.deep.equal([]);
  });
});
