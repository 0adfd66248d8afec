import { z } from 'zod';
import { counterBriefSchema, counterChaseSchema, counterQuery } from '../../domain/contracts/counter.ts';
import { chaseAtCounter } from '../../services/counter/chase.ts';
import { lookUpAtCounter } from '../../services/counter/look-up.ts';
import { INTAKE } from '../../services/people/viewer.ts';
import { route } from '../http/route.ts';

export const counterRoutes = [
  route({
    method: 'get',
    path: '/counter',
    tag: 'tickets',
    summary: 'Who stands at the counter: by number, receipt or serial number (H3, H9)',
    roles: INTAKE,
    query: counterQuery,
    answer: counterBriefSchema,
    handle: ({ viewer, query, now, wiring }) =>
      lookUpAtCounter(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'post',
    path: '/counter/chase',
    tag: 'tickets',
    summary: 'Whoever stands at the counter chases a ticket of theirs, whichever store has it (H8)',
    roles: INTAKE,
    body: counterChaseSchema,
    answer: z.object({ chaseCount: z.int() }),
    handle: ({ viewer, body, now, write }) => write((tx) => chaseAtCounter(tx, { ...body, viewer }, now)),
  }),
];
