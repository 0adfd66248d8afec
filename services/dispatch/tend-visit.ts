import { visitSteps } from '../../domain/visits/steps.ts';
import { ServiceAction, type Ticket, Visit } from '../../entities/ticket.ts';
import { policyInForce } from '../policy.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { tellOfVisit } from './visit-texts.ts';

/**
 * H6: what is due about an agreed visit: the customer is reminded on the evening before and shortly before, and when
 * the time is over without anybody at the door, it is said and counted. Each once, however often this is called; after
 * a standstill only what still means something is sent. Does nothing for a visit that is moved, called off or over.
 */
export async function tendVisit(tx: Tx, { visitId }: { visitId: number }, now: Date): Promise<void> {
  const known = await tx.findOneBy(Visit, { id: visitId });
  if (!known) return;
  const ticket = await lockTicket(tx, known.ticketId);
  const visit = await tx.findOneByOrFail(Visit, { id: visitId });
  const { appointmentAt, appointmentUntil, bookedAt, nextActionAt, outcome } = visit;
  if (!nextActionAt || nextActionAt > now) return;
  const stands = outcome === 'open' && appointmentAt !== null && bookedAt !== null;
  const { policy } = await policyInForce(tx);
  const steps = stands
    ? visitSteps({ appointmentAt, appointmentUntil, bookedAt }, policy, organisationZone())
    : [];
  const due = steps.filter(({ at }) => nextActionAt <= at && at <= now).at(-1);
  const next = steps.find(({ at }) => at > now);
  await tx.update(Visit, { id: visitId }, { nextActionAt: next?.at ?? null });
  if (!due) return;
  if (due.step === 'missed') await missed(tx, ticket, visit, now);
  else if (appointmentAt && now < appointmentAt && !(await underWay(tx, visit)))
    await tellOfVisit(tx, ticket, visit, due.step, now);
}

const underWay = async (tx: Tx, { id }: Visit): Promise<boolean> =>
  (await tx.existsBy(ServiceAction, { visitId: id, action: 'depart' })) ||
  (await tx.existsBy(ServiceAction, { visitId: id, action: 'arrive' }));

/** The time is over, and nobody has come: the customer hears of it, and so do those who watch the boards. */
async function missed(tx: Tx, ticket: Ticket, visit: Visit, now: Date): Promise<void> {
  if (visit.missedAt || (await tx.existsBy(ServiceAction, { visitId: visit.id, action: 'arrive' }))) return;
  await tx.update(Visit, { id: visit.id }, { missedAt: now });
  const after = await changeTicket(
    tx,
    ticket,
    {},
    {
      type: 'ticket.visit_missed',
      data: { visitId: visit.id, outletId: visit.outletId, technicianId: visit.technicianId },
      rule: 'H6',
    },
    now,
  );
  await tellOfVisit(tx, after, visit, 'missed', now);
}
