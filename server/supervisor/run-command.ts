import { ConfigError, environment, readStartConfig, type StartConfig } from '../config.ts';
import { createLogger, type Logger } from '../log.ts';
import { createStopList } from '../stop.ts';
import { claimDataDir, runningHotline } from './data-dir.ts';
import { migrate } from './migrate.ts';
import { openServers, type Servers } from './servers.ts';
import { StartError } from './start-error.ts';

export interface CommandContext extends Servers {
  config: StartConfig;
  /** Warnings and errors only; what a command has to say it prints. */
  log: Logger;
}

/**
 * Runs a command of the command line on the servers of the settings; where none are named, on those of the hotline
 * that runs on DATA_DIR; where none runs, on private ones for as long as the command takes. The database is up to
 * date when `work` begins. Ends the process: status 1 and one line for a `StartError` or a wrong setting.
 */
export async function runCommand(work: (context: CommandContext) => Promise<void>): Promise<never> {
  const env = environment();
  const log = createLogger({ logLevel: 'warn', role: 'command' });
  const stop = createStopList(log, { withinMs: 10_000 });
  const end = async (status: number) => process.exit((await stop.run()) ? status : 1);
  let interrupted = false;
  const interrupt = (status: number) => () => {
    interrupted = true;
    void end(status);
  };
  process.once('SIGINT', interrupt(130));
  process.once('SIGTERM', interrupt(143));
  try {
    const config = readStartConfig(env);
    const running = runningHotline(config.dataDir);
    const databaseUrl = config.databaseUrl ?? running?.databaseUrl;
    const redisUrl = config.redisUrl ?? running?.redisUrl;
    if (!databaseUrl || !redisUrl) {
      const claim = await claimDataDir(config.dataDir, { publicUrl: config.publicUrl });
      stop.add('data folder', claim.release);
    }
    const named = { dataDir: config.dataDir, port: config.port, databaseUrl, redisUrl };
    const servers = await openServers(named, { log, stop, searchPath: env.PATH ?? '' });
    await migrate(servers.databaseUrl);
    await work({ ...servers, config, log });
    return end(0);
  } catch (error) {
    // Work that loses its servers while it is being stopped has nothing to tell.
    if (interrupted) return new Promise<never>(() => {});
    const forPeople = error instanceof StartError || error instanceof ConfigError;
    process.stderr.write(`${forPeople ? error.message : (error as Error).stack}\n`);
    return end(1);
  }
}
