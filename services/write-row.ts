import { prepared } from '../entities/data-source.ts';
import type { Tx } from './transaction.ts';

/**
 * One row by plain SQL: taking in and routing are the hot paths, and the mapper's insert() costs them a third of their
 * speed. Columns are the code's own names, never anyone's input.
 *
 * @returns the row's id
 */
export async function insertRow(tx: Tx, table: string, row: Record<string, unknown>): Promise<number> {
  const columns = Object.keys(row);
  const { insertId } = await prepared(
    tx,
    `INSERT INTO ${table} (${columns.map((column) => `\`${column}\``).join()})
     VALUES (${columns.map(() => '?').join()})`,
    Object.values(row),
  );
  return Number(insertId);
}

/** The same for a change of one row; what is undefined stays as it is. */
export async function updateRow(
  tx: Tx,
  table: string,
  id: number,
  changes: Record<string, unknown>,
): Promise<void> {
  const set = Object.entries(changes).filter(([, value]) => value !== undefined);
  await prepared(
    tx,
    `UPDATE ${table} SET ${set.map(([column]) => `\`${column}\` = ?`).join()} WHERE id = ?`,
    [...set.map(([, value]) => value), id],
  );
}
