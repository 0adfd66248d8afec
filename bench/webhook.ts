import twilio from 'twilio';
import { type BenchHotline, benchHotline } from './support/hotline.ts';
import { load, median, quantile, rawRequest } from './support/load.ts';
import { report } from './support/report.ts';

const ROUNDS = 5;
const CALLS = 3_000;
const CONNECTIONS = 64;

/**
 * The whole step of a call in progress (form, signature, state, TwiML, durable row) beside a bare Express route
 * that answers fixed TwiML, alternately. Each request is a step of its own: no repeats, nothing to reuse.
 */
export async function webhookBench(): Promise<void> {
  const hotline = await benchHotline();
  try {
    await hotline.run('web');
    const bare = await hotline.runBare();
    const { port, publicUrl, twilio: carrier } = hotline.config;
    let calls = 0;
    const webhook = (sid: string, step: number, extra: Record<string, string>): Buffer => {
      const params = {
        AccountSid: carrier.accountSid,
        ApiVersion: '2010-04-01',
        CallSid: sid,
        CallStatus: 'in-progress',
        Direction: 'inbound',
        From: `+86139${String(10_000_000 + (Number.parseInt(sid.slice(2), 10) % 80_000_000))}`,
        To: carrier.phoneNumber,
        ...extra,
      };
      const path = step === 0 ? '/twilio/voice' : `/twilio/voice/${step}`;
      const signature = twilio.getExpectedTwilioSignature(carrier.authToken, publicUrl + path, params);
      return rawRequest(
        path,
        { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
        new URLSearchParams(params).toString(),
      );
    };
    const newCalls = (count: number): string[] => Array.from({ length: count }, () => `CA${++calls}`);
    const fixed = Array.from({ length: CALLS }, () =>
      rawRequest('/fixed', { 'content-type': 'application/x-www-form-urlencoded' }, ''),
    );

    const rates: Record<'bare' | 'first' | 'step', number[]> = { bare: [], first: [], step: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const sids = newCalls(CALLS);
      const first = await load(
        port,
        sids.map((sid) => webhook(sid, 0, {})),
        { connections: CONNECTIONS },
      );
      const steps = await load(
        port,
        sids.map((sid) => webhook(sid, 1, { Digits: '1' })),
        { connections: CONNECTIONS },
      );
      const bareRun = await load(bare, fixed, { connections: CONNECTIONS });
      for (const run of [first, steps, bareRun]) onlyOk(run.statuses);
      if (round === 0) continue; // warm-up
      rates.bare.push(bareRun.rate);
      rates.first.push(first.rate);
      rates.step.push(steps.rate);
    }
    const ceiling = median(rates.bare);
    report({
      bench: 'webhook step',
      value: median(rates.step),
      ceiling,
      goal: 0.4,
      better: 'higher',
      unit: '/s',
    });
    report({
      bench: 'webhook first step (call begins)',
      value: median(rates.first),
      ceiling,
      goal: 0.1,
      better: 'higher',
      unit: '/s',
    });

    const sids = newCalls(CALLS);
    await load(
      port,
      sids.map((sid) => webhook(sid, 0, {})),
      { connections: CONNECTIONS },
    );
    const half = median(rates.step) / 2;
    const paced = await load(
      port,
      sids.map((sid) => webhook(sid, 1, { Digits: '1' })),
      { connections: 200, rate: half },
    );
    console.log(
      `at half saturation (${Math.round(half)}/s): p50 ${quantile(paced.latencies, 0.5).toFixed(1)} ms, p99 ${quantile(paced.latencies, 0.99).toFixed(1)} ms`,
    );
    report({
      bench: 'webhook p99 at half load',
      value: quantile(paced.latencies, 0.99),
      ceiling: 50,
      goal: 1,
      better: 'lower',
      unit: 'ms',
    });

    await flatness(hotline, webhook, newCalls);
  } finally {
    await hotline.stop();
  }
}

/** Calls in progress at once; each is asked again and again, as a caller who errs. */
const IN_PROGRESS = [10, 200, 1_000];
const STEPS_MEASURED = 3_000;
const STEPS_OF_A_CALL = 60;
/** Fewer than the fewest calls: a call's next step comes after its last one. */
const AT_ONCE = 5;

/** The same step with 10, 200 and 1,000 calls in progress, all others ended. */
async function flatness(
  { config: { port }, dataSource }: BenchHotline,
  webhook: (sid: string, step: number, extra: Record<string, string>) => Buffer,
  newCalls: (count: number) => string[],
): Promise<void> {
  const rates: number[] = [];
  await dataSource.query(
    "UPDATE policy_version SET policy = JSON_SET(policy, '$.phone.maxMisses', 1000) ORDER BY id DESC LIMIT 1",
  );
  for (const live of IN_PROGRESS) {
    await dataSource.query(
      "UPDATE contact SET endedAt = startedAt, disposition = 'abandoned' WHERE endedAt IS NULL",
    );
    await dataSource.query(
      "UPDATE phone_call SET status = 'completed', checkAt = NULL WHERE checkAt IS NOT NULL",
    );
    const sids = newCalls(live);
    const begun = await load(
      port,
      sids.map((sid) => webhook(sid, 0, {})),
      { connections: AT_ONCE },
    );
    onlyOk(begun.statuses);
    const steps = Math.min(STEPS_OF_A_CALL, Math.ceil(STEPS_MEASURED / live));
    const requests = Array.from({ length: steps }, (_, index) =>
      sids.map((sid) => webhook(sid, index + 1, { Digits: '8' })),
    ).flat();
    const run = await load(port, requests, { connections: AT_ONCE });
    onlyOk(run.statuses);
    rates.push(run.rate);
    console.log(
      `${String(live).padStart(5)} calls in progress: ${Math.round(run.rate)} steps/s, p50 ${quantile(run.latencies, 0.5).toFixed(1)} ms, p99 ${quantile(run.latencies, 0.99).toFixed(1)} ms`,
    );
  }
  report({
    bench: 'webhook step, 1,000 calls beside 10',
    value: rates.at(-1) ?? 0,
    ceiling: rates[0] ?? 1,
    goal: 0.9,
    better: 'higher',
    unit: '/s',
  });
}

function onlyOk(statuses: Map<number, number>): void {
  const others = [...statuses].filter(([status]) => status !== 200);
  if (others.length > 0) throw new Error(`answers other than 200: ${JSON.stringify(others)}`);
}
