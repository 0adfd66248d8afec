import { z } from 'zod';
import { DOUBT_KINDS, DOUBT_STATES, OBLIGATION_KINDS, SETTLEMENTS } from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';

/** S9: results of follow-up calls that are doubtful. Instants are ISO 8601 UTC. */
const id = z.int().positive();
const instant = z.iso.datetime();

export const doubtSchema = z.object({
  id,
  kind: z.enum(DOUBT_KINDS),
  state: z.enum(DOUBT_STATES),
  outlet: z.object({ id, name: z.string() }).nullable(),
  number: z.string().nullable(), // masked by role
  /** Whose results they are, where it is about an agent. */
  agent: z.string().nullable(),
  /** By name: answers, fives, share, chance, customers, seconds, solvedFirst … */
  figures: z.record(z.string(), z.number()),
  /** Calls that show it. */
  calls: z.int(),
  raisedAt: instant,
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
export type DoubtView = z.infer<typeof doubtSchema>;

export const doubtListQuery = z.object({
  ...cursorQuery,
  /** Words of the closed lists, joined by commas. */
  kind: z.string().optional(),
  state: z.string().optional(),
});
export const doubtListSchema = z.object({ items: z.array(doubtSchema), next: z.string().nullable() });

export const doubtDetailSchema = doubtSchema.extend({
  /** The calls, the latest first: what was answered, how long it took, what can be heard. */
  evidence: z.array(
    z.object({
      obligationId: id,
      kind: z.enum(OBLIGATION_KINDS),
      ticket: z.object({ id, number: z.string() }).nullable(),
      customerName: z.string().nullable(),
      number: z.string(), // masked by role
      settlement: z.enum(SETTLEMENTS).nullable(),
      settledAt: instant.nullable(),
      settledBy: z.string().nullable(),
      /** Of the call that was answered; null: there was none. */
      seconds: z.int().nullable(),
      answers: z.array(z.object({ question: z.string(), value: z.int().nullable() })),
      recordings: z.array(z.object({ id, seconds: z.int() })),
    }),
  ),
});
export type DoubtDetail = z.infer<typeof doubtDetailSchema>;

export const decideDoubtSchema = z.strictObject({
  verdict: z.enum(['confirmed', 'dismissed']),
  reason: z.string().trim().min(2).max(500),
});
export const lookedSchema = z.object({ raised: z.int() });
