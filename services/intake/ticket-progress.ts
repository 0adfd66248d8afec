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
  /** End of the window, where no exact time was agreed. */
  appointmentUntil: Date | null;
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
            v.appointmentAt, v.appointmentUntil
     FROM ticket t LEFT JOIN outlet o ON o.id = t.outletId
     LEFT JOIN visit v ON v.ticketId = t.id AND v.number = (SELECT MAX(l.number) FROM visit l WHERE l.ticketId = t.id)
     WHERE t.${column} = ?`,
    [value],
  );
  return row ?? null;
}
