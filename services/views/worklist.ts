import type { z } from 'zod';
import type { ObligationView, obligationListQuery } from '../../domain/contracts/followup.ts';
import { DIAL_PRIORITIES } from '../../domain/followup/priority.ts';
import { IS_ITS_TIME } from '../followup/for-a-person.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';
import { filtered, obligationsById } from './obligations.ts';

interface Row {
  id: number;
  openedAt: Date;
  callAt: Date | null;
}

/**
 * F1, F4: what waits for a person, in the order in which it is handed out (services/followup/claim.ts): the most urgent
 * first, then whichever became owed first; after them in the same order what was put off to later. Each priority is read
 * off an index by itself.
 */
export async function listWorklist(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof obligationListQuery>,
  now: Date,
): Promise<{ items: ObligationView[]; next: string | null }> {
  const { where, params } = filtered(viewer, { ...query, worklist: 'true' }, now);
  const after = query.cursor ? await placeOf(tx, query.cursor, now) : null;
  const rows: Row[] = [];
  for (const later of [false, true]) {
    for (const priority of DIAL_PRIORITIES) {
      const place = { later, priority };
      const left = query.limit + 1 - rows.length;
      if (left === 0 || (after && isBefore(place, after))) continue;
      const from = after && !isBefore(after, place) ? after.id : 0;
      const found: Row[] = await tx.query(
        `SELECT b.id, b.openedAt, b.callAt FROM obligation b
         WHERE ${where.join(' AND ')} AND b.priority = ? AND ${later ? 'b.callAt > ?' : IS_ITS_TIME} AND b.id > ?
         ORDER BY b.id LIMIT ?`,
        [...params, priority, now, from, left],
      );
      rows.push(...found);
    }
  }
  const { rows: shown, next } = page(rows, query.limit, ({ id, openedAt, callAt }) =>
    encodeCursor(callAt && callAt > now ? callAt : openedAt, id),
  );
  const ids = shown.map(({ id }) => id);
  return { items: await obligationsById(tx, viewer, ids, now), next };
}

interface Place {
  later: boolean;
  priority: number;
}

const isBefore = (one: Place, other: Place): boolean =>
  one.later === other.later ? one.priority < other.priority : !one.later;

/** A cursor of what was put off has its time, and is past that of all the others. */
async function placeOf(tx: Tx, cursor: string, now: Date): Promise<Place & { id: number }> {
  const { at, id } = decodeCursor(cursor);
  const [row] = await tx.query('SELECT priority FROM obligation WHERE id = ?', [id]);
  return { later: at > now, priority: row?.priority ?? 0, id };
}
