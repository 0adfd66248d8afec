import { z } from 'zod';
import { firstQuestion, nextQuestion, type Question, scriptSchema } from '../followup/script.ts';
import { TICKET_KINDS } from '../vocabulary.ts';

/** F1: the survey on a page that a customer opens by the link in a text message. */
export { firstQuestion, nextQuestion, type Question };

export const surveyLinkSchema = z.object({
  ticketNumber: z.string(),
  kind: z.enum(TICKET_KINDS),
  category: z.object({ name: z.string(), nameEn: z.string() }).nullable(),
  outletName: z.string().nullable(),
  /** Whether it was solved has been said: nothing more is asked. */
  answered: z.boolean(),
  script: scriptSchema,
  hotline: z.string(),
});
export type SurveyLinkView = z.infer<typeof surveyLinkSchema>;

export const surveyLinkAnswersSchema = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        question: z.string().max(24),
        value: z.int().nullable(),
        words: z.string().trim().max(500).optional(),
      }),
    )
    .min(1)
    .max(30),
});
