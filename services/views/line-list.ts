import type { z } from 'zod';
import type { LineOutcome, LineRow, lineListQuery } from '../../domain/contracts/supervision.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import { dayStart, localDay } from '../../domain/time.ts';
import { priorityName } from '../desk/desk-view.ts';
import { listOf } from '../line/on-duty.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';
import { CAME_IN, OUTCOME, WAITED } from './line-figures.ts';

/** Those who asked for a person today, the latest first: what the figures of the day are counted from. */
export async function listLine(
  tx: Tx,
  query: z.infer<typeof lineListQuery>,
  now: Date,
): Promise<{ items: LineRow[]; next: string | null }> {
  const zone = organisationZone();
  const where = ['e.arrivedAt >= ? AND e.arrivedAt <= ?', CAME_IN];
  const params: unknown[] = [dayStart(localDay(now, zone), zone), now];
  if (query.outcome) {
    where.push(`${OUTCOME} = ?`);
    params.push(query.outcome);
  }
  if (query.late) {
    where.push(`${OUTCOME} IN ('answered', 'abandoned') AND ${WAITED} > ?`);
    params.push((await policyInForce(tx)).policy.desk.serviceLevelSeconds);
  }
  if (query.cursor) {
    const older = olderThan(query.cursor, 'e', 'arrivedAt');
    where.push(older.sql);
    params.push(...older.params);
  }
  const found: Found[] = await tx.query(
    `SELECT e.id, e.contactId, c.number, k.name AS customerName, e.priority, e.skills, e.arrivedAt, e.answeredAt,
            e.endedAt, ${OUTCOME} AS outcome, ${WAITED} AS waited, p.name AS agentName
     FROM line_entry e JOIN contact c ON c.id = e.contactId LEFT JOIN customer k ON k.id = c.customerId
     LEFT JOIN person p ON p.id = e.personId
     WHERE ${where.join(' AND ')} ORDER BY e.arrivedAt DESC, e.id DESC LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows, next } = page(found, query.limit, ({ arrivedAt, id }) => encodeCursor(arrivedAt, id));
  return {
    items: rows.map(({ priority, skills, waited, ...row }) => ({
      ...row,
      number: maskNumber(row.number),
      priority: priorityName(priority),
      skills: listOf(skills),
      arrivedAt: row.arrivedAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
      endedAt: row.endedAt?.toISOString() ?? null,
      waitedSeconds: waited === null ? null : Number(waited),
    })),
    next,
  };
}

interface Found {
  id: number;
  contactId: number;
  number: string;
  customerName: string | null;
  priority: number;
  skills: string | string[];
  arrivedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  outcome: LineOutcome;
  waited: number | string | null;
  agentName: string | null;
}
