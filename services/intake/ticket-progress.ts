import type { EntityManager } from 'typeorm';
import type { TicketKind, TicketState } from '../../domain/vocabulary.ts';

/** How a ticket stands, with nothing in it that only the customer may hear. */
export interface TicketProgress {
  id: number;
  number: string;
  kind: TicketKind;
  category: string | null;
  state: TicketState;
  outletName: string | null;
  /** When the outlet agreed to come, if it did. */
  appointmentAt: Date | null;
  chaseCount: number;
}

/** H4: how a ticket stands, by its id or its number; null when there is none. */
export async function ticketProgress(
  manager: EntityManager,
  by: { ticketId: number } | { number: string },
): Promise<TicketProgress | null> {
  const [column, value] = 'ticketId' in by ? ['id', by.ticketId] : ['number', by.number];
  const [row] = await manager.query(
    `SELECT t.id, t.number, t.kind, t.category, t.state, t.chaseCount, o.name AS outletName,
            (SELECT v.appointmentAt FROM visit v WHERE v.ticketId = t.id ORDER BY v.number DESC LIMIT 1) AS appointmentAt
     FROM ticket t LEFT JOIN outlet o ON o.id = t.outletId WHERE t.${column} = ?`,
    [value],
  );
  return row ?? null;
}
