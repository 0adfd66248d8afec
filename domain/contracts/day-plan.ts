import { z } from 'zod';
import {
  DAY_PLAN_STATES,
  PLAN_CHANGES,
  PLAN_PART_STATES,
  PRIORITIES,
  TICKET_KINDS,
  TICKET_STATES,
  TRAVEL_SOURCES,
  UNPLACED_REASONS,
} from '../vocabulary.ts';

/** Bodies of the day plan: who of an outlet goes where when. Instants ISO 8601 UTC, days 'YYYY-MM-DD'. */
const id = z.int().positive();
const instant = z.iso.datetime();
const day = z.iso.date();
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');

/** By hand, from the timeline. Without a technician it is on nobody's plan. */
export const assignTechnicianSchema = z.strictObject({
  technicianId: id.nullable(),
  plannedAt: instant.nullable(),
  /** A plan is to leave it there. */
  fixed: z.boolean(),
  version: z.int().positive(),
});

/** What does not fit about a job as it is planned. */
export const PLAN_CONFLICTS = ['overlap', 'travel', 'window', 'hours', 'day_off', 'late', 'outlet'] as const;
export type PlanConflict = (typeof PLAN_CONFLICTS)[number];
export const JOB_PROGRESS = ['waiting', 'departed', 'arrived'] as const;

export const timelineQuery = z.object({
  day: day.optional(),
  outletId: z.coerce.number().int().positive().optional(),
  regionId: z.coerce.number().int().positive().optional(),
  offered: z.enum(['true', 'false']).optional(),
  new: z.enum(['true', 'false']).optional(),
});
export const timelineTechnicianSchema = z.object({
  id,
  name: z.string(),
  outletId: id,
  skills: z.array(z.string()),
  worksFrom: clockTime,
  worksTo: clockTime,
  /** Whether it is one of their working days. */
  atWork: z.boolean(),
  workDays: z.string(),
  fromHome: z.boolean(),
});
export const timelineJobSchema = z.object({
  ticketId: id,
  number: z.string(),
  version: z.int(),
  state: z.enum(TICKET_STATES),
  kind: z.enum(TICKET_KINDS),
  priority: z.enum(PRIORITIES),
  category: z.string().nullable(),
  districtCode: z.string().nullable(),
  outletId: id.nullable(),
  technicianId: id.nullable(),
  plannedAt: instant.nullable(),
  plannedUntil: instant.nullable(),
  plannedOrder: z.int().nullable(),
  /** Put there by a person: a plan leaves it. */
  fixed: z.boolean(),
  /** Minutes that such work takes. */
  minutes: z.int(),
  /** What was promised to the customer; without an end an exact time. */
  promisedFrom: instant.nullable(),
  promisedUntil: instant.nullable(),
  dueAt: instant.nullable(),
  progress: z.enum(JOB_PROGRESS),
  /** Minutes on the way there from the place before; null where that is not known. */
  travelMinutes: z.int().nullable(),
  conflicts: z.array(z.enum(PLAN_CONFLICTS)),
  /** Whether the reader may move it as it now stands. */
  movable: z.boolean(),
});
export const planSummarySchema = z.object({
  id,
  day,
  regionId: id,
  outletId: id.nullable(),
  state: z.enum(DAY_PLAN_STATES),
  askedBy: z.string(),
  askedAt: instant,
  progress: z.int(),
  travel: z.enum(TRAVEL_SOURCES).nullable(),
});
export const timelineSchema = z.object({
  day,
  /** When the day begins. */
  startsAt: instant,
  regionId: id,
  outletId: id.nullable(),
  outlets: z.array(z.object({ id, name: z.string() })),
  technicians: z.array(timelineTechnicianSchema),
  jobs: z.array(timelineJobSchema),
  /** The last plan that was asked for here, unless it is over. */
  plan: planSummarySchema.nullable(),
  /** Whether the reader may plan here. */
  mayPlan: z.boolean(),
});
export type Timeline = z.infer<typeof timelineSchema>;
export type TimelineJob = z.infer<typeof timelineJobSchema>;
export type TimelineTechnician = z.infer<typeof timelineTechnicianSchema>;
export type PlanSummary = z.infer<typeof planSummarySchema>;

export const askPlanSchema = z.strictObject({
  day,
  outletId: id.optional(),
  regionId: id.optional(),
  withOffered: z.boolean().default(false),
  withNew: z.boolean().default(false),
});
const measure = z.object({
  jobs: z.int(),
  placed: z.int(),
  late: z.int(),
  lateMinutes: z.int(),
  travelMinutes: z.int(),
  travelKm: z.number(),
});
export const planPartSchema = z.object({
  ticketId: id,
  number: z.string(),
  kind: z.enum(TICKET_KINDS),
  priority: z.enum(PRIORITIES),
  category: z.string().nullable(),
  districtCode: z.string().nullable(),
  change: z.enum(PLAN_CHANGES),
  state: z.enum(PLAN_PART_STATES),
  /** The ticket has changed since: this part can no longer be accepted. */
  stale: z.boolean(),
  /** Only offered to the outlet: accepting accepts the offer too, which is the outlet's alone (D4). */
  offered: z.boolean(),
  fromTechnicianId: id.nullable(),
  fromAt: instant.nullable(),
  technicianId: id.nullable(),
  at: instant.nullable(),
  until: instant.nullable(),
  position: z.int().nullable(),
  reason: z.enum(UNPLACED_REASONS).nullable(),
  gain: z.object({ needed: z.boolean(), travelMinutes: z.int(), lateMinutes: z.int() }).nullable(),
});
export type PlanPart = z.infer<typeof planPartSchema>;
export const dayPlanSchema = planSummarySchema.extend({
  figures: z.object({ present: measure, proposed: measure }).nullable(),
  parts: z.array(planPartSchema),
});
export type DayPlanView = z.infer<typeof dayPlanSchema>;

/** Some parts, by ticket or by technician; without either the whole. */
export const acceptPlanSchema = z.strictObject({
  ticketIds: z.array(id).max(2_000).optional(),
  technicianIds: z.array(id).max(500).optional(),
});
export const planAcceptedSchema = z.object({
  accepted: z.int(),
  /** The ticket had changed since: left as it is. */
  stale: z.int(),
  /** Not the reader's to accept, or no longer open. */
  skipped: z.int(),
  plan: planSummarySchema,
});
export type PlanAccepted = z.infer<typeof planAcceptedSchema>;

export const technicianHoursSchema = z.strictObject({
  worksFrom: clockTime,
  worksTo: clockTime,
  /** Days of the week at work, 1 for Monday to 7 for Sunday. */
  workDays: z.string().regex(/^1?2?3?4?5?6?7?$/),
  /** Where the day begins and ends; null: at the outlet; left out: as it is. */
  home: z
    .object({ lng: z.number().min(70).max(140), lat: z.number().min(3).max(54) })
    .nullable()
    .optional(),
});
