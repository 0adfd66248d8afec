import { z } from 'zod';
import { ringingSchema } from '../../domain/contracts/api.ts';
import { askCustomer, ringAsker } from '../../services/masked/call-customer.ts';
import { visibleTicket } from '../../services/views/ticket-detail.ts';
import { route } from '../http/route.ts';

export const maskedRoutes = [
  route({
    method: 'post',
    path: '/tickets/:id/call-customer',
    tag: 'tickets',
    summary:
      "The outlet speaks with its customer through the hotline's number; the outlet's own telephone rings first",
    roles: ['outlet_manager', 'technician'],
    params: z.object({ id: z.coerce.number().int().positive() }),
    answer: ringingSchema,
    handle: async ({ viewer, params: { id: ticketId }, now, write, wiring }) => {
      const then: { maskedId?: number } = {};
      const { personId, scope } = viewer;
      const answer = await write(async (tx) => {
        await visibleTicket(tx, viewer, ticketId);
        const asked = { ticketId, personId, outletIds: scope.outletIds };
        const { maskedId, telephone } = await askCustomer(tx, asked, now);
        then.maskedId = maskedId;
        return { telephone };
      });
      // Only for the first of a request that is repeated: nobody is rung twice.
      if (then.maskedId) {
        const { callsPerSecond } = wiring.config;
        await ringAsker({ ...wiring, callsPerSecond }, { maskedId: then.maskedId });
      }
      return answer;
    },
  }),
];
