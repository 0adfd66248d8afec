import { z } from 'zod';
import { CODE_DIGITS, CODE_STATES } from '../fieldwork/customer-code.ts';
import { PHOTO_TYPES } from '../fieldwork/photo.ts';
import { MOST_NUMBERS, MOST_STROKES } from '../fieldwork/strokes.ts';
import {
  APPROVAL_WAYS,
  CODE_ABSENCES,
  PAYMENT_METHODS,
  PHOTO_KINDS,
  PLACE_STATES,
  QUOTE_LINE_SORTS,
  QUOTE_STATES,
  SAID_ABSENCES,
  SIGNATURE_PURPOSES,
  TIME_NOTES,
  UNITS,
} from '../fieldwork/words.ts';
import { SERVICE_ACTIONS, TICKET_KINDS } from '../vocabulary.ts';
import { actionSchema, completeSchema, ticketCardSchema } from './api.ts';
import { endVisitSchema } from './visits.ts';

/** What is written down at the customer's home, and what a technician's phone keeps of the day (H5). */
const id = z.int().positive();
const instant = z.iso.datetime();
const fen = z.int().min(0).max(10_000_000_00);

/** Made by the phone: 32 hexadecimal digits. The same thing sent twice has one effect. */
export const refSchema = z.string().regex(/^[0-9a-f]{32}$/);

export const placeSchema = z.strictObject({
  state: z.enum(PLACE_STATES),
  lng: z.number().min(-180).max(180).optional(),
  lat: z.number().min(-90).max(90).optional(),
  /** Metres within which it is. */
  accuracyM: z.int().min(0).max(1_000_000).optional(),
});
export type PlaceClaim = z.infer<typeof placeSchema>;

/** When and where something was done, by the phone's clock and position. */
const doneSchema = { doneAt: instant.optional(), place: placeSchema.optional() };

export const strokesSchema = z
  .array(z.array(z.int().min(0).max(1000)).max(MOST_NUMBERS))
  .min(1)
  .max(MOST_STROKES);
const signedSchema = z.strictObject({
  ref: refSchema,
  name: z.string().trim().min(1).max(60),
  strokes: strokesSchema,
});
export type Signed = z.infer<typeof signedSchema>;

/** H5: an action with when, where, and the customer's signature where there is one. */
export const fieldActionSchema = actionSchema.extend({ ...doneSchema, signed: signedSchema.optional() });
export type FieldAction = z.infer<typeof fieldActionSchema>;

export const closingSchema = completeSchema.extend({
  ...doneSchema,
  method: z.enum(PAYMENT_METHODS).optional(),
  receiptNumber: z.string().trim().max(40).optional(),
  /** F2: why the charge is not what was agreed. */
  differsReason: z.string().trim().min(2).max(200).optional(),
  codeAbsence: z.enum(SAID_ABSENCES).optional(),
});
export type Closing = z.infer<typeof closingSchema>;

/** H6: a visit that comes to nothing, with when and where that was. */
export const fieldEndVisitSchema = endVisitSchema.extend(doneSchema);

// — quotes —
export const quoteLineSchema = z
  .strictObject({
    sort: z.enum(QUOTE_LINE_SORTS),
    code: z.string().max(32).nullable(),
    text: z.string().trim().min(1).max(120),
    unit: z.enum(UNITS),
    quantityMilli: z.int().min(1).max(999_999),
    unitFen: z.int().min(0).max(100_000_00),
    covered: z.boolean(),
    reason: z.string().trim().max(200).nullable(),
  })
  .refine(({ code, reason }) => code !== null || (reason !== null && reason.length >= 2), {
    path: ['reason'],
    message: 'What is not on the price list needs a reason.',
  });
export const giveQuoteSchema = z.object({
  ref: refSchema,
  lines: z.array(quoteLineSchema).min(1).max(40),
  ...doneSchema,
});
export const approveQuoteSchema = z.object({
  quoteRef: refSchema,
  signed: signedSchema,
  ...doneSchema,
});
export const sendCodeSchema = z.object({
  purpose: z.enum(['completion', 'quote']),
  quoteRef: refSchema.optional(),
});
export const typeCodeSchema = z.object({
  purpose: z.enum(['completion', 'quote']),
  quoteRef: refSchema.optional(),
  code: z.string().regex(new RegExp(`^\\d{${CODE_DIGITS}}$`)),
  ...doneSchema,
});
export const codeSchema = z.object({ state: z.enum(CODE_STATES), triesLeft: z.int() });
export type CodeView = z.infer<typeof codeSchema>;

