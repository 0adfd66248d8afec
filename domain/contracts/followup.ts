import { z } from 'zod';
import { QUESTION_KINDS, saidSchema, scriptSchema } from '../followup/script.ts';
import {
  CALL_OUTCOMES,
  LANGUAGES,
  OBLIGATION_KINDS,
  OBLIGATION_STATES,
  SETTLEMENTS,
  TICKET_KINDS,
} from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';

/** Calls that are owed (F1–F5, H2). Instants are ISO 8601 UTC, days 'YYYY-MM-DD' of the organisation's zone. */
const id = z.int().positive();
const instant = z.iso.datetime();
const day = z.iso.date();

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
  /** Who has it in hand, and for a person: not before when. */
  claimedBy: z.string().nullable(),
  callAt: instant.nullable(),
  /** Whose work it is about, as it was when it became owed. */
  storeId: id.nullable(),
  outlet: z.object({ id, name: z.string() }).nullable(),
  /** Ids of what was left spoken (GET /api/recordings/:id). */
  recordingIds: z.array(id),
});
export type ObligationView = z.infer<typeof obligationSchema>;

const idOrNobody = z.coerce.number().int().nonnegative();
/** Whose: when they became owed (days, both included), and whose work they are about; 0: nobody's. */
const which = {
  from: day.optional(),
  to: day.optional(),
  regionId: idOrNobody.optional(),
  storeId: idOrNobody.optional(),
  outletId: idOrNobody.optional(),
  brandId: idOrNobody.optional(),
};
export const obligationListQuery = z.object({
  ...cursorQuery,
  ...which,
  kind: z.string().optional(),
  state: z.string().optional(),
  settlement: z.string().optional(),
  /** Only what is open and late. */
  overdue: z.enum(['true', 'false']).optional(),
  /** Only what has ended, or had to by now: what coverage is a share of. */
  due: z.enum(['true']).optional(),
  /** What the dialler has: due now, due within an hour, or dialled in the last minute (of each call the first one). */
  dial: z.enum(['due', 'soon', 'minute']).optional(),
  /** Only surveys that were answered so: a question's key and the value, `solved:0`; without a value: answered at all. */
  answer: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,23}(:\d)?$/)
    .optional(),
  /** Only those with an answer to any question. */
  answered: z.enum(['true']).optional(),
  /** Without those of which a doubt was confirmed (S9), or only those. */
  believed: z.enum(['true', 'false']).optional(),
  /** Only those that wait for a person. */
  worklist: z.enum(['true', 'false']).optional(),
});
export const obligationListSchema = z.object({
  items: z.array(obligationSchema),
  next: z.string().nullable(),
});
export const obligationCountQuery = obligationListQuery.omit({ cursor: true, limit: true });
export const obligationCountSchema = z.object({ count: z.int() });
export type ObligationCount = z.infer<typeof obligationCountSchema>;

const questionKey = z.string().regex(/^[a-z][a-z0-9_]{1,23}$/);
/** What was answered, by question; and what was said in the customer's own words. */
const answersSchema = z.record(questionKey, z.int().min(0).max(8));
const wordsSchema = z.record(questionKey, z.string().trim().max(500));

/**
 * An agent's word on a call that was owed. A survey takes solved or not_solved (reopens the ticket, F3), with what else
 * was answered; any other kind reached (callOutcomesOf). No answer, busy and later: it is called again, by a person.
 * Not reached: given up, with the reason in the note (F1). What is said of whoever was called (no answer, busy, later;
 * of the same number wrong, refused and not reached too) holds for all that was taken with it.
 */
export const settleSchema = z
  .strictObject({
    note: z.string().trim().max(500).default(''),
    outcome: z.enum(CALL_OUTCOMES),
    answers: answersSchema.optional(),
    words: wordsSchema.optional(),
    /** Later: when. */
    at: instant.optional(),
  })
  .refine(({ outcome, note }) => outcome !== 'not_reached' || note.length >= 2, {
    path: ['note'],
    error: 'Say why nobody can be reached.',
  })
  .refine(({ outcome, at }) => (outcome === 'later') === (at !== undefined), {
    path: ['at'],
    error: 'Say when to call again.',
  });

