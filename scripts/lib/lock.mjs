import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, say } from './shell.mjs';

const file = path.join(root, 'dist', '.setup.lock');

/** Two starts of one clone set it up one after the other. */
export async function holdingLock(work) {
  mkdirSync(path.dirname(file), { recursive: true });
  let waiting = false;
  while (!take()) {
    if (!waiting) say('Another start is setting up this folder; waiting for it …');
    waiting = true;
    await sleep(200);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  await work();
  release();
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!holderIsGone()) return false;
  rmSync(file, { force: true });
  return take();
}

function holderIsGone() {
  if (!existsSync(file)) return true;
  const pid = Number(readFileSync(file, 'utf8'));
  if (!pid) return false; // just being written
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
