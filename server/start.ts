/** `npm start`: the whole hotline on this machine, or, with ROLE=web or ROLE=worker, that one process. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from './config.ts';
import { readOrExit, runHotline } from './supervisor/run-hotline.ts';

const here = fileURLToPath(import.meta.url);
/** A program beside this one, as source or compiled like this one. */
const program = (name: string) => path.resolve(path.dirname(here), name + path.extname(here));

const env = environment();
const { role } = readOrExit(env, (line) => process.stderr.write(`${line}\n`));
if (role === 'all') {
  const programs = {
    web: program('web'),
    worker: program('worker'),
    carrier: program('../simulator/main'),
    seed: program('commands/seed'),
  };
  await runHotline(programs, env);
} else {
  await import(program(role));
}
