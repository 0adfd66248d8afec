import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './log.ts';

type Log = Pick<Logger, 'info' | 'error'>;

export interface StopList {
  /** What has been started is entered here at once, with how it is stopped. */
  add(name: string, stop: () => unknown): void;
  /**
   * Stops everything, the last entered first, each after the one before has ended; once, however often it is
   * called. Resolves to false when something failed or was not done `withinMs` after the first call.
   */
  run(): Promise<boolean>;
}

export function createStopList(log: Log, { withinMs }: { withinMs: number }): StopList {
  const entries: { name: string; stop: () => unknown }[] = [];
  let running: Promise<boolean> | undefined;
  let current = '';

  async function stopAll(): Promise<boolean> {
    let clean = true;
    for (let entry = entries.pop(); entry; entry = entries.pop()) {
      current = entry.name;
      try {
        await entry.stop();
      } catch (error) {
        clean = false;
        log.error({ err: error, part: entry.name }, 'failed to stop');
      }
    }
    return clean;
  }

  async function tooLate(): Promise<boolean> {
    await sleep(withinMs, undefined, { ref: false });
    log.error({ part: current, withinMs }, 'did not stop in time');
    return false;
  }

  return {
    add(name, stop) {
      entries.push({ name, stop });
    },
    run() {
      running ??= Promise.race([stopAll(), tooLate()]);
      return running;
    },
  };
}

/** Takes no new connection, lets every request in hand be answered, and resolves when all connections are closed. */
export async function closeHttpServer(server: Server): Promise<void> {
  let closed = false;
  const done = new Promise<void>((resolve) => {
    server.close(() => {
      closed = true;
      resolve();
    });
  });
  while (!closed) {
    // A connection kept alive becomes idle only when its answer is out.
    server.closeIdleConnections();
    await Promise.race([done, sleep(20)]);
  }
}