export const usePartSchema = z.object({
  ref: refSchema,
  code: z.string().max(32).nullable(),
  name: z.string().trim().min(1).max(80),
  quantity: z.int().min(1).max(99),
  oldSerial: z.string().trim().max(40).nullable(),
  newSerial: z.string().trim().max(40).nullable(),
  warrantyMonths: z.int().min(0).max(240),
  ...doneSchema,
});

/** Beside the bytes of a photo, in the query. */
export const photoQuery = z.strictObject({
  ref: refSchema,
  kind: z.enum(PHOTO_KINDS),
  doneAt: instant.optional(),
  placeState: z.enum(PLACE_STATES).optional(),
  lng: z.coerce.number().min(-180).max(180).optional(),
  lat: z.coerce.number().min(-90).max(90).optional(),
  accuracyM: z.coerce.number().int().min(0).max(1_000_000).optional(),
});

// — what is read —
export const quoteSchema = z.object({
  id,
  ref: refSchema,
  visitId: id,
  version: z.int(),
  state: z.enum(QUOTE_STATES),
  totalFen: fen,
  at: instant,
  by: z.string().nullable(),
  approvedAt: instant.nullable(),
  approvedHow: z.enum(APPROVAL_WAYS).nullable(),
  approverName: z.string().nullable(),
  lines: z.array(
    z.object({
      sort: z.enum(QUOTE_LINE_SORTS),
      code: z.string().nullable(),
      text: z.string(),
      unit: z.enum(UNITS),
      quantityMilli: z.int(),
      unitFen: fen,
      /** Of the price list at that time; null for what is not on it. */
      listFen: fen.nullable(),
      covered: z.boolean(),
      amountFen: fen,
      reason: z.string().nullable(),
    }),
  ),
});
export type QuoteView = z.infer<typeof quoteSchema>;

export const partSchema = z.object({
  id,
  visitId: id,
  ticketId: id,
  ticketNumber: z.string(),
  name: z.string(),
  quantity: z.int(),
  oldSerial: z.string().nullable(),
  newSerial: z.string().nullable(),
  warrantyUntil: z.iso.date().nullable(),
  at: instant,
});
export type PartView = z.infer<typeof partSchema>;

export const photoSchema = z.object({
  id,
  visitId: id,
  kind: z.enum(PHOTO_KINDS),
  mime: z.enum(PHOTO_TYPES),
  width: z.int(),
  height: z.int(),
  takenAt: instant,
});
export type PhotoView = z.infer<typeof photoSchema>;

const pointSchema = z.object({ lng: z.number(), lat: z.number() });

export const fieldworkSchema = z.object({
  /** Where the home is, for who has to go there; and how sure that is. */
  site: z.object({ point: pointSchema.nullable(), precision: z.string().nullable() }),
  /** The appliance's own serial number, for who works on it. */
  applianceSerial: z.string().nullable(),
  visits: z.array(
    z.object({
      visitId: id,
      /** H5: of each action, where it was done and what was amiss with its time. */
      actions: z.array(
        z.object({
          action: z.enum(SERVICE_ACTIONS),
          receivedAt: instant.nullable(),
          timeNote: z.enum(TIME_NOTES).nullable(),
          skewSeconds: z.int().nullable(),
          place: z.enum(PLACE_STATES).nullable(),
          accuracyM: z.int().nullable(),
          /** Metres from the customer's home, as far as both are known. */
          awayM: z.int().nullable(),
        }),
      ),
      quotes: z.array(quoteSchema),
      parts: z.array(partSchema),
      photos: z.array(photoSchema),
      signatures: z.array(
        z.object({
          purpose: z.enum(SIGNATURE_PURPOSES),
          name: z.string(),
          strokes: z.array(z.array(z.int())),
          at: instant,
        }),
      ),
      completionCode: codeSchema,
      closing: z
        .object({
          method: z.enum(PAYMENT_METHODS).nullable(),
          amountFen: fen,
          quotedFen: fen.nullable(),
          differsReason: z.string().nullable(),
          receiptNumber: z.string().nullable(),
          codeAbsence: z.enum(CODE_ABSENCES).nullable(),
          workedUnquoted: z.boolean(),
        })
        .nullable(),
      /** H5: work began before the customer had agreed to a quote. */
      workedUnquoted: z.boolean(),
    }),
  ),
  /** Parts put into this appliance on other tickets, the latest first. */
  applianceParts: z.array(partSchema),
});
export type Fieldwork = z.infer<typeof fieldworkSchema>;

