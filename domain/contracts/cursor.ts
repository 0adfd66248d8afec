import { z } from 'zod';

/** A list read page by page: the answer's `next` is the cursor of the following page. */
export const cursorQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
