import { z } from 'zod';
import {
  agentListSchema,
  declineOfferSchema,
  deskStateSchema,
  deskViewSchema,
  softphoneSchema,
} from '../../domain/contracts/desk.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { deskView, emptyDesk } from '../../services/desk/desk-view.ts';
import { presence } from '../../services/desk/presence.ts';
import { setDeskState } from '../../services/desk/state.ts';
import { declineOffer } from '../../services/line/refuse-offer.ts';
import { SUPERVISORS } from '../../services/people/viewer.ts';
import { route } from '../http/route.ts';
import { softphoneFor } from '../softphone.ts';
import type { Wiring } from '../wiring.ts';

/** Who takes calls. */
export const DESK_ROLES: Role[] = ['agent', 'dispatcher', 'administrator'];

/** A desk as it is once something was done at it. */
export const deskNow = async ({ dataSource, clock }: Wiring, personId: number) => {
  const now = clock.now();
  return (await deskView(dataSource.manager, personId, now)) ?? emptyDesk(personId, now);
};

export const deskRoutes = [
  route({
    method: 'get',
    path: '/desk',
    tag: 'desk',
    summary: "One's own desk: state, the call offered, the call in hand",
    roles: DESK_ROLES,
    answer: deskViewSchema,
    handle: ({ viewer, wiring }) => deskNow(wiring, viewer.personId),
  }),
  route({
    method: 'post',
    path: '/desk/state',
    tag: 'desk',
    summary: 'Takes calls, takes a break, or signs out of the line; during a call it is what follows',
    roles: DESK_ROLES,
    body: deskStateSchema,
    answer: deskViewSchema,
    handle: async ({ viewer: { personId }, body, now, write, wiring }) => {
      await write((tx) => setDeskState(tx, { personId, ...body }, now));
      return deskNow(wiring, personId);
    },
  }),
  route({
    method: 'get',
    path: '/desk/softphone',
    tag: 'desk',
    summary: "What the browser's telephone signs in with",
    roles: [...new Set([...DESK_ROLES, ...SUPERVISORS])],
    answer: softphoneSchema,
    handle: async ({ viewer, now, wiring }) => softphoneFor(wiring.config, viewer.personId, now),
  }),
  route({
    method: 'post',
    path: '/desk/offers/:id/decline',
    tag: 'desk',
    summary: 'Does not take a call: it goes back to its place in line',
    roles: DESK_ROLES,
    params: z.object({ id: z.coerce.number().int().positive() }),
    body: declineOfferSchema,
    answer: deskViewSchema,
    handle: async ({
      viewer: { personId },
      params: { id: offerId },
      body: { reason },
      now,
      write,
      wiring,
    }) => {
      await write((tx) => declineOffer(tx, { offerId, personId, reason }, now));
      return deskNow(wiring, personId);
    },
  }),
  route({
    method: 'get',
    path: '/desk/colleagues',
    tag: 'desk',
    summary: 'Agents and how they stand, to pass a call on to',
    roles: DESK_ROLES,
    answer: agentListSchema,
    handle: async ({ wiring }) => ({ items: await presence(wiring.dataSource.manager) }),
  }),
];
