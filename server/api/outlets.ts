import { z } from 'zod';
import { outletSchema } from '../../domain/contracts/api.ts';
import {
  outletOverviewSchema,
  outletRowsQuery,
  outletRowsSchema,
  setCapacitySchema,
  setStandingSchema,
  takeOffSchema,
} from '../../domain/contracts/outlets.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { setCapacity } from '../../services/dispatch/set-capacity.ts';
import { setStanding } from '../../services/dispatch/set-standing.ts';
import { takeOff } from '../../services/dispatch/tend-standing.ts';
import { outletOverview } from '../../services/views/outlet-overview.ts';
import { listOutlets, outletDetail, requireVisibleOutlet } from '../../services/views/outlets.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
/** S4: the word of headquarters. */
const SET_STANDING: Role[] = ['headquarters_manager', 'administrator'];
const DISPATCH: Role[] = ['dispatcher', 'administrator'];
const SET_CAPACITY: Role[] = [...DISPATCH, 'headquarters_manager', 'region_manager', 'outlet_manager'];
/** Those who answer for outlets or send work there; what is held against an outlet is not for outlets. */
const SEE: Role[] = [
  ...DISPATCH,
  'headquarters_manager',
  'business_approver',
  'region_manager',
  'store_supervisor',
  'category_supervisor',
];

export const outletRoutes = [
  route({
    method: 'get',
    path: '/outlets',
    tag: 'outlets',
    summary: 'Outlets, newest first, with what they have in hand and how they answer',
    query: outletRowsQuery,
    answer: outletRowsSchema,
    handle: ({ viewer, query, now, wiring }) => listOutlets(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'get',
    path: '/outlets/:id',
    tag: 'outlets',
    summary: 'An outlet with its technicians',
    params,
    answer: outletSchema,
    handle: ({ viewer, params: { id }, wiring }) => outletDetail(wiring.dataSource.manager, viewer, id),
  }),
  route({
    method: 'get',
    path: '/outlets/:id/overview',
    tag: 'outlets',
    summary:
      'All of an outlet: coverage, authorisations, capacity by day, standing with its history (D1, S4)',
    roles: SEE,
    params,
    answer: outletOverviewSchema,
    handle: async ({ viewer, params: { id }, now, wiring }) =>
      outletOverview(wiring.dataSource.manager, viewer, id, now),
  }),
  route({
    method: 'post',
    path: '/outlets/:id/standing',
    tag: 'outlets',
    summary: 'Warn an outlet, stop its dispatch, remove it, or lift that, now or later (S4)',
    roles: SET_STANDING,
    params,
    body: setStandingSchema,
    answer: outletOverviewSchema,
    handle: ({ viewer, params: { id }, body, now, write }) =>
      write(async (tx) => {
        await requireVisibleOutlet(tx, viewer, id);
        const { from, ...rest } = body;
        const actor = { kind: 'person' as const, id: viewer.personId };
        await setStanding(tx, { ...rest, outletId: id, from: from ? new Date(from) : undefined, actor }, now);
        return outletOverview(tx, viewer, id, now);
      }),
  }),
  route({
    method: 'post',
    path: '/outlets/:id/capacity',
    tag: 'outlets',
    summary: 'How many jobs an outlet takes on a day; below what is booked, nobody is thrown out (D1)',
    roles: SET_CAPACITY,
    params,
    body: setCapacitySchema,
    answer: setCapacitySchema.extend({ booked: z.int() }),
    handle: ({ viewer, params: { id }, body, now, write }) =>
      write(async (tx) => {
        await requireVisibleOutlet(tx, viewer, id);
        const actor = { kind: 'person' as const, id: viewer.personId };
        return setCapacity(tx, { ...body, outletId: id, actor }, now);
      }),
  }),
  route({
    method: 'post',
    path: '/outlets/:id/take-off',
    tag: 'outlets',
    summary: 'Send somebody else for work that an outlet has begun whose dispatch is stopped (D5)',
    roles: DISPATCH,
    params,
    body: takeOffSchema,
    answer: outletOverviewSchema,
    handle: ({ viewer, params: { id }, body, now, write }) =>
      write(async (tx) => {
        await requireVisibleOutlet(tx, viewer, id);
        const actor = { kind: 'person' as const, id: viewer.personId };
        await takeOff(tx, { ...body, outletId: id, actor }, now);
        return outletOverview(tx, viewer, id, now);
      }),
  }),
];
