import twilio from 'twilio';
import { benchHotline } from './support/hotline.ts';
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
  } finally {
    await hotline.stop();
  }
}

function onlyOk(statuses: Map<number, number>): void {
  const others = [...statuses].filter(([status]) => status !== 200);
  if (others.length > 0) throw new Error(`answers other than 200: ${JSON.stringify(others)}`);
}
