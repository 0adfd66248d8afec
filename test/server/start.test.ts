import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { freePort } from '../../server/embedded/free-port.ts';
import { identify, isRunning, type ProcessIdentity } from '../../server/embedded/process-identity.ts';
import { claimDataDir, type Running, runningHotline } from '../../server/supervisor/data-dir.ts';
import { StartError } from '../../server/supervisor/start-error.ts';
import { waitFor } from '../support/wait-for.ts';

interface Hotline {
  process: ChildProcess;
  port: number;
  dataDir: string;
  printed(): string;
  ended: Promise<number | null>;
  ready(): Promise<void>;
}

const script = fileURLToPath(new URL('../support/small-hotline.ts', import.meta.url));
const hotlines: Hotline[] = [];
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'yixian-start-'));
  folders.push(folder);
  return folder;
}

async function start(env: Record<string, string> = {}): Promise<Hotline> {
  const port = Number(env.PORT ?? (await freePort()));
  const dataDir = env.DATA_DIR ?? newFolder();
  const child = fork(script, [], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), ...env },
    silent: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      printed += data;
    });
  }
  const hotline = {
    process: child,
    port,
    dataDir,
    printed: () => printed,
    ended: once(child, 'close').then(([status]) => status as number | null),
    ready: async () => {
      await waitFor(() => /is ready/.test(printed) || child.exitCode !== null, {
        timeout: 90_000,
        what: 'ready',
      });
      expect(printed).to.match(/is ready/);
    },
  };
  hotlines.push(hotline);
  return hotline;
}

