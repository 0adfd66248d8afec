import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../log.ts';

export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Everything the keeper needs to run one private server and to know when it is ready. */
export interface ServerSpec {
  name: string;
  command: string;
  /** The name under which the program is called, where one program is several by its name. */
  argv0?: string;
  args: string[];
  /** Written to the server's standard input, so that secrets stay off its command line. */
  input?: string;
  protocol: 'mariadb' | 'redis';
  port: number;
  password: string;
  /** Where the server's own output goes. */
  logFile: string;
  /** Remembers who runs, so that a later start can stop what was left behind. */
  stateFile: string;
  /** After this the server is ended the hard way. */
  stopWithinMs: number;
  /** May be moved aside when the server cannot be started with it: a copy of what is kept elsewhere. */
  expendable?: string;
  /** Removed after the server has stopped, however that came about. */
  temporary?: string;
}

export type KeeperMessage =
  | { type: 'ready' }
  | { type: 'failed'; reason: string }
  | { type: 'note'; level: 'info' | 'warn' | 'error'; text: string };

export interface KeptServer {
  url: string;
  /** Resolves when the server has ended. */
  stop(): Promise<void>;
}

/**
 * Runs a server through a keeper process of its own. The keeper starts the server again when it dies, and stops it
 * when this process goes, be it by kill -9. Resolves when the server answers.
 */
export async function keepServer(spec: ServerSpec, log: Log): Promise<{ stop(): Promise<void> }> {
  let stopping = false;
  let keeper = await launchKeeper(spec, log);

  const watch = (watched: ChildProcess) => {
    watched.once('exit', () => {
      if (stopping) return;
      log.error({ server: spec.name }, 'the keeper of a private server died, starting another');
      launchKeeper(spec, log).then(
        (next) => {
          keeper = next;
          if (stopping) next.disconnect();
          else watch(next);
        },
        (error) =>
          log.error({ err: error, server: spec.name }, 'a private server could not be started again'),
      );
    });
  };
  watch(keeper);

  return {
    async stop() {
      if (stopping) return;
      stopping = true;
      if (keeper.exitCode !== null || keeper.signalCode !== null) return;
      keeper.ref();
      const gone = once(keeper, 'exit');
      // The keeper takes the loss of the channel as the order to stop: the same way as when this process is killed.
      keeper.disconnect();
      await gone;
    },
  };
}

async function launchKeeper(spec: ServerSpec, log: Log): Promise<ChildProcess> {
  // Beside this file, as source or compiled.
  const self = fileURLToPath(import.meta.url);
  const keeper = fork(path.join(path.dirname(self), `keeper${path.extname(self)}`), {
    // Its own group: Ctrl-C in the terminal is for the supervisor, which stops the servers last.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  keeper.on('message', (message: KeeperMessage) => {
    if (message.type === 'note') log[message.level]({ server: spec.name }, message.text);
  });
  keeper.send(spec, () => {}); // if it is gone already, 'exit' says so
  await new Promise<void>((resolve, reject) => {
    keeper.on('message', (message: KeeperMessage) => {
      if (message.type === 'ready') resolve();
      if (message.type === 'failed') reject(new Error(message.reason));
    });
    keeper.once('error', reject);
    keeper.once('exit', () =>
      reject(new Error(`the keeper of ${spec.name} ended before the server was ready`)),
    );
  });
  // Does not hold this process: when it ends, the keeper sees it and stops.
  keeper.unref();
  keeper.channel?.unref();
  return keeper;
}
