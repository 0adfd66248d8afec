import { z } from 'zod';
import { DOMAIN_ERROR_CODES } from '../errors.ts';
import { OUTLET_TYPES, PRECISIONS, STANDINGS } from '../vocabulary.ts';
import { excludedOutletSchema, ticketCardSchema } from './api.ts';

/** The dispatch board: acts on several tickets at once, named views, the map. */
const id = z.int().positive();
const instant = z.iso.datetime();
const day = z.iso.date();

/** So many tickets at most in one bulk act: each is a transaction of its own. */
export const BULK_LIMIT = 200;
const bulkTickets = z
  .array(z.object({ id, version: z.int() }))
  .min(1)
  .max(BULK_LIMIT)
  .refine((tickets) => new Set(tickets.map((ticket) => ticket.id)).size === tickets.length, {
    message: 'Name each ticket once.',
  });
/** To that outlet (D5); null: back to the rules, which choose anew. */
const target = id.nullable();

export const bulkAskSchema = z.object({ tickets: bulkTickets, outletId: target });
export type BulkAsk = z.infer<typeof bulkAskSchema>;

/** What would become of one ticket. */
export const bulkForecastSchema = z.object({
  ticketId: id,
  /** Why nothing would be done with it; null: it would be. */
  refusal: z.enum(DOMAIN_ERROR_CODES).nullable(),
  /** Who would get it, for which day; null: nobody qualifies, and it stays with a dispatcher. */
  outlet: z.object({ id, name: z.string() }).nullable(),
  day: day.nullable(),
  /** Who has it now; the work is taken back from them. */
  takenFrom: z.string().nullable(),
  /** Places that outlet has left on that day once this one is taken. */
  capacityLeft: z.int().nullable(),
  /** How the rules see the outlet for this ticket; null where they chose it, or there is none. */
  standsAs: z.enum(['qualified', 'not_covering', ...excludedOutletSchema.shape.why.options]).nullable(),
  covering: z.int(),
  qualified: z.int(),
});
export type BulkForecast = z.infer<typeof bulkForecastSchema>;
export const bulkPreviewSchema = z.object({ items: z.array(bulkForecastSchema) });

/** D5: one reason for all. */
export const bulkSchema = bulkAskSchema.extend({ reason: z.string().trim().min(2).max(300) });
export type Bulk = z.infer<typeof bulkSchema>;
export const bulkResultSchema = z.object({
  ticketId: id,
  /** The ticket as it now stands; null when nothing was done with it, and then why. */
  card: ticketCardSchema.nullable(),
  code: z.enum(DOMAIN_ERROR_CODES).nullable(),
  detail: z.string().nullable(),
});
export type BulkResult = z.infer<typeof bulkResultSchema>;
export const bulkAnswerSchema = z.object({ results: z.array(bulkResultSchema) });

/** A dispatcher takes a ticket into their own hands (`over`: though a colleague has it), or gives it back. */
export const takeSchema = z.object({ hold: z.boolean(), over: z.boolean().default(false) });

/** A view of the board under a name; its filters are the query of an address. */
export const boardViewSchema = z.object({ id, name: z.string(), query: z.string() });
export type BoardView = z.infer<typeof boardViewSchema>;
export const boardViewListSchema = z.object({ items: z.array(boardViewSchema) });
export const newBoardViewSchema = z.object({
  name: z.string().trim().min(1).max(40),
  query: z
    .string()
    .max(1000)
    .regex(/^[\w%=&+.,*~()'!-]*$/),
});
/** So many named views a person may have. */
export const BOARD_VIEW_LIMIT = 50;

export const mapOutletSchema = z.object({
  id,
  name: z.string(),
  type: z.enum(OUTLET_TYPES),
  standing: z.enum(STANDINGS),
  regionId: id,
  storeId: id.nullable(),
  districtCode: z.string(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  openTickets: z.int(),
  /** Of today. */
  capacity: z.int(),
  booked: z.int(),
});
export type MapOutlet = z.infer<typeof mapOutletSchema>;
export const mapOutletListSchema = z.object({ day, items: z.array(mapOutletSchema) });

/** Where tickets are, as precisely as the reader may know. */
export const mapPlacesQuery = z
  .object({
    /** Ids joined by commas, at most 200. */
    ids: z
      .string()
      .regex(/^\d{1,15}(,\d{1,15}){0,199}$/)
      .optional(),
    /** All open ones of a district, or of those below it. */
    district: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  })
  .refine(({ ids, district }) => (ids === undefined) !== (district === undefined), {
    message: 'Ask by ids or by district.',
  });
export const mapPlaceSchema = z.object({
  ticketId: id,
  lng: z.number(),
  lat: z.number(),
  precision: z.enum(PRECISIONS),
});
export type MapPlace = z.infer<typeof mapPlaceSchema>;
export const mapPlaceListSchema = z.object({ items: z.array(mapPlaceSchema), at: instant });

/** Boundaries of districts as GeoJSON, each with its code; null where a deployment has none. */
export const boundariesSchema = z.object({
  districts: z
    .object({
      type: z.literal('FeatureCollection'),
      features: z.array(
        z.object({
          type: z.literal('Feature'),
          properties: z.object({ code: z.string(), name: z.string() }),
          geometry: z.union([
            z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(z.array(z.number()))) }),
            z.object({
              type: z.literal('MultiPolygon'),
              coordinates: z.array(z.array(z.array(z.array(z.number())))),
            }),
          ]),
        }),
      ),
    })
    .nullable(),
});
export type Boundaries = z.infer<typeof boundariesSchema>;
