import { z } from 'zod';
import type { LANGUAGES } from '../vocabulary.ts';
import { announcementSchema } from './announcements.ts';
import { menuSchema } from './menu.ts';
import { openingHoursSchema } from './opening-hours.ts';

/**
 * What an administrator edits about the phone. Everything has a default, and the defaults together are the phone as
 * it comes: a setup that was saved before there was a field reads as if the field said what was so then.
 */
const words = z.string().trim().min(1).max(2_000);
/** By prompt; what is not here is said in the built-in words. */
const wordings = z.record(z.string().regex(/^[a-z_]{1,40}$/), words).default({});

export const waitSchema = z.strictObject({
  /** A recording of ours or the carrier's, https; '': the built-in melody. */
  musicUrl: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]).default(''),
  /** Between two words on the place in line. */
  announceEverySeconds: z.int().min(10).max(120).default(30),
});

export const phoneSetupSchema = z.strictObject({
  menu: menuSchema.prefault({}),
  prompts: z
    .strictObject({ zh: wordings, en: wordings } satisfies Record<(typeof LANGUAGES)[number], unknown>)
    .prefault({}),
  hours: openingHoursSchema.prefault({}),
  announcements: z.array(announcementSchema).max(20).default([]),
  wait: waitSchema.prefault({}),
});
export type PhoneSetup = z.infer<typeof phoneSetupSchema>;

/** The phone as it comes. */
export const initialSetup: PhoneSetup = phoneSetupSchema.parse({});
