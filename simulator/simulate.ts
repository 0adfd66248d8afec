/**
 * `npm run simulate -- --calls 1000 [--tickets 0] [--owed 0] [--rate 20] [--agents 0] [--seed x] [--port 3000] [--json]`: a province of callers, outlets
 * and customers against a running demo, and an account of every call. Exit status 1 when something in it does not
 * agree, 2 when it could not be done.
 */
import { parseArgs } from 'node:util';
import { Unreachable } from './province/hotline.ts';
import { createProgress } from './province/progress.ts';
import { isClean, printed } from './province/report.ts';
import { NoDemo, simulate } from './province/simulation.ts';

const USAGE =
  'npm run simulate -- [--calls 100] [--tickets 0] [--owed 0] [--rate 20] [--agents 0] [--seed x] [--port 3000] [--json]';

const values = readArguments();

function readArguments() {
  try {
    return parseArgs({
      options: {
        calls: { type: 'string', default: '100' },
        rate: { type: 'string', default: '20' },
        tickets: { type: 'string', default: '0' },
        owed: { type: 'string', default: '0' },
        agents: { type: 'string', default: '0' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        port: { type: 'string', default: '3000' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}

/** What a run may do without. */
const NONE: readonly string[] = ['agents', 'tickets', 'owed', 'calls'];

function positive(name: 'calls' | 'tickets' | 'owed' | 'rate' | 'port' | 'agents'): number {
  const value = Number(values[name]);
  if ((value > 0 || (NONE.includes(name) && value === 0)) && (name === 'rate' || Number.isInteger(value)))
    return value;
  console.error(`--${name} must be a number above 0\n${USAGE}`);
  process.exit(2);
}

const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('stopped by hand')));
process.once('SIGTERM', () => stop.abort(new Error('stopped')));

try {
  const report = await simulate({
    url: `http://127.0.0.1:${positive('port')}`,
    calls: positive('calls'),
    tickets: positive('tickets'),
    owed: positive('owed'),
    rate: positive('rate'),
    agents: positive('agents'),
    seed: values.seed,
    progress: createProgress(),
    signal: stop.signal,
  });
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : printed(report));
  process.exit(isClean(report) ? 0 : 1);
} catch (error) {
  const said = error instanceof Unreachable || error instanceof NoDemo || stop.signal.aborted;
  console.error(said ? (error as Error).message : (error as Error).stack);
  process.exit(2);
}
