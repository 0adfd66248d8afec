import { z } from 'zod';
import { CAMPAIGN_STATES, FIELD_KINDS, HALF_DAYS, TICKET_STATES } from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';

/** Campaigns (H7) and windows for visits (H6), as they cross the wire. */
const id = z.int().positive();
const instant = z.iso.datetime();
const day = z.iso.date();

/** How many of a region's places are taken. */
export const campaignQuotaSchema = z.object({
  regionId: id,
  regionName: z.string(),
  regionNameEn: z.string(),
  quota: z.int(),
  booked: z.int(),
});

export const campaignSchema = z.object({
  id,
  version: z.int(),
  name: z.string(),
  nameEn: z.string(),
  kind: z.enum(FIELD_KINDS),
  category: z.string(),
  state: z.enum(CAMPAIGN_STATES),
  startsOn: day,
  endsOn: day,
  boughtFrom: day.nullable(),
  boughtBefore: day.nullable(),
  offer: z.string(),
  offerEn: z.string(),
  note: z.string().nullable(),
  /** Of the regions that the viewer sees. */
  quotas: z.array(campaignQuotaSchema),
});
export type CampaignView = z.infer<typeof campaignSchema>;
export const campaignListSchema = z.object({ items: z.array(campaignSchema) });

/** A campaign as it is written down. The sentence for callers says what they get; the key is added when it is spoken. */
export const saveCampaignSchema = z
  .strictObject({
    name: z.string().trim().min(2).max(40),
    nameEn: z.string().trim().min(2).max(120),
    kind: z.enum(FIELD_KINDS),
    category: z.string().min(1).max(24),
    state: z.enum(CAMPAIGN_STATES),
    startsOn: day,
    endsOn: day,
    boughtFrom: day.nullable().default(null),
    boughtBefore: day.nullable().default(null),
    offer: z.string().trim().min(4).max(60),
    offerEn: z.string().trim().min(4).max(200),
    note: z.string().trim().max(500).nullable().default(null),
    quotas: z
      .array(z.strictObject({ regionId: id, quota: z.int().min(0).max(100_000) }))
      .max(100)
      .refine((quotas) => new Set(quotas.map(({ regionId }) => regionId)).size === quotas.length, {
        message: 'Each region has one quota.',
      }),
    /** What was seen before it was changed; not for a new one. */
    version: z.int().positive().optional(),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { message: 'It ends before it begins.' });
export type SaveCampaignBody = z.infer<typeof saveCampaignSchema>;
export const campaignSavedSchema = z.object({ campaign: campaignSchema });

export const bookingListQuery = z.object({
  ...cursorQuery,
  regionId: z.coerce.number().int().positive().optional(),
});
export const bookingSchema = z.object({
  id,
  customerId: id,
  customerName: z.string(),
  /** Masked unless the viewer speaks with customers. */
  number: z.string(),
  regionId: id,
  ticketId: id,
  ticketNumber: z.string(),
  ticketState: z.enum(TICKET_STATES),
  bookedAt: instant,
  cancelledAt: instant.nullable(),
});
export type BookingView = z.infer<typeof bookingSchema>;
export const bookingListSchema = z.object({ items: z.array(bookingSchema), next: z.string().nullable() });

/** An agent books for the customer they speak with. */
export const bookForSchema = z.strictObject({ customerId: id });
export const bookedSchema = z.object({ ticketId: id, ticketNumber: z.string() });

/** H6: a half-day in which someone can come. */
export const visitWindowSchema = z.object({
  day,
  half: z.enum(HALF_DAYS),
  from: instant,
  until: instant,
});
export const visitWindowsSchema = z.object({
  /** self: the customer may change it alone; person: only a person may; nobody: it is too late. */
  who: z.enum(['self', 'person', 'nobody']),
  current: z.object({ from: instant, until: instant.nullable() }).nullable(),
  windows: z.array(visitWindowSchema),
});
export type VisitWindowsView = z.infer<typeof visitWindowsSchema>;
export const changeAppointmentSchema = z.strictObject({
  day,
  half: z.enum(HALF_DAYS),
  version: z.int().positive().optional(),
});
