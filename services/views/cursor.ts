import { DomainError } from '../../domain/errors.ts';

/** Where a page of a list ends: the sort time and id of its last row, as one opaque word. */
export const encodeCursor = (at: Date, id: number): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** @throws DomainError invalid for a cursor that this server did not give */
export function decodeCursor(cursor: string): { at: Date; id: number } {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || !/^\d+$/.test(id)) {
    throw new DomainError('invalid', 'The cursor is not one of this list. Begin again without it.');
  }
  return { at, id: Number(id) };
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
