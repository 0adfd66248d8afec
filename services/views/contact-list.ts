import type { z } from 'zod';
import type { ContactView, callListQuery } from '../../domain/contracts/api.ts';
import { DISPOSITIONS } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';
import { contactViews } from './contacts.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** Contacts, the latest first. */
export async function listContacts(
  tx: Tx,
  query: z.infer<typeof callListQuery>,
): Promise<{ items: ContactView[]; next: string | null }> {
  const where = ['1 = 1'];
  const params: unknown[] = [];
  if (query.live) where.push(query.live === 'true' ? 'c.endedAt IS NULL' : 'c.endedAt IS NOT NULL');
  if (query.disposition) {
    where.push('c.disposition IN (?)');
    params.push(wordList(query.disposition, 'disposition', DISPOSITIONS));
  }
  if (query.cursor) {
    const older = olderThan(query.cursor, 'c', 'startedAt');
    where.push(older.sql);
    params.push(...older.params);
  }
  const views = await contactViews(
    tx,
    `${where.join(' AND ')} ORDER BY c.startedAt DESC, c.id DESC LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows, next } = page(views, query.limit, (view) => encodeCursor(new Date(view.startedAt), view.id));
  return { items: rows, next };
}
