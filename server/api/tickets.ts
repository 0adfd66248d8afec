import { z } from 'zod';
import {
  acceptSchema,
  assignSchema,
  callWishSchema,
  cancelSchema,
  chaseSchema,
  declineSchema,
  detailsSchema,
  newTicketSchema,
  pauseSchema,
  resolveSchema,
  resumeSchema,
  ticketChangedSchema,
  ticketDetailSchema,
  ticketListQuery,
  ticketListSchema,
  ticketOpenedSchema,
  verdictSchema,
} from '../../domain/contracts/api.ts';
import { takeSchema } from '../../domain/contracts/board.ts';
import { changeAppointmentSchema } from '../../domain/contracts/campaigns.ts';
import { assignTechnicianSchema } from '../../domain/contracts/day-plan.ts';
import { closingSchema, fieldActionSchema, fieldEndVisitSchema } from '../../domain/contracts/fieldwork.ts';
import { DomainError } from '../../domain/errors.ts';
import { movesFor, type TicketMove } from '../../domain/ticket-moves.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { customersAtCounter } from '../../services/counter/at-counter.ts';
import { acceptOffer } from '../../services/dispatch/accept-offer.ts';
import { assignByHand } from '../../services/dispatch/assign-by-hand.ts';
import { endVisit } from '../../services/dispatch/end-visit.ts';
import { cancelTicket, completeWork, resolveTicket } from '../../services/dispatch/finish-ticket.ts';
import { pauseTicket, resumeTicket } from '../../services/dispatch/pause.ts';
import { recordAction } from '../../services/dispatch/record-action.ts';
import { declineOffer } from '../../services/dispatch/refuse-offer.ts';
import { previewRouting } from '../../services/dispatch/route-ticket.ts';
import { countAsTaken, takeTicket } from '../../services/dispatch/take-ticket.ts';
import { setCallWish } from '../../services/followup/set-call-wish.ts';
import { chaseByStaff } from '../../services/intake/chase-by-staff.ts';
import { giveDetails } from '../../services/intake/give-details.ts';
import { takeInTicket } from '../../services/intake/take-in-ticket.ts';
import { INTAKE, isCentre, type Viewer } from '../../services/people/viewer.ts';
import { assignTechnician } from '../../services/plan/assign-technician.ts';
import { changeAppointment } from '../../services/selfservice/change-appointment.ts';
import type { Tx } from '../../services/transaction.ts';
import { cardById } from '../../services/views/cards.ts';
import { requireVisibleOutlet } from '../../services/views/outlets.ts';
import { ticketDetail, visibleTicket } from '../../services/views/ticket-detail.ts';
import { listTickets } from '../../services/views/ticket-list.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });

/** The ticket, if they may see it and do this with it as it stands; the use case checks the state again. */
export async function ticketFor(tx: Tx, viewer: Viewer, id: number, move: TicketMove): Promise<Ticket> {
  const ticket = await visibleTicket(tx, viewer, id);
  const ownOutlet = ticket.outletId !== null && viewer.scope.outletIds.includes(ticket.outletId);
  // Whatever state it is in: someone whose role could never do this is refused, the rest is told the state.
  const question = { roles: viewer.roles, ownOutlet, kind: ticket.kind };
  const paused = ticket.pausedAt !== null;
  if (movesFor({ ...question, state: ticket.state, paused }).includes(move)) return ticket;
  const ever = (['needs_details', 'new', 'manual', 'offered', 'accepted', 'in_progress'] as const).some(
    (state) => [true, false].some((paused) => movesFor({ ...question, state, paused }).includes(move)),
  );
  if (ever)
    throw new DomainError(
      'wrong_state',
      'As this ticket now stands, that is not possible. Look at it again.',
    );
  throw new DomainError('forbidden', 'Your role does not allow this.');
}

