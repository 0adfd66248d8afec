import { z } from 'zod';
import { NUMBER_RULE_KINDS } from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';

/** Numbers that are not called (F1), are refused, or come last in line; never in danger (H3). */
const id = z.int().positive();
const instant = z.iso.datetime();
const reason = z.string().trim().min(2).max(300);

/** An end that is past without being lifted is `expired`. */
export const NUMBER_RULE_STANDINGS = ['in_force', 'expired', 'lifted'] as const;
export const numberRuleSchema = z.object({
  id,
  number: z.string(), // masked by role
  kind: z.enum(NUMBER_RULE_KINDS),
  standing: z.enum(NUMBER_RULE_STANDINGS),
  reason: z.string(),
  /** Null: the caller asked for it. */
  madeBy: z.string().nullable(),
  contactId: id.nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  liftedAt: instant.nullable(),
  liftedBy: z.string().nullable(),
  liftReason: z.string().nullable(),
  /** Calls in that it met. */
  calls: z.int(),
});
export type NumberRuleView = z.infer<typeof numberRuleSchema>;

export const numberListQuery = z.object({
  ...cursorQuery,
  kind: z.string().optional(), // kinds joined by commas
  /** All of them when left out. */
  standing: z.enum([...NUMBER_RULE_STANDINGS, 'all']).optional(),
  /** A whole telephone number: its history. */
  number: z.string().max(40).optional(),
  /** The history of the number that this entry is about. */
  like: z.coerce.number().int().positive().optional(),
});
export const numberListSchema = z.object({ items: z.array(numberRuleSchema), next: z.string().nullable() });
export type NumberList = z.infer<typeof numberListSchema>;

export const listNumberSchema = z.strictObject({
  number: z.string().trim().min(3).max(40),
  kind: z.enum(NUMBER_RULE_KINDS),
  reason,
  /** Absent: without end. */
  expiresAt: instant.optional(),
});
/** An agent reports the caller of a conversation; it ends after the days that the policy says. */
export const reportNuisanceSchema = z.strictObject({ contactId: id, reason });
export const liftNumberSchema = z.strictObject({ reason });
export const numberChangedSchema = z.object({ rule: numberRuleSchema });
