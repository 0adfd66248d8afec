import { z } from 'zod';
import { FINISHED_WITH } from '../fieldwork/words.ts';
import { QUESTION_KINDS, saidSchema } from '../followup/script.ts';
import {
  ALL_VISIT_REASONS,
  CALL_WISHES,
  DECLINE_REASONS,
  DISPOSITIONS,
  EXCLUSIONS,
  HALF_DAYS,
  LANGUAGES,
  LATE_LEVELS,
  MANUAL_REASONS,
  OBLIGATION_KINDS,
  OBLIGATION_STATES,
  OFFER_ANSWERS,
  OUTLET_TYPES,
  PRECEDENCES,
  PRIORITIES,
  RECORDING_KINDS,
  ROLES,
  type ScorePart,
  SERVICE_ACTIONS,
  SETTLEMENTS,
  SOURCES,
  STANDINGS,
  TICKET_KINDS,
  TICKET_STATES,
  UNIT_KINDS,
  VISIT_OUTCOMES,
  WAIT_ENDINGS,
  WAIT_REASONS,
  WISHES,
} from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';
import { replySchema } from './messages.ts';

/**
 * The bodies of the JSON API, both ways. The server validates with these, the OpenAPI document is generated
 * from them, and the dashboard takes its types from them. Instants are ISO 8601 UTC, days 'YYYY-MM-DD',
 * money whole fen.
 */
const id = z.int().positive();
const instant = z.iso.datetime();
const day = z.iso.date();

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

// — people —
export const signInSchema = z.object({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
});
export const meSchema = z.object({
  personId: id,
  username: z.string(),
  name: z.string(),
  language: z.string(),
  roles: z.array(z.enum(ROLES)),
  /** What they may see: the whole province, or these regions, stores, outlets. */
  scope: z.object({
    province: z.boolean(),
    regionIds: z.array(id),
    storeIds: z.array(id),
    outletIds: z.array(id),
  }),
  /** Name of the unit or outlet they work for. */
  placeName: z.string(),
  /** Rooms of the boards that they may open; the first is theirs. */
  rooms: z.array(z.string()),
});
export type Me = z.infer<typeof meSchema>;
export const sessionSchema = z.object({ token: z.string(), expiresAt: instant, me: meSchema });
export type SessionAnswer = z.infer<typeof sessionSchema>;

// — reference —
export const referenceSchema = z.object({
  now: instant,
  timeZone: z.string(),
  demo: z.boolean(),
  hotline: z.string(),
  categories: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })),
  brands: z.array(z.object({ id, name: z.string(), nameEn: z.string() })),
  units: z.array(
    z.object({
      id,
      kind: z.enum(UNIT_KINDS),
      name: z.string(),
      nameEn: z.string(),
      parentId: id.nullable(),
      marketTier: z.int().nullable(),
    }),
  ),
  districts: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      parentCode: z.string().nullable(),
      regionId: id.nullable(),
    }),
  ),
  /** F2: every question that surveys asked lately, as it was worded last. */
  surveyQuestions: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(QUESTION_KINDS),
      words: saidSchema,
      answers: z.array(z.object({ value: z.int(), words: saidSchema })),
    }),
  ),
});
export type Reference = z.infer<typeof referenceSchema>;

// — tickets —
export const DUE_KINDS = ['accept', 'first_contact', 'arrival', 'completion'] as const;
/** What a board shows of a ticket. No personal data. */
export const ticketCardSchema = z.object({
  id,
  number: z.string(),
  version: z.int(),
  kind: z.enum(TICKET_KINDS),
  priority: z.enum(PRIORITIES),
  state: z.enum(TICKET_STATES),
  stateSince: instant,
  source: z.enum(SOURCES),
  category: z.string().nullable(),
  districtCode: z.string().nullable(),
  regionId: id.nullable(),
  storeId: id.nullable(),
  outletId: id.nullable(),
  outletName: z.string().nullable(),
  openedAt: instant,
  /** The nearest deadline that is not met yet, and what it is for; null when nothing is due. */
  dueAt: instant.nullable(),
  dueKind: z.enum(DUE_KINDS).nullable(),
  chaseCount: z.int(),
  resolutionNo: z.int(),
  reopenCount: z.int(),
  manualReason: z.enum(MANUAL_REASONS).nullable(),
  /** The dispatcher who has it in hand. */
  takenBy: z.object({ id, name: z.string() }).nullable(),
  /** D6: from then on it is in danger of being late; null while nothing runs. */
  warnAt: instant.nullable(),
  /** D6: how high it has climbed: who answers for it. Stays as long as the ticket is open. */
  lateLevel: z.enum(LATE_LEVELS).nullable(),
  /** D6: what is waited for, and since when. Meanwhile no deadline runs: `dueAt` is against `pausedAt`, not now. */
  paused: z.enum(WAIT_REASONS).nullable(),
  pausedAt: instant.nullable(),
  /** H6: since when the agreed time is over and nobody has come; null once somebody is there or another time is agreed. */
  missedAt: instant.nullable(),
  /** H4: since when a text message of the customer waits for a person. */
  replyAt: instant.nullable(),
});
export type TicketCard = z.infer<typeof ticketCardSchema>;

