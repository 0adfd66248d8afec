import { z } from 'zod';
import {
  coverageQuery,
  coverageSchema,
  diallerSchema,
  obligationListQuery,
  obligationListSchema,
  pauseSchema,
  proofListSchema,
  remarksQuery,
  remarksSchema,
  settleSchema,
  surveyResultsQuery,
  surveyResultsSchema,
} from '../../domain/contracts/followup.ts';
import { DomainError } from '../../domain/errors.ts';
import { pauseDialler } from '../../services/followup/pause-dialler.ts';
import { proveLedger } from '../../services/followup/prove-ledger.ts';
import { settleByAgent } from '../../services/followup/settle-by-agent.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import { dialler } from '../../services/views/dialler.ts';
import { coverage, listObligations, requireVisibleObligation } from '../../services/views/obligations.ts';
import { listProofs } from '../../services/views/proofs.ts';
import { listRemarks, surveyResults } from '../../services/views/survey-results.ts';
import { route } from '../http/route.ts';

/** The ledger as a whole, and what dials for all of it, are headquarters'. */
function requireProvince({ scope }: Viewer): void {
  if (!scope.province) throw new DomainError('forbidden', 'This is shown to headquarters.');
}

/** F5: headquarters sees the province, a region its own. */
function requireOverview({ scope }: Viewer): void {
  if (!scope.province && scope.regionIds.length === 0)
    throw new DomainError('forbidden', 'This is shown to headquarters and regions.');
}

export const followupRoutes = [
  route({
    method: 'get',
    path: '/followups',
    tag: 'follow-up',
    summary: 'Calls that are owed; with worklist=true those that wait for a person (F1, F4)',
    query: obligationListQuery,
    answer: obligationListSchema,
    handle: ({ viewer, query, now, wiring }) =>
      listObligations(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'get',
    path: '/followups/coverage',
    tag: 'follow-up',
    summary: 'F5: opened = settled + open + exhausted, by kind, day or whose work, every exception named',
    query: coverageQuery,
    answer: coverageSchema,
    handle: ({ viewer, query, now, wiring }) => {
      requireOverview(viewer);
      return coverage(wiring.dataSource.manager, viewer, query, now);
    },
  }),
  route({
    method: 'get',
    path: '/followups/results',
    tag: 'follow-up',
    summary: 'F2: what customers answered, by question, and solved and score by day or week',
    query: surveyResultsQuery,
    answer: surveyResultsSchema,
    handle: ({ viewer, query, now, wiring }) => {
      requireOverview(viewer);
      return surveyResults(wiring.dataSource.manager, viewer, query, now);
    },
  }),
  route({
    method: 'get',
    path: '/followups/remarks',
    tag: 'follow-up',
    summary: 'F2: what customers said and wrote in their own words',
    query: remarksQuery,
    answer: remarksSchema,
    handle: ({ viewer, query, wiring }) => {
      requireOverview(viewer);
      return listRemarks(wiring.dataSource.manager, viewer, query);
    },
  }),
  route({
    method: 'get',
    path: '/followups/proofs',
    tag: 'follow-up',
    summary: 'F5: what each night found when it looked through everything that makes a call owed',
    answer: proofListSchema,
    handle: async ({ viewer, wiring }) => {
      requireProvince(viewer);
      return { items: await listProofs(wiring.dataSource.manager) };
    },
  }),
  route({
    method: 'post',
    path: '/followups/proofs',
    tag: 'follow-up',
    summary: 'Looks through everything now, and opens what is missing (F5)',
    roles: ['headquarters_manager', 'administrator'],
    answer: z.object({ id: z.int() }),
    handle: async ({ viewer, wiring }) => {
      requireProvince(viewer);
      const { id } = await proveLedger(wiring, { personId: viewer.personId });
      return { id };
    },
  }),
  route({
    method: 'get',
    path: '/followups/dialler',
    tag: 'follow-up',
    summary: 'What is being dialled, what comes next, and how fast it may (F1, F4)',
    answer: diallerSchema,
    handle: ({ viewer, now, wiring }) => {
      requireProvince(viewer);
      return dialler(wiring.dataSource.manager, viewer, wiring.config.callsPerSecond, now);
    },
  }),
  route({
    method: 'post',
    path: '/followups/dialler',
    tag: 'follow-up',
    summary: 'Pauses the automatic calls, or lets them go on',
    roles: ['headquarters_manager', 'administrator'],
    body: pauseSchema,
    answer: z.object({ ok: z.boolean() }),
    handle: ({ viewer, body, now, write }) => {
      requireProvince(viewer);
      return write(async (tx) => {
        await pauseDialler(tx, { ...body, personId: viewer.personId }, now);
        return { ok: true };
      });
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
