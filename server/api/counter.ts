import { counterBriefSchema, counterQuery } from '../../domain/contracts/counter.ts';
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
];
