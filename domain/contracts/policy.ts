import { z } from 'zod';
import { POLICY_PROBLEMS, type PolicyProblem } from '../policy/check.ts';
import type { PolicyComparison, PreviewChange } from '../policy/comparison.ts';
import type { PolicyChange } from '../policy/diff.ts';
import type { PolicyValue } from '../policy/tree.ts';
import { type Policy, policySchema } from '../policy.ts';
import { OUTLET_TYPES, PRECEDENCES, PREVIEW_STATES } from '../vocabulary.ts';
import { partsSchema } from './api.ts';

/** The values that a manager may change, over the API. */
export type { Policy, PolicyChange, PolicyComparison, PolicyProblem, PolicyValue, PreviewChange };

const id = z.int().positive();
const versionId = z.int().nonnegative();
const instant = z.iso.datetime();
const why = z.string().trim().min(2).max(300);
const value = z.json();

export const policyVersionSchema = z.object({
  /** 0: the values at the start. The highest is in force. */
  id: versionId,
  createdAt: instant.nullable(),
  by: z.string().nullable(),
  why: z.string().nullable(),
  /** The version that it took up again. */
  restoredId: id.nullable(),
});
export type PolicyVersionView = z.infer<typeof policyVersionSchema>;
const withBody = policyVersionSchema.extend({ body: policySchema });

const draftSchema = z.object({
  revision: z.int(),
  basedOn: versionId,
  editedAt: instant,
  editedBy: z.string().nullable(),
  body: policySchema,
});
export type PolicyDraftView = z.infer<typeof draftSchema>;

export const policyViewSchema = z.object({
  current: withBody,
  draft: draftSchema.nullable(),
  mayEdit: z.boolean(),
  /** What may be written where: a JSON Schema of the policy, for the form. */
  schema: z.record(z.string(), value),
  /** The rule of service by the beginning of a path. */
  rules: z.record(z.string(), z.string()),
});
export type PolicyView = z.infer<typeof policyViewSchema>;
export const policyVersionsSchema = z.object({ items: z.array(policyVersionSchema) });
export const policyIdParams = z.object({ id: z.coerce.number().pipe(versionId) });

const changeSchema = z.object({ path: z.string(), before: value, after: value });
export const policyDiffQuery = z.object({
  from: z.coerce.number().pipe(versionId),
  to: z.coerce.number().pipe(versionId),
});
export const policyDiffSchema = z.object({ items: z.array(changeSchema) });

/** A policy that is being written may still be wrong: it is checked as it stands. */
export const checkPolicySchema = z.strictObject({ body: value });
export const checkedPolicySchema = z.object({
  problems: z.array(
    z.object({ code: z.enum(POLICY_PROBLEMS), path: z.string(), limit: z.number().nullable() }),
  ),
  /** What it says that the version in force does not. */
  changes: z.array(changeSchema),
});
export type CheckedPolicy = z.infer<typeof checkedPolicySchema>;

/** `revision`: of the draft that was edited; null when there was none. */
export const savePolicyDraftSchema = z.strictObject({ body: policySchema, revision: z.int().nullable() });
export const savedPolicyDraftSchema = z.object({ revision: z.int() });
export const discardPolicyDraftSchema = z.strictObject({ revision: z.int() });
/** `over`: the version that was in force when the change was looked at. */
export const publishPolicySchema = z.strictObject({ revision: z.int(), over: versionId, why });
export const goBackToPolicySchema = z.strictObject({ over: versionId, why });
export const publishedPolicySchema = z.object({ version: policyVersionSchema });

const tally = { tickets: z.int(), changed: z.int() };
const outcome = z.object({ toDispatcher: z.int(), averageKm: z.number(), declines: z.number() });
const shift = { before: z.int(), after: z.int() };
const comparisonSchema = z.object({
  ...tally,
  from: instant,
  to: instant,
  before: outcome,
  after: outcome,
  byCategory: z.array(z.object({ category: z.string(), ...tally })),
  byType: z.array(z.object({ type: z.enum(OUTLET_TYPES), ...shift })),
  byOutlet: z.array(z.object({ outletId: id, name: z.string(), type: z.enum(OUTLET_TYPES), ...shift })),
  outletsChanged: z.int(),
}) satisfies z.ZodType<PolicyComparison>;

export const requestPreviewSchema = z.strictObject({ body: policySchema });
export const policyPreviewSchema = z.object({
  id,
  state: z.enum(PREVIEW_STATES),
  /** The version that it is compared with. */
  basedOn: versionId,
  requestedAt: instant,
  requestedBy: z.string().nullable(),
  /** Tickets routed so far, of so many. */
  done: z.int(),
  total: z.int(),
  result: comparisonSchema.nullable(),
  trouble: z.string().nullable(),
});
export type PolicyPreviewView = z.infer<typeof policyPreviewSchema>;
export const previewIdParams = z.object({ id: z.coerce.number().pipe(id) });

const destination = z.object({
  outletId: id,
  name: z.string(),
  type: z.enum(OUTLET_TYPES),
  distanceKm: z.number(),
  precedence: z.enum(PRECEDENCES),
  score: z.number(),
  parts: partsSchema,
  day: z.iso.date(),
});
export const previewChangesQuery = z.object({
  /** After this place in the list. */
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const previewChangesSchema = z.object({
  items: z.array(
    z.object({
      position: z.int(),
      ticketId: id,
      number: z.string(),
      category: z.string(),
      districtCode: z.string(),
      at: instant,
      before: destination.nullable(),
      after: destination.nullable(),
      went: z.string().nullable(),
    }),
  ),
  next: z.int().nullable(),
});
export type PreviewChanges = z.infer<typeof previewChangesSchema>;
