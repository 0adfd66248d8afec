import { z } from 'zod';
import { callerBriefSchema, customerCallWishSchema } from '../../domain/contracts/desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { setCallWish } from '../../services/followup/set-call-wish.ts';
import { ownCall } from '../../services/intake/own-call.ts';
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
  route({
    method: 'post',
    path: '/desk/brief/:contactId/call-wish',
    tag: 'desk',
    summary: 'F1: when the caller wishes to be called, said on their call',
    roles: ['agent', 'dispatcher', 'administrator'],
    params: z.object({ contactId: z.coerce.number().int().positive() }),
    body: customerCallWishSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, params: { contactId }, body, now, write }) =>
      write(async (tx) => {
        const { personId } = viewer;
        const { customerIds } = await ownCall(tx, { personId, contactId }, now);
        if (!customerIds.includes(body.customerId))
          throw new DomainError('forbidden', 'This customer is not behind the number that calls.');
        await setCallWish(tx, { ...body, contactId, actor: { kind: 'person', id: personId } }, now);
        return { ok: true };
      }),
  }),
];
