import { z } from 'zod';
import {
  coverageSchema,
  obligationListQuery,
  obligationListSchema,
  settleSchema,
} from '../../domain/contracts/api.ts';
import { DomainError } from '../../domain/errors.ts';
import { settleByAgent } from '../../services/followup/settle-by-agent.ts';
import { coverage, listObligations, requireVisibleObligation } from '../../services/views/obligations.ts';
import { route } from '../http/route.ts';

export const followupRoutes = [
  route({
    method: 'get',
    path: '/followups',
    tag: 'follow-up',
    summary: 'Calls that are owed; with worklist=true those that wait for a person (F1, F4)',
    query: obligationListQuery,
    answer: obligationListSchema,
    handle: ({ viewer, query, wiring }) => listObligations(wiring.dataSource.manager, viewer, query),
  }),
  route({
    method: 'get',
    path: '/followups/coverage',
    tag: 'follow-up',
    summary: 'F5: opened = settled + open + exhausted, every exception named',
    answer: coverageSchema,
    handle: ({ viewer, now, wiring }) => {
      if (!viewer.scope.province) throw new DomainError('forbidden', 'Coverage is shown to headquarters.');
      return coverage(wiring.dataSource.manager, now);
    },
  }),
  route({
    method: 'post',
    path: '/followups/:id/settle',
    tag: 'follow-up',
    summary: "An agent's word on a call that was owed",
    roles: ['agent', 'dispatcher', 'administrator'],
    params: z.object({ id: z.coerce.number().int().positive() }),
    body: settleSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, params: { id }, body, now, write }) =>
      write(async (tx) => {
        await requireVisibleObligation(tx, viewer, id);
        await settleByAgent(tx, { obligationId: id, ...body, personId: viewer.personId }, now);
        return { ok: true };
      }),
  }),
];
