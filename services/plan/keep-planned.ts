import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { DayPlanJob } from '../../entities/day-plan.ts';
import type { Offer, Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { assignTechnician } from './assign-technician.ts';

/** What of a planned visit no longer holds, so that the outlet names somebody itself. */
const PASSED = ['invalid', 'outlet_full'];

/**
 * A job that a day plan gave to an outlet (D5) was accepted by it without naming anybody: whoever the plan meant goes,
 * at the time that it meant if that is still to come. Where they may not or cannot any more, nobody is named.
 *
 * @param ticket as accepted
 */
export async function keepPlanned(
  tx: Tx,
  { ticket, offer, actor }: { ticket: Ticket; offer: Offer; actor: Actor },
  now: Date,
): Promise<Ticket> {
  if (!offer.assignedBy) return ticket;
  const part = await tx
    .createQueryBuilder(DayPlanJob, 'j')
    .where("j.ticketId = :ticketId AND j.state = 'accepted' AND j.decidedAt = :at", {
      ticketId: ticket.id,
      at: offer.offeredAt,
    })
    .orderBy('j.id', 'DESC')
    .getOne();
  if (!part?.technicianId) return ticket;
  const { technicianId, at, until } = part;
  const ahead = at !== null && at > now;
  try {
    return await assignTechnician(
      tx,
      {
        ticketId: ticket.id,
        technicianId,
        plannedAt: ahead ? at : null,
        plannedUntil: (ahead && until) || undefined,
        fixed: false,
        version: ticket.version,
        actor,
      },
      now,
    );
  } catch (error) {
    if (error instanceof DomainError && PASSED.includes(error.code)) return ticket;
    throw error;
  }
}
