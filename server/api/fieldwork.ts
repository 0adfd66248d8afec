import { z } from 'zod';
import {
  approveQuoteSchema,
  codeSchema,
  dayQuery,
  daySchema,
  fieldworkSchema,
  figuresQuery,
  figuresSchema,
  giveQuoteSchema,
  photoQuery,
  pricesQuery,
  pricesSchema,
  priceVersionsSchema,
  savePriceSchema,
  sendCodeSchema,
  typeCodeSchema,
  usePartSchema,
} from '../../domain/contracts/fieldwork.ts';
import { PHOTO_BYTES, PHOTO_TYPES } from '../../domain/fieldwork/photo.ts';
import { approveQuote } from '../../services/fieldwork/approve-quote.ts';
import type { FieldCommand } from '../../services/fieldwork/at-work.ts';
import { askForCode, typeCode } from '../../services/fieldwork/customer-code.ts';
import { giveQuote } from '../../services/fieldwork/give-quote.ts';
import { keepPhoto } from '../../services/fieldwork/keep-photo.ts';
import { priceList, priceVersions, savePrice } from '../../services/fieldwork/prices.ts';
import { usePart } from '../../services/fieldwork/use-part.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import type { Tx } from '../../services/transaction.ts';
import { fieldDay } from '../../services/views/field-day.ts';
import { fieldFigures } from '../../services/views/field-figures.ts';
import { fieldworkOf } from '../../services/views/fieldwork.ts';
import { photoBytes } from '../../services/views/photo.ts';
import { ByteStream } from '../http/byte-stream.ts';
import { type Call, route } from '../http/route.ts';
import { doneOf, outletOf, ticketFor } from './tickets.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const keptSchema = z.object({ kept: z.literal(true) });
const kept = { kept: true } as const;

type Write = Pick<
  Call<{ id: number }, unknown, unknown, Viewer>,
  'viewer' | 'params' | 'now' | 'sentAt' | 'write'
>;

/** Something done at the customer's home: by who is at work there, and nobody else. */
const atWork = <T>(
  { viewer, params: { id }, sentAt, write }: Write,
  body: { doneAt?: string },
  work: (tx: Tx, who: FieldCommand & { doneAt: Date | undefined }) => Promise<T>,
): Promise<T> =>
  write(async (tx) => {
    const ticket = await ticketFor(tx, viewer, id, 'action');
    const who = { ticketId: id, outletId: outletOf(ticket), personId: viewer.personId };
    return work(tx, { ...who, ...doneOf(body, sentAt) });
  });

