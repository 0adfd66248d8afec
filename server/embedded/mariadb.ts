import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { type KeptServer, keepServer, type Log } from './kept-server.ts';
import { findProgram } from './programs.ts';
import { keptSecret } from './secret-file.ts';
import { socketIn, socketParameter } from './socket.ts';

export interface MariadbOptions {
  /** The data folder of the hotline; the server keeps to `mariadb/` and `logs/` in it. */
  dataDir: string;
  /** true: a commit is on the disk when it is answered. false: fast, for tests. */
  durable: boolean;
  log: Log;
  /** Where programs are looked for. */
  searchPath: string;
  /** Ports that others are about to listen on. */
  avoidPorts?: readonly number[];
  /** The data folder is removed when the server has stopped. */
  temporary?: boolean;
}

const user = 'yixian';
const database = 'yixian';

/**
 * Starts a private MariaDB on a free port of 127.0.0.1 and on a Unix socket in the data folder, and resolves when it
 * answers. `url` is its database.
 */
export async function startMariadb(options: MariadbOptions): Promise<KeptServer> {
  const { dataDir, durable } = options;
  const command = findProgram('mariadbd', options.searchPath);
  if (!command)
    throw new Error(
      'mariadbd is not installed (Debian: apt-get install mariadb-server-core), or set DATABASE_URL',
    );

  const data = path.join(dataDir, 'mariadb');
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  // Its own: a server that starts deletes the temporary tables that it finds, those of a neighbour too.
  const temporaryFiles = path.join(dataDir, 'tmp');
  mkdirSync(temporaryFiles, { recursive: true, mode: 0o700 });
  if (!existsSync(data)) await install(data, temporaryFiles, options.searchPath);

  const password = keptSecret(dataDir, 'mariadb');
  const accounts = path.join(dataDir, 'mariadb.sql');
  writeFileSync(accounts, accountSql(password), { mode: 0o600 });

  const port = await freePort(options.avoidPorts);
  const socket = socketIn(dataDir, 'mariadb');
  const asRoot = process.getuid?.() === 0;
  const server = await keepServer(
    {
      name: 'MariaDB',
      command,
      args: [
        '--no-defaults',
        `--datadir=${data}`,
        `--tmpdir=${temporaryFiles}`,
        ...(asRoot ? ['--user=root'] : []),
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${socket ?? ''}`,
        `--pid-file=${path.join(data, 'mariadbd.pid')}`,
        `--init-file=${accounts}`,
        '--skip-name-resolve',
        '--skip-log-bin',
        '--performance-schema=OFF',
        '--max-connections=300',
        '--log-warnings=1',
        '--default-time-zone=+00:00',
        '--character-set-server=utf8mb4',
        '--collation-server=utf8mb4_unicode_ci',
        '--transaction-isolation=READ-COMMITTED',
        ...(durable ? durableSettings : fastSettings),
      ],
      protocol: 'mariadb',
      port,
      password,
      logFile: path.join(dataDir, 'logs', 'mariadb.log'),
      stateFile: path.join(dataDir, 'mariadb.state'),
      stopWithinMs: 6_000,
      temporary: options.temporary ? dataDir : undefined,
    },
    options.log,
  );
  const url = `mysql://${user}:${password}@127.0.0.1:${port}/${database}${socketParameter('socketPath', socket)}`;
  return { url, stop: server.stop };
}

const durableSettings = [
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-buffer-pool-size=512M',
  '--innodb-log-file-size=128M',
];
const fastSettings = [
  '--innodb-flush-log-at-trx-commit=2',
  '--skip-innodb-doublewrite',
  '--debug-no-sync',
  '--innodb-buffer-pool-size=256M',
  '--innodb-log-file-size=64M',
];

/** Run by the server at each start, before it listens: one account with a password, by port or socket, and none without. */
function accountSql(password: string): string {
  return [
    `CREATE DATABASE IF NOT EXISTS ${database}`,
    ...['127.0.0.1', 'localhost'].flatMap((host) => [
      `CREATE OR REPLACE USER '${user}'@'${host}' IDENTIFIED BY '${password}'`,
      `GRANT ALL ON *.* TO '${user}'@'${host}' WITH GRANT OPTION`,
    ]),
    "DELETE FROM mysql.global_priv WHERE User IN ('root', '')",
    'FLUSH PRIVILEGES',
    '',
  ].join(';\n');
}

/** Made beside and moved into place, so that a start broken off half-way begins afresh. */
async function install(data: string, temporaryFiles: string, searchPath: string): Promise<void> {
  const installer = findProgram('mariadb-install-db', searchPath);
  if (!installer)
    throw new Error('mariadb-install-db is not installed (Debian: apt-get install mariadb-server-core)');
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    await promisify(execFile)(installer, [
      '--no-defaults',
      `--datadir=${unfinished}`,
      `--tmpdir=${temporaryFiles}`,
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
    ]);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const why = `${stdout}\n${stderr}`.split('\n').findLast((line) => /error|no space/i.test(line));
    throw new Error(`the data folder of MariaDB could not be made: ${why ?? (error as Error).message}`);
  }
  renameSync(unfinished, data);
}
