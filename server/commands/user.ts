/**
 * `npm run user -- add --username U --name N --role R [--unit CODE | --outlet CODE]`, `… passwd --username U`,
 * `… disable --username U`. A password is read from standard input; left empty, one is made up and printed once.
 */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { EntityManager } from 'typeorm';
import { localDay } from '../../domain/time.ts';
import { ROLES, type Role } from '../../domain/vocabulary.ts';
import { createDataSource } from '../../entities/data-source.ts';
import { systemClock } from '../clock.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';
import { AccountError, addAccount, disableAccount, setPassword } from './accounts.ts';

const USAGE = `Usage:
  npm run user -- add --username U --name N --role R [--unit CODE | --outlet CODE]
  npm run user -- passwd --username U
  npm run user -- disable --username U
Roles: ${ROLES.join(', ')}`;

interface Order {
  what: string;
  username: string;
  name?: string;
  role?: string;
  unit?: string;
  outlet?: string;
}

function readOrder(): Order {
  const text = { type: 'string' } as const;
  const options = { username: text, name: text, role: text, unit: text, outlet: text };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [what, ...more] = positionals;
    if (!what || more.length > 0 || !values.username) throw new Error('what to do, and --username');
    return { ...values, what, username: values.username };
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${USAGE}`);
  }
}

async function carryOut(tx: EntityManager, order: Order, today: string): Promise<string> {
  const { what, username, name, role, unit, outlet } = order;
  switch (what) {
    case 'add': {
      if (!name || !isRole(role)) throw new StartError(`--name and a --role are needed.\n${USAGE}`);
      const { password, told } = await askPassword();
      await addAccount(tx, { username, name, role, unit, outlet, password, today });
      return `${username} can sign in.${told}`;
    }
    case 'passwd': {
      const { password, told } = await askPassword();
      await setPassword(tx, { username, password });
      return `${username} has a new password and has to sign in again.${told}`;
    }
    case 'disable':
      await disableAccount(tx, { username });
      return `${username} can no longer sign in.`;
    default:
      throw new StartError(USAGE);
  }
}

const isRole = (text: string | undefined): text is Role => (ROLES as readonly string[]).includes(text ?? '');

/** From the terminal without showing it, or the first line of what is piped in. */
async function askPassword(): Promise<{ password: string; told: string }> {
  const { isTTY } = process.stdin;
  if (isTTY) process.stdout.write('Password (empty: one is made up): ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: isTTY });
  let typed = '';
  for await (const line of reader) {
    typed = line.trim();
    break;
  }
  reader.close();
  if (isTTY) process.stdout.write('\n');
  if (typed) return { password: typed, told: '' };
  const password = randomBytes(12).toString('base64url');
  return { password, told: ` Password, shown only now: ${password}` };
}

await runCommand(async ({ config, databaseUrl }) => {
  const order = readOrder();
  const dataSource = createDataSource({ url: databaseUrl, poolSize: 2 });
  await dataSource.initialize();
  try {
    const today = localDay(systemClock.now(), config.timeZone);
    const said = await dataSource.transaction((tx) => carryOut(tx, order, today));
    process.stdout.write(`${said}\n`);
  } catch (error) {
    throw error instanceof AccountError ? new StartError(error.message) : error;
  } finally {
    await dataSource.destroy();
  }
});
