import { z } from 'zod';
import { visitLinkMoveSchema, visitLinkSchema } from '../../domain/contracts/visits.ts';
import { DomainError } from '../../domain/errors.ts';
import { Ticket } from '../../entities/ticket.ts';
import { readVisitToken } from '../../services/messages/visit-link.ts';
import { cancelVisit } from '../../services/selfservice/cancel-visit.ts';
import { changeAppointment } from '../../services/selfservice/change-appointment.ts';
import type { Tx } from '../../services/transaction.ts';
import { visitByLink } from '../../services/views/visit-link.ts';
import { route } from '../http/route.ts';
import type { Wiring } from '../wiring.ts';

const params = z.object({ token: z.string().max(200) });
const CAUSE = 'visit-link';

async function linkedTicket(wiring: Wiring, token: string, now: Date): Promise<Ticket> {
  const ticketId = readVisitToken(wiring.config.sessionSecret, token, now);
  const ticket =
    ticketId === null ? null : await wiring.dataSource.manager.findOneBy(Ticket, { id: ticketId });
  if (!ticket)
    throw new DomainError('expired', 'This link is no longer valid. Call the hotline about your visit.');
  return ticket;
}

/** H6: the customer's own link in a text message: see the visit, move it or call it off, as by phone. */
export const visitLinkRoutes = [
  route({
    method: 'get',
    path: '/visit-link/:token',
    tag: 'visits',
    summary: 'The visit that the link is about, and when else somebody could come',
    public: true,
    params,
    answer: visitLinkSchema,
    handle: async ({ params: { token }, now, wiring }) => ({
      ...(await visitByLink(wiring.dataSource.manager, await linkedTicket(wiring, token, now), now)),
      hotline: wiring.config.twilio.phoneNumber,
    }),
  }),
  change(
    'appointment',
    'The customer chooses another half-day',
    visitLinkMoveSchema,
    (tx, ticketId, body, now) => changeAppointment(tx, { ticketId, ...body, cause: CAUSE }, now),
  ),
  change(
    'cancel',
    'The customer calls the visit off; the ticket stays',
    z.strictObject({}),
    (tx, ticketId, _, now) => cancelVisit(tx, { ticketId, cause: CAUSE }, now),
  ),
];

function change<B extends z.ZodType>(
  path: string,
  summary: string,
  body: B,
  work: (tx: Tx, ticketId: number, body: z.output<B>, now: Date) => Promise<unknown>,
) {
  return route({
    method: 'post',
    path: `/visit-link/:token/${path}`,
    tag: 'visits',
    summary,
    public: true,
    params,
    body,
    answer: z.object({ ok: z.boolean() }),
    handle: async ({ params: { token }, body: given, now, wiring, write }) => {
      const { id } = await linkedTicket(wiring, token, now);
      return write(async (tx) => {
        await work(tx, id, given as z.output<B>, now);
        return { ok: true };
      });
    },
  });
}
