import { routedBench } from './routed.ts';
import { type BenchHotline, benchHotline } from './support/hotline.ts';
import { load, median, rawRequest } from './support/load.ts';
import { report } from './support/report.ts';

const ROUNDS = 5;
const TICKETS = 1_500;
const CONNECTIONS = 64;

/**
 * Taking a ticket in (ticket, event and outbox durable) through the whole API beside a route that only reads and
 * writes JSON; then how long a committed ticket takes to be routed and on the board (./routed.ts).
 */
export async function intakeBench(): Promise<void> {
  const hotline = await benchHotline();
  try {
    await hotline.run('web');
    const bare = await hotline.runBare();
    const token = await signIn(hotline);
    const districts: { code: string }[] = await hotline.dataSource.query(
      'SELECT code FROM district WHERE parentCode IS NOT NULL ORDER BY code',
    );
    const body = (n: number) => ({
      kind: 'repair' as const,
      category: 'air_conditioner',
      contactNumber: `+86137${String(10_000_000 + n)}`,
      districtCode: districts[n % districts.length]?.code as string,
      address: '和平路12号3栋501',
    });
    let made = 0;
    const requests = (path: string): Buffer[] =>
      Array.from({ length: TICKETS }, () =>
        rawRequest(
          path,
          { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          JSON.stringify(body(++made)),
        ),
      );
    const rates: Record<'bare' | 'api', number[]> = { bare: [], api: [] };
    const took = { web: [] as number[], mariadb: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      const before = hotline.processorMs();
      const api = await load(hotline.config.port, requests('/api/tickets'), { connections: CONNECTIONS });
      const after = hotline.processorMs();
      const json = await load(bare, requests('/json'), { connections: CONNECTIONS });
      const end = hotline.processorMs();
      if (api.statuses.get(201) !== TICKETS)
        throw new Error(`not all taken in: ${JSON.stringify([...api.statuses])}`);
      if (round === 0) continue; // warm-up
      rates.api.push(api.rate);
      rates.bare.push(json.rate);
      took.web.push((after.web - before.web) / TICKETS);
      took.mariadb.push((after.mariadb - before.mariadb) / TICKETS);
      took.bare.push((end.bare - after.bare) / TICKETS);
    }
    const [web, mariadb, json] = [took.web, took.mariadb, took.bare].map((ms) => median(ms).toFixed(2));
    console.log(`processor time a ticket: web ${web} ms, MariaDB ${mariadb} ms; a route of JSON ${json} ms`);
    report({
      bench: 'ticket intake',
      value: median(rates.api),
      ceiling: median(rates.bare),
      goal: 0.45,
      better: 'higher',
      unit: '/s',
    });

    // Nobody works these thousands off: left open they would make every outlet look overrun. Nor is there a carrier
    // for their text messages; whoever calls from a fixed line, as all do from here on, gets none.
    await hotline.dataSource.query(
      "UPDATE ticket SET state = 'cancelled', nextActionAt = NULL, deadlineActionAt = NULL WHERE state = 'new'",
    );
    await hotline.dataSource.query('DELETE FROM outbox');
    await hotline.dataSource.query('DELETE FROM message');
    await hotline.run('worker');
    await routedBench(hotline, token, (n) => ({ ...body(n), contactNumber: `+86731${80_000_000 + n}` }));
  } finally {
    await hotline.stop();
  }
}

async function signIn({ config }: BenchHotline): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${config.port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'dispatcher', password: 'yixian2026' }),
  });
  if (!answer.ok) throw new Error(`sign-in refused: ${answer.status}`);
  return ((await answer.json()) as { token: string }).token;
}
