import type { DataSource } from 'typeorm';

/** Name of the setting that says whether a seed has come to its end. */
export const SEED_MARK = 'demo_seed';

/**
 * What a database holds: nothing; part of a demo province, whose seed was broken off; or something that is not to
 * be touched.
 */
export async function stateOfData(dataSource: DataSource): Promise<'empty' | 'unfinished' | 'filled'> {
  const [mark] = await dataSource.query(
    "SELECT JSON_VALUE(value, '$.finished') AS finished FROM setting WHERE name = ?",
    [SEED_MARK],
  );
  if (mark) return Number(mark.finished) === 1 || mark.finished === 'true' ? 'filled' : 'unfinished';
  const tables = ['unit', 'person', 'outlet', 'customer', 'ticket', 'contact'];
  const parts = tables.map((table) => `EXISTS (SELECT 1 FROM ${table}) AS ${table}`);
  const [row] = await dataSource.query(`SELECT ${parts.join()}`);
  return Object.values(row).some(Number) ? 'filled' : 'empty';
}

/** Removes every row, the structure stays: for what a broken-off seed left behind. */
export async function emptyTables(dataSource: DataSource): Promise<void> {
  for (const { tableName } of dataSource.entityMetadatas) {
    await dataSource.query(`TRUNCATE TABLE \`${tableName}\``);
  }
}
