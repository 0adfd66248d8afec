import { z } from 'zod';
import {
  acceptPlanSchema,
  askPlanSchema,
  dayPlanSchema,
  planAcceptedSchema,
  planSummarySchema,
  technicianHoursSchema,
  timelineQuery,
  timelineSchema,
} from '../../domain/contracts/day-plan.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { acceptPlan } from '../../services/plan/accept-plan.ts';
import { askPlan, cancelPlan, settlePlan } from '../../services/plan/ask-plan.ts';
import { setHours } from '../../services/plan/set-hours.ts';
import { dayPlanView, visiblePlan } from '../../services/views/day-plan.ts';
import { dayTimeline, PLANNERS, placeOfPlan, planSummary } from '../../services/views/day-timeline.ts';
import { requireVisibleOutlet } from '../../services/views/outlets.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const planners: Role[] = [...PLANNERS];
/** Who answers for an outlet's work looks at its days. */
const readers: Role[] = [...planners, 'region_manager', 'headquarters_manager', 'store_supervisor'];

export const dayPlanRoutes = [
  route({
    method: 'get',
    path: '/timeline',
    tag: 'day plan',
    summary: 'The day of the technicians of an outlet or a region',
    roles: readers,
    query: timelineQuery,
    answer: timelineSchema,
    handle: ({ viewer, query, now, wiring }) => dayTimeline(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'post',
    path: '/day-plans',
    tag: 'day plan',
    summary: 'Ask for a plan of a day; it is worked out in the background',
    roles: planners,
    body: askPlanSchema,
    answer: planSummarySchema,
    status: 201,
    handle: ({ viewer, body, now, write }) =>
      write(async (tx) => {
        const { day, withOffered, withNew } = body;
        const scope = { ...(await placeOfPlan(tx, viewer, body)), day, withOffered, withNew };
        const plan = await askPlan(tx, { ...scope, personId: viewer.personId }, now);
        return planSummary(tx, plan.id);
      }),
  }),
  route({
    method: 'get',
    path: '/day-plans/:id',
    tag: 'day plan',
    summary: 'A plan with what it would change',
    roles: readers,
    params,
    answer: dayPlanSchema,
    handle: ({ viewer, params: { id }, wiring }) => dayPlanView(wiring.dataSource.manager, viewer, id),
  }),
  route({
    method: 'post',
    path: '/day-plans/:id/cancel',
    tag: 'day plan',
    summary: 'Call off a plan that is being worked out',
    roles: planners,
    params,
    answer: planSummarySchema,
    handle: ({ viewer, params: { id }, now, write }) =>
      write(async (tx) => {
        await visiblePlan(tx, viewer, id);
        await cancelPlan(tx, { planId: id }, now);
        return planSummary(tx, id);
      }),
  }),
  route({
    method: 'post',
    path: '/day-plans/:id/accept',
    tag: 'day plan',
    summary: 'Accept a plan, whole or in part; what has changed since is skipped',
    roles: planners,
    params,
    body: acceptPlanSchema,
    answer: planAcceptedSchema,
    // Each part is claimed by its own row, so that a repeated request accepts nothing twice.
    handle: async ({ viewer, params: { id }, body, now, wiring }) => {
      const { manager } = wiring.dataSource;
      await visiblePlan(manager, viewer, id);
      const outcomes = await acceptPlan(wiring.inTransaction, { planId: id, ...body, viewer }, now);
      return { ...outcomes, plan: await planSummary(manager, id) };
    },
  }),
  route({
    method: 'post',
    path: '/day-plans/:id/settle',
    tag: 'day plan',
    summary: 'Close a proposal; what was not accepted stays as it is',
    roles: planners,
    params,
    answer: planSummarySchema,
    handle: ({ viewer, params: { id }, now, write }) =>
      write(async (tx) => {
        const plan = await visiblePlan(tx, viewer, id);
        await settlePlan(tx, { plan, actor: { kind: 'person', id: viewer.personId } }, now);
        return planSummary(tx, id);
      }),
  }),
  route({
    method: 'post',
    path: '/technicians/:id/hours',
    tag: 'day plan',
    summary: 'When and from where a technician works',
    roles: planners,
    params,
    body: technicianHoursSchema,
    answer: z.object({ id: z.int() }),
    handle: ({ viewer, params: { id }, body, write }) =>
      write(async (tx) => {
        await setHours(tx, { technicianId: id, ...body }, (outletId) =>
          requireVisibleOutlet(tx, viewer, outletId),
        );
        return { id };
      }),
  }),
];
