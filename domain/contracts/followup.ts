import { z } from 'zod';
import { QUESTION_KINDS, saidSchema } from '../followup/script.ts';
import { CALL_OUTCOMES, OBLIGATION_KINDS, OBLIGATION_STATES, SETTLEMENTS } from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';

/** Calls that are owed (F1–F5, H2). Instants are ISO 8601 UTC, days 'YYYY-MM-DD' of the organisation's zone. */
const id = z.int().positive();
const instant = z.iso.datetime();
const day = z.iso.date();
const idText = z.coerce.number().int().positive();

export const obligationSchema = z.object({
  id,
  kind: z.enum(OBLIGATION_KINDS),
  state: z.enum(OBLIGATION_STATES),
  ticket: z.object({ id, number: z.string() }).nullable(),
  resolutionNo: z.int().nullable(),
  number: z.string(),
  customerName: z.string().nullable(),
  openedAt: instant,
  dueAt: instant,
  nextActionAt: instant.nullable(),
  attempts: z.int(),
  settlement: z.enum(SETTLEMENTS).nullable(),
  settledAt: instant.nullable(),
  note: z.string().nullable(),
  /** Ids of what was left spoken (GET /api/recordings/:id). */
  recordingIds: z.array(id),
});
export type ObligationView = z.infer<typeof obligationSchema>;

/** Whose: when they became owed (days, both included), and whose work they are about. */
const which = {
  from: day.optional(),
  to: day.optional(),
  regionId: idText.optional(),
  storeId: idText.optional(),
  outletId: idText.optional(),
  brandId: idText.optional(),
};
export const obligationListQuery = z.object({
  ...cursorQuery,
  ...which,
  kind: z.string().optional(),
  state: z.string().optional(),
  settlement: z.string().optional(),
  /** Only what is open and late. */
  overdue: z.enum(['true', 'false']).optional(),
  /** Only surveys that were answered so: a question's key and the value, `solved:0`. */
  answer: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,23}:\d$/)
    .optional(),
  /** Only those that wait for a person. */
  worklist: z.enum(['true', 'false']).optional(),
});
export const obligationListSchema = z.object({
  items: z.array(obligationSchema),
  next: z.string().nullable(),
});

/**
 * An agent's word on a call that was owed. A survey takes solved, not_solved (reopens the ticket, F3) or
 * not_reached; any other kind reached or not_reached (callOutcomesOf). Not reached: given up, with the reason in
 * the note (F1).
 */
export const settleSchema = z.strictObject({
  note: z.string().trim().min(2).max(500),
  outcome: z.enum(CALL_OUTCOMES),
});

/** F5: by what coverage is told apart. */
export const COVERAGE_BY = ['kind', 'day', 'region', 'store', 'outlet', 'brand'] as const;
export type CoverageBy = (typeof COVERAGE_BY)[number];
export const coverageQuery = z.object({ ...which, by: z.enum(COVERAGE_BY).default('kind') });
const counts = {
  opened: z.int(),
  settled: z.int(),
  open: z.int(),
  /** Of those open, past their time. */
  overdue: z.int(),
  exhausted: z.int(),
};
export const coverageSchema = z.object({
  from: day,
  to: day,
  by: z.enum(COVERAGE_BY),
  ...counts,
  /** The days in their order, anything else by how much is owed; they add up to the sums above. */
  rows: z.array(
    z.object({
      /** The kind, the day or the id; null: about no store, outlet … */
      key: z.string().nullable(),
      name: z.string().nullable(),
      nameEn: z.string().nullable(),
      ...counts,
    }),
  ),
  exceptions: z.array(z.object({ settlement: z.enum(SETTLEMENTS), count: z.int() })),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** F2: what customers answered, of the work that was finished on the days looked at. */
export const surveyResultsQuery = z.object({ ...which, by: z.enum(['day', 'week']).default('day') });
export const surveyResultsSchema = z.object({
  from: day,
  to: day,
  by: z.enum(['day', 'week']),
  /** Surveys with an answer. */
  surveys: z.int(),
  /** How they were settled. */
  ways: z.array(z.object({ settlement: z.enum(SETTLEMENTS), count: z.int() })),
  questions: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(QUESTION_KINDS),
      words: saidSchema,
      total: z.int(),
      /** Of points. */
      average: z.number().nullable(),
      answers: z.array(z.object({ value: z.int(), words: saidSchema.nullable(), count: z.int() })),
    }),
  ),
  trend: z.array(
    z.object({
      day,
      /** The last day of the period. */
      until: day,
      answered: z.int(),
      solved: z.int(),
      scored: z.int(),
      score: z.number().nullable(),
    }),
  ),
});
export type SurveyResults = z.infer<typeof surveyResultsSchema>;

