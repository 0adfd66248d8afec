import { z } from 'zod';
import {
  decideDoubtSchema,
  doubtDetailSchema,
  doubtListQuery,
  doubtListSchema,
  lookedSchema,
} from '../../domain/contracts/honesty.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { decideDoubt } from '../../services/honesty/decide-doubt.ts';
import { lookThrough } from '../../services/honesty/look-by-night.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import { doubtDetail, listDoubts } from '../../services/views/doubts.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
/** Those who make the calls are among those whose results are looked into: it is headquarters' alone. */
const LOOKING: Role[] = ['headquarters_manager', 'administrator'];

function requireProvince({ scope }: Viewer): void {
  if (!scope.province) throw new DomainError('forbidden', 'This is shown to headquarters.');
}

export const honestyRoutes = [
  route({
    method: 'get',
    path: '/doubts',
    tag: 'follow-up',
    summary: 'S9: results of follow-up calls that are doubtful, newest first',
    roles: LOOKING,
    query: doubtListQuery,
    answer: doubtListSchema,
    handle: async ({ viewer, query, wiring }) => {
      requireProvince(viewer);
      return listDoubts(wiring.dataSource.manager, viewer, query);
    },
  }),
  route({
    method: 'get',
    path: '/doubts/:id',
    tag: 'follow-up',
    summary: 'S9: one of them, with the calls that show it',
    roles: LOOKING,
    params,
    answer: doubtDetailSchema,
    handle: async ({ viewer, params: { id }, wiring }) => {
      requireProvince(viewer);
      return doubtDetail(wiring.dataSource.manager, viewer, id);
    },
  }),
  route({
    method: 'post',
    path: '/doubts/look',
    tag: 'follow-up',
    summary: 'S9: looks through the results now, as every night does',
    roles: LOOKING,
    answer: lookedSchema,
    handle: async ({ viewer, wiring }) => {
      requireProvince(viewer);
      return { raised: await lookThrough(wiring) };
    },
  }),
  route({
    method: 'post',
    path: '/doubts/:id/decide',
    tag: 'follow-up',
    summary: 'S9: confirms or dismisses one, with the reason',
    roles: LOOKING,
    params,
    body: decideDoubtSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, params: { id: doubtId }, body, now, write }) => {
      requireProvince(viewer);
      return write(async (tx) => {
        await decideDoubt(tx, { ...body, doubtId, personId: viewer.personId }, now);
        return { ok: true };
      });
    },
  }),
];
