import type { z } from 'zod';
import type { SupervisionEntry, supervisionQuery } from '../../domain/contracts/supervision.ts';
import { SUPERVISION_ACTS } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** What supervisors did, the latest first. */
export async function listSupervision(
  tx: Tx,
  query: z.infer<typeof supervisionQuery>,
): Promise<{ items: SupervisionEntry[]; next: string | null }> {
  const where = ['1 = 1'];
  const params: unknown[] = [];
  const only = (sql: string, value: unknown) => {
    where.push(sql);
    params.push(value);
  };
  if (query.act) only('s.act IN (?)', wordList(query.act, 'act', SUPERVISION_ACTS));
  if (query.supervisorId) only('s.supervisorId = ?', query.supervisorId);
  if (query.agentId) only('s.agentId = ?', query.agentId);
  if (query.cursor) {
    const older = olderThan(query.cursor, 's', 'at');
    where.push(older.sql);
    params.push(...older.params);
  }
  const found: (Omit<SupervisionEntry, 'at'> & { at: Date })[] = await tx.query(
    `SELECT s.id, s.at, s.supervisorId, p.name AS supervisorName, s.agentId, a.name AS agentName, s.contactId,
            s.act, s.what, s.why
     FROM supervision s JOIN person p ON p.id = s.supervisorId LEFT JOIN person a ON a.id = s.agentId
     WHERE ${where.join(' AND ')} ORDER BY s.at DESC, s.id DESC LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows, next } = page(found, query.limit, (row) => encodeCursor(row.at, row.id));
  return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })), next };
}
