import { z } from 'zod';
import {
  CASE_CAUSES,
  CASE_KINDS,
  CASE_LEVELS,
  CASE_STATES,
  CUSTOMER_WORDS,
  EVALUATION_ITEMS,
  RECORDING_KINDS,
} from '../vocabulary.ts';
import { timelineItemSchema } from './api.ts';
import { cursorQuery } from './cursor.ts';

/** Complaints, cases of outlets and of manufacturers (F3, C1–C5, S1, M1). Instants are ISO 8601 UTC. */
const id = z.int().positive();
const idText = z.coerce.number().int().positive();
const instant = z.iso.datetime();
const named = z.object({ id, name: z.string(), nameEn: z.string().nullable() });
const remedy = z.string().trim().min(2).max(500);

export const caseSchema = z.object({
  id,
  /** How people name it: W000042. */
  number: z.string(),
  kind: z.enum(CASE_KINDS),
  state: z.enum(CASE_STATES),
  level: z.enum(CASE_LEVELS),
  version: z.int(),
  rule: z.enum(['F3', 'S1', 'M1']),
  /** S1: of the evaluation standard, and what it counts. */
  item: z.enum(EVALUATION_ITEMS).nullable(),
  points: z.int(),
  /** The questions whose answers led to it. */
  grounds: z.array(z.string()),
  ticket: z.object({ id, number: z.string() }).nullable(),
  customerName: z.string().nullable(),
  customerNumber: z.string(), // masked by role
  store: named.nullable(),
  outlet: named.nullable(),
  brand: named.nullable(),
  /** Whose it is (C4). */
  unit: named.nullable(),
  owner: z.object({ id, name: z.string() }).nullable(),
  openedAt: instant,
  dueAt: instant,
  /** Its deadline has passed, and it is not closed. */
  late: z.boolean(),
  closedAt: instant.nullable(),
  cause: z.enum(CASE_CAUSES).nullable(),
  word: z.enum(CUSTOMER_WORDS).nullable(),
});
export type CaseView = z.infer<typeof caseSchema>;

export const caseListQuery = z.object({
  ...cursorQuery,
  /** Words of the closed lists, joined by commas. */
  kind: z.string().optional(),
  level: z.string().optional(),
  state: z.string().optional(),
  regionId: idText.optional(),
  outletId: idText.optional(),
  ticketId: idText.optional(),
  /** Those that the reader owns. */
  mine: z.enum(['true', 'false']).optional(),
  late: z.enum(['true', 'false']).optional(),
  /** A case's number, or a ticket's. */
  search: z.string().trim().max(20).optional(),
});
export const caseListSchema = z.object({ items: z.array(caseSchema), next: z.string().nullable() });

export const caseDetailSchema = caseSchema.extend({
  /** What the reader may do with it. */
  mayAct: z.boolean(),
  /** C4: whether there is a level above. */
  mayClimb: z.boolean(),
  remedy: z.string().nullable(),
  said: z.string().nullable(),
  closedBy: z.string().nullable(),
  /** Every answer to the survey, in the order in which they were given; `second`: to the second call (S9). */
  answers: z.array(
    z.object({
      question: z.string(),
      value: z.int().nullable(),
      recordingId: id.nullable(),
      /** In the customer's own words, as they or an agent wrote them down. */
      words: z.string().nullable(),
      at: instant,
      second: z.boolean(),
    }),
  ),
  /** What was recorded in its calls; heard by GET /api/recordings/:id. */
  recordings: z.array(z.object({ id, kind: z.enum(RECORDING_KINDS), seconds: z.int(), at: instant })),
  /** What became of it: events of its own. */
  steps: z.array(timelineItemSchema),
  /** Others out of the same survey, as far as the reader sees them. */
  others: z.array(z.object({ id, number: z.string(), kind: z.enum(CASE_KINDS) })),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;

const version = z.int().positive();
export const takeCaseSchema = z.strictObject({ version });
export const handUpCaseSchema = z.strictObject({ version, reason: remedy });
/** C5: cause, remedy, and the customer's word; what they said is needed where they were spoken with. */
export const closeCaseSchema = z
  .strictObject({
    version,
    cause: z.enum(CASE_CAUSES),
    remedy,
    word: z.enum(CUSTOMER_WORDS),
    said: z.string().trim().max(500).nullable().default(null),
  })
  .refine(({ word, said }) => word === 'not_reached' || (said?.length ?? 0) >= 2, {
    path: ['said'],
    error: 'Say what the customer said.',
  });
export const caseChangedSchema = z.object({ closed: z.boolean() });
