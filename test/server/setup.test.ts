import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Result {
  status: number;
  printed: string;
}

/** A clone with a single source file, whose packages are those of this project. */
class SmallClone {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'yixian-setup-'));
  readonly #bin = path.join(this.folder, 'bin');

  constructor() {
    for (const file of [
      'scripts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ]) {
      cpSync(path.join(root, file), this.path(file), { recursive: true });
    }
    this.write('domain/rule.ts', 'export const answer = 42;\n');
    this.write('domain/words.json', '{}');
    mkdirSync(this.#bin);
    symlinkSync(path.join(root, 'node_modules'), this.path('node_modules'));
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** Puts a program of that name before all others. */
  program(name: string, shell: string): void {
    writeFileSync(path.join(this.#bin, name), `#!/bin/sh\n${shell}\n`);
    chmodSync(path.join(this.#bin, name), 0o755);
  }

  node(...args: string[]): Promise<Result> {
    const env = { PATH: `${this.#bin}${path.delimiter}${process.env.PATH}` };
    return new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: this.folder, env }, (error, stdout, stderr) => {
        resolve({ status: error ? Number(error.code) : 0, printed: `${stdout}${stderr}` });
      });
    });
  }

  setUp(mode: string): Promise<Result> {
    return this.node('scripts/setup.mjs', mode);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

describe('set-up', () => {
  let clone: SmallClone;
  beforeEach(() => {
    clone = new SmallClone();
  });
  afterEach(() => clone.remove());

  it('builds what has changed, and otherwise is silent', async () => {
    expect(await clone.setUp('start')).to.deep.equal({ status: 0, printed: 'Building the hotline …\n' });
    expect(clone.read('dist/domain/rule.js')).to.contain('answer = 42');
    expect(existsSync(clone.path('dist/domain/words.json'))).to.equal(true);

    const built = statSync(clone.path('dist/domain/rule.js')).mtimeMs;
    expect(await clone.setUp('start')).to.deep.equal({ status: 0, printed: '' });
    expect(statSync(clone.path('dist/domain/rule.js')).mtimeMs).to.equal(built);

    rmSync(clone.path('domain/rule.ts'));
    clone.write('domain/other.ts', 'export const answer = 43;\n');
    await clone.setUp('start');
    expect(existsSync(clone.path('dist/domain/rule.js'))).to.equal(false);
    expect(clone.read('dist/domain/other.js')).to.contain('answer = 43');
  });

  it('keeps the last good build when the next fails, and says why', async () => {
    await clone.setUp('start');
    clone.write('domain/rule.ts', "export const answer: number = 'forty-two';\n");
    const { status, printed } = await clone.setUp('start');
    expect(status).to.equal(1);
    expect(printed).to.match(/domain\/rule\.ts\(1,14\): error TS2322.*\nfailed: /s);
    expect(clone.read('dist/domain/rule.js')).to.contain('answer = 42');
    expect((await clone.setUp('start')).status).to.equal(1);
  });

  it('installs the packages when they are missing or not those of the lock file', async () => {
    const calls = clone.path('npm-calls');
    clone.program('npm', `echo "$@" >> ${calls}`);
    expect((await clone.setUp('tools')).printed).to.equal('');
    expect(existsSync(calls)).to.equal(false);

    const lock = JSON.parse(clone.read('package-lock.json'));
    lock.packages['node_modules/express'].version = '0.0.1';
    clone.write('package-lock.json', JSON.stringify(lock));
    expect((await clone.setUp('tools')).printed).to.contain('npm ci');
    expect(clone.read('npm-calls')).to.match(/^ci /);

    rmSync(calls);
    cpSync(path.join(root, 'package-lock.json'), clone.path('package-lock.json'));
    rmSync(clone.path('node_modules'));
    await clone.setUp('tools');
    expect(clone.read('npm-calls')).to.match(/^ci /);
  });

  it('waits for another that is at work in the same clone', async () => {
    const [one, two] = await Promise.all([clone.setUp('start'), clone.setUp('start')]);
    expect([one.status, two.status]).to.deep.equal([0, 0]);
    expect(`${one.printed}${two.printed}`.match(/Building/g)).to.have.length(1);
    expect(`${one.printed}${two.printed}`).to.contain('waiting for it');
    // What a killed one has left is no hindrance.
    writeFileSync(clone.path('dist/.setup.lock'), '999999999');
    expect(await clone.setUp('start')).to.deep.equal({ status: 0, printed: '' });
  });

  it('tells an old Node from a new one', async () => {
    const old = "Object.defineProperty(process.versions, 'node', { value: '18.20.1' });";
    const { status, printed } = await clone.node('-e', `${old} import('./scripts/setup.mjs')`);
    expect(status).to.equal(1);
    expect(printed).to.equal('Yixian needs Node 20.19 or later; this is Node 18.20.1.\n');
  });

  it('says how it is called', async () => {
    expect(await clone.setUp('everything')).to.deep.equal({
      status: 2,
      printed: 'usage: node scripts/setup.mjs start|test|tools\n',
    });
  });
});

interface System {
  has(program: string): boolean;
  hasFile(file: string): boolean;
  isRoot: boolean;
  run(command: string, args: string[]): Promise<void>;
  say(line: string): void;
}
type Programs = {
  ensureServers(wanted: { mariadb?: boolean; redis?: boolean }, system: System): Promise<void>;
  ensureBrowser(system: System): Promise<void>;
};

describe('set-up of programs', () => {
  const file = new URL('../../scripts/lib/programs.mjs', import.meta.url).href;
  const ran: string[] = [];
  const said: string[] = [];
  let programs: Programs;
  before(async () => {
    programs = (await import(file)) as Programs;
  });
  beforeEach(() => {
    ran.length = 0;
    said.length = 0;
  });

  /** A Debian on which only these programs are installed; apt-get installs all, or fails at first. */
  function debian(installed: string[], { isRoot = true, failures = 0 } = {}): System {
    let left = failures;
    const there = new Set([...installed, 'apt-get']);
    return {
      has: (program) => there.has(program),
      hasFile: () => false,
      isRoot,
      say: (line) => void said.push(line),
      async run(command, args) {
        ran.push([command, ...args].join(' '));
        if (args[0] === 'install' && left-- > 0) throw new Error('not found');
        if (args[0] !== 'install') return;
        for (const name of ['mariadbd', 'mariadb-install-db', 'redis-check-rdb']) there.add(name);
      },
    };
  }
  const both = { mariadb: true, redis: true };

  it('uses what is there', async () => {
    await programs.ensureServers(both, debian(['mariadbd', 'mariadb-install-db', 'redis-server']));
    await programs.ensureServers({}, debian([]));
    expect(ran).to.deep.equal([]);
  });

  it('installs on Debian what is missing, and only that', async () => {
    await programs.ensureServers(both, debian(['mariadbd', 'mariadb-install-db']));
    expect(ran).to.deep.equal(['apt-get install -y -q --no-install-recommends redis-tools']);
    expect(said.join()).to.contain('no system service');
  });

  it('brings the lists of packages up to date when they do not do', async () => {
    await programs.ensureServers(both, debian([], { failures: 1 }));
    const install =
      'apt-get install -y -q --no-install-recommends mariadb-server-core mariadb-client-core mariadb-common redis-tools';
    expect(ran).to.deep.equal([install, 'apt-get update -q', install]);
  });

  it('says in one line what to install where it may not', async () => {
    const failure = await programs
      .ensureServers(both, debian([], { isRoot: false }))
      .catch((e: Error) => e.message);
    expect(failure).to.match(
      /^Please install MariaDB .* and Redis .*or set DATABASE_URL and REDIS_URL in \.env\.$/,
    );
    expect(ran).to.deep.equal([]);
  });

  it('gets a browser for the tests', async () => {
    await programs.ensureBrowser(debian(['chromium']));
    expect(ran).to.deep.equal(['apt-get install -y -q --no-install-recommends fonts-noto-cjk']);
  });
});

describe('the report of a test run', () => {
  it('ends with the totals', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'yixian-report-'));
    const spec = path.join(folder, 'spec.mjs');
    writeFileSync(spec, "it('a', () => {}); it('b', () => { throw new Error('no'); }); it('c');");
    const args = [
      'node_modules/mocha/bin/mocha.js',
      '--no-config',
      '--reporter',
      'test/support/reporter.mjs',
      spec,
    ];
    const printed = await new Promise<string>((resolve) => {
      execFile(process.execPath, args, { cwd: root }, (_error, stdout) => resolve(stdout));
    });
    expect(printed.trim().split('\n').at(-1)).to.equal('1 passed, 1 failed, 1 skipped');
    rmSync(folder, { recursive: true });
  });
});
