import { spawn } from 'node:child_process';
import path from 'node:path';

/** The folder of the project. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Something the reader has to do; shown as one line, without a stack. */
export class Failure extends Error {}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs a command to its end. Its output is shown only when it fails, and not even then when it is `quiet`. */
export function run(command, args, { quiet = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) return resolve(output);
      if (!quiet) process.stderr.write(output);
      reject(new Failure(`failed: ${path.basename(command)} ${args.join(' ')}`));
    });
  });
}
