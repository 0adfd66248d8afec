/**
 * The process between the supervisor and one private server. It lives exactly as long as its channel to the
 * supervisor: while that is there it keeps the server running on the same port, when it closes it stops the server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeeperMessage, ServerSpec } from './kept-server.ts';
import { endProcess, identify, type ProcessIdentity } from './process-identity.ts';

const readyWithinMs = 60_000;
const logLimitBytes = 10_000_000;
let stopping = false;
let server: ChildProcess | undefined;

process.once('message', async (spec: ServerSpec) => {
  try {
    await keep(spec);
  } catch (error) {
    tell({ type: 'failed', reason: (error as Error).message });
    process.exitCode = 1;
  }
  rmSync(spec.stateFile, { force: true });
  if (spec.temporary) rmSync(spec.temporary, { recursive: true, force: true, maxRetries: 3 });
  if (process.connected) process.disconnect();
});
process.once('disconnect', () => {
  stopping = true;
  server?.kill('SIGTERM');
});
process.on('SIGTERM', () => process.connected && process.disconnect());
process.on('SIGINT', () => {});

async function keep(spec: ServerSpec): Promise<void> {
  await stopLeftovers(spec);
  if (logSize(spec) > logLimitBytes) renameSync(spec.logFile, `${spec.logFile}.1`);
  let everReady = false;
  let failures = 0;
  while (!stopping) {
    const logStart = logSize(spec);
    const child = launch(spec);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    let alive = true;
    ended.then(() => {
      alive = false;
    });
    const ready = await becomesReady(spec, () => alive && !stopping);
    if (ready) {
      failures = 0;
      if (!everReady) tell({ type: 'ready' });
      else tell({ type: 'note', level: 'warn', text: `${spec.name} runs again on port ${spec.port}` });
      everReady = true;
    } else if (!stopping) {
      child.kill('SIGKILL');
    }
    await endedOrKilled(ended, spec);
    if (stopping) break;

    if (ready) {
      tell({ type: 'note', level: 'error', text: `${spec.name} died, starting it again` });
      continue;
    }
    failures += 1;
    const reason = `${spec.name} could not be started: ${lastWords(spec, logStart)}`;
    if (setAside(spec, failures)) {
      tell({
        type: 'note',
        level: 'error',
        text: `${reason}; it starts empty, the old files are kept beside`,
      });
    } else if (everReady) {
      tell({ type: 'note', level: 'error', text: reason });
      await sleep(Math.min(5_000, 100 * 2 ** failures), undefined, { ref: true });
    } else {
      throw new Error(reason);
    }
  }
}

/** A killed supervisor can leave a keeper that is still stopping, a killed keeper a server that runs on. */
async function stopLeftovers(spec: ServerSpec): Promise<void> {
  if (!existsSync(spec.stateFile)) return;
  let left: ProcessIdentity[] = [];
  try {
    left = JSON.parse(readFileSync(spec.stateFile, 'utf8'));
  } catch {
    // cut short when the machine went down: then nothing of it runs either
  }
  for (const identity of left) await endProcess(identity, spec.stopWithinMs);
}

function launch(spec: ServerSpec): ChildProcess {
  const output = openSync(spec.logFile, 'a', 0o600);
  server = spawn(spec.command, spec.args, {
    argv0: spec.argv0 ?? spec.command,
    stdio: [spec.input === undefined ? 'ignore' : 'pipe', output, output],
  });
  server.stdin?.on('error', () => {});
  server.stdin?.end(spec.input);
  const identities = [process.pid, server.pid ?? 0].map((pid) => identify(pid)).filter(Boolean);
  writeFileSync(spec.stateFile, JSON.stringify(identities), { mode: 0o600 });
  return server;
}

async function becomesReady(spec: ServerSpec, worthWaiting: () => boolean): Promise<boolean> {
  const until = performance.now() + readyWithinMs;
  while (worthWaiting() && performance.now() < until) {
    if (await answers(spec)) return worthWaiting();
    await sleep(25);
  }
  return false;
}

/** One try to reach the server in its own protocol. */
function answers(spec: ServerSpec): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(spec.port, '127.0.0.1');
    const done = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    let heard = Buffer.alloc(0);
    if (spec.protocol === 'redis') socket.write(`AUTH ${spec.password}\r\nPING\r\n`);
    socket.on('data', (data) => {
      heard = Buffer.concat([heard, data]);
      if (spec.protocol === 'redis') {
        if (heard.includes('+PONG')) done(true);
        else if (heard.includes('LOADING')) done(false);
      } else if (heard.length > 4) {
        done(heard[4] === 10);
      }
    });
    socket.setTimeout(2_000, () => done(false));
    socket.on('error', () => done(false));
    socket.on('close', () => resolve(false));
  });
}

async function endedOrKilled(ended: Promise<void>, spec: ServerSpec): Promise<void> {
  const hardEnd = new Promise<void>((resolve) => {
    const arm = () => setTimeout(() => server?.kill('SIGKILL'), spec.stopWithinMs).unref();
    if (stopping) arm();
    else process.once('disconnect', arm);
    ended.then(resolve);
  });
  await hardEnd;
}

/** A copy that cannot be read is moved out of the way, once; the truth is elsewhere. */
function setAside(spec: ServerSpec, failures: number): boolean {
  if (!spec.expendable || failures !== 1 || !existsSync(spec.expendable)) return false;
  rmSync(`${spec.expendable}.broken`, { recursive: true, force: true });
  renameSync(spec.expendable, `${spec.expendable}.broken`);
  return true;
}

function logSize(spec: ServerSpec): number {
  return statSync(spec.logFile, { throwIfNoEntry: false })?.size ?? 0;
}

/** The line of the server's log that says why it gave up. */
function lastWords(spec: ServerSpec, from: number): string {
  const lines = readFileSync(spec.logFile).subarray(from).toString('utf8').trim().split('\n').filter(Boolean);
  // The first complaint is the cause, what follows are its effects.
  const telling = lines.find((line) => /\[ERROR\]|error|fatal|fail|denied|no space/i.test(line));
  return `${telling ?? lines.at(-1) ?? 'it ended without a word'} (see ${spec.logFile})`;
}

function tell(message: KeeperMessage): void {
  // With a callback: a supervisor that dies in this moment is no error of ours.
  if (process.connected) process.send?.(message, () => {});
}
