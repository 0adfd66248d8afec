import { z } from 'zod';
import { REPLY_MEANINGS } from '../messages/reply.ts';
import { LANGUAGES, MESSAGE_STATES, MESSAGE_TEMPLATES, REPLY_STATES } from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';

/** Text messages: their log, and how they are worded (H4, H6). */
const id = z.int().positive();
const instant = z.iso.datetime();

export const messageListQuery = z.object({
  ...cursorQuery,
  /** States and templates joined by commas. */
  state: z.string().max(200).optional(),
  template: z.string().max(600).optional(),
  /** A ticket's number, or a whole phone number. */
  search: z.string().trim().max(40).optional(),
});
export const messageSchema = z.object({
  id,
  at: instant,
  template: z.enum(MESSAGE_TEMPLATES),
  language: z.enum(LANGUAGES),
  state: z.enum(MESSAGE_STATES),
  /** Masked by role. */
  number: z.string(),
  /** Without links and codes that are only the receiver's. */
  body: z.string(),
  segments: z.int(),
  ticket: z.object({ id, number: z.string() }).nullable(),
  attempts: z.int(),
  /** When it is sent or looked at next, while it waits. */
  nextAt: instant.nullable(),
  settledAt: instant.nullable(),
  error: z.string().nullable(),
  /** Whose words they are, or who sent it again. */
  by: z.string().nullable(),
  again: z.boolean(),
  mayResend: z.boolean(),
});
export type MessageView = z.infer<typeof messageSchema>;
export const messageListSchema = z.object({
  items: z.array(messageSchema),
  next: z.string().nullable(),
  /** Of the last seven days, by state. */
  counts: z.record(z.enum(MESSAGE_STATES), z.int()),
});
export type MessageList = z.infer<typeof messageListSchema>;
export const resentSchema = z.object({ id });

/** H4: what customers write to us. */
export const replySchema = z.object({
  id,
  at: instant,
  /** Masked by role. */
  number: z.string(),
  body: z.string(),
  meaning: z.enum(REPLY_MEANINGS),
  state: z.enum(REPLY_STATES),
  /** Which message of ours it answers, as far as that can be told. */
  answers: z.enum(MESSAGE_TEMPLATES).nullable(),
  ticket: z.object({ id, number: z.string() }).nullable(),
  settledAt: instant.nullable(),
  /** Null: the system did what was asked, or nobody has yet. */
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type ReplyView = z.infer<typeof replySchema>;
export const replyListQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: z.enum(REPLY_STATES).optional(),
});
export const replyListSchema = z.object({
  items: z.array(replySchema),
  next: z.string().nullable(),
  waiting: z.int(),
});
export type ReplyList = z.infer<typeof replyListSchema>;
export const settleReplySchema = z.strictObject({ note: z.string().trim().max(200).optional() });

export const wordingSchema = z.object({
  template: z.enum(MESSAGE_TEMPLATES),
  language: z.enum(LANGUAGES),
  /** Put before every text; not to be changed. */
  signature: z.string(),
  builtIn: z.string(),
  /** '' while the built-in text is in force. */
  own: z.string(),
  version: z.int(),
  /** What the text may name, with an example of each; and what it cannot do without. */
  parts: z.array(z.object({ name: z.string(), sample: z.string(), needed: z.boolean() })),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
});
export type WordingView = z.infer<typeof wordingSchema>;
export const wordingListSchema = z.object({ items: z.array(wordingSchema) });

export const wordingParams = z.object({
  template: z.enum(MESSAGE_TEMPLATES),
  language: z.enum(LANGUAGES),
});
const text = z.string().trim().max(1_000);
export const previewWordingSchema = z.strictObject({ text });
export const wordingPreviewSchema = z.object({
  body: z.string(),
  segments: z.int(),
  units: z.int(),
  room: z.int(),
  fault: z.enum(['broken', 'unknown_part', 'missing_part', 'too_long']).nullable(),
  part: z.string().nullable(),
});
export type WordingPreview = z.infer<typeof wordingPreviewSchema>;
export const saveWordingSchema = z.strictObject({
  /** '' goes back to the built-in text. */
  text,
  why: z.string().trim().min(2).max(200),
  /** The version that was seen. */
  version: z.int().min(0),
});
export const wordingVersionsSchema = z.object({
  items: z.array(
    z.object({ version: z.int(), text: z.string(), at: instant, by: z.string().nullable(), why: z.string() }),
  ),
});
export type WordingVersions = z.infer<typeof wordingVersionsSchema>;
