import { z } from 'zod';
import {
  FIELD_KINDS,
  OUTLET_TYPES,
  STANDING_CHANGE_STATES,
  STANDINGS,
  TICKET_STATES,
} from '../vocabulary.ts';
import { outletListQuery, outletSchema } from './api.ts';

/** Outlets as those see them who answer for them (D1, D4, S4). */
const id = z.int().positive();
const count = z.int().min(0);
const day = z.iso.date();
const instant = z.iso.datetime();

export const capacityDaySchema = z.object({ day, capacity: count, booked: count });
export type CapacityView = z.infer<typeof capacityDaySchema>;

/** D4: what became of the offers of the last thirty days; F2: the mean of the follow-up scores, null without any. */
const figures = z.object({
  accepted: count,
  declined: count,
  missed: count,
  score: z.number().min(1).max(5).nullable(),
  scored: count,
  /** Days that the scores look back on. */
  scoredDays: count,
});

export const outletRowSchema = outletSchema.omit({ technicians: true }).extend({
  lateTickets: count,
  /** Today and tomorrow. */
  days: z.array(capacityDaySchema),
  figures,
});
export type OutletRow = z.infer<typeof outletRowSchema>;
export const outletRowsQuery = outletListQuery.extend({
  type: z.enum(OUTLET_TYPES).optional(),
  standing: z.enum(STANDINGS).optional(),
  districtCode: z.string().length(6).optional(),
});
export const outletRowsSchema = z.object({ items: z.array(outletRowSchema), next: z.string().nullable() });

const openTicket = z.object({
  id,
  number: z.string(),
  version: count,
  state: z.enum(TICKET_STATES),
  stateSince: instant,
});
export const standingChangeSchema = z.object({
  id,
  from: z.enum(STANDINGS),
  to: z.enum(STANDINGS),
  state: z.enum(STANDING_CHANGE_STATES),
  reason: z.string(),
  by: z.string(),
  madeAt: instant,
  takesEffectAt: instant,
  moved: count,
  calledOff: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
});
export type StandingChangeView = z.infer<typeof standingChangeSchema>;

export const outletOverviewSchema = outletRowSchema.extend({
  /** From today on. */
  days: z.array(capacityDaySchema),
  coverage: z.array(
    z.object({ districtCode: z.string(), category: z.string(), kinds: z.array(z.enum(FIELD_KINDS)) }),
  ),
  authorisations: z.array(z.object({ brandId: id, validFrom: day, validTo: day.nullable() })),
  technicians: outletSchema.shape.technicians,
  /** S4: newest first, what is planned among them. */
  history: z.array(standingChangeSchema),
  /** What stopping dispatch now would do: tickets that would move, and those in progress that would wait for a word. */
  effect: z.object({ moves: count, inProgress: count }),
  inProgress: z.array(openTicket),
});
export type OutletOverview = z.infer<typeof outletOverviewSchema>;

const reason = z.string().trim().min(2).max(500);
export const setStandingSchema = z.object({
  standing: z.enum(STANDINGS),
  /** The standing that whoever decides saw. */
  seen: z.enum(STANDINGS),
  reason,
  /** Takes effect then; at once when left out or past. */
  from: instant.optional(),
});
export type SetStandingBody = z.input<typeof setStandingSchema>;
export const setCapacitySchema = z.object({ day, capacity: z.int().min(0).max(1_000) });
export const takeOffSchema = z.object({ ticketId: id, version: count });
