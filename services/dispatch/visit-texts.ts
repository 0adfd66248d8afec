import { spokenSpan } from '../../domain/selfservice/windows.ts';
import { hoursAfter, minutesAfter } from '../../domain/time.ts';
import type { Language, VisitReason } from '../../domain/vocabulary.ts';
import type { Ticket, Visit } from '../../entities/ticket.ts';
import { queueMessage } from '../messages/queue-message.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/** A message about a technician under way says nothing any more after so many hours. */
const UNDER_WAY_HOURS = 2;
/** Minutes that an exact time is said to last: "from nine to half past". */
const EXACT_MINUTES = 30;

/** The technician by name; never by number. */
export async function technicianName(tx: Tx, technicianId: number | null): Promise<string | null> {
  if (!technicianId) return null;
  const [row] = await tx.query('SELECT name FROM technician WHERE id = ?', [technicianId]);
  return row?.name ?? null;
}

/** When a visit is, as it is said and written; '' without a time. */
export function visitWhen(
  { appointmentAt, appointmentUntil }: Pick<Visit, 'appointmentAt' | 'appointmentUntil'>,
  language: Language,
): string {
  if (!appointmentAt) return '';
  const until = appointmentUntil ?? minutesAfter(appointmentAt, EXACT_MINUTES);
  return spokenSpan(appointmentAt, until, language, organisationZone());
}

const to = ({ contactNumber, language, id }: Ticket) => ({ to: contactNumber, language, ticketId: id });

/** H4, H6: who comes, and when. */
export async function tellAppointment(tx: Tx, ticket: Ticket, visit: Visit, now: Date): Promise<boolean> {
  const { number, language } = ticket;
  return queueMessage(
    tx,
    {
      ...to(ticket),
      dedupKey: `booked-${visit.id}-${ticket.version}`,
      template: 'appointment_booked',
      params: {
        number,
        when: visitWhen(visit, language),
        technician: await technicianName(tx, visit.technicianId),
      },
      visitId: visit.id,
      usefulUntil: visit.appointmentAt ?? undefined,
    },
    now,
  );
}

/** H4: somebody has set out, or is at the door: by name. */
export async function tellUnderWay(
  tx: Tx,
  ticket: Ticket,
  visit: Visit,
  step: 'depart' | 'arrive',
  now: Date,
): Promise<boolean> {
  const technician = await technicianName(tx, visit.technicianId);
  return queueMessage(
    tx,
    {
      ...to(ticket),
      dedupKey: `${step}-${visit.id}`,
      template: step === 'depart' ? 'technician_on_way' : 'technician_arrived',
      params: { number: ticket.number, technician },
      visitId: visit.id,
      usefulUntil: hoursAfter(now, UNDER_WAY_HOURS),
    },
    now,
  );
}

/** H6: nobody was met, or the work goes on another day; with the link to choose when. */
export async function tellFurtherVisit(
  tx: Tx,
  ticket: Ticket,
  { ended, next, reason }: { ended: Visit; next: Visit; reason: VisitReason },
  now: Date,
): Promise<boolean> {
  const { number, language } = ticket;
  const when = visitWhen(next, language);
  const key = { ...to(ticket), dedupKey: `further-${ended.id}` };
  if ((reason === 'nobody_home' || reason === 'no_entry') && when === '') {
    const technician = await technicianName(tx, ended.technicianId);
    const params = { number, technician };
    return queueMessage(tx, { ...key, template: 'visit_no_show', params }, now);
  }
  return queueMessage(tx, { ...key, template: 'second_visit', params: { number, reason, when } }, now);
}

/** H6: the reminders, and the word that nobody has come. None of them outlives the time that it speaks of. */
export async function tellOfVisit(
  tx: Tx,
  ticket: Ticket,
  visit: Visit,
  step: 'evening' | 'soon' | 'missed',
  now: Date,
): Promise<boolean> {
  const { number, language } = ticket;
  const when = visitWhen(visit, language);
  const key = {
    ...to(ticket),
    dedupKey: `visit-${step}-${visit.id}-${visit.bookedAt?.getTime() ?? 0}`,
    visitId: visit.id,
  };
  if (step === 'missed') {
    return queueMessage(tx, { ...key, template: 'visit_late', params: { number, when } }, now);
  }
  const technician = await technicianName(tx, visit.technicianId);
  return queueMessage(
    tx,
    {
      ...key,
      template: step === 'evening' ? 'visit_reminder' : 'visit_soon',
      params: { number, when, technician },
      usefulUntil: visit.appointmentAt ?? undefined,
    },
    now,
  );
}