export const fieldworkRoutes = [
  route({
    method: 'get',
    path: '/field/day',
    tag: 'fieldwork',
    summary: "An outlet's jobs in hand, with where they are",
    roles: ['outlet_manager', 'technician'],
    query: dayQuery,
    answer: daySchema,
    handle: ({ viewer, query: { outletId }, now, wiring }) =>
      fieldDay(wiring.dataSource.manager, viewer, outletId, now),
  }),
  route({
    method: 'get',
    path: '/field/figures',
    tag: 'fieldwork',
    summary: 'What finished visits lack: code, quote, agreement (H5)',
    query: figuresQuery,
    answer: figuresSchema,
    handle: ({ viewer, query, now, wiring }) => fieldFigures(wiring.dataSource.manager, viewer, query, now),
  }),
  route({
    method: 'get',
    path: '/prices',
    tag: 'fieldwork',
    summary: 'What labour, ways and parts cost',
    query: pricesQuery,
    answer: pricesSchema,
    handle: async ({ query, wiring }) => ({
      items: await priceList(wiring.dataSource.manager, { all: query.all === 'true' }),
    }),
  }),
  route({
    method: 'get',
    path: '/prices/:code/versions',
    tag: 'fieldwork',
    summary: 'Who changed an item of the price list, when and why',
    params: z.object({ code: z.string().max(32) }),
    answer: priceVersionsSchema,
    handle: async ({ params: { code }, wiring }) => ({
      items: await priceVersions(wiring.dataSource.manager, code),
    }),
  }),
  route({
    method: 'post',
    path: '/prices',
    tag: 'fieldwork',
    summary: 'Add an item of the price list, or change the one of that code',
    roles: ['administrator', 'headquarters_manager'],
    body: savePriceSchema,
    answer: keptSchema,
    handle: ({ body, viewer, now, write }) =>
      write(async (tx) => {
        await savePrice(tx, { ...body, personId: viewer.personId }, now);
        return kept;
      }),
  }),
  route({
    method: 'get',
    path: '/tickets/:id/fieldwork',
    tag: 'fieldwork',
    summary: "What was written down at the customer's home: quotes, parts, photos, signatures, charge",
    params,
    answer: fieldworkSchema,
    handle: ({ viewer, params: { id }, wiring }) => fieldworkOf(wiring.dataSource.manager, viewer, id),
  }),
  route({
    method: 'post',
    path: '/tickets/:id/quotes',
    tag: 'fieldwork',
    summary: 'Say what the work will cost, before it begins (H5)',
    params,
    body: giveQuoteSchema,
    answer: z.object({ ref: z.string(), version: z.int(), totalFen: z.int() }),
    handle: (call) =>
      atWork(call, call.body, async (tx, who) => {
        const { ref, version, totalFen } = await giveQuote(tx, { ...call.body, ...who }, call.now);
        return { ref, version, totalFen };
      }),
  }),
  route({
    method: 'post',
    path: '/tickets/:id/quotes/approve',
    tag: 'fieldwork',
    summary: 'The customer agrees to the quote, with a signature on the screen',
    params,
    body: approveQuoteSchema,
    answer: keptSchema,
    handle: (call) =>
      atWork(call, call.body, async (tx, who) => {
        await approveQuote(tx, { ...call.body, ...who }, call.now);
        return kept;
      }),
  }),
  route({
    method: 'post',
    path: '/tickets/:id/parts',
    tag: 'fieldwork',
    summary: 'A part was put in, with old and new serial number',
    params,
    body: usePartSchema,
    answer: keptSchema,
    handle: (call) =>
      atWork(call, call.body, async (tx, who) => {
        await usePart(tx, { ...call.body, ...who }, call.now);
        return kept;
      }),
  }),
  route({
    method: 'post',
    path: '/tickets/:id/code/send',
    tag: 'fieldwork',
    summary: 'Text the customer a code, for completion or for a quote',
    params,
    body: sendCodeSchema,
    answer: codeSchema,
    handle: (call) => atWork(call, {}, (tx, who) => askForCode(tx, { ...call.body, ...who }, call.now)),
  }),
  route({
    method: 'post',
    path: '/tickets/:id/code',
    tag: 'fieldwork',
    summary: 'The code that the customer said; five wrong ones lock it',
    params,
    body: typeCodeSchema,
    answer: codeSchema,
    handle: (call) => atWork(call, call.body, (tx, who) => typeCode(tx, { ...call.body, ...who }, call.now)),
  }),
  route({
    method: 'post',
    path: '/tickets/:id/photos',
    tag: 'fieldwork',
    summary: 'A photo of the work: JPEG, PNG or WebP, at most 2 MB, at most twelve a visit',
    params,
    query: photoQuery,
    takes: { types: PHOTO_TYPES, limit: PHOTO_BYTES },
    answer: z.object({ id: z.int() }),
    handle: (call) => {
      const { ref, kind, doneAt, placeState, lng, lat, accuracyM } = call.query;
      const place = placeState && { state: placeState, lng, lat, accuracyM };
      return atWork(call, { doneAt }, async (tx, who) => {
        const bytes = call.bytes as Buffer;
        return { id: await keepPhoto(tx, { ref, kind, bytes, place, ...who }, call.now) };
      });
    },
  }),
  route({
    method: 'get',
    path: '/photos/:id',
    tag: 'fieldwork',
    summary: 'A photo, for whoever may see its ticket',
    params,
    produces: 'image/jpeg',
    answer: z.string(),
    handle: async ({ viewer, params: { id }, wiring }) => {
      const { mime, data } = await photoBytes(wiring.dataSource.manager, viewer, id);
      return new ByteStream(
        {
          'Content-Type': mime,
          'Content-Length': String(data.length),
          'Content-Disposition': `inline; filename="photo-${id}"`,
          // Whatever it is taken for, it runs nothing.
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Resource-Policy': 'same-origin',
        },
        new Blob([data]).stream(),
      );
    },
  }),
];