const story = ({ dataDir }: Hotline) => {
  const file = path.join(dataDir, 'story.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};
const pidOf = (hotline: Hotline, part: string): number | undefined => {
  const line = story(hotline).findLast((told) => told.match(`^${part} \\d`));
  return line ? Number(line.split(' ')[1]) : undefined;
};
const health = async ({ port }: Hotline) => {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  return response.ok && ((await response.json()) as { tables: number; redis: string });
};

/** Everything that runs for a hotline: supervisor, parts, keepers, servers. */
function everyone(hotline: Hotline): ProcessIdentity[] {
  const running = runningHotline(hotline.dataDir) as Running;
  const servers = ['mariadb', 'redis'].flatMap((server) =>
    JSON.parse(readFileSync(path.join(hotline.dataDir, `${server}.state`), 'utf8')),
  );
  const all = [running.supervisor, ...running.children, ...servers];
  expect(all).to.have.length(8);
  expect(all.every(isRunning)).to.equal(true);
  return all;
}

describe('npm start', function () {
  this.timeout(180_000);

  afterEach(async () => {
    for (const hotline of hotlines.splice(0)) {
      hotline.process.kill('SIGTERM');
      await hotline.ended;
    }
    for (const folder of folders.splice(0)) {
      await waitFor(() => !existsSync(path.join(folder, 'mariadb.state')), { timeout: 60_000 });
      rmSync(folder, { recursive: true });
    }
  });

  it('brings everything up in order, says where it is, and on Ctrl-C takes it down in the opposite order', async () => {
    const hotline = await start();
    await hotline.ready();
    expect(hotline.printed()).to.contain(`http://127.0.0.1:${hotline.port}/phone`).and.contain('/api/docs');
    expect(await health(hotline)).to.deep.include({ redis: 'PONG' });
    const all = everyone(hotline);
    expect(story(hotline)[0]).to.match(/^seed/);
    expect(story(hotline).join()).to.match(/carrier \d+ with token/);

    const begun = performance.now();
    hotline.process.kill('SIGINT');
    await once(hotline.process, 'exit');
    expect(performance.now() - begun).to.be.below(10_000);
    expect(await hotline.ended).to.equal(0);
    expect(all.filter(isRunning)).to.deep.equal([]);
    const ends = story(hotline).filter((line) => line.endsWith('stopped'));
    expect(ends).to.have.members(['web stopped', 'worker stopped', 'carrier stopped']);
    expect(ends.at(-1)).to.equal('carrier stopped');
    expect(existsSync(path.join(hotline.dataDir, 'running.json'))).to.equal(false);
  });

  it('keeps its secrets and its rows over a second start', async () => {
    const first = await start();
    await first.ready();
    const secret = () => readFileSync(path.join(first.dataDir, 'secrets', 'session'), 'utf8');
    const before = secret();
    first.process.kill('SIGTERM');
    await first.ended;
    const second = await start({ DATA_DIR: first.dataDir });
    await second.ready();
    expect(secret()).to.equal(before);
    expect(await health(second))
      .to.have.property('tables')
      .above(0);
  });

  it('starts a part again that dies, and servers too', async () => {
    const hotline = await start();
    await hotline.ready();
    for (const part of ['worker', 'web', 'carrier']) {
      const pid = await waitFor(() => pidOf(hotline, part));
      process.kill(pid, 'SIGKILL');
      await waitFor(() => pidOf(hotline, part) !== pid, { what: `${part} again` });
      expect(hotline.printed()).to.contain(`${part} ended (SIGKILL) and is started again`);
    }
    for (const server of ['mariadb', 'redis']) {
      const [, { pid }] = JSON.parse(readFileSync(path.join(hotline.dataDir, `${server}.state`), 'utf8'));
      process.kill(pid, 'SIGKILL');
      await waitFor(() =>
        hotline.printed().includes(server === 'redis' ? 'Redis runs again' : 'MariaDB runs again'),
      );
    }
    await waitFor(() => health(hotline));
  });

  it('killed -9 takes everything with it, and the next start is not in its way', async () => {
    const hotline = await start();
    await hotline.ready();
    const [, ...others] = everyone(hotline);
    const worker = await waitFor(() => pidOf(hotline, 'worker'));
    process.kill(worker, 'SIGSTOP'); // cannot hear that its supervisor is gone
    hotline.process.kill('SIGKILL');
    const next = await start({ DATA_DIR: hotline.dataDir, PORT: String(hotline.port) });
    await next.ready();
    expect(others.filter(isRunning)).to.deep.equal([]);
    expect(await health(next)).to.have.property('redis', 'PONG');
  });

  it('runs beside another copy', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    await Promise.all([one.ready(), two.ready()]);
    one.process.kill('SIGTERM');
    await one.ended;
    expect(await health(two)).to.have.property('redis', 'PONG');
  });

  it('ends a part that does not hear it, in time', async () => {
    const hotline = await start();
    await hotline.ready();
    const all = everyone(hotline);
    process.kill(await waitFor(() => pidOf(hotline, 'worker')), 'SIGSTOP');
    const begun = performance.now();
    hotline.process.kill('SIGTERM');
    await once(hotline.process, 'exit');
    expect(performance.now() - begun).to.be.below(10_000);
    await hotline.ended;
    await waitFor(() => !all.some(isRunning));
  });

  it('can be stopped while it makes the demo province', async () => {
    const hotline = await start({ MISBEHAVE: 'endless seed' });
    const pid = await waitFor(() => pidOf(hotline, 'seed'), { timeout: 90_000 });
    const seed = identify(pid);
    hotline.process.kill('SIGINT');
    expect(await hotline.ended).to.equal(0);
    expect(seed && isRunning(seed)).to.equal(false);
    expect(hotline.printed().trim()).to.equal('Stopping …');
  });

  it('uses the servers that the settings name', async () => {
    const lender = await start();
    await lender.ready();
    const { databaseUrl = '', redisUrl = '' } = runningHotline(lender.dataDir) as Running;
    const hotline = await start({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
    await hotline.ready();
    expect(existsSync(path.join(hotline.dataDir, 'mariadb'))).to.equal(false);
    expect(await health(hotline)).to.have.property('redis', 'PONG');
    hotline.process.kill('SIGTERM');
    expect(await hotline.ended).to.equal(0);
    expect(await health(lender)).to.have.property('redis', 'PONG');
  });

  describe('ends with status 1 and one clear line', () => {
    const oneLine = async (hotline: Hotline, expected: RegExp) => {
      expect(await hotline.ended).to.equal(1);
      const lines = hotline.printed().trim().split('\n');
      expect(lines.at(-1)).to.match(expected);
      return lines;
    };

    it('when its port is in use', async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as { port: number };
      const lines = await oneLine(await start({ PORT: String(port) }), new RegExp(`Port ${port} is in use`));
      expect(lines).to.have.length(1);
      server.close();
    });

    it('when a setting is wrong', async () => {
      const lines = await oneLine(await start({ TIME_ZONE: 'Mars/Base' }), /TIME_ZONE must be/);
      expect(lines).to.have.length(1);
    });

    it('when another runs on the same data folder', async () => {
      const first = await start();
      await first.ready();
      const second = await start({ DATA_DIR: first.dataDir });
      expect(await oneLine(second, /Another hotline already runs on the data folder/)).to.have.length(1);
      expect(await health(first)).to.have.property('redis', 'PONG');
    });

    it('when its data folder is not one', async () => {
      const folder = newFolder();
      writeFileSync(path.join(folder, 'file'), '');
      const lines = await oneLine(
        await start({ DATA_DIR: path.join(folder, 'file') }),
        /cannot be written to/,
      );
      expect(lines).to.have.length(1);
    });

    it('when the disk is full', async () => {
      const failure = await claimDataDir(newFolder(), { publicUrl: '', neededBytes: 2 ** 60 }).catch(
        (e) => e,
      );
      expect(failure).to.be.instanceOf(StartError);
      expect(failure.message).to.match(/is too full: \d+ MB are free, 1099511627776 MB are needed\.$/);
    });

    it('when a named server does not answer', async () => {
      const dead = `127.0.0.1:${await freePort()}`;
      await oneLine(await start({ REDIS_URL: `redis://${dead}` }), /Redis does not answer at REDIS_URL/);
      await oneLine(await start({ DATABASE_URL: `mysql://u@${dead}/x` }), /database .*ECONNREFUSED/);
    });

    it('when the demo province cannot be made, or a part never starts', async () => {
      await oneLine(await start({ MISBEHAVE: 'seed' }), /demo province could not be made \(status 3\)/);
      await oneLine(await start({ MISBEHAVE: 'web' }), /web does not start: the moon is in the wrong place/);
    });

    it('when its private database is damaged', async () => {
      const dataDir = newFolder();
      mkdirSync(path.join(dataDir, 'mariadb'));
      await oneLine(await start({ DATA_DIR: dataDir }), /MariaDB could not be started/);
    });
  });
});
