import { z } from 'zod';
import { localDay, localTime } from '../time.ts';

export const ANNOUNCEMENT_PLACES = ['menu', 'line'] as const;
export type AnnouncementPlace = (typeof ANNOUNCEMENT_PLACES)[number];

/** Local, to the minute: 2026-11-23T14:30. */
const minute = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'YYYY-MM-DDTHH:MM');
const text = z.string().trim().max(400).default('');

export const announcementSchema = z.strictObject({
  text: z.strictObject({ zh: text, en: text }),
  /** Said from, and not any more from. */
  from: minute,
  to: minute,
  /** Before the menu, and while waiting for an agent. */
  where: z.array(z.enum(ANNOUNCEMENT_PLACES)).min(1).max(2),
  /** Said first, and in both places. */
  urgent: z.boolean().default(false),
});
export type Announcement = z.infer<typeof announcementSchema>;

/** What is to be announced at this place now, urgent ones first. */
export function announcementsAt(
  announcements: Announcement[],
  place: AnnouncementPlace,
  now: Date,
  zone: string,
): Announcement[] {
  if (announcements.length === 0) return [];
  const at = `${localDay(now, zone)}T${localTime(now, zone)}`;
  return announcements
    .filter((one) => one.from <= at && at < one.to && (one.urgent || one.where.includes(place)))
    .sort((a, b) => Number(b.urgent) - Number(a.urgent));
}
