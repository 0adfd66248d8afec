import { z } from 'zod';
import { PAUSE_ENDINGS, RECORDING_KINDS, RECORDING_STATES } from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';

/** What was spoken and kept: messages, remarks, conversations. The sound itself is GET /api/recordings/:id. */
const id = z.int().positive();
const instant = z.iso.datetime();
const someone = z.object({ personId: id, name: z.string() });

export const recordingSchema = z.object({
  id,
  kind: z.enum(RECORDING_KINDS),
  state: z.enum(RECORDING_STATES),
  contactId: id,
  direction: z.enum(['inbound', 'outbound']),
  at: instant,
  seconds: z.int(),
  number: z.string(), // masked by role
  customerName: z.string().nullable(),
  /** Our people who spoke. */
  agents: z.array(someone),
  tickets: z.array(z.object({ id, number: z.string() })),
  /** Deleted at the carrier from then on; null: it has no end. */
  retainUntil: instant.nullable(),
  hold: z.object({ reason: z.string(), by: z.string(), at: instant }).nullable(),
  deletedAt: instant.nullable(),
  /** Spans that were not recorded, in seconds from its beginning; `to` null while one lasts. */
  pauses: z.array(
    z.object({
      from: z.number(),
      to: z.number().nullable(),
      by: z.string().nullable(),
      ending: z.enum(PAUSE_ENDINGS).nullable(),
    }),
  ),
  hearings: z.int(),
});
export type RecordingView = z.infer<typeof recordingSchema>;

export const recordingListQuery = z.object({
  ...cursorQuery,
  kind: z.string().optional(), // kinds joined by commas
  /** Days in the organisation's time zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  agentId: z.coerce.number().int().positive().optional(),
  /** A whole telephone number. */
  number: z.string().max(40).optional(),
  /** A whole ticket number. */
  ticket: z.string().max(20).optional(),
  contactId: z.coerce.number().int().positive().optional(),
  /** That one alone. */
  id: z.coerce.number().int().positive().optional(),
  held: z.enum(['true', 'false']).optional(),
});
export const recordingListSchema = z.object({
  items: z.array(recordingSchema),
  next: z.string().nullable(),
});
export type RecordingList = z.infer<typeof recordingListSchema>;

/** Why it must be kept whatever its age, or need not be any more. */
export const holdRecordingSchema = z.strictObject({ reason: z.string().trim().min(2).max(300) });
export const recordingChangedSchema = z.object({ recording: recordingSchema });

export const hearingListSchema = z.object({
  items: z.array(someone.extend({ id, at: instant })),
  /** Put on legal hold, and lifted. */
  holds: z.array(someone.extend({ id, at: instant, held: z.boolean(), reason: z.string() })),
});
export type HearingList = z.infer<typeof hearingListSchema>;
