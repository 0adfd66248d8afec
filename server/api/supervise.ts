import { z } from 'zod';
import {
  agentListSchema,
  agentStateChangeSchema,
  superviseSchema,
  wallboardSchema,
} from '../../domain/contracts/desk.ts';
import {
  agentSkillsSchema,
  lineListQuery,
  lineListSchema,
  superviseAnswerSchema,
  supervisionListSchema,
  supervisionQuery,
} from '../../domain/contracts/supervision.ts';
import { DomainError } from '../../domain/errors.ts';
import { maySupervise, SUPERVISORS, type Viewer } from '../../services/people/viewer.ts';
import { allAgents, superviseSkills, superviseState } from '../../services/supervise/agents.ts';
import { stopSupervising } from '../../services/supervise/stop.ts';
import { applyMode, superviseCall } from '../../services/supervise/supervise-call.ts';
import { applyTakeOver, takeOver } from '../../services/supervise/take-over.ts';
import { listLine } from '../../services/views/line-list.ts';
import { listSupervision } from '../../services/views/supervision.ts';
import { wallboard } from '../../services/views/wallboard.ts';
import { route } from '../http/route.ts';

const roles = SUPERVISORS;
const id = z.coerce.number().int().positive();
const onCall = { roles, tag: 'supervision', params: z.object({ contactId: id }) } as const;
const onAgent = { roles, tag: 'supervision', params: z.object({ personId: id }) } as const;
const done = z.object({ ok: z.boolean() });

/** There is one line for the province, so only whoever sees the province supervises it. */
function requireLine(viewer: Viewer): void {
  if (!maySupervise(viewer))
    throw new DomainError('forbidden', 'The line is supervised from headquarters and its service centre.');
}

export const superviseRoutes = [
  route({
    method: 'get',
    path: '/wallboard',
    tag: 'supervision',
    summary: 'How the line stands and how its day went',
    roles,
    answer: wallboardSchema,
    handle: async ({ viewer, now, wiring }) => {
      requireLine(viewer);
      return wallboard(wiring.dataSource.manager, now);
    },
  }),
  route({
    method: 'get',
    path: '/line',
    tag: 'supervision',
    summary: 'Who asked for a person today and what became of it: the lists behind the wallboard',
    roles,
    query: lineListQuery,
    answer: lineListSchema,
    handle: async ({ viewer, query, now, wiring }) => {
      requireLine(viewer);
      return listLine(wiring.dataSource.manager, query, now);
    },
  }),
  route({
    method: 'get',
    path: '/agents',
    tag: 'supervision',
    summary: 'Every agent, signed in or not, with state and skills',
    roles,
    answer: agentListSchema,
    handle: async ({ viewer, wiring }) => {
      requireLine(viewer);
      return { items: await allAgents(wiring.dataSource.manager) };
    },
  }),
  route({
    ...onAgent,
    method: 'post',
    path: '/agents/:personId/state',
    summary: 'Changes an agent’s state, with the reason; a call in hand is not cut',
    body: agentStateChangeSchema,
    answer: done,
    handle: ({ viewer, params: { personId }, body, now, write }) =>
      write(async (tx) => {
        await superviseState(tx, { ...body, personId, by: viewer.personId }, now);
        return { ok: true };
      }),
  }),
  route({
    ...onAgent,
    method: 'post',
    path: '/agents/:personId/skills',
    summary: 'Says which calls an agent takes',
    body: agentSkillsSchema,
    answer: done,
    handle: ({ viewer, params: { personId }, body, now, write }) =>
      write(async (tx) => {
        await superviseSkills(tx, { ...body, personId, by: viewer.personId }, now);
        return { ok: true };
      }),
  }),
  route({
    ...onCall,
    method: 'post',
    path: '/calls/:contactId/supervise',
    summary:
      'Listens in, whispers or barges in: what to connect with, or the new way when on the call already',
    body: superviseSchema,
    answer: superviseAnswerSchema,
    // Not kept under an Idempotency-Key: asking again asks the carrier again, and that is what is wanted.
    handle: async ({ viewer: { personId }, params: { contactId }, body: { mode }, now, wiring }) => {
      const on = await wiring.inTransaction((tx) => superviseCall(tx, { contactId, personId, mode }, now));
      if (!on) return { mode, params: { Supervise: String(contactId), Mode: mode } };
      await applyMode(wiring, { contactId, personId, ...on }, now);
      return { mode, params: null };
    },
  }),
  route({
    ...onCall,
    method: 'delete',
    path: '/calls/:contactId/supervise',
    summary: 'Stops supervising a call',
    answer: done,
    handle: async ({ viewer: { personId }, params: { contactId }, now, wiring }) => {
      await stopSupervising(wiring, { contactId, personId }, now);
      return { ok: true };
    },
  }),
  route({
    ...onCall,
    method: 'post',
    path: '/calls/:contactId/take-over',
    summary: 'Takes a call that one is on out of the agent’s hands',
    answer: done,
    handle: async ({ viewer: { personId }, params: { contactId }, now, wiring }) => {
      const taken = await wiring.inTransaction((tx) => takeOver(tx, { contactId, personId }, now));
      await applyTakeOver(wiring, taken);
      return { ok: true };
    },
  }),
  route({
    method: 'get',
    path: '/supervision',
    tag: 'supervision',
    summary: 'Who listened to whom, when and how; who changed whose state: the latest first',
    roles,
    query: supervisionQuery,
    answer: supervisionListSchema,
    handle: async ({ viewer, query, wiring }) => {
      requireLine(viewer);
      return listSupervision(wiring.dataSource.manager, query);
    },
  }),
];
