import { z } from 'zod';
import { callerBriefSchema } from '../../domain/contracts/desk.ts';
import { callerBrief } from '../../services/views/caller-brief.ts';
import { route } from '../http/route.ts';

export const deskBriefRoutes = [
  route({
    method: 'get',
    path: '/desk/brief/:contactId',
    tag: 'desk',
    summary: 'Who calls: customer, appliances, tickets and last calls (screen pop)',
    params: z.object({ contactId: z.coerce.number().int().positive() }),
    answer: callerBriefSchema,
    handle: ({ viewer, params: { contactId }, now, wiring }) =>
      callerBrief(wiring.dataSource.manager, viewer, contactId, now),
  }),
];
