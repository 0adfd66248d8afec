import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { freePort } from '../../server/embedded/free-port.ts';
import { createStopList } from '../../server/stop.ts';
import { waitFor } from '../support/wait-for.ts';

const env = {
  ROLE: 'web',
  DEMO: 'true',
  DATABASE_URL: 'mysql://127.0.0.1:1/none',
  REDIS_URL: 'redis://127.0.0.1:1',
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'token',
  SESSION_SECRET: 's'.repeat(32),
};

interface Run {
  child: ChildProcess;
  port: number;
  /** What it has written so far, without its log. */
  said(): string[];
  log(): string;
  ended: Promise<number | null>;
}

async function run(behaviour: string, overrides: Record<string, string> = {}): Promise<Run> {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL('../support/small-process.ts', import.meta.url)), [behaviour], {
    env: { PATH: process.env.PATH, ...env, PORT: String(port), ...overrides },
    silent: true,
  });
  let output = '';
  child.stdout?.on('data', (data) => {
    output += data;
  });
  child.stderr?.on('data', (data) => {
    output += data;
  });
  return {
    child,
    port,
    said: () => output.split('\n').filter((line) => line && !line.startsWith('{')),
    log: () => output,
    // Not 'close', which does not come after disconnect().
    ended: Promise.all([once(child, 'exit'), streamEnd(child.stdout), streamEnd(child.stderr)]).then(
      ([[s]]) => s,
    ),
  };
}

async function streamEnd(stream: Readable | null): Promise<void> {
  if (stream) await once(stream, 'end');
}

describe('a process', () => {
  it('on SIGTERM answers the request in hand, then stops its parts, the last started first', async () => {
    const { child, port, said, ended } = await run('');
    await waitFor(() => said().includes('ready'));
    const answer = fetch(`http://127.0.0.1:${port}`).then((response) => response.text());
    await waitFor(() => said().includes('request in hand'));
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect(await answer).to.equal('answered');
    expect(await ended).to.equal(0);
    expect(said()).to.deep.equal([
      'ready',
      'request in hand',
      'stopped web',
      'stopped workers',
      'stopped connections',
    ]);
  });

  it('stops in the same way when its supervisor is gone', async () => {
    const { child, said, ended } = await run('');
    await waitFor(() => said().includes('ready'));
    child.disconnect();
    expect(await ended).to.equal(0);
    expect(said()).to.deep.equal(['ready', 'stopped web', 'stopped workers', 'stopped connections']);
  });

  it('stops the rest when one part fails to stop, and says so in its status', async () => {
    const { child, said, ended } = await run('fails to stop');
    await waitFor(() => said().includes('ready'));
    child.kill('SIGINT');
    expect(await ended).to.equal(1);
    expect(said()).to.include('stopped connections');
  });

  it('that cannot start stops what it had started', async () => {
    const { said, log, ended } = await run('fails to start');
    expect(await ended).to.equal(1);
    expect(said()).to.deep.equal(['stopped workers', 'stopped connections']);
    expect(log()).to.contain('could not start');
  });

  it('ends at an error that nobody caught, and logs it', async () => {
    const { log, ended } = await run('throws later');
    expect(await ended).to.equal(1);
    expect(log()).to.contain('unexpected').and.contain('"level":60');
  });

  it('ends with one line when a setting is wrong', async () => {
    const { log, ended } = await run('', { PORT: 'x', SESSION_SECRET: '' });
    expect(await ended).to.equal(1);
    expect(log().trim().split('\n')).to.have.length(1);
    expect(log()).to.contain('PORT must be');
  });
});

describe('stop list', () => {
  const log = { info: () => {}, error: () => {} };

  it('does everything once, however often it is asked', async () => {
    const stopped: string[] = [];
    const stop = createStopList(log, { withinMs: 1_000 });
    stop.add('a', () => stopped.push('a'));
    stop.add('b', () => stopped.push('b'));
    expect(await Promise.all([stop.run(), stop.run()])).to.deep.equal([true, true]);
    expect(stopped).to.deep.equal(['b', 'a']);
  });

  it('gives up on what does not stop', async () => {
    const stop = createStopList(log, { withinMs: 20 });
    stop.add('stuck', () => new Promise(() => {}));
    expect(await stop.run()).to.equal(false);
  });
});
