import { z } from 'zod';
import {
  liftNumberSchema,
  listNumberSchema,
  numberChangedSchema,
  numberListQuery,
  numberListSchema,
  reportNuisanceSchema,
} from '../../domain/contracts/numbers.ts';
import { DomainError } from '../../domain/errors.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { liftRule } from '../../services/numbers/lift-rule.ts';
import { listNumber } from '../../services/numbers/list-number.ts';
import { reportNuisance } from '../../services/numbers/report-nuisance.ts';
import { maySupervise, SUPERVISORS, type Viewer } from '../../services/people/viewer.ts';
import type { Tx } from '../../services/transaction.ts';
import { listNumberRules, numberRule } from '../../services/views/number-rules.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });

export const numberRoutes = [
  route({
    method: 'get',
    path: '/numbers',
    tag: 'numbers',
    summary: 'Numbers that are not called, are blocked or a nuisance, and those that were',
    roles: SUPERVISORS,
    query: numberListQuery,
    answer: numberListSchema,
    handle: ({ viewer, query, now, wiring }) => {
      requireProvince(viewer);
      return listNumberRules(wiring.dataSource.manager, viewer, query, now);
    },
  }),
  route({
    method: 'post',
    path: '/numbers',
    tag: 'numbers',
    summary: 'Puts a number on a list, with a reason and, if wanted, an end',
    roles: SUPERVISORS,
    body: listNumberSchema,
    answer: numberChangedSchema,
    status: 201,
    handle: ({ viewer, body: { number, expiresAt, ...rest }, now, write }) => {
      requireProvince(viewer);
      return write(async (tx) => {
        const ruleId = await listNumber(
          tx,
          {
            ...rest,
            number: normaliseNumber(number),
            expiresAt: expiresAt ? new Date(expiresAt) : null,
            personId: viewer.personId,
            contactId: null,
            again: 'refuse',
          },
          now,
        );
        return changed(tx, viewer, ruleId, now);
      });
    },
  }),
  route({
    method: 'post',
    path: '/numbers/report',
    tag: 'numbers',
    summary: 'An agent reports the caller of a conversation as a nuisance',
    roles: ['agent', ...SUPERVISORS],
    body: reportNuisanceSchema,
    answer: numberChangedSchema,
    status: 201,
    handle: ({ viewer, body, now, write }) =>
      write(async (tx) => changed(tx, viewer, await reportNuisance(tx, viewer, body, now), now)),
  }),
  route({
    method: 'post',
    path: '/numbers/:id/lift',
    tag: 'numbers',
    summary: 'Takes a number off a list, with a reason; the entry stays in the history',
    roles: SUPERVISORS,
    params,
    body: liftNumberSchema,
    answer: numberChangedSchema,
    handle: ({ viewer, params: { id }, body: { reason }, now, write }) => {
      requireProvince(viewer);
      return write(async (tx) => {
        await liftRule(tx, { ruleId: id, reason, personId: viewer.personId }, now);
        return changed(tx, viewer, id, now);
      });
    },
  }),
];

/** The line is one for the province: so are its lists. */
function requireProvince(viewer: Viewer): void {
  if (!maySupervise(viewer))
    throw new DomainError('forbidden', 'The lists of numbers are kept by headquarters and the hotline.');
}

async function changed(tx: Tx, viewer: Viewer, id: number, now: Date) {
  const rule = await numberRule(tx, viewer, id, now);
  if (!rule) throw new Error(`number rule ${id} is gone`);
  return { rule };
}
