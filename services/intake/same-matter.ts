import { isSameMatter, OPEN_STATES, type TicketKind } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';

/**
 * H8: the newest open ticket of the same caller about the same matter, which a second one would only repeat; null
 * when there is none. The phone menu asks by the same measure.
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
  const theirs = ({ column }: { column: string }) =>
    `(SELECT id, number, kind, category, openedAt FROM ticket
      WHERE ${column} IN (?) AND state IN (?) AND kind = ?)`;
  const rows: { id: number; number: string; kind: TicketKind; category: string }[] = await tx.query(
    `${owners.map(theirs).join(' UNION ALL ')} ORDER BY openedAt DESC`,
    owners.flatMap(({ values }) => [values, OPEN_STATES, kind]),
  );
  const same = rows.find((row) => isSameMatter(row, { kind, category }));
  return same ? { id: same.id, number: same.number } : null;
}
