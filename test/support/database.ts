import type { DataSource } from 'typeorm';
import { createDataSource } from '../../entities/data-source.ts';
import { atEnd } from './at-end.ts';
import { mariadbUrl } from './servers.ts';

export interface TestDatabase {
  /** Connected, with all migrations run. */
  dataSource: DataSource;
  /** For processes that are started by the test. */
  url: string;
  /** Optional: what is left open is closed at the end of the run. */
  close(): Promise<void>;
}

let made = 0;

/**
 * An empty, migrated database of the test's own; call it in `before`.
 *
 * @param poolSize connections held at most
 */
export async function testDatabase({ poolSize = 10 } = {}): Promise<TestDatabase> {
  const url = await emptyDatabase();
  // Databases of tests that are over hold hardly any connection while the others run.
  const dataSource = createDataSource({ url, poolSize, idle: { kept: 1, afterMs: 1_000 } });
  await dataSource.initialize();
  await dataSource.runMigrations();
  const close = async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
  };
  atEnd(close);
  return { dataSource, url, close };
}

/** The address of a new database without any table. */
export async function emptyDatabase(): Promise<string> {
  const url = new URL(await mariadbUrl());
  const name = `test_${++made}`;
  const server = createDataSource({ url: url.href, poolSize: 1 });
  await server.initialize();
  await server.query(`CREATE DATABASE ${name}`);
  await server.destroy();
  url.pathname = `/${name}`;
  return url.href;
}
