import { DomainError } from '../../domain/errors.ts';

/** Where a page of a list ends: the sort time and id of its last row, as one opaque word. */
export const encodeCursor = (at: Date, id: number): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** @throws DomainError invalid for a cursor that this server did not give */
export function decodeCursor(cursor: string): { at: Date; id: number } {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, time = '', id = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,15})$/.exec(text) ?? [];
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) {
    throw new DomainError('invalid', 'The cursor is not one of this list. Begin again without it.');
  }
  return { at, id: Number(id) };
}

/**
 * The rows after a cursor of a list with the newest first, as SQL that an index on the time can serve: MariaDB
 * sees no range in `(time, id) < (?, ?)`.
 *
 * @param table alias of the table that has both columns
 * @param time column of the sort time; the id orders what came at the same moment
 */
export function olderThan(cursor: string, table: string, time: string): { sql: string; params: unknown[] } {
  const { at, id } = decodeCursor(cursor);
  const column = `${table}.${time}`;
  return { sql: `(${column} <= ? AND (${column} < ? OR ${table}.id < ?))`, params: [at, at, id] };
}

/** A page out of one row more than asked for. */
export function page<T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => string,
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? cursorOf(last) : null };
}
