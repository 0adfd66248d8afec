import { type Config, ConfigError, environment, readConfig } from './config.ts';
import { createLogger, type Logger } from './log.ts';
import { createStopList, type StopList } from './stop.ts';

/** Below the patience of the supervisor, which ends a process the hard way after that. */
const stopWithinMs = 5_000;

/**
 * The life of a web or worker process: reads the settings, logs, runs `main`, and stops what `main` entered in
 * the list (the last entered first) on SIGTERM, SIGINT or when the supervisor is gone.
 *
 * @param main starts everything and resolves when it runs; enters each thing in `stop` as soon as it is started
 */
export async function runProcess(
  main: (config: Config, log: Logger, stop: StopList) => Promise<void>,
  { env = environment() } = {},
): Promise<void> {
  const config = readOrExit(env);
  const log = createLogger(config);
  const stop = createStopList(log, { withinMs: stopWithinMs });

  const end = async (reason: string, status: number) => {
    log.info({ reason }, 'stopping');
    const clean = await stop.run();
    process.exit(clean ? status : 1);
  };
  const fail = (error: unknown) => {
    log.fatal({ err: error }, 'ended by an error that nothing expected');
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.once('SIGTERM', () => end('SIGTERM', 0));
  process.once('SIGINT', () => end('SIGINT', 0));
  process.once('disconnect', () => end('the supervisor is gone', 0));
  // The supervisor may have gone before there was anyone to hear of it.
  if (process.channel === null) return end('the supervisor is gone', 0);

  try {
    await main(config, log, stop);
  } catch (error) {
    log.fatal({ err: error }, 'could not start');
    await stop.run();
    process.exit(1);
  }
}

function readOrExit(env: ReturnType<typeof environment>): Config {
  try {
    return readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
