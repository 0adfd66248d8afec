import { z } from 'zod';
import { SETUP_STATES } from '../vocabulary.ts';

const instant = z.iso.datetime();

/** One version of what is drafted and published as a whole: who, when, why. */
export const versionSchema = z.object({
  /** 0: as it comes, before anything was published. */
  id: z.int().nonnegative(),
  /** Among what was published. */
  number: z.int().nullable(),
  state: z.enum(SETUP_STATES),
  revision: z.int(),
  /** The number of the version that it was made from. */
  basedOn: z.int().nullable(),
  editedAt: instant.nullable(),
  editedBy: z.string().nullable(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
  why: z.string().nullable(),
});
export type Version = z.infer<typeof versionSchema>;
