import type { Tx } from '../transaction.ts';
import { type Doubtful, raise } from './raise.ts';

/** Whose number it may be: the outlet's own, one of its technicians', or of whoever has a role there. */
const OWNERS = [
  'SELECT o.id AS outletId, o.phone AS number FROM outlet o WHERE o.phone = b.number',
  'SELECT t.outletId, t.phone FROM technician t WHERE t.phone = b.number',
  `SELECT a.outletId, p.phone FROM assignment a JOIN person p ON p.id = a.personId
   WHERE a.outletId = b.outletId AND p.phone = b.number`,
];

/**
 * S9: surveys whose number is one of the outlet's own people, of whichever outlet: whoever did the work answers for the
 * customer. Of one survey, or of all that became owed since.
 *
 * @returns doubts that are new
 */
export async function raiseOutletNumbers(
  tx: Tx,
  which: { obligationId: number } | { since: Date },
  now: Date,
): Promise<number> {
  let raised = 0;
  for (const doubtful of await outletNumbers(tx, which)) if (await raise(tx, doubtful, now)) raised += 1;
  return raised;
}

export async function outletNumbers(
  tx: Tx,
  which: { obligationId: number } | { since: Date },
): Promise<Doubtful[]> {
  const [sql, param] =
    'obligationId' in which ? ['b.id = ?', which.obligationId] : ['b.openedAt >= ?', which.since];
  const found = new Map<number, Doubtful>();
  for (const owner of OWNERS) {
    const rows: {
      id: number;
      number: string;
      regionId: number | null;
      storeId: number | null;
      outletId: number | null;
    }[] = await tx.query(
      `SELECT b.id, b.number, b.regionId, b.storeId, b.outletId FROM obligation b
       WHERE ${sql} AND b.kind = 'survey' AND b.state IN ('settled', 'exhausted') AND b.number <> ''
         AND EXISTS (${owner})`,
      [param],
    );
    for (const { id, ...where } of rows)
      found.set(id, { kind: 'outlet_number', about: id, figures: {}, obligationIds: [id], ...where });
  }
  return [...found.values()];
}
