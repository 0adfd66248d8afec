import { z } from 'zod';
import { type Span, spanSchema } from '../setup/opening-hours.ts';
import { FIELD_KINDS, PRIORITIES } from '../vocabulary.ts';

/** D6: what a manager may change about deadlines. Part of the policy (domain/policy.ts). */
const hours = z.number().positive();
const minutes = z.int().positive();
const spans = z.array(spanSchema).max(6);
/** As far ahead as a wait may be said to last. */
export const LONGEST_WAIT_DAYS = 60;

/** Hours of working time, for a rescue of time that passes, counted from taking in. */
const rowSchema = z.object({ firstContactHours: hours, arrivalHours: hours, completionHours: hours });
export type DeadlineHours = z.infer<typeof rowSchema>;

/** Of a market tier, of a priority, or of both; null: of any. */
const exceptionSchema = rowSchema
  .extend({
    kind: z.enum(FIELD_KINDS),
    tier: z.int().min(1).max(3).nullable(),
    priority: z.enum(PRIORITIES).nullable(),
  })
  .refine(
    (row) => row.firstContactHours <= row.arrivalHours && row.arrivalHours <= row.completionHours,
    'First contact comes before arrival, and arrival before completion.',
  );

/** Days that count as another kind than the calendar says: a year that is not announced yet, a day off of our own. */
const specialSchema = z
  .object({
    from: z.iso.date(),
    /** The last day. */
    to: z.iso.date(),
    as: z.enum(['workday', 'weekend', 'holiday']),
    name: z.string().trim().max(40).default(''),
  })
  .refine((one) => one.from <= one.to, 'The last day is before the first.');

/** When work is done. A weekend that is worked in exchange for a holiday counts as a workday. */
const workingSchema = z.object({
  workday: spans.min(1),
  weekend: spans,
  holiday: spans,
  /** Later ones outweigh earlier ones. */
  special: z.array(specialSchema).max(100).default([]),
});
export type WorkingHours = z.infer<typeof workingSchema>;

/** Minutes before each deadline at which it warns, counted as the deadline is. */
const warningSchema = z.object({
  firstContactMinutes: minutes,
  arrivalMinutes: minutes,
  completionMinutes: minutes,
});
/** Minutes after a deadline was missed at which it climbs to each level, counted as the deadline is. */
const climbingSchema = z
  .object({ storeMinutes: minutes, regionMinutes: minutes, headquartersMinutes: minutes })
  .refine(
    (steps) => steps.storeMinutes <= steps.regionMinutes && steps.regionMinutes <= steps.headquartersMinutes,
    'It climbs from store to region to headquarters.',
  );

/** H6: days after which a visit that came to nothing is asked about anyway, where no other time was agreed on. */
const waitsSchema = z.object({
  customerDays: z.int().min(1).max(LONGEST_WAIT_DAYS),
  partDays: z.int().min(1).max(LONGEST_WAIT_DAYS),
});
const initialWaits = { customerDays: 3, partDays: 14 };

const initialWarning = {
  usual: { firstContactMinutes: 30, arrivalMinutes: 120, completionMinutes: 240 },
  rescue: { firstContactMinutes: 5, arrivalMinutes: 30, completionMinutes: 120 },
};
const initialClimbing = {
  usual: { storeMinutes: 60, regionMinutes: 240, headquartersMinutes: 540 },
  rescue: { storeMinutes: 10, regionMinutes: 30, headquartersMinutes: 60 },
};

export const deadlinePolicySchema = z.object({
  ...(Object.fromEntries(FIELD_KINDS.map((kind) => [kind, rowSchema])) as Record<
    (typeof FIELD_KINDS)[number],
    typeof rowSchema
  >),
  /** The most exact one holds: tier and priority, then priority, then tier, then the kind's own row. */
  exceptions: z.array(exceptionSchema).max(60).default([]),
  /** Null: time is counted as it passes. So it was when policies had no working hours, and those still read so. */
  working: workingSchema.nullable().default(null),
  warning: z.object({ usual: warningSchema, rescue: warningSchema }).default(initialWarning),
  climbing: z.object({ usual: climbingSchema, rescue: climbingSchema }).default(initialClimbing),
  waits: waitsSchema.default(initialWaits),
  /** Whoever answers for it is told by text message too, where a telephone is on file. */
  texts: z.boolean().default(true),
});
export type DeadlinePolicy = z.infer<typeof deadlinePolicySchema>;

const row = (firstContactHours: number, arrivalHours: number, completionHours: number) => ({
  firstContactHours,
  arrivalHours,
  completionHours,
});
const span = (from: string, to: string): Span => ({ from, to });

/** The values at the start: a nine-hour day with a lunch break, shorter on weekends, none on statutory holidays. */
export const initialDeadlines: DeadlinePolicy = {
  repair: row(2, 9, 27),
  installation: row(2, 18, 27),
  maintenance: row(2, 27, 45),
  rescue: row(0.25, 2, 24),
  exceptions: [
    { kind: 'repair', tier: null, priority: 'urgent', ...row(1, 5, 18) },
    { kind: 'repair', tier: 3, priority: null, ...row(2, 14, 36) },
    { kind: 'repair', tier: 3, priority: 'urgent', ...row(1, 9, 22) },
    { kind: 'installation', tier: null, priority: 'urgent', ...row(1, 9, 18) },
    { kind: 'installation', tier: 3, priority: null, ...row(2, 22, 36) },
    { kind: 'maintenance', tier: null, priority: 'urgent', ...row(1, 18, 27) },
    { kind: 'maintenance', tier: 3, priority: null, ...row(2, 36, 54) },
    { kind: 'rescue', tier: 3, priority: null, ...row(0.25, 3, 24) },
  ],
  working: {
    workday: [span('08:00', '12:00'), span('13:00', '18:00')],
    weekend: [span('09:00', '12:00'), span('13:00', '17:00')],
    holiday: [],
    special: [],
  },
  warning: initialWarning,
  climbing: initialClimbing,
  waits: initialWaits,
  texts: true,
};
