import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { spokenSpan, type VisitWindow, windowTimes } from '../../domain/selfservice/windows.ts';
import { addDays, hoursAfter, localDay } from '../../domain/time.ts';
import { Offer, type Ticket, type Visit } from '../../entities/ticket.ts';
import { bookVisit, moveCapacity } from '../dispatch/book-visit.ts';
import { promisedHalf } from '../dispatch/capacity.ts';
import { endWaitForWork } from '../dispatch/pause.ts';
import { reckonDeadlines } from '../dispatch/reckon-deadlines.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket, requireVersion } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { whoMayChange } from './who-may-change.ts';

export interface ChangeAppointment extends VisitWindow {
  ticketId: number;
  /** The version that a person saw; callers have none. */
  version?: number;
  /** The call on which it was asked for. */
  contactId?: number;
  actor?: Actor;
  cause?: string;
}

export interface ChangedAppointment {
  number: string;
  from: Date;
  until: Date;
  /** A text message with the new time is on its way. */
  texted: boolean;
}

/** As far as people may plan; callers are offered the policy's days. */
const FARTHEST_DAYS = 30;

/**
 * H6: a visit is promised for another half-day at the outlet that has the ticket. The place there is claimed by one
 * conditional update, so two who want the last one never both get it; the old one is given back. Nothing is written
 * before the claim, so that a refusal leaves everything as it was.
 *
 * @throws DomainError wrong_state, stale, invalid for a window that is past or too far, outlet_full
 */
export async function changeAppointment(
  tx: Tx,
  command: ChangeAppointment,
  now: Date,
): Promise<ChangedAppointment> {
  const { ticketId, day, half, contactId, actor = { kind: 'caller' } as const } = command;
  const held = await lockTicket(tx, ticketId);
  if (command.version !== undefined) requireVersion(held, command.version);
  const { policy } = await policyInForce(tx);
  const visit = await requireChangeable(tx, held, actor, policy.selfService, now);
  const zone = organisationZone();
  const slot = { day, half };
  const { from, until } = windowTimes(slot, policy.selfService, zone);
  const byPerson = actor.kind === 'person';
  const earliest = byPerson ? now : hoursAfter(now, policy.selfService.changeUntilHours);
  const last = addDays(localDay(now, zone), byPerson ? FARTHEST_DAYS : policy.selfService.daysAhead);
  if (from < earliest || day > last) {
    throw new DomainError('invalid', 'That time is past, or too far ahead. Choose another one.');
  }
  if (held.plannedDay === day && promisedHalf(held, day) === half) {
    throw new DomainError('wrong_state', 'It is that time already.');
  }
  const moved = await moveCapacity(tx, held, { from, until, window: slot });
  // Whoever chooses a time is waited for no longer (D6).
  const ticket = await endWaitForWork(tx, held, now, actor);

  await tx.update(Offer, { ticketId, openMark: 1 }, { day });
  const booked = visit && (await bookVisit(tx, { visit, slot, technicianFull: 'leave_open' }, policy, now));
  const after = await changeTicket(
    tx,
    ticket,
    {
      ...moved,
      ...(booked ? { technicianId: booked.technicianId } : {}),
      ...(await reckonDeadlines(tx, { ...ticket, ...moved }, policy, until)),
    },
    { type: 'ticket.rescheduled', data: { day, half }, contactId, rule: 'H6', cause: command.cause },
    now,
    actor,
  );
  if (contactId) await notePurpose(tx, contactId, ticketId, 'rescheduled');
  const { number, language } = after;
  const texted = await queueMessage(
    tx,
    {
      dedupKey: `rescheduled-${ticketId}-${after.version}`,
      to: after.contactNumber,
      template: 'appointment_changed',
      language,
      params: { number, when: spokenSpan(from, until, language, zone) },
      ticketId,
      visitId: visit?.id,
      usefulUntil: from,
    },
    now,
  );
  return { number, from, until, texted };
}

async function requireChangeable(
  tx: Tx,
  ticket: Ticket,
  actor: Actor,
  policy: Parameters<typeof whoMayChange>[2],
  now: Date,
): Promise<Visit | null> {
  if (!ticket.outletId || !['offered', 'accepted', 'in_progress'].includes(ticket.state)) {
    throw new DomainError('wrong_state', 'No outlet has this ticket yet, so there is no visit to be moved.');
  }
  const { who, visit } = await whoMayChange(tx, ticket, policy, now);
  if (who === 'self' || (who === 'person' && actor.kind === 'person')) return visit;
  throw new DomainError('wrong_state', 'The technician is on the way or there already.', { who });
}
