import { z } from 'zod';
import { SCRIPT_PROBLEMS, type ScriptProblemCode } from '../followup/check-script.ts';
import {
  MAX_ANSWERS,
  measuredKind,
  type PathStep,
  QUESTION_KINDS,
  type Question,
  type QuestionKind,
  type SurveyScript,
  scriptSchema,
  THE_END,
  valuesOf,
} from '../followup/script.ts';
import { LANGUAGES, TICKET_KINDS } from '../vocabulary.ts';
import { versionSchema } from './version.ts';

/** F2: what surveys ask, over the API. */
export {
  MAX_ANSWERS,
  measuredKind,
  type PathStep,
  QUESTION_KINDS,
  type Question,
  type QuestionKind,
  type SurveyScript,
  THE_END,
  valuesOf,
};

const why = z.string().trim().min(2).max(300);

export const scriptVersionSchema = versionSchema;
export type ScriptVersion = z.infer<typeof scriptVersionSchema>;
export const scriptWithBodySchema = scriptVersionSchema.extend({ body: scriptSchema });
export type ScriptWithBody = z.infer<typeof scriptWithBodySchema>;

export const scriptViewSchema = z.object({
  current: scriptWithBodySchema,
  draft: scriptWithBodySchema.nullable(),
  mayEdit: z.boolean(),
});
export type ScriptView = z.infer<typeof scriptViewSchema>;
export const scriptVersionsSchema = z.object({ items: z.array(scriptVersionSchema) });
/** 0: as it comes. */
export const scriptIdParams = z.object({ id: z.coerce.number().pipe(z.int().nonnegative()) });

export const checkScriptSchema = z.strictObject({ body: scriptSchema });
const problemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.enum(Object.keys(SCRIPT_PROBLEMS) as [ScriptProblemCode, ...ScriptProblemCode[]]),
  /** The question's place, from 0; null: about the script. */
  at: z.int().nullable(),
  language: z.enum(LANGUAGES).nullable(),
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ScriptProblem = z.infer<typeof problemSchema>;
export const checkedScriptSchema = z.object({
  problems: z.array(problemSchema),
  /** Every way through it; kinds of ticket that go the same ways together. */
  ways: z.array(
    z.object({
      kinds: z.array(z.enum(TICKET_KINDS)),
      paths: z.array(z.array(z.object({ key: z.string(), values: z.array(z.int()) }))),
    }),
  ),
});
export type CheckedScript = z.infer<typeof checkedScriptSchema>;

/** `revision`: of the draft that was edited; null when there was none. */
export const saveScriptSchema = z.strictObject({ body: scriptSchema, revision: z.int().nullable() });
export const discardScriptSchema = z.strictObject({ revision: z.int() });
export const publishScriptSchema = z.strictObject({ revision: z.int(), why });
export const goBackToScriptSchema = z.strictObject({ why });
export const scriptAnswerSchema = z.object({ version: scriptVersionSchema });
