import type { z } from 'zod';
import type { ImportProblem, ImportView, importListQuery } from '../../domain/contracts/imports.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';

type Row = Omit<ImportView, 'createdAt' | 'appliedAt' | 'finishedAt' | 'strandedAt' | 'stranded' | 'kept'> & {
  createdAt: Date;
  appliedAt: Date | null;
  finishedAt: Date | null;
  strandedAt: string | ImportView['strandedAt'];
  kept: number;
};

const ROWS = `SELECT i.id, i.kind, i.fileName, i.fileHash, i.size, i.encoding, i.state, i.trouble, i.troubleDetail,
  p.name AS personName, i.createdAt, i.appliedAt, i.finishedAt, i.\`rows\`, i.newRows, i.changedRows, i.sameRows, i.badRows,
  i.doneRows, i.strandedAt, EXISTS (SELECT 1 FROM import_file f WHERE f.importId = i.id) AS kept
  FROM data_import i JOIN person p ON p.id = i.personId`;

function asView({ strandedAt: stored, ...row }: Row): ImportView {
  const strandedAt: ImportView['strandedAt'] = typeof stored === 'string' ? JSON.parse(stored) : stored;
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    appliedAt: row.appliedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    strandedAt,
    stranded: strandedAt.reduce((sum, { tickets }) => sum + tickets, 0),
    kept: Boolean(Number(row.kept)),
  };
}

/** Who brought in what, the newest first; one's own, or all of the province. */
export async function listImports(
  tx: Tx,
  viewer: Viewer,
  { cursor, limit }: z.output<typeof importListQuery>,
): Promise<{ items: ImportView[]; next: string | null }> {
  const older = cursor ? olderThan(cursor, 'i', 'createdAt') : { sql: '1 = 1', params: [] };
  const own = viewer.scope.province ? '1 = 1' : 'i.personId = ?';
  const rows: Row[] = await tx.query(
    `${ROWS} WHERE ${own} AND ${older.sql} ORDER BY i.createdAt DESC, i.id DESC LIMIT ?`,
    [...(viewer.scope.province ? [] : [viewer.personId]), ...older.params, limit + 1],
  );
  const { rows: shown, next } = page(rows, limit, ({ createdAt, id }) => encodeCursor(createdAt, id));
  return { items: shown.map(asView), next };
}

/** One import; whoever asks was found to be allowed. */
export async function importView(tx: Tx, id: number): Promise<ImportView> {
  const [row] = await tx.query(`${ROWS} WHERE i.id = ?`, [id]);
  return asView(row);
}

export const importProblems = (tx: Tx, id: number): Promise<ImportProblem[]> =>
  tx.query(
    'SELECT line, field AS `column`, trouble, given FROM import_problem WHERE importId = ? ORDER BY line, id LIMIT 500',
    [id],
  );
