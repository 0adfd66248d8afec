import type { z } from 'zod';
import type { ContactView, callListQuery } from '../../domain/contracts/api.ts';
import type { Tx } from '../transaction.ts';
import { contactViews } from './contacts.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';

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
    params.push(query.disposition.split(','));
  }
  if (query.cursor) {
    const { at, id } = decodeCursor(query.cursor);
    where.push('(c.startedAt, c.id) < (?, ?)');
    params.push(at, id);
  }
  const views = await contactViews(
    tx,
    `${where.join(' AND ')} ORDER BY c.startedAt DESC, c.id DESC LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows, next } = page(views, query.limit, (view) => encodeCursor(new Date(view.startedAt), view.id));
  return { items: rows, next };
}