export const ticketListQuery = z.object({
  ...cursorQuery,
  state: z.string().optional(), // states joined by commas
  kind: z.string().optional(),
  regionId: z.coerce.number().int().positive().optional(),
  outletId: z.coerce.number().int().positive().optional(),
  /** D6: `soon`: warned of, and not late yet. */
  late: z.enum(['true', 'false', 'soon']).optional(),
  /** D6: those that have climbed to this level. */
  level: z.enum(LATE_LEVELS).optional(),
  /** D6: those for which something is waited for. */
  paused: z.enum(['true', 'false']).optional(),
  /** H6: those to which nobody came at the agreed time. */
  missed: z.enum(['true', 'false']).optional(),
  /** H4: those with a text message of the customer that waits for a person. */
  reply: z.enum(['true', 'false']).optional(),
  /** H5: with a visit finished in the last `days` that lacks this, or has it. */
  finished: z.enum(FINISHED_WITH).optional(),
  /** D4, with an outlet: those that it was offered in the last `days`, and how it answered, whoever has them now. */
  answer: z.enum(OFFER_ANSWERS).optional(),
  /** F2: done, opened in the last `days`, and scored by the customer. */
  scored: z.enum(['true']).optional(),
  days: z.coerce.number().int().min(1).max(366).default(30),
  /** D1: whose place is claimed on this day. */
  plannedDay: day.optional(),
  /** Part of a ticket number, a whole phone number, or part of an outlet's name. */
  search: z.string().max(60).optional(),
});
export const ticketListSchema = z.object({ items: z.array(ticketCardSchema), next: z.string().nullable() });
export type TicketList = z.infer<typeof ticketListSchema>;

