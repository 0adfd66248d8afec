import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, say } from './shell.mjs';

/** Runs `npm ci` unless what package-lock.json asks for is what is installed. */
export async function installDependencies() {
  if (isInstalled()) return;
  say('Installing the packages (npm ci; half a minute) …');
  // npm tells its scripts where it is itself, which may not be on the PATH.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...args]);
  else await run('npm', args);
}

/** npm leaves a record of what it installed, and writes it last. */
function isInstalled() {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const installed = packagesOf(record);
  return Object.entries(wanted).every(([folder, { version, integrity, optional, link }]) => {
    if (folder === '') return true;
    const found = installed[folder];
    if (!found) return Boolean(optional || link);
    return found.version === version && found.integrity === integrity;
  });
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
