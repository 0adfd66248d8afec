import { z } from 'zod';

/** Bodies of the day plan: who of an outlet goes where when. Instants ISO 8601 UTC, days 'YYYY-MM-DD'. */
const id = z.int().positive();
const instant = z.iso.datetime();

/** By hand, from the timeline. Without a technician it is on nobody's plan. */
export const assignTechnicianSchema = z.strictObject({
  technicianId: id.nullable(),
  plannedAt: instant.nullable(),
  /** A plan is to leave it there. */
  fixed: z.boolean(),
  version: z.int().positive(),
});
