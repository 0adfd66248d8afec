import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { Failure, run, say } from './shell.mjs';

/** The same places as in server/embedded/programs.ts: servers are often outside the PATH of ordinary users. */
const usualPlaces = ['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
const chromePlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What of the machine matters here; the tests bring their own. */
const machine = {
  has(program) {
    const folders = [...(process.env.PATH ?? '').split(path.delimiter).filter(Boolean), ...usualPlaces];
    return folders.some((folder) => isExecutable(path.join(folder, program)));
  },
  hasFile: existsSync,
  isRoot: process.getuid?.() === 0,
  run,
  say,
};

const servers = {
  mariadb: {
    name: 'MariaDB 10.11 or later',
    programs: [['mariadbd'], ['mariadb-install-db']],
    packages: ['mariadb-server-core', 'mariadb-client-core', 'mariadb-common'],
    brew: 'mariadb',
    setting: 'DATABASE_URL',
  },
  redis: {
    name: 'Redis 7 or later',
    // Debian's redis-tools carries the server as redis-check-rdb: one program, which goes by how it is called.
    programs: [['redis-server', 'redis-check-rdb']],
    packages: ['redis-tools'],
    brew: 'redis',
    setting: 'REDIS_URL',
  },
};

/**
 * Sees to it that the server programs that are asked for are there; never touches a system service.
 *
 * @param wanted which of `mariadb` and `redis`
 */
export async function ensureServers(wanted, system = machine) {
  const absent = ({ programs }) => !programs.every((names) => names.some((name) => system.has(name)));
  const missing = Object.keys(servers)
    .filter((key) => wanted[key])
    .map((key) => servers[key])
    .filter(absent);
  if (missing.length === 0) return;
  const packages = missing.flatMap((server) => server.packages);
  const names = missing.map((server) => server.name).join(' and ');
  if (canUseApt(system)) {
    system.say(`Installing the programs of ${names} with apt-get (no system service) …`);
    await aptInstall(packages, system);
    if (!missing.some(absent)) return;
  }
  throw new Failure(
    `Please install ${names} (Debian, Ubuntu: apt-get install --no-install-recommends ${packages.join(' ')}; ` +
      `macOS: brew install ${missing.map((server) => server.brew).join(' ')}), ` +
      `or set ${missing.map((server) => server.setting).join(' and ')} in .env.`,
  );
}

/** A browser and Chinese letters for the tests that look at pages; those tests are skipped where there is none. */
export async function ensureBrowser(system = machine) {
  const browser =
    ['chromium', 'chromium-browser', 'google-chrome'].some(system.has) || chromePlaces.some(system.hasFile);
  const fonts = process.platform !== 'linux' || system.hasFile('/usr/share/fonts/opentype/noto');
  if (browser && fonts) return;
  if (canUseApt(system)) {
    system.say('Installing Chromium and Chinese fonts for the browser tests with apt-get …');
    await aptInstall([...(browser ? [] : ['chromium']), ...(fonts ? [] : ['fonts-noto-cjk'])], system);
  } else if (!browser) {
    system.say('No Chromium found: the tests that need a browser will be skipped.');
  }
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function canUseApt({ isRoot, has }) {
  return isRoot && has('apt-get');
}

async function aptInstall(packages, system) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  try {
    await system.run('apt-get', install, { env, quiet: true });
  } catch {
    // Without lists of packages, or with old ones, the first try fails.
    await system.run('apt-get', ['update', '-q'], { env });
    await system.run('apt-get', install, { env });
  }
}
