import { z } from 'zod';
import {
  ALL_VISIT_REASONS,
  FIELD_KINDS,
  HALF_DAYS,
  TICKET_KINDS,
  UNFINISHED_OUTCOMES,
} from '../vocabulary.ts';

/** Visits and appointments (H6), as they cross the wire. */
const instant = z.iso.datetime();
const day = z.iso.date();

/** An exact time, or a half-day. */
export const slotSchema = z.union([
  z.strictObject({ at: instant }),
  z.strictObject({ day, half: z.enum(HALF_DAYS) }),
]);

/** The work is not done: how and why the visit ended, and when the next one is, if that is agreed on. */
export const endVisitSchema = z.object({
  outcome: z.enum(UNFINISHED_OUTCOMES),
  reason: z.enum(ALL_VISIT_REASONS),
  evidence: z.string().trim().min(2).max(500),
  next: slotSchema.optional(),
});
export type EndVisitBody = z.infer<typeof endVisitSchema>;

/** What an outlet sees when it agrees on a time. */
export const technicianWindowsSchema = z.object({
  technicianName: z.string().nullable(),
  /** Visits that one technician is promised for one half-day, at most. */
  limit: z.int(),
  /** From then on it is the afternoon. */
  afternoonFrom: z.string(),
  windows: z.array(
    z.object({
      day,
      half: z.enum(HALF_DAYS),
      from: instant,
      until: instant,
      /** How often the technician is promised already, and at which times. */
      promised: z.int(),
      at: z.array(instant),
      /** Jobs that the outlet can still take on that day. */
      dayLeft: z.int(),
    }),
  ),
});
export type TechnicianWindowsView = z.infer<typeof technicianWindowsSchema>;

/** Half-days that may be wished for while a request is taken in. */
export const areaWindowsQuery = z.object({
  districtCode: z.string().regex(/^\d{6}$/),
  category: z.string().min(1).max(24),
  kind: z.enum(FIELD_KINDS),
});
export const areaWindowsSchema = z.object({
  covering: z.int(),
  /** D3: those that cover it, by name, for a customer who asks for one. */
  outlets: z.array(z.object({ id: z.int().positive(), name: z.string() })),
  windows: z.array(
    z.object({
      day,
      half: z.enum(HALF_DAYS),
      from: instant,
      until: instant,
      /** Outlets that have room then. */
      free: z.int(),
    }),
  ),
});
export type AreaWindowsView = z.infer<typeof areaWindowsSchema>;

/** What the customer sees by the link in a text message. */
export const visitLinkSchema = z.object({
  ticketNumber: z.string(),
  kind: z.enum(TICKET_KINDS),
  category: z.object({ name: z.string(), nameEn: z.string() }).nullable(),
  outletName: z.string().nullable(),
  technicianName: z.string().nullable(),
  /** over: finished or cancelled; waiting: no outlet has it yet; self: may be changed here; person: too late for that, call. */
  standing: z.enum(['over', 'waiting', 'self', 'person', 'nobody']),
  current: z.object({ from: instant, until: instant.nullable() }).nullable(),
  /** Until how many hours before it may be changed here. */
  changeUntilHours: z.number(),
  windows: z.array(z.object({ day, half: z.enum(HALF_DAYS), from: instant, until: instant })),
  timeZone: z.string(),
  now: instant,
  hotline: z.string(),
});
export type VisitLinkView = z.infer<typeof visitLinkSchema>;
export const visitLinkMoveSchema = z.strictObject({ day, half: z.enum(HALF_DAYS) });
