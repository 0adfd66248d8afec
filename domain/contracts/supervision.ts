import { z } from 'zod';
import { SKILL } from '../line/skills.ts';
import { SUPERVISION_ACTS, SUPERVISION_MODES } from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';
import { wallboardSchema } from './desk.ts';

/** What supervisors ask for and are told, over HTTP. */
const id = z.int().positive();
const instant = z.iso.datetime();

export const agentSkillsSchema = z.strictObject({
  skills: z.array(z.string().regex(SKILL)).min(1).max(30),
});

/**
 * `params` for device.connect, when the supervisor is not on the call yet; null when they are, and only the way they
 * are heard was changed.
 */
export const superviseAnswerSchema = z.object({
  mode: z.enum(SUPERVISION_MODES),
  params: z.object({ Supervise: z.string(), Mode: z.enum(SUPERVISION_MODES) }).nullable(),
});
export type SuperviseAnswer = z.infer<typeof superviseAnswerSchema>;

export const supervisionQuery = z.object({
  act: z.string().max(200).optional(),
  supervisorId: z.coerce.number().int().positive().optional(),
  agentId: z.coerce.number().int().positive().optional(),
  ...cursorQuery,
});

/** One thing that a supervisor did. */
export const supervisionSchema = z.object({
  id,
  at: instant,
  supervisorId: id,
  supervisorName: z.string(),
  agentId: id.nullable(),
  agentName: z.string().nullable(),
  contactId: id.nullable(),
  act: z.enum(SUPERVISION_ACTS),
  /** state: the new state; skills: the new skills, joined by commas. */
  what: z.string().nullable(),
  /** The supervisor's reason. */
  why: z.string().nullable(),
});
export type SupervisionEntry = z.infer<typeof supervisionSchema>;
export const supervisionListSchema = z.object({
  items: z.array(supervisionSchema),
  next: z.string().nullable(),
});

/** What became of those who asked for a person: the figures of the wallboard's day, each as a list. */
export const LINE_OUTCOMES = ['answered', 'abandoned', 'turned_away', 'left', 'callback', 'waiting'] as const;
export type LineOutcome = (typeof LINE_OUTCOMES)[number];
export const lineListQuery = z.object({
  outcome: z.enum(LINE_OUTCOMES).optional(),
  /** Only those that lower the service level: answered or abandoned after the threshold. */
  late: z.enum(['true']).optional(),
  ...cursorQuery,
});
/** One caller of today's. */
export const lineRowSchema = wallboardSchema.shape.entries.element
  .pick({ contactId: true, number: true, customerName: true, priority: true, skills: true, arrivedAt: true })
  .extend({
    id,
    outcome: z.enum(LINE_OUTCOMES),
    answeredAt: instant.nullable(),
    endedAt: instant.nullable(),
    /** Until the answer, or the end; null while they wait. */
    waitedSeconds: z.number().nullable(),
    agentName: z.string().nullable(),
  });
export type LineRow = z.infer<typeof lineRowSchema>;
export const lineListSchema = z.object({ items: z.array(lineRowSchema), next: z.string().nullable() });
