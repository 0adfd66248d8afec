import { z } from 'zod';
import {
  caseChangedSchema,
  caseDetailSchema,
  caseListQuery,
  caseListSchema,
  closeCaseSchema,
  handUpCaseSchema,
  takeCaseSchema,
} from '../../domain/contracts/cases.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { closeCase, handUpCase, takeCase } from '../../services/cases/act.ts';
import { caseDetail, listCases, requireVisibleCase } from '../../services/views/cases.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
/** C1–C3: those who answer for cases; each for their level and what is below it. */
const ANSWERING: Role[] = [
  'store_supervisor',
  'category_supervisor',
  'region_manager',
  'headquarters_manager',
  'administrator',
];

export const caseRoutes = [
  route({
    method: 'get',
    path: '/cases',
    tag: 'cases',
    summary: 'Complaints and cases of outlets and manufacturers, newest first (C1–C5, S1, M1)',
    query: caseListQuery,
    answer: caseListSchema,
    handle: ({ viewer, query, now, wiring }) => listCases(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'get',
    path: '/cases/:id',
    tag: 'cases',
    summary: 'One case with its evidence: answers, recordings, and what became of it',
    params,
    answer: caseDetailSchema,
    handle: ({ viewer, params: { id }, now, wiring }) =>
      caseDetail(wiring.dataSource.manager, viewer, id, now),
  }),
  route({
    method: 'post',
    path: '/cases/:id/take',
    tag: 'cases',
    summary: 'Takes a case in hand (C4)',
    roles: ANSWERING,
    params,
    body: takeCaseSchema,
    answer: caseChangedSchema,
    handle: ({ viewer, params: { id: caseId }, body, now, write }) =>
      write(async (tx) => {
        await requireVisibleCase(tx, viewer, caseId);
        await takeCase(tx, { ...body, caseId, viewer }, now);
        return { closed: false };
      }),
  }),
  route({
    method: 'post',
    path: '/cases/:id/hand-up',
    tag: 'cases',
    summary: 'Hands a case a level up, with the reason (C4)',
    roles: ANSWERING,
    params,
    body: handUpCaseSchema,
    answer: caseChangedSchema,
    handle: ({ viewer, params: { id: caseId }, body, now, write }) =>
      write(async (tx) => {
        await requireVisibleCase(tx, viewer, caseId);
        await handUpCase(tx, { ...body, caseId, viewer }, now);
        return { closed: false };
      }),
  }),
  route({
    method: 'post',
    path: '/cases/:id/close',
    tag: 'cases',
    summary:
      "Closes a case with cause, remedy and the customer's word (C5); one whose customer is not content goes a level up instead (C4)",
    roles: ANSWERING,
    params,
    body: closeCaseSchema,
    answer: caseChangedSchema,
    handle: ({ viewer, params: { id: caseId }, body, now, write }) =>
      write(async (tx) => {
        await requireVisibleCase(tx, viewer, caseId);
        return closeCase(tx, { ...body, caseId, viewer }, now);
      }),
  }),
];
