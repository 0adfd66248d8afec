import { ConfigError, type Environment, readStartConfig, type StartConfig } from '../config.ts';
import { announcement } from './announcement.ts';
import { StartError } from './start-error.ts';
import { createSupervision, type Programs } from './supervise.ts';

/** The life of `npm start`: starts, tells where everything is, and stops on Ctrl-C, SIGTERM or a closed terminal. */
export async function runHotline(programs: Programs, env: Environment): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const config = readOrExit(env, say);
  const supervision = createSupervision(programs, config, env, say);
  let stopping = false;
  const end = async (status: number) => {
    stopping = true;
    const clean = await supervision.stop();
    process.exit(clean ? status : 1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopping) say('\nStopping …');
      void end(0);
    });
  }
  try {
    await supervision.start();
    if (!stopping) process.stdout.write(await announcement(config, supervision.logFile));
  } catch (error) {
    if (stopping) return;
    say(error instanceof StartError ? error.message : `Yixian could not start: ${(error as Error).stack}`);
    await end(1);
  }
}

/** The settings, or one line that names each wrong one. */
export function readOrExit(env: Environment, say: (line: string) => void): StartConfig {
  try {
    return readStartConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    say(error.message);
    process.exit(1);
  }
}