export const remarksQuery = z.object({ ...cursorQuery, ...which });
const remarkSchema = z.object({
  id,
  at: instant,
  question: z.string(),
  ticket: z.object({ id, number: z.string() }).nullable(),
  outlet: z.object({ id, name: z.string() }).nullable(),
  solved: z.int().nullable(),
  score: z.int().nullable(),
  /** GET /api/recordings/:id */
  recordingId: id.nullable(),
  seconds: z.int().nullable(),
  /** Made out of the recording, where the carrier does that. */
  transcript: z.string().nullable(),
  /** As it was written. */
  words: z.string().nullable(),
});
export type Remark = z.infer<typeof remarkSchema>;
export const remarksSchema = z.object({ items: z.array(remarkSchema), next: z.string().nullable() });

/** A look at the whole ledger: what was owed, what of it was missing and is repaired (entities/followup.ts). */
export const proofSchema = z.object({
  id,
  day,
  madeAt: instant,
  /** Who asked for it; null: by night. */
  madeBy: z.string().nullable(),
  opened: z.int(),
  settled: z.int(),
  open: z.int(),
  exhausted: z.int(),
  unreasoned: z.int(),
  owed: z.int(),
  repaired: z.int(),
  repairs: z.array(
    z.object({
      what: z.enum(['opened', 'freed', 'resolved']),
      kind: z.enum(OBLIGATION_KINDS),
      ticket: z.object({ id, number: z.string() }).nullable(),
      contactId: id.nullable(),
      resolutionNo: z.int().nullable(),
    }),
  ),
});
export type Proof = z.infer<typeof proofSchema>;
export const proofListSchema = z.object({ items: z.array(proofSchema) });

/** A pause says why. */
export const pauseSchema = z
  .strictObject({ paused: z.boolean(), reason: z.string().trim().min(2).max(200).nullable().default(null) })
  .refine(({ paused, reason }) => !paused || reason !== null, { path: ['reason'], error: 'Say why.' });

/** The dialler at work: what it dials, what comes next, and how fast it may. */
export const diallerSchema = z.object({
  /** Calls a second that are allowed, and how many were in the last minute. */
  rate: z.number(),
  lastMinute: z.int(),
  paused: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  /** Until when none is offered to a carrier that would not take calls just now. */
  heldUntil: instant.nullable(),
  /** Due now and not dialled yet, by kind; and how many more are due within an hour. */
  due: z.array(z.object({ kind: z.enum(OBLIGATION_KINDS), count: z.int() })),
  soon: z.int(),
  /** When the next one is due that is not due yet; null when none waits for the dialler. */
  nextAt: instant.nullable(),
  windowFrom: z.string(),
  windowTo: z.string(),
  live: z.array(
    z.object({
      attemptId: id,
      state: z.enum(['granted', 'placed', 'answered']),
      number: z.string(),
      customerName: z.string().nullable(),
      kinds: z.array(z.enum(OBLIGATION_KINDS)),
      tickets: z.array(z.object({ id, number: z.string() })),
      grantedAt: instant,
    }),
  ),
  next: z.array(obligationSchema),
});
export type Dialler = z.infer<typeof diallerSchema>;
