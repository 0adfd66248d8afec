import { z } from 'zod';
import { outletListQuery, outletListSchema, outletSchema } from '../../domain/contracts/api.ts';
import { listOutlets, outletDetail } from '../../services/views/outlets.ts';
import { route } from '../http/route.ts';

export const outletRoutes = [
  route({
    method: 'get',
    path: '/outlets',
    tag: 'outlets',
    summary: 'Outlets, newest first',
    query: outletListQuery,
    answer: outletListSchema,
    handle: ({ viewer, query, wiring }) => listOutlets(wiring.dataSource.manager, viewer, query),
  }),
  route({
    method: 'get',
    path: '/outlets/:id',
    tag: 'outlets',
    summary: 'An outlet with its technicians',
    params: z.object({ id: z.coerce.number().int().positive() }),
    answer: outletSchema,
    handle: ({ viewer, params: { id }, wiring }) => outletDetail(wiring.dataSource.manager, viewer, id),
  }),
];