/** F1, F4: a call that a person has in hand, with all that they want to know before they make it. */
export const handCallSchema = z.object({
  obligation: obligationSchema,
  /** What the customer is spoken to in. */
  language: z.enum(LANGUAGES),
  /** When the customer may be called; null: now. */
  mayCallFrom: instant.nullable(),
  /** They do not want to be called. */
  doNotCall: z.string().nullable(),
  /** The home was called today about something else (F1): when, by whom (null: the machine), and what came of it. */
  askedToday: z
    .object({
      at: instant,
      by: z.string().nullable(),
      outcome: z.string().nullable(),
      ticket: z.object({ id, number: z.string() }).nullable(),
    })
    .nullable(),
  /** Earlier tries, the first one first: the machine's, and people's with what they noted. */
  tries: z.array(
    z.object({
      at: instant,
      by: z.string().nullable(),
      outcome: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** Surveys: what is asked, and of what kind of ticket. */
  script: scriptSchema.nullable(),
  ticketKind: z.enum(TICKET_KINDS).nullable(),
  /** What was answered already, say before the line broke. */
  answers: z.array(
    z.object({ question: z.string(), value: z.int().nullable(), words: z.string().nullable() }),
  ),
});
export type HandCall = z.infer<typeof handCallSchema>;

/**
 * The worklist of a person: what they have in hand, which is one home's and gone through in one call, the most urgent
 * first; how many wait, and how many wait for their time.
 */
export const handListSchema = z.object({
  inHand: z.array(handCallSchema),
  waiting: z.int(),
  later: z.int(),
});
export type HandList = z.infer<typeof handListSchema>;
export const claimNextSchema = z.strictObject({ not: id.optional() });
/** Tomorrow: the home is not asked before. */
export const giveBackSchema = z.strictObject({ tomorrow: z.boolean().default(false) });
export const claimedSchema = z.object({ id: id.nullable() });
export const handOfferSchema = z.object({ offerId: id, ring: z.boolean() });

/** F5: by what coverage is told apart. */
export const COVERAGE_BY = ['kind', 'day', 'region', 'store', 'outlet', 'brand'] as const;
export type CoverageBy = (typeof COVERAGE_BY)[number];
export const coverageQuery = z.object({ ...which, by: z.enum(COVERAGE_BY).default('kind') });
const counts = {
  opened: z.int(),
  /** Ended, or past their time: what is settled, an exception or overdue. */
  due: z.int(),
  settled: z.int(),
  open: z.int(),
  /** Of those open, past their time. */
  overdue: z.int(),
  exhausted: z.int(),
};
const exceptionsSchema = z.array(z.object({ settlement: z.enum(SETTLEMENTS), count: z.int() }));
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
      exceptions: exceptionsSchema,
    }),
  ),
  /** Why those that are exhausted could not be settled, the most frequent first. */
  exceptions: exceptionsSchema,
});
export type Coverage = z.infer<typeof coverageSchema>;

/** F2: what customers answered, of the work that was finished on the days looked at. */
export const surveyResultsQuery = z.object({ ...which, by: z.enum(['day', 'week']).default('day') });
export const surveyResultsSchema = z.object({
  from: day,
  to: day,
  by: z.enum(['day', 'week']),
  /** Surveys with an answer, without those that are doubted with good reason. */
  surveys: z.int(),
  /** Of which a doubt was confirmed (S9): answered, and in none of the figures. */
  doubted: z.int(),
  /** A score of so much or less makes a complaint (F3). */
  badScore: z.int(),
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
  /** Whether the reader may hear the recording. */
  mayHear: z.boolean(),
});
export type Remark = z.infer<typeof remarkSchema>;
export const remarksSchema = z.object({ items: z.array(remarkSchema), next: z.string().nullable() });

/** F5: what is handed out as a table, filtered as on the page. */
export const FOLLOWUP_TABLES = ['coverage', 'obligations', 'answers'] as const;
export type FollowupTable = (typeof FOLLOWUP_TABLES)[number];
export const followupExportQuery = obligationCountQuery.extend({
  by: z.enum(COVERAGE_BY).default('kind'),
  format: z.enum(['csv', 'xlsx']).default('csv'),
  language: z.enum(['zh', 'en']).default('zh'),
});

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

/** What a proof's sums are told apart by; `fault`: a day of one outlet, store or region that does not add up. */
export const PROOF_BY = ['day', 'region', 'store', 'outlet', 'fault'] as const;
export type ProofBy = (typeof PROOF_BY)[number];
export const proofPartsQuery = z.object({ by: z.enum(PROOF_BY).default('day') });
const proofPlace = z.object({ id, name: z.string(), nameEn: z.string().nullable() }).nullable();
/** As the ledger was when it was proved. Null is what no day, region, store or outlet has to do with. */
export const proofPartSchema = z.object({
  day: day.nullable(),
  region: proofPlace,
  store: proofPlace,
  outlet: proofPlace,
  opened: z.int(),
  settled: z.int(),
  open: z.int(),
  exhausted: z.int(),
  unreasoned: z.int(),
});
export type ProofPart = z.infer<typeof proofPartSchema>;
/** Kept: false for an older proof, of which only the faults are known. */
export const proofPartsSchema = z.object({ kept: z.boolean(), items: z.array(proofPartSchema) });

/** A pause says why. */
export const pauseSchema = z
  .strictObject({ paused: z.boolean(), reason: z.string().trim().min(2).max(200).nullable().default(null) })
  .refine(({ paused, reason }) => !paused || reason !== null, { path: ['reason'], error: 'Say why.' });

const dialPauseSchema = z
  .object({ at: instant, by: z.string().nullable(), reason: z.string().nullable() })
  .nullable();
/** Whether the dialler is paused; why is told to headquarters. */
export const diallerPauseSchema = z.object({ paused: dialPauseSchema });
export type DiallerPause = z.infer<typeof diallerPauseSchema>;

/** The dialler at work: what it dials, what comes next, and how fast it may. */
export const diallerSchema = z.object({
  /** Calls a second that are allowed, and how many were in the last minute. */
  rate: z.number(),
  lastMinute: z.int(),
  /** Calls in progress, and how many may be at once: while there are so many, the next one waits. */
  inProgress: z.int(),
  liveCalls: z.int(),
  paused: dialPauseSchema,
  /** Until when none is offered to a carrier that would not take calls just now. */
  heldUntil: instant.nullable(),
  /** Due now and not dialled yet, by kind; and how many more are due within an hour. */
  due: z.array(z.object({ kind: z.enum(OBLIGATION_KINDS), count: z.int() })),
  soon: z.int(),
  /** When the next one is due that is not due yet; null when none waits for the dialler. */
  nextAt: instant.nullable(),
  windowFrom: z.string(),
  windowTo: z.string(),
  /** What is in progress, the latest first; the first thousand. */
  live: z.array(
    z.object({
      attemptId: id,
      /** The agent for whom it is dialled: by hand, or back to somebody who kept a place in line. */
      agent: z.string().nullable(),
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