interface MoveCall<B> {
  viewer: Viewer;
  params: z.output<typeof params>;
  body: B;
  now: Date;
  sentAt: Date | undefined;
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** A change of one ticket: may they, do it, and answer with its card. */
function move<B extends z.ZodType>(
  name: TicketMove,
  path: string,
  summary: string,
  body: B,
  work: (tx: Tx, ticket: Ticket, call: MoveCall<z.output<B>>) => Promise<unknown>,
) {
  return route({
    method: 'post',
    path: `/tickets/:id/${path}`,
    tag: 'tickets',
    summary,
    params,
    body,
    answer: ticketChangedSchema,
    handle: (call) =>
      call.write(async (tx) => {
        const ticket = await ticketFor(tx, call.viewer, call.params.id, name);
        await work(tx, ticket, call as unknown as MoveCall<z.output<B>>);
        return { card: await cardById(tx, ticket.id) };
      }),
  });
}

const actorOf = (viewer: Viewer) => ({ kind: 'person' as const, id: viewer.personId });
export const outletOf = (ticket: Ticket): number => ticket.outletId as number;

/** H5: the time by the phone's clock, and when that phone sent it. */
export const doneOf = ({ doneAt }: { doneAt?: string }, sentAt: Date | undefined) => ({
  doneAt: doneAt ? new Date(doneAt) : undefined,
  sentAt,
});

export const ticketRoutes = [
  route({
    method: 'get',
    path: '/tickets',
    tag: 'tickets',
    summary: 'Tickets, newest first',
    query: ticketListQuery,
    answer: ticketListSchema,
    handle: ({ viewer, query, now, wiring }) => listTickets(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'post',
    path: '/tickets',
    tag: 'tickets',
    summary: 'Take in a request (H3)',
    roles: INTAKE,
    body: newTicketSchema,
    answer: ticketOpenedSchema,
    status: 201,
    handle: async ({ viewer, body, now, write, wiring }) => {
      const reference = await wiring.reference();
      const source = isCentre(viewer) ? 'agent' : 'counter';
      const { sessionSecret: secret, publicUrl } = wiring.config;
      const links = body.contactId ? { secret, publicUrl } : undefined;
      return write(async (tx) => {
        const counterCustomerIds =
          source === 'counter' ? await customersAtCounter(tx, viewer, body) : undefined;
        const command = {
          ...body,
          source,
          counterCustomerIds,
          actor: actorOf(viewer),
          reference,
          links,
        } as const;
        const { id, number, state } = await takeInTicket(tx, command, now);
        return { id, number, state };
      });
    },
  }),
  route({
    method: 'get',
    path: '/tickets/:id',
    tag: 'tickets',
    summary: 'A ticket with its whole history',
    params,
    answer: ticketDetailSchema,
    handle: ({ viewer, params: { id }, now, wiring }) =>
      ticketDetail(wiring.dataSource.manager, viewer, id, now),
  }),
  route({
    method: 'get',
    path: '/tickets/:id/candidates',
    tag: 'tickets',
    summary: 'Which outlets could take it, and why or why not (D3)',
    roles: ['dispatcher', 'administrator', 'headquarters_manager'],
    params,
    answer: verdictSchema,
    handle: async ({ viewer, params: { id }, now, wiring }) => {
      const ticket = await visibleTicket(wiring.dataSource.manager, viewer, id);
      if (!ticket.districtCode)
        throw new DomainError('wrong_state', 'Its address is missing. Fill that in first.');
      return previewRouting(wiring.dataSource.manager, ticket, now);
    },
  }),
  move(
    'chase',
    'chase',
    'The customer chases it; counted once on one call (H8)',
    chaseSchema,
    (tx, ticket, { body, viewer, now }) =>
      chaseByStaff(tx, { ticketId: ticket.id, ...body, personId: viewer.personId }, now),
  ),
  move(
    'assign',
    'assign',
    'Assign by hand, with a reason (D5)',
    assignSchema,
    async (tx, ticket, { body, viewer, now }) => {
      await requireVisibleOutlet(tx, viewer, body.outletId);
      const actor = actorOf(viewer);
      await assignByHand(tx, { ticketId: ticket.id, ...body, actor }, now);
      await countAsTaken(tx, ticket.id, actor, now);
    },
  ),
  move(
    'take',
    'take',
    'Take a ticket into your own hands, or give it back',
    takeSchema,
    (tx, ticket, { body, viewer, now }) =>
      takeTicket(tx, { ticketId: ticket.id, ...body, actor: actorOf(viewer) }, now),
  ),
  route({
    method: 'post',
    path: '/tickets/:id/call-wish',
    tag: 'tickets',
    summary: 'F1: when the customer wishes to be called',
    roles: ['agent', 'dispatcher', 'administrator'],
    params,
    body: callWishSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, params: { id }, body, now, write }) =>
      write(async (tx) => {
        const { customerId } = await visibleTicket(tx, viewer, id);
        if (customerId === null) throw new DomainError('wrong_state', 'Nobody is on file for this ticket.');
        await setCallWish(tx, { customerId, ...body, ticketId: id, actor: actorOf(viewer) }, now);
        return { ok: true };
      }),
  }),
  move('details', 'details', 'Fill in the address', detailsSchema, (tx, ticket, { body, viewer, now }) =>
    giveDetails(tx, { ticketId: ticket.id, ...body, actor: actorOf(viewer) }, now),
  ),
  move(
    'reschedule',
    'appointment',
    'Move the visit to another half-day (H6)',
    changeAppointmentSchema,
    (tx, ticket, { body, viewer, now }) =>
      changeAppointment(tx, { ticketId: ticket.id, ...body, actor: actorOf(viewer) }, now),
  ),
  move(
    'plan',
    'plan',
    'Who goes there, and when (T3)',
    assignTechnicianSchema,
    (tx, ticket, { body, viewer, now }) =>
      assignTechnician(
        tx,
        {
          ticketId: ticket.id,
          ...body,
          plannedAt: body.plannedAt === null ? null : new Date(body.plannedAt),
          actor: actorOf(viewer),
        },
        now,
      ),
  ),
  move(
    'pause',
    'pause',
    'Something is waited for: no deadline runs (D6)',
    pauseSchema,
    (tx, ticket, { body: { until, ...body }, viewer, now }) =>
      pauseTicket(
        tx,
        {
          ticketId: ticket.id,
          ...body,
          until: until ? new Date(until) : null,
          actor: actorOf(viewer),
        },
        now,
      ),
  ),
  move('resume', 'resume', 'The wait is over (D6)', resumeSchema, (tx, ticket, { viewer, now }) =>
    resumeTicket(tx, { ticketId: ticket.id, actor: actorOf(viewer) }, now),
  ),
  move('cancel', 'cancel', 'Cancel, with a reason', cancelSchema, (tx, ticket, { body, viewer, now }) =>
    cancelTicket(tx, { ticketId: ticket.id, ...body, actor: actorOf(viewer) }, now),
  ),
  move(
    'resolve',
    'resolve',
    'Finish what no outlet is sent for',
    resolveSchema,
    (tx, ticket, { body, viewer, now }) =>
      resolveTicket(tx, { ticketId: ticket.id, ...body, actor: actorOf(viewer) }, now),
  ),
  move('accept', 'accept', 'The outlet accepts (D4)', acceptSchema, (tx, ticket, { body, viewer, now }) =>
    acceptOffer(
      tx,
      { ticketId: ticket.id, outletId: outletOf(ticket), ...body, actor: actorOf(viewer) },
      now,
    ),
  ),
  move(
    'decline',
    'decline',
    'The outlet declines, with a reason (D4)',
    declineSchema,
    (tx, ticket, { body, viewer, now }) =>
      declineOffer(
        tx,
        { ticketId: ticket.id, outletId: outletOf(ticket), ...body, actor: actorOf(viewer) },
        now,
      ),
  ),
  move(
    'action',
    'actions',
    'Record a service action (H5)',
    fieldActionSchema,
    (tx, ticket, { body, viewer, now, sentAt }) =>
      recordAction(
        tx,
        {
          ticketId: ticket.id,
          outletId: outletOf(ticket),
          ...body,
          ...doneOf(body, sentAt),
          appointmentAt: body.appointmentAt ? new Date(body.appointmentAt) : undefined,
          actor: actorOf(viewer),
        },
        now,
      ),
  ),
  move(
    'complete',
    'complete',
    'Finish the work; a follow-up call is owed (F1)',
    closingSchema,
    (tx, ticket, { body, viewer, now, sentAt }) =>
      completeWork(
        tx,
        {
          ticketId: ticket.id,
          outletId: outletOf(ticket),
          ...body,
          ...doneOf(body, sentAt),
          actor: actorOf(viewer),
        },
        now,
      ),
  ),
  move(
    'end_visit',
    'end-visit',
    'End the visit with the work not done; another one begins (H6)',
    fieldEndVisitSchema,
    (tx, ticket, { body: { next, ...body }, viewer, now, sentAt }) =>
      endVisit(
        tx,
        {
          ticketId: ticket.id,
          outletId: outletOf(ticket),
          ...body,
          ...doneOf(body, sentAt),
          next: next && ('at' in next ? { at: new Date(next.at) } : next),
          actor: actorOf(viewer),
        },
        now,
      ),
  ),
];
