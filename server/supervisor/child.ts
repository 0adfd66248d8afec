import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Environment } from '../config.ts';
import type { Output } from './output.ts';

export interface ChildSpec {
  name: string;
  /** File of the program, as source or compiled. */
  module: string;
  args?: string[];
  env: Environment;
  /** How long it may take to stop before it is ended the hard way. */
  stopWithinMs: number;
}

export interface ChildEvents {
  /** It runs, for the first time or again. */
  started(child: { name: string; pid: number }): void;
  /** It ended by itself; `deaths` counts those that came soon after its start, one after the other. */
  died(child: { name: string; how: string; deaths: number; againInMs: number }): void;
}

export interface SupervisedChild {
  stop(): Promise<void>;
}

const longEnoughMs = 10_000;
const [firstDelayMs, longestDelayMs] = [100, 5_000];

/** Runs a process and starts it again whenever it ends by itself, at once and then with growing pauses. */
export function superviseChild(spec: ChildSpec, output: Output, events: ChildEvents): SupervisedChild {
  let stopping = false;
  let deaths = 0;
  let pause: NodeJS.Timeout | undefined;
  let child = launch();

  function launch(): ChildProcess {
    const startedAt = performance.now();
    const next = fork(spec.module, spec.args ?? [], {
      env: spec.env,
      // Its own group: Ctrl-C in the terminal is for the supervisor, which stops the others in their order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    if (next.stdout) output.attach(spec.name, next.stdout);
    if (next.stderr) output.attach(spec.name, next.stderr);
    if (next.pid) events.started({ name: spec.name, pid: next.pid });
    next.once('error', (error) => ended(error.message));
    next.once('exit', (status, signal) => ended(signal ?? `status ${status}`));
    return next;

    function ended(how: string): void {
      if (stopping || pause) return;
      deaths = performance.now() - startedAt > longEnoughMs ? 1 : deaths + 1;
      const againInMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (deaths - 1));
      events.died({ name: spec.name, how, deaths, againInMs });
      pause = setTimeout(() => {
        pause = undefined;
        child = launch();
      }, againInMs);
    }
  }

  return {
    async stop() {
      stopping = true;
      clearTimeout(pause);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const hardEnd = setTimeout(() => child.kill('SIGKILL'), spec.stopWithinMs);
      await gone;
      clearTimeout(hardEnd);
    },
  };
}
