import { z } from 'zod';
import { KNOWLEDGE_SORTS, LANGUAGES, TICKET_KINDS } from '../vocabulary.ts';

/** Scripts and knowledge for the desk, over HTTP. A body is plain lines: `## ` heading, `- ` item, `? ` ask, `> ` say. */
const id = z.int().positive();
const instant = z.iso.datetime();

export const knowledgeArticleSchema = z.object({
  id,
  sort: z.enum(KNOWLEDGE_SORTS),
  language: z.enum(LANGUAGES),
  title: z.string(),
  body: z.string(),
  kinds: z.array(z.enum(TICKET_KINDS)),
  categories: z.array(z.string()),
  keywords: z.string(),
  version: z.int(),
  retired: z.boolean(),
  updatedAt: instant,
  updatedByName: z.string().nullable(),
});
export type KnowledgeArticleView = z.infer<typeof knowledgeArticleSchema>;

export const knowledgeQuery = z.object({
  /** Words as they come; Chinese needs no blanks. Absent: what is for the kind and the category. */
  search: z.string().max(60).optional(),
  sort: z.enum(KNOWLEDGE_SORTS).optional(),
  language: z.enum(LANGUAGES).default('zh'),
  kind: z.enum(TICKET_KINDS).optional(),
  category: z.string().max(24).optional(),
  /** Those that are no longer offered, too. */
  retired: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(500).default(20),
});
export const knowledgeListSchema = z.object({ items: z.array(knowledgeArticleSchema) });

export const newArticleSchema = z.strictObject({
  sort: z.enum(KNOWLEDGE_SORTS),
  language: z.enum(LANGUAGES),
  title: z.string().trim().min(2).max(120),
  body: z.string().trim().min(2).max(8_000),
  kinds: z.array(z.enum(TICKET_KINDS)).max(TICKET_KINDS.length).default([]),
  categories: z.array(z.string().max(24)).max(30).default([]),
  keywords: z.string().trim().max(300).default(''),
  /** What was changed, and on whose word. */
  why: z.string().trim().max(200).default(''),
});
/** `version` is the one that was read: another one since is refused as stale. */
export const editArticleSchema = newArticleSchema.extend({
  version: z.int(),
  retired: z.boolean().default(false),
});

export const knowledgeVersionsSchema = z.object({
  items: z.array(
    z.object({
      version: z.int(),
      title: z.string(),
      body: z.string(),
      retired: z.boolean(),
      at: instant,
      byName: z.string().nullable(),
      why: z.string(),
    }),
  ),
});