export const priceItemSchema = z.object({
  code: z.string(),
  category: z.string().nullable(),
  kind: z.enum(TICKET_KINDS).nullable(),
  sort: z.enum(QUOTE_LINE_SORTS),
  name: z.string(),
  nameEn: z.string(),
  unit: z.enum(UNITS),
  unitFen: fen,
  warrantyMonths: z.int(),
  /** Offered when work is quoted. */
  active: z.boolean(),
  /** Rises with every change. */
  version: z.int(),
});
export type PriceItemView = z.infer<typeof priceItemSchema>;
/** `all`: those that are no longer quoted too. */
export const pricesQuery = z.object({ all: z.enum(['true', 'false']).optional() });
export const pricesSchema = z.object({ items: z.array(priceItemSchema) });
export const priceVersionsSchema = z.object({
  items: z.array(
    z.object({
      version: z.int(),
      item: priceItemSchema.omit({ version: true }),
      at: instant,
      by: z.string().nullable(),
      why: z.string(),
    }),
  ),
});
export type PriceVersions = z.infer<typeof priceVersionsSchema>;
export const savePriceSchema = priceItemSchema.extend({
  code: z.string().regex(/^[A-Za-z0-9-]{2,32}$/),
  name: z.string().trim().min(1).max(80),
  nameEn: z.string().trim().min(1).max(120),
  unitFen: z.int().min(0).max(100_000_00),
  warrantyMonths: z.int().min(0).max(240),
  active: z.boolean().default(true),
  /** The one that was seen; 0 for an item that is new, or was never changed. */
  version: z.int().min(0),
  why: z.string().trim().min(2).max(200),
});
export type SavePrice = z.input<typeof savePriceSchema>;

/** A job in hand, as the day's list and the way to it need it. No name and no number. */
export const dayJobSchema = z.object({
  card: ticketCardSchema,
  technicianName: z.string().nullable(),
  /** The reader is the technician named for it. */
  mine: z.boolean(),
  appointmentAt: instant.nullable(),
  appointmentUntil: instant.nullable(),
  plannedOrder: z.int().nullable(),
  plannedAt: instant.nullable(),
  point: pointSchema.nullable(),
  precision: z.string().nullable(),
});
export type DayJobView = z.infer<typeof dayJobSchema>;
export const dayQuery = z.object({ outletId: z.coerce.number().int().positive() });
export const daySchema = z.object({
  now: instant,
  outletId: id,
  /** Where the outlet is: the way to the first job begins there. */
  base: pointSchema.nullable(),
  jobs: z.array(dayJobSchema),
});
export type FieldDay = z.infer<typeof daySchema>;

/** H5: what an outlet's finished visits lack, over a period; each number is a list. */
export const figuresQuery = z.object({
  outletId: z.coerce.number().int().positive().optional(),
  days: z.coerce.number().int().min(1).max(366).default(30),
});
export const figuresSchema = z.object({
  finished: z.int(),
  confirmed: z.int(),
  workedUnquoted: z.int(),
  differs: z.int(),
  withoutCode: z.array(z.object({ reason: z.enum(CODE_ABSENCES), count: z.int() })),
  /** By outlet, those with most visits without a confirmed code first. */
  outlets: z.array(
    z.object({
      outletId: id,
      outletName: z.string(),
      finished: z.int(),
      withoutCode: z.int(),
      unquoted: z.int(),
      /** Charged otherwise than quoted. */
      differs: z.int(),
    }),
  ),
  /** The latest of those without a confirmed code. */
  tickets: z.array(
    z.object({ id, number: z.string(), reason: z.enum(CODE_ABSENCES), outletName: z.string() }),
  ),
});
export type FieldFigures = z.infer<typeof figuresSchema>;
