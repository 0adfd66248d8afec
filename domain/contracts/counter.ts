import { z } from 'zod';
import { callerBriefSchema } from './desk.ts';

/** H3: somebody stands at a store's counter; who they are is found by what they bring. */
export const counterQuery = z.object({
  phone: z.string().trim().max(40).optional(),
  receipt: z.string().trim().max(40).optional(),
  serial: z.string().trim().max(40).optional(),
});
export const counterBriefSchema = z.object({
  brief: callerBriefSchema,
  /** On file, but with another store: taken in like anybody, and nothing of theirs is shown here. */
  elsewhere: z.boolean(),
  /** The number on file, masked, when it was not the number that was asked by. */
  number: z.string().nullable(),
});
export type CounterBrief = z.infer<typeof counterBriefSchema>;
