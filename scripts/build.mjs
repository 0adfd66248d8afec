/** `npm run build [-- --force]`: builds what has changed, into dist/. */
import { buildAll } from './lib/build.mjs';
import { holdingLock } from './lib/lock.mjs';
import { Failure, say } from './lib/shell.mjs';

try {
  await holdingLock(() => buildAll({ force: process.argv.includes('--force') }));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(error.message);
  process.exit(1);
}
