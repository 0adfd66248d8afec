import { z } from 'zod';
import { detailsLinkSchema, detailsSchema } from '../../domain/contracts/api.ts';
import { DomainError } from '../../domain/errors.ts';
import { isOpen } from '../../domain/vocabulary.ts';
import { Site } from '../../entities/customer.ts';
import { Category, District } from '../../entities/reference.ts';
import { Ticket } from '../../entities/ticket.ts';
import { readDetailsToken } from '../../services/intake/details-link.ts';
import { giveDetails } from '../../services/intake/give-details.ts';
import { route } from '../http/route.ts';
import type { Wiring } from '../wiring.ts';

const params = z.object({ token: z.string().max(200) });

async function linkedTicket(wiring: Wiring, token: string, now: Date): Promise<Ticket> {
  const ticketId = readDetailsToken(wiring.config.sessionSecret, token, now);
  const ticket =
    ticketId === null ? null : await wiring.dataSource.manager.findOneBy(Ticket, { id: ticketId });
  if (!ticket)
    throw new DomainError('expired', 'This link is no longer valid. Call the hotline to give your address.');
  return ticket;
}

/** The signed link in a text message: whoever has it may fill in the address, until the work is done. */
export const detailsRoutes = [
  route({
    method: 'get',
    path: '/details/:token',
    tag: 'details',
    summary: 'What the link is about',
    public: true,
    params,
    answer: detailsLinkSchema,
    handle: async ({ params: { token }, now, wiring }) => {
      const ticket = await linkedTicket(wiring, token, now);
      const { manager } = wiring.dataSource;
      const open = isOpen(ticket.state);
      const site = ticket.siteId ? await manager.findOneBy(Site, { id: ticket.siteId }) : null;
      return {
        ticketNumber: ticket.number,
        kind: ticket.kind,
        category: ticket.category,
        districtCode: ticket.districtCode,
        // Whoever comes upon the link later has no business with the address.
        spokenAddress: (open && site?.spokenAddress) || null,
        address: (open && site?.address) || null,
        open,
        categories: await manager.find(Category, {
          select: { code: true, name: true, nameEn: true },
          order: { position: 'ASC' },
        }),
        districts: await manager.find(District, {
          select: { code: true, name: true, parentCode: true, regionId: true },
          order: { code: 'ASC' },
        }),
      };
    },
  }),
  route({
    method: 'post',
    path: '/details/:token',
    tag: 'details',
    summary: 'Fill in the address',
    public: true,
    params,
    body: detailsSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: async ({ params: { token }, body, now, wiring, write }) => {
      const ticket = await linkedTicket(wiring, token, now);
      return write(async (tx) => {
        await giveDetails(tx, { ticketId: ticket.id, ...body, actor: { kind: 'caller' } }, now);
        return { ok: true };
      });
    },
  }),
];