const points = z.number();
/** D3: by what the choice goes, in points. */
export const partsSchema = z.object({
  distance: points,
  load: points,
  quality: points,
  skill: points,
  wish: points,
  fairness: points,
} satisfies Record<ScorePart, unknown>);
export const rankedOutletSchema = z.object({
  outletId: id,
  name: z.string(),
  type: z.enum(OUTLET_TYPES),
  distanceKm: z.number(),
  load: z.int(),
  capacityLeft: z.int(),
  precedence: z.enum(PRECEDENCES),
  /** What is left out was not yet counted when the decision was made. */
  capacity: z.int().optional(),
  technicians: z.int().optional(),
  skilled: z.int().optional(),
  /** From 0 to 1. */
  quality: z.number().optional(),
  wish: z.enum(WISHES).nullish(),
  recent: z.int().optional(),
  /** Points in all, and by part. */
  score: z.number().optional(),
  parts: partsSchema.optional(),
});
export const excludedOutletSchema = z.object({
  outletId: id,
  name: z.string(),
  type: z.enum(OUTLET_TYPES),
  distanceKm: z.number(),
  why: z.enum(EXCLUSIONS),
  /** Taken of so many places, or skilled of so many technicians. */
  figures: z.object({ count: z.int(), of: z.int() }).nullish(),
});
export const verdictSchema = z.object({
  day,
  covering: z.int(),
  /** Points that each part was worth at most. */
  weights: partsSchema.optional(),
  qualified: z.array(rankedOutletSchema),
  excluded: z.array(excludedOutletSchema),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** One line of a ticket's history: an event, with what its type carries (domain/contracts/events.ts). */
export const timelineItemSchema = z.object({
  id,
  at: instant,
  type: z.string(),
  actor: z.object({ kind: z.enum(['system', 'person', 'caller']), name: z.string().nullable() }),
  rule: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  /** The outlet the event is about, by name. */
  outletName: z.string().nullable(),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;

export const TICKET_MOVES = [
  'assign',
  'take',
  'details',
  'reschedule',
  'chase',
  'cancel',
  'accept',
  'decline',
  'action',
  'complete',
  'end_visit',
  'call',
  'resolve',
  'plan',
  'pause',
  'resume',
] as const;
export const ticketDetailSchema = z.object({
  card: ticketCardSchema,
  customerName: z.string().nullable(),
  /** Masked unless the reader needs it to do the work. */
  contactNumber: z.string(),
  address: z.string().nullable(),
  spokenAddress: z.string().nullable(),
  addressPrecision: z.string().nullable(),
  description: z.string().nullable(),
  appliance: z
    .object({
      category: z.string(),
      brand: z.string().nullable(),
      model: z.string(),
      underWarranty: z.boolean(),
      purchasedOn: day.nullable(),
    })
    .nullable(),
  plannedDay: day.nullable(),
  deadlines: z.object({
    firstContactDueAt: instant.nullable(),
    firstContactAt: instant.nullable(),
    arrivalDueAt: instant.nullable(),
    arrivedAt: instant.nullable(),
    completionDueAt: instant.nullable(),
    /** How the time is counted: working time, or every minute. */
    working: z.boolean(),
    /** Working time until the deadline that stands, at `asOf`; negative when it is late; null when none stands. */
    leftMs: z.int().nullable(),
    asOf: instant,
    /** Whether time counts at `asOf`, and when that changes next; null: never. */
    counts: z.boolean(),
    until: instant.nullable(),
    /** Who answers for it now, from the first deadline missed on. */
    answers: z
      .object({
        level: z.enum(LATE_LEVELS),
        /** Of the organisation; null for an outlet. */
        unitId: id.nullable(),
        placeName: z.string().nullable(),
        personName: z.string().nullable(),
      })
      .nullable(),
  }),
  /** D6: times in which no deadline ran, the last one first. */
  pauses: z.array(
    z.object({
      id,
      reason: z.enum(WAIT_REASONS),
      note: z.string().nullable(),
      startedAt: instant,
      startedBy: z.string().nullable(),
      until: instant.nullable(),
      endedAt: instant.nullable(),
      endedBy: z.string().nullable(),
      ending: z.enum(WAIT_ENDINGS).nullable(),
      movedSeconds: z.int(),
    }),
  ),
  visits: z.array(
    z.object({
      id,
      number: z.int(),
      outletName: z.string(),
      technicianName: z.string().nullable(),
      outcome: z.enum(VISIT_OUTCOMES),
      /** Why it came to nothing, where it did (H6). */
      reason: z.enum(ALL_VISIT_REASONS).nullable(),
      /** Since when the promised time is over and nobody had come. */
      missedAt: instant.nullable(),
      appointmentAt: instant.nullable(),
      /** End of the window, where no exact time was agreed (H6). */
      appointmentUntil: instant.nullable(),
      summary: z.string().nullable(),
      chargeFen: z.int(),
      actions: z.array(
        z.object({
          action: z.enum(SERVICE_ACTIONS),
          at: instant,
          by: z.string().nullable(),
          evidence: z.string().nullable(),
        }),
      ),
    }),
  ),
  decisions: z.array(
    z.object({
      id,
      at: instant,
      outletId: id.nullable(),
      /** D5: a person chose; the verdict says what the rules would have. */
      overruled: z.boolean(),
      /** The version of the policy that decided; 0: the values at the start. */
      policyVersionId: z.int().nonnegative(),
      verdict: verdictSchema,
    }),
  ),
  /** T4: solved at the first visit; null while it is not finished. */
  firstVisitFix: z.boolean().nullable(),
  messages: z.array(z.object({ id, at: instant, template: z.string(), state: z.string(), body: z.string() })),
  /** H4: what the customer wrote about it. */
  replies: z.array(replySchema),
  /** F1: when the customer wishes to be called; null: nobody is on file. */
  callWish: z.enum(CALL_WISHES).nullable(),
  obligations: z.array(
    z.object({
      id,
      kind: z.enum(OBLIGATION_KINDS),
      state: z.enum(OBLIGATION_STATES),
      resolutionNo: z.int().nullable(),
      dueAt: instant,
      attempts: z.int(),
      settlement: z.enum(SETTLEMENTS).nullable(),
    }),
  ),
  survey: z.array(
    z.object({
      /** Of the calls above: the one in which it was asked. */
      obligationId: id,
      question: z.string(),
      value: z.int().nullable(),
      resolutionNo: z.int().nullable(),
      at: instant,
      /** Not as it should be (F3, S1). */
      poor: z.boolean(),
      /** What was said in their own words, as in a remark (contracts/followup.ts); an outlet's people are not told. */
      words: z.string().nullable(),
      transcript: z.string().nullable(),
      recordingId: id.nullable(),
      seconds: z.int().nullable(),
      mayHear: z.boolean(),
    }),
  ),
  /** What was spoken about it, conversations too; each is heard by whom it is for. */
  recordings: z.array(z.object({ id, kind: z.enum(RECORDING_KINDS), at: instant, seconds: z.int() })),
  timeline: z.array(timelineItemSchema),
  /** What the reader may do with it now. */
  moves: z.array(z.enum(TICKET_MOVES)),
  /** H5: the actions that can be recorded next, in order; and those missing so far. */
  nextActions: z.array(z.enum(SERVICE_ACTIONS)),
});
export type TicketDetail = z.infer<typeof ticketDetailSchema>;

/** D5: a dispatcher assigns by hand. `version` is the one seen; another one since is refused as stale. */
export const assignSchema = z.object({
  outletId: id,
  reason: z.string().trim().min(2).max(300),
  version: z.int(),
});
export const detailsSchema = z.object({
  districtCode: z.string().regex(/^\d{6}$/),
  address: z.string().trim().min(4).max(200),
  /** F1: when the customer wishes to be called; left out: as it was. */
  callWish: z.enum(CALL_WISHES).optional(),
});
/** F1: when the ticket's customer wishes to be called. */
export const callWishSchema = z.strictObject({ wish: z.enum(CALL_WISHES) });
export const cancelSchema = z.object({ reason: z.string().trim().min(2).max(300), version: z.int() });
export const acceptSchema = z.object({ technicianId: id.optional() });
export const declineSchema = z.object({
  reason: z.enum(DECLINE_REASONS),
  note: z.string().max(300).optional(),
});
export const actionSchema = z.object({
  action: z.enum(SERVICE_ACTIONS),
  evidence: z.string().trim().max(300).optional(),
  appointmentAt: instant.optional(),
});
export const completeSchema = z.object({
  summary: z.string().trim().min(2).max(500),
  chargeFen: z.int().min(0).max(100_000_00),
});
/** D6 */
export const pauseSchema = z.object({
  reason: z.enum(WAIT_REASONS),
  until: instant.optional(),
  note: z.string().trim().max(300).optional(),
});
export const resumeSchema = z.object({});
/** Staff finish what no outlet is sent for (an inquiry, a complaint taken by phone). */
export const resolveSchema = z.object({ summary: z.string().trim().min(2).max(500), version: z.int() });
export const ticketChangedSchema = z.object({ card: ticketCardSchema });

/** The outlet's own telephone rings: which, in full. */
export const ringingSchema = z.object({ telephone: z.string() });
export type Ringing = z.infer<typeof ringingSchema>;

/** H3: a request taken in by a person or another system. */
export const newTicketSchema = z.object({
  kind: z.enum(TICKET_KINDS),
  category: z.string().max(24),
  priority: z.enum(PRIORITIES).default('normal'),
  contactNumber: z.string().max(40),
  customerName: z.string().trim().max(80).optional(),
  districtCode: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  address: z.string().trim().max(200).optional(),
  description: z.string().trim().max(1000).optional(),
  /** The call in hand that asks for it; the ids below are then of the customers behind its number. */
  contactId: id.optional(),
  customerId: id.optional(),
  applianceId: id.optional(),
  brandId: id.optional(),
  /** A home on file, instead of district and address. */
  siteId: id.optional(),
  wishDay: day.optional(),
  /** H6: the half of that day that the customer was offered. */
  wishHalf: z.enum(HALF_DAYS).optional(),
  /** D3: the outlet that the customer asked for; it counts in the choice, and forces nothing. */
  preferredOutletId: id.optional(),
  /** C1: the caller's ticket that a complaint or claim is about. */
  aboutTicketId: id.optional(),
  language: z.enum(LANGUAGES).optional(),
  /** H8: another matter, though one of the same kind and product is open. */
  separate: z.boolean().optional(),
});
/** H8: chased by whoever is on the call in hand, or at a counter. */
export const chaseSchema = z.object({ contactId: id.optional() });
export const ticketOpenedSchema = z.object({ id, number: z.string(), state: z.enum(TICKET_STATES) });

// — outlets —
export const outletSchema = z.object({
  id,
  code: z.string(),
  name: z.string(),
  type: z.enum(OUTLET_TYPES),
  standing: z.enum(STANDINGS),
  regionId: id,
  districtCode: z.string(),
  dailyCapacity: z.int(),
  openTickets: z.int(),
  technicians: z.array(z.object({ id, name: z.string(), skills: z.array(z.string()) })),
});
export type OutletView = z.infer<typeof outletSchema>;
export const outletListQuery = z.object({
  ...cursorQuery,
  search: z.string().max(60).optional(),
  regionId: z.coerce.number().int().positive().optional(),
});

// — calls —
export const contactSchema = z.object({
  id,
  direction: z.enum(['inbound', 'outbound']),
  number: z.string(), // masked by role
  customerName: z.string().nullable(),
  language: z.enum(LANGUAGES),
  startedAt: instant,
  endedAt: instant.nullable(),
  disposition: z.enum(DISPOSITIONS).nullable(),
  /** Name of the menu step where the call is, or was last (ivr/flow). */
  step: z.string().nullable(),
  tickets: z.array(z.object({ id, number: z.string(), purpose: z.string() })),
  /** What was spoken and kept (GET /api/recordings/:id). */
  recordingIds: z.array(id),
});
export type ContactView = z.infer<typeof contactSchema>;
export const callListQuery = z.object({
  ...cursorQuery,
  live: z.enum(['true', 'false']).optional(),
  disposition: z.string().optional(),
});
export const callListSchema = z.object({ items: z.array(contactSchema), next: z.string().nullable() });

// — the line's pulse —
export const pulseSchema = z.object({
  now: instant,
  liveCalls: z.int(),
  openTickets: z.int(),
  lateTickets: z.int(),
  /** D6: in danger of being late, and those that have climbed to the viewer's own level; null for who answers for none. */
  answers: z
    .object({ level: z.enum(LATE_LEVELS), warnedTickets: z.int(), climbedTickets: z.int() })
    .nullable(),
  manualTickets: z.int(),
  /** H6: to which nobody came at the agreed time. */
  missedVisits: z.int(),
  /** H4: with a text message of the customer that waits for a person. */
  repliesWaiting: z.int(),
  openedToday: z.int(),
  doneToday: z.int(),
  abandonedToday: z.int(),
  callbacksWaiting: z.int(),
  /** Callers who wait for a person now, and since when the first of them has. */
  waitingCallers: z.int(),
  longestWaitSince: instant.nullable(),
  /** Answered within serviceLevelSeconds today, of those answered or abandoned after it, 0–1; null before the first. */
  serviceLevel: z.number().nullable(),
  serviceLevelSeconds: z.int(),
  /** F5: settled of what became owed since that day and was due (ended, or past its time), 0–1; null when none was. */
  followupCoverage: z.number().nullable(),
  /** The first day of that coverage. */
  coverageFrom: z.iso.date(),
});
export type Pulse = z.infer<typeof pulseSchema>;

// — the signed link in a text message —
export const detailsLinkSchema = z.object({
  ticketNumber: z.string(),
  kind: z.enum(TICKET_KINDS),
  category: z.string().nullable(),
  districtCode: z.string().nullable(),
  spokenAddress: z.string().nullable(),
  address: z.string().nullable(),
  /** Whether it can still be filled in. */
  open: z.boolean(),
  categories: referenceSchema.shape.categories,
  districts: referenceSchema.shape.districts,
});
export type DetailsLink = z.infer<typeof detailsLinkSchema>;

// — demo —
export const demoClockSchema = z.object({ now: instant, offsetMs: z.number(), timeZone: z.string() });
export const demoClockMoveSchema = z.union([z.object({ to: instant }), z.object({ offsetMs: z.number() })]);
export const demoCallersSchema = z.object({
  items: z.array(
    z.object({
      number: z.string(),
      name: z.string(),
      district: z.string(),
      note: z.string(),
      openTicket: z.boolean(),
    }),
  ),
});
