import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { root, run, say } from './shell.mjs';

const dist = path.join(root, 'dist');
const serverFolders = ['domain', 'entities', 'services', 'ivr', 'queues', 'realtime', 'server', 'simulator'];

/** What is built, from what, and how; each goes to a new folder first, so that a failed build changes nothing. */
const builds = [
  {
    name: 'server',
    words: 'the hotline',
    sources: [...serverFolders, 'tsconfig.json', 'tsconfig.build.json'],
    except: ['simulator/phone'],
    async make(target) {
      await node('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', target);
      copyData(target);
    },
    results: serverFolders,
  },
  {
    name: 'dashboard',
    words: 'the dashboard (half a minute)',
    sources: ['dashboard', 'domain'],
    make: (target) => vite('dashboard', target),
    results: ['dashboard'],
  },
  {
    name: 'phone',
    words: 'the virtual phone',
    sources: ['simulator/phone', 'domain'],
    make: (target) => vite('simulator/phone', target),
    results: ['phone'],
  },
];

/** Builds into dist/ whatever has changed since it was last built. */
export async function buildAll({ force = false } = {}) {
  for (const build of builds) {
    if (!existsSync(path.join(root, build.sources[0]))) continue;
    const stamp = path.join(dist, '.stamps', build.name);
    const hash = hashOf(build);
    if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    say(`Building ${build.words} …`);
    const target = path.join(dist, `.new-${build.name}`);
    rmSync(target, { recursive: true, force: true });
    const single = build.results.length === 1;
    await build.make(single ? path.join(target, build.results[0]) : target);
    rmSync(stamp, { force: true });
    for (const result of build.results) {
      rmSync(path.join(dist, result), { recursive: true, force: true });
      if (existsSync(path.join(target, result)))
        renameSync(path.join(target, result), path.join(dist, result));
    }
    rmSync(target, { recursive: true, force: true });
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
  }
}

function vite(folder, target) {
  return node(
    'vite/bin/vite.js',
    'build',
    folder,
    '--outDir',
    target,
    '--emptyOutDir',
    '--logLevel',
    'error',
  );
}

function node(program, ...args) {
  return run(process.execPath, [path.join(root, 'node_modules', program), ...args]);
}

/** What the compiler leaves behind and the programs read: maps, names, prompts kept as data. */
function copyData(target) {
  for (const folder of serverFolders) {
    for (const file of filesIn(folder, ['simulator/phone'])) {
      if (/\.(ts|tsx|md)$/.test(file)) continue;
      cpSync(path.join(root, file), path.join(target, file));
    }
  }
}

function hashOf({ sources, except = [] }) {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...sources.flatMap((source) => filesIn(source, except))]) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** Paths from the root of the project, in a fixed order. */
function filesIn(source, except) {
  if (except.includes(source) || !existsSync(path.join(root, source))) return [];
  if (path.extname(source)) return [source];
  return readdirSync(path.join(root, source), { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.posix.join(source, entry.name);
      return entry.isDirectory() ? filesIn(file, except) : except.includes(file) ? [] : [file];
    });
}
