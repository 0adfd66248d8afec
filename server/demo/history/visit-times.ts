import { initialPolicy } from '../../../domain/policy.ts';
import { spokenSpan } from '../../../domain/selfservice/windows.ts';
import { localTime, minutesAfter } from '../../../domain/time.ts';
import { halfOf, visitSteps } from '../../../domain/visits/steps.ts';
import { DAY } from './local-time.ts';
import { changeTicket, type TicketLife } from './tickets.ts';
import type { World } from './world.ts';

const RECENT_DAYS = 12;

/** H6: a time is agreed on: the customer gets it in writing, and is reminded; whoever does not come is seen. */
export function agreeOn(world: World, ticket: TicketLife, at: number): void {
  const { visit, row } = ticket;
  if (!visit) return;
  const { zone } = world.local;
  const appointmentAt = new Date(at);
  const { appointmentUntil } = visit.row;
  // What was written to customers longer ago nobody looks up in a demo, and it would make it slow to begin.
  if (at < world.end - RECENT_DAYS * DAY) {
    Object.assign(visit.row, { appointmentAt, bookedAt: world.date });
    return;
  }
  const half = halfOf(localTime(appointmentAt, zone), initialPolicy.selfService);
  const heldDay = row.technicianId ? world.local.day(at) : null;
  Object.assign(visit.row, { appointmentAt, bookedAt: world.date, heldDay, heldHalf: heldDay && half });
  const said = (prefix: string, template: 'appointment_booked' | 'visit_reminder' | 'visit_soon') =>
    world.text(
      `${prefix}-${visit.row.id}-${row.version}`,
      { number: row.contactNumber, language: row.language, ticketId: row.id, visitId: visit.row.id },
      template,
      {
        number: row.number,
        when: spokenSpan(
          appointmentAt,
          appointmentUntil ?? minutesAfter(appointmentAt, 30),
          row.language,
          zone,
        ),
        technician: technicianOf(ticket),
      },
    );
  said('booked', 'appointment_booked');
  const steps = visitSteps({ appointmentAt, appointmentUntil, bookedAt: world.date }, initialPolicy, zone);
  visit.row.nextActionAt = steps[0]?.at ?? null;
  for (const [index, { step, at: due }] of steps.entries()) {
    world.at(due.getTime(), () => {
      if (ticket.visit !== visit || visit.row.outcome !== 'open') return;
      visit.row.nextActionAt = steps[index + 1]?.at ?? null;
      const gone = visit.actions.includes('depart') || visit.actions.includes('arrive');
      if (step === 'missed') {
        if (!visit.actions.includes('arrive')) missed(world, ticket);
      } else if (!gone) said(`visit-${step}`, step === 'evening' ? 'visit_reminder' : 'visit_soon');
    });
  }
}

function missed(world: World, ticket: TicketLife): void {
  const { visit, row, outlet } = ticket;
  if (!visit || !outlet) return;
  visit.row.missedAt = world.date;
  const data = { visitId: visit.row.id, outletId: outlet.id, technicianId: row.technicianId };
  changeTicket(world, ticket, {}, ['ticket.visit_missed', data], { rule: 'H6' });
}

/** The technician by name. */
const technicianOf = ({ outlet, row }: TicketLife): string | null =>
  outlet?.technicians.find(({ id }) => id === row.technicianId)?.name ?? null;

/** H4: somebody has set out, or is there. */
export function tellUnderWay(world: World, ticket: TicketLife, step: 'depart' | 'arrive'): void {
  const { row, visit } = ticket;
  if (!visit || world.now < world.end - RECENT_DAYS * DAY) return;
  const to = { number: row.contactNumber, language: row.language, ticketId: row.id, visitId: visit.row.id };
  const params = { number: row.number, technician: technicianOf(ticket) };
  const template = step === 'depart' ? 'technician_on_way' : 'technician_arrived';
  world.text(`${step}-${visit.row.id}`, to, template, params);
}

/** H6: nobody was met, or a part is missing: another visit follows. */
export function tellFurtherVisit(
  world: World,
  ticket: TicketLife,
  endedId: number,
  reason: 'nobody_home' | 'part_missing',
): void {
  const { row } = ticket;
  if (world.now < world.end - RECENT_DAYS * DAY) return;
  const to = { number: row.contactNumber, language: row.language, ticketId: row.id };
  const { number } = row;
  if (reason === 'nobody_home')
    world.text(`further-${endedId}`, to, 'visit_no_show', { number, technician: technicianOf(ticket) });
  else world.text(`further-${endedId}`, to, 'second_visit', { number, reason, when: '' });
}
