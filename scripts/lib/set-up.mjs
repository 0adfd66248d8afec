import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { buildAll } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { holdingLock } from './lock.mjs';
import { ensureBrowser, ensureServers } from './programs.mjs';
import { Failure, root, say } from './shell.mjs';

const modes = {
  /** To run the hotline: everything; servers of one's own may be named instead of installed. */
  start: async (env) => {
    await installDependencies();
    await ensureServers({ mariadb: !env.DATABASE_URL, redis: !env.REDIS_URL });
    await buildAll();
  },
  /** The tests always use private servers, and a browser. */
  test: async () => {
    await installDependencies();
    await ensureServers({ mariadb: true, redis: true });
    await ensureBrowser();
    await buildAll();
  },
  /** For the commands that run from source. */
  tools: async (env) => {
    await installDependencies();
    await ensureServers({ mariadb: !env.DATABASE_URL, redis: !env.REDIS_URL });
  },
};

export async function setUp(mode) {
  const steps = modes[mode];
  if (!steps) {
    console.error(`usage: node scripts/setup.mjs ${Object.keys(modes).join('|')}`);
    process.exit(2);
  }
  try {
    await holdingLock(() => steps(environment()));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    process.exit(1);
  }
}

function environment() {
  const file = path.join(root, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...process.env } : process.env;
}
