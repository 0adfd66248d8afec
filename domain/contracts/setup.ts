import { z } from 'zod';
import type { DayKind } from '../calendar.ts';
import { MENU_WISHES } from '../setup/menu.ts';
import { EXCEPTION_KINDS, openingHoursSchema, spanSchema } from '../setup/opening-hours.ts';
import { type PhoneSetup, phoneSetupSchema } from '../setup/phone-setup.ts';
import { PROBLEM_CODES, type ProblemCode, SETUP_PARTS } from '../setup/problem.ts';
import { LANGUAGES } from '../vocabulary.ts';
import { versionSchema } from './version.ts';

/** What an administrator edits about the phone, over the API. */
export { EXCEPTION_KINDS, MENU_WISHES, type PhoneSetup, SETUP_PARTS };
export type MenuItem = PhoneSetup['menu']['items'][number];
export type Announcement = PhoneSetup['announcements'][number];
export type OpeningHours = PhoneSetup['hours'];
export type HoursException = OpeningHours['exceptions'][number];
export type Span = z.infer<typeof spanSchema>;

const instant = z.iso.datetime();
const day = z.iso.date();
const why = z.string().trim().min(2).max(300);

export const setupVersionSchema = versionSchema;
export type SetupVersion = z.infer<typeof setupVersionSchema>;

const withBody = setupVersionSchema.extend({ body: phoneSetupSchema });
export type SetupWithBody = z.infer<typeof withBody>;
export const setupVersionDetailSchema = withBody;

export const setupProblemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.enum(Object.keys(PROBLEM_CODES) as [ProblemCode, ...ProblemCode[]]),
  part: z.enum(SETUP_PARTS),
  at: z.string().nullable(),
  language: z.enum(LANGUAGES).nullable(),
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type SetupProblem = z.infer<typeof setupProblemSchema>;
const problems = z.array(setupProblemSchema);

const soundSchema = z.object({ text: z.string(), seconds: z.int() });
/** How a setup sounds, with about how long it takes to be said. */
export const setupSoundsSchema = z.object({
  /** To a caller of whom nothing is known: greeting, announcements, menu. */
  beginning: z.object({ zh: soundSchema, en: soundSchema }),
  /** Sentences of one's own, each in an example. */
  prompts: z.object({ zh: z.record(z.string(), soundSchema), en: z.record(z.string(), soundSchema) }),
});
export type SetupSounds = z.infer<typeof setupSoundsSchema>;

const previewSchema = z.object({
  number: z.string(),
  until: instant,
  versionId: z.int(),
  byName: z.string(),
});
export const setupViewSchema = z.object({
  current: withBody,
  draft: withBody.nullable(),
  previews: z.array(previewSchema),
  mayEdit: z.boolean(),
  /** Where callers ring. */
  hotline: z.string(),
  /** The last year whose statutory holidays are known. */
  holidaysUntil: z.int(),
});
export type SetupView = z.infer<typeof setupViewSchema>;

const wordingSchema = z.object({
  /** The built-in sentence, with an example of what it is told. */
  example: z.string(),
  /** The same to begin one's own from. */
  template: z.string(),
});
export const promptCatalogueSchema = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      /** What one's own sentence may name, and must. */
      parts: z.array(z.object({ name: z.string(), needed: z.boolean() })),
      zh: wordingSchema,
      en: wordingSchema,
    }),
  ),
});
export type PromptCatalogue = z.infer<typeof promptCatalogueSchema>;
export type PromptEntry = PromptCatalogue['items'][number];

export const setupVersionsSchema = z.object({ items: z.array(setupVersionSchema) });

export const setupChangeSchema = z.object({
  part: z.enum(SETUP_PARTS),
  at: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type SetupChange = z.infer<typeof setupChangeSchema>;
export const setupDiffQuery = z.object({
  from: z.coerce.number().int().nonnegative(),
  to: z.coerce.number().int().nonnegative(),
});
export const setupDiffSchema = z.object({ items: z.array(setupChangeSchema) });

/** `revision`: of the draft that was edited; null when there was none. */
export const saveDraftSchema = z.strictObject({ body: phoneSetupSchema, revision: z.int().nullable() });
export const savedDraftSchema = z.object({ version: setupVersionSchema });
export const discardDraftSchema = z.strictObject({ revision: z.int() });
export const checkSetupSchema = z.strictObject({ body: phoneSetupSchema });
export const checkedSetupSchema = z.object({ problems, sounds: setupSoundsSchema });
export type CheckedSetup = z.infer<typeof checkedSetupSchema>;
export const publishSetupSchema = z.strictObject({ revision: z.int(), why });
export const goBackSchema = z.strictObject({ why });
export const publishedSetupSchema = z.object({ version: setupVersionSchema });

export const previewSetupSchema = z.strictObject({ number: z.string().trim().max(40) });
export const endPreviewSchema = previewSetupSchema;
export const previewedSetupSchema = z.object({ number: z.string(), until: instant.nullable() });

/** Opening hours as they would fall in a month; what is not saved yet can be looked at too. */
export const setupMonthSchema = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'YYYY-MM'),
  hours: openingHoursSchema,
});
export const setupDaysSchema = z.object({
  items: z.array(
    z.object({
      day,
      kind: z.enum(['workday', 'weekend', 'holiday', 'make_up'] satisfies DayKind[]),
      holiday: z.object({ zh: z.string(), en: z.string() }).nullable(),
      /** Whether the holidays of the year are announced. */
      covered: z.boolean(),
      spans: z.array(spanSchema),
      /** The place of the exception that decided, from 0. */
      exception: z.int().nullable(),
    }),
  ),
});
export type SetupDay = z.infer<typeof setupDaysSchema>['items'][number];
/** 0: as it comes. */
export const setupIdParams = z.object({ id: z.coerce.number().pipe(z.int().nonnegative()) });
