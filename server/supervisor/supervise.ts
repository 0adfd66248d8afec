import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment, StartConfig } from '../config.ts';
import { freePort, portProblem } from '../embedded/free-port.ts';
import type { Log } from '../embedded/kept-server.ts';
import { identify, type ProcessIdentity } from '../embedded/process-identity.ts';
import { createLogger } from '../log.ts';
import { createStopList, type StopList } from '../stop.ts';
import { type ChildSpec, superviseChild } from './child.ts';
import { claimDataDir } from './data-dir.ts';
import { migrate } from './migrate.ts';
import { createOutput } from './output.ts';
import { openServers } from './servers.ts';
import { sharedEnvironment } from './shared-environment.ts';
import { StartError } from './start-error.ts';

/** The programs that make up a hotline: files, as source or compiled. */
export interface Programs {
  web: string;
  worker: string;
  carrier: string;
  /** Fills an empty database with the demo province; called with --if-empty. */
  seed: string;
}

export interface Supervision {
  /** Starts everything and resolves when the hotline is ready; a `StartError` is meant to be read. */
  start(): Promise<void>;
  /** Stops what has been started, the last first; false when something had to be ended the hard way. */
  stop(): Promise<boolean>;
  /** Where the log lines of all processes go; undefined for standard output. */
  logFile: string | undefined;
}

const stopAllWithinMs = 9_500;
const readyWithinMs = 120_000;
/** So many deaths in a row before it was ever ready, and the start is given up. */
const hopelessDeaths = 3;

/**
 * A whole hotline on this machine, kept running: servers, migrations, demo province, carrier, web and worker.
 *
 * @param env the environment that `config` was read from; the processes get it with everything filled in
 * @param say shows a line to the person at the terminal
 */
export function createSupervision(
  programs: Programs,
  config: StartConfig,
  env: Environment,
  say: (line: string) => void,
): Supervision {
  const atTerminal = config.demo || process.stdout.isTTY;
  const logFile = atTerminal ? path.join(config.dataDir, 'logs', 'yixian.log') : undefined;
  const output = createOutput(logFile);
  const logger = createLogger({ logLevel: config.logLevel, role: 'start' }, output);
  const aloud = (level: 'warn' | 'error') => (details: object, text?: string) => {
    logger[level](details, text);
    if (atTerminal && text) say(text);
  };
  const log = { info: logger.info.bind(logger), warn: aloud('warn'), error: aloud('error') } as Log;
  const stop = createStopList(log, { withinMs: stopAllWithinMs });

  async function start(): Promise<void> {
    const neededBytes = freeBytesNeeded(config);
    const claim = await claimDataDir(config.dataDir, { publicUrl: config.publicUrl, neededBytes });
    stop.add('data folder', claim.release);
    await checkPort(config);
    const servers = await openServers(config, { log, stop, searchPath: env.PATH ?? '' });
    claim.update(servers);
    const migrated = await migrate(servers.databaseUrl);
    log.info(migrated, 'the database is up to date');

    const carrierPort = config.simulatedCarrier ? await freePort([config.port]) : undefined;
    const carrierUrl = carrierPort && `http://127.0.0.1:${carrierPort}`;
    const shared = sharedEnvironment(config, servers, carrierUrl || undefined, env);
    if (config.demo && migrated.holds !== 'filled') await fillDemo(programs.seed, shared, stop);

    const running = new Map<string, ProcessIdentity>();
    let ready = false;
    const hopeless = new Promise<never>((_, giveUp) => {
      const run = (name: string, module: string, stopWithinMs: number, args: string[] = []) => {
        const spec: ChildSpec = { name, module, args, env: { ...shared, ROLE: name }, stopWithinMs };
        return superviseChild(spec, output, {
          started({ pid }) {
            log.info({ child: name, childPid: pid }, 'started');
            const identity = identify(pid);
            if (identity) running.set(name, identity);
            claim.update({ children: [...running.values()] });
          },
          died({ how, deaths, againInMs }) {
            log.error({ child: name, how, againInMs }, `${name} ended (${how}) and is started again`);
            if (ready || deaths < hopelessDeaths) return;
            giveUp(new StartError(`${name} does not start: ${output.lastWords(name) ?? how}`));
          },
        });
      };
      if (carrierPort)
        stop.add(
          'carrier',
          run(
            'carrier',
            programs.carrier,
            1_000,
            carrierArguments(carrierPort, shared, config.twilio.softphone),
          ).stop,
        );
      const pair = [run('web', programs.web, 6_000), run('worker', programs.worker, 6_000)];
      stop.add('web and worker', () => Promise.all(pair.map((child) => child.stop())));
    });
    await Promise.race([hopeless, becomesReady(config, carrierUrl || undefined)]);
    ready = true;
  }

  return { start, stop: stop.run, logFile };
}

/** A database that runs out of disk stops in the middle of calls: better not to begin. */
function freeBytesNeeded({ databaseUrl, dataDir }: StartConfig): number {
  const megabyte = 1024 ** 2;
  if (databaseUrl) return 50 * megabyte;
  // The demo province takes 600 MB.
  return (existsSync(path.join(dataDir, 'mariadb')) ? 300 : 1_000) * megabyte;
}

async function checkPort({ host, port }: StartConfig): Promise<void> {
  const problem = await portProblem(host, port);
  if (problem === undefined) return;
  const why =
    problem === 'EADDRINUSE'
      ? `Port ${port} is in use: stop what uses it`
      : `Port ${port} of ${host} cannot be listened on (${problem}): correct HOST`;
  throw new StartError(`${why}, or set another PORT.`);
}

/** In a process of its own, whose progress bar is seen in the terminal. */
async function fillDemo(program: string, env: NodeJS.ProcessEnv, stop: StopList): Promise<void> {
  const child = fork(program, ['--if-empty'], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exit = once(child, 'exit');
  stop.add('demo province', async () => {
    child.kill('SIGTERM');
    const hardEnd = setTimeout(() => child.kill('SIGKILL'), 2_000);
    await exit;
    clearTimeout(hardEnd);
  });
  const [status, signal] = await exit;
  if (status !== 0)
    throw new StartError(`The demo province could not be made (${signal ?? `status ${status}`}).`);
}

function carrierArguments(
  port: number,
  env: ReturnType<typeof sharedEnvironment>,
  softphone: StartConfig['twilio']['softphone'],
): string[] {
  const options = {
    port,
    'account-sid': env.TWILIO_ACCOUNT_SID,
    'auth-token': env.TWILIO_AUTH_TOKEN,
    'hotline-number': env.TWILIO_PHONE_NUMBER,
    'hotline-url': env.PUBLIC_URL,
    'calls-per-second': env.CALLS_PER_SECOND,
    ...(softphone && {
      'api-key': softphone.apiKey,
      'api-secret': softphone.apiSecret,
      'twiml-app': softphone.twimlAppSid,
    }),
  };
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}

async function becomesReady({ host, port }: StartConfig, carrierUrl: string | undefined): Promise<void> {
  const local =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  const addresses = [`http://${local}:${port}/readyz`, ...(carrierUrl ? [`${carrierUrl}/healthz`] : [])];
  const until = performance.now() + readyWithinMs;
  let last = '';
  for (const address of addresses) {
    while (!(await isOk(address))) {
      if (performance.now() > until)
        throw new StartError(`The hotline does not become ready: ${address} ${last}`);
      await sleep(50);
    }
  }

  async function isOk(address: string): Promise<boolean> {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
      last = `answers ${response.status} ${(await response.text()).slice(0, 300)}`;
      return response.ok;
    } catch (error) {
      last = (error as Error).message;
      return false;
    }
  }
}
