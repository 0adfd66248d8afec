import type { Policy } from '../../domain/policy.ts';
import { hoursAfter } from '../../domain/time.ts';
import { isOpen } from '../../domain/vocabulary.ts';
import { type Ticket, Visit } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';

/**
 * H6: by whom a ticket's visit can be changed or called off. `self`: by the caller alone; `person`: someone has set
 * out, or comes so soon that a person has to see to it; `nobody`: someone is there already, or it is over.
 */
export type WhoMayChange = 'self' | 'person' | 'nobody';

export async function whoMayChange(
  tx: Tx,
  ticket: Pick<Ticket, 'id' | 'state' | 'arrivedAt'>,
  policy: Policy['selfService'],
  now: Date,
): Promise<{ who: WhoMayChange; visit: Visit | null }> {
  if (!isOpen(ticket.state)) return { who: 'nobody', visit: null };
  const visit = await tx.findOneBy(Visit, { ticketId: ticket.id, outcome: 'open' });
  if (!visit) return { who: 'self', visit };
  const done: { action: string }[] = await tx.query('SELECT action FROM service_action WHERE visitId = ?', [
    visit.id,
  ]);
  const has = (action: string) => done.some((row) => row.action === action);
  if (has('arrive')) return { who: 'nobody', visit };
  // Until its end, a window that has begun is the outlet's, and not the phone's, to move.
  const soon = visit.appointmentAt !== null && visit.appointmentAt < hoursAfter(now, policy.changeUntilHours);
  const over =
    (visit.appointmentUntil ?? visit.appointmentAt ?? now) < hoursAfter(now, -policy.changeUntilHours);
  return { who: has('depart') || (soon && !over) ? 'person' : 'self', visit };
}
