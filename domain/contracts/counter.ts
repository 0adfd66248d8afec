import { z } from 'zod';
import { TICKET_STATES } from '../vocabulary.ts';
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
  /** H8: what is open of theirs where this store sees nothing: to be chased, and not opened again. */
  openElsewhere: z.array(z.object({ number: z.string(), state: z.enum(TICKET_STATES) })),
  /** The number on file, masked, when it was not the number that was asked by. */
  number: z.string().nullable(),
});
/** H8: what they bring, and which ticket they chase. */
export const counterChaseSchema = counterQuery.extend({ ticketNumber: z.string().regex(/^\d{9}$/) });
export type CounterBrief = z.infer<typeof counterBriefSchema>;
