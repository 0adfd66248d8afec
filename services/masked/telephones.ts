import type { Tx } from '../transaction.ts';

/** One of an outlet's own telephones; `technicianId` null: the outlet's. */
export interface OwnTelephone {
  number: string;
  technicianId: number | null;
}

/** Outlets whose own telephone, or whose technician's, has this number; a hidden number is nobody's. */
export async function outletsOf(tx: Tx, number: string): Promise<number[]> {
  if (number === '') return [];
  const rows: { outletId: number }[] = await tx.query(
    `SELECT id AS outletId FROM outlet WHERE phone = ?
     UNION SELECT outletId FROM technician WHERE phone = ? AND active = 1`,
    [number, number],
  );
  return rows.map(({ outletId }) => Number(outletId));
}

/** The telephone of whoever comes to the customer: the technician named for the visit, else the outlet's. */
export async function telephoneFor(
  tx: Tx,
  { ticketId, outletId }: { ticketId: number; outletId: number },
): Promise<OwnTelephone> {
  const [row] = await tx.query(
    `SELECT o.phone AS outletPhone, h.id AS technicianId, h.phone
     FROM outlet o
     LEFT JOIN visit v ON v.ticketId = ? AND v.outletId = o.id AND v.outcome = 'open'
     LEFT JOIN technician h ON h.id = v.technicianId AND h.active = 1 AND h.phone <> ''
     WHERE o.id = ? ORDER BY v.number DESC LIMIT 1`,
    [ticketId, outletId],
  );
  if (row?.technicianId) return { number: row.phone, technicianId: row.technicianId };
  return { number: row?.outletPhone ?? '', technicianId: null };
}

/** The telephone of somebody at an outlet: their own as a technician, else the outlet's. */
export async function telephoneOf(
  tx: Tx,
  { personId, outletId }: { personId: number; outletId: number },
): Promise<OwnTelephone> {
  const [row] = await tx.query(
    `SELECT o.phone AS outletPhone, h.id AS technicianId, h.phone
     FROM outlet o LEFT JOIN technician h ON h.outletId = o.id AND h.personId = ? AND h.active = 1 AND h.phone <> ''
     WHERE o.id = ? LIMIT 1`,
    [personId, outletId],
  );
  if (row?.technicianId) return { number: row.phone, technicianId: row.technicianId };
  return { number: row?.outletPhone ?? '', technicianId: null };
}
