import { createDataSource } from '../../entities/data-source.ts';
import { stateOfData } from '../demo/state.ts';
import { StartError } from './start-error.ts';

const lockName = 'yixian.migrate';
const lockPatienceSeconds = 300;

export interface Migrated {
  /** Names of the migrations that were missing. */
  done: string[];
  holds: Awaited<ReturnType<typeof stateOfData>>;
}

/** Brings the database to the newest form; of several that try at once, one does it and the others wait. */
export async function migrate(url: string): Promise<Migrated> {
  try {
    return await runMigrations(url);
  } catch (error) {
    throw new StartError(`The database could not be brought up to date: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function runMigrations(url: string): Promise<Migrated> {
  const dataSource = createDataSource({ url, poolSize: 2 });
  await dataSource.initialize();
  const session = dataSource.createQueryRunner();
  try {
    const [lock] = await session.query('SELECT GET_LOCK(?, ?) taken', [lockName, lockPatienceSeconds]);
    if (Number(lock.taken) !== 1)
      throw new Error('another process has been migrating the database for too long');
    const migrations = await dataSource.runMigrations();
    return { done: migrations.map(({ name }) => name), holds: await stateOfData(dataSource) };
  } finally {
    await session.query('SELECT RELEASE_LOCK(?)', [lockName]).catch(() => {});
    await session.release();
    await dataSource.destroy();
  }
}
