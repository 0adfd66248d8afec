import { OPEN_STATES, type TicketKind } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

/**
 * H8: the open ticket of the same caller, kind and product, which a second one would only repeat; null when there
 * is none. The phone menu asks by the same measure.
 */
export async function sameMatter(
  tx: Tx,
  matter: { number: string; customerIds: number[]; kind: TicketKind; category: string },
): Promise<{ id: number; number: string } | null> {
  const { number, customerIds, kind, category } = matter;
  const owners = [
    ...(number === '' ? [] : [{ column: 'contactNumber', values: [number] }]),
    ...(customerIds.length === 0 ? [] : [{ column: 'customerId', values: customerIds }]),
  ];
  if (owners.length === 0) return null;
  const one = ({ column }: { column: string }) =>
    `(SELECT id, number, openedAt FROM ticket
      WHERE ${column} IN (?) AND state IN (?) AND kind = ? AND category = ? ORDER BY openedAt DESC LIMIT 1)`;
  const [row] = await tx.query(
    `${owners.map(one).join(' UNION ALL ')} ORDER BY openedAt DESC LIMIT 1`,
    owners.flatMap(({ values }) => [values, OPEN_STATES, kind, category]),
  );
  return row ? { id: row.id, number: row.number } : null;
}
