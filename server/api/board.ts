import { z } from 'zod';
import {
  type BulkResult,
  boardViewListSchema,
  boardViewSchema,
  boundariesSchema,
  bulkAnswerSchema,
  bulkAskSchema,
  bulkPreviewSchema,
  bulkSchema,
  mapOutletListSchema,
  mapPlaceListSchema,
  mapPlacesQuery,
  newBoardViewSchema,
} from '../../domain/contracts/board.ts';
import { DomainError } from '../../domain/errors.ts';
import { isFieldKind, type Role } from '../../domain/vocabulary.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { assignByHand } from '../../services/dispatch/assign-by-hand.ts';
import { type Named, previewBulk } from '../../services/dispatch/preview-bulk.ts';
import { routeAgain } from '../../services/dispatch/route-again.ts';
import { countAsTaken } from '../../services/dispatch/take-ticket.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import type { Tx } from '../../services/transaction.ts';
import { boardViewsOf, deleteBoardView, saveBoardView } from '../../services/views/board-views.ts';
import { cardById } from '../../services/views/cards.ts';
import { mapOutlets, mapPlaces } from '../../services/views/map.ts';
import { requireVisibleOutlet } from '../../services/views/outlets.ts';
import { visibleTicket } from '../../services/views/ticket-detail.ts';
import { readBoundaries } from '../boundaries.ts';
import { route } from '../http/route.ts';
import { ticketFor } from './tickets.ts';

const DISPATCH: Role[] = ['dispatcher', 'administrator'];

/** A refusal of one ticket, as it is told; anything else stops the whole request. */
function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  throw error;
}

/** The ticket, if an outlet can be sent for it and they may decide which. */
async function assignable(tx: Tx, viewer: Viewer, id: number): Promise<Ticket> {
  const { kind } = await visibleTicket(tx, viewer, id);
  if (!isFieldKind(kind))
    throw new DomainError('wrong_state', 'No outlet is sent for a request of this kind.');
  return ticketFor(tx, viewer, id, 'assign');
}

export const boardRoutes = [
  route({
    method: 'post',
    path: '/dispatch/preview',
    tag: 'dispatch',
    summary: 'What assigning several tickets, or giving them back to the rules, would do',
    roles: DISPATCH,
    body: bulkAskSchema,
    answer: bulkPreviewSchema,
    handle: async ({ viewer, body: { tickets, outletId }, now, wiring }) => {
      const { manager } = wiring.dataSource;
      if (outletId !== null) await requireVisibleOutlet(manager, viewer, outletId);
      const named: Named[] = [];
      for (const { id, version } of tickets) {
        try {
          const ticket = await assignable(manager, viewer, id);
          const stale = ticket.version !== version;
          named.push({ ticketId: id, ...(stale ? { refusal: 'stale' } : { ticket }) });
        } catch (error) {
          named.push({ ticketId: id, refusal: refusalOf(error).code });
        }
      }
      return { items: await previewBulk(manager, named, outletId, now) };
    },
  }),
  route({
    method: 'post',
    path: '/dispatch/bulk',
    tag: 'dispatch',
    summary: 'Assign several tickets, or give them back to the rules, with one reason; each by itself (D5)',
    roles: DISPATCH,
    body: bulkSchema,
    answer: bulkAnswerSchema,
    handle: async ({ viewer, body: { tickets, outletId, reason }, now, wiring, writePart }) => {
      if (outletId !== null) await requireVisibleOutlet(wiring.dataSource.manager, viewer, outletId);
      const actor = { kind: 'person' as const, id: viewer.personId };
      const results: BulkResult[] = [];
      for (const { id: ticketId, version } of tickets) {
        try {
          const card = await writePart(String(ticketId), async (tx) => {
            await assignable(tx, viewer, ticketId);
            const command = { ticketId, version, reason, actor };
            if (outletId === null) await routeAgain(tx, command, now);
            else await assignByHand(tx, { ...command, outletId }, now);
            await countAsTaken(tx, ticketId, actor, now);
            return cardById(tx, ticketId);
          });
          results.push({ ticketId, card, code: null, detail: null });
        } catch (error) {
          const { code, message } = refusalOf(error);
          results.push({ ticketId, card: null, code, detail: message });
        }
      }
      return { results };
    },
  }),
  route({
    method: 'get',
    path: '/board/views',
    tag: 'dispatch',
    summary: 'Your own named views of the board',
    answer: boardViewListSchema,
    handle: async ({ viewer, wiring }) => ({
      items: await boardViewsOf(wiring.dataSource.manager, viewer.personId),
    }),
  }),
  route({
    method: 'post',
    path: '/board/views',
    tag: 'dispatch',
    summary: 'Save a view of the board under a name; one of that name is replaced',
    body: newBoardViewSchema,
    answer: boardViewSchema,
    handle: ({ viewer, body, now, write }) =>
      write((tx) => saveBoardView(tx, { personId: viewer.personId, ...body }, now)),
  }),
  route({
    method: 'delete',
    path: '/board/views/:id',
    tag: 'dispatch',
    summary: 'Delete a named view of your own',
    params: z.object({ id: z.coerce.number().int().positive() }),
    answer: boardViewListSchema,
    handle: ({ viewer: { personId }, params: { id }, write }) =>
      write(async (tx) => {
        await deleteBoardView(tx, { personId, id });
        return { items: await boardViewsOf(tx, personId) };
      }),
  }),
  route({
    method: 'get',
    path: '/map/boundaries',
    tag: 'dispatch',
    summary: 'Boundaries of the districts, as GeoJSON',
    answer: boundariesSchema,
    handle: ({ wiring }) =>
      readBoundaries(wiring.config).catch((error) => {
        wiring.log.error({ err: error }, 'the map cannot be read');
        throw new DomainError('unavailable', 'The map file cannot be read; the log says why.');
      }),
  }),
  route({
    method: 'get',
    path: '/map/outlets',
    tag: 'dispatch',
    summary: 'Where the outlets are, how they stand, and what today holds for them',
    answer: mapOutletListSchema,
    handle: ({ viewer, now, wiring }) => mapOutlets(wiring.dataSource.manager, viewer, now),
  }),
  route({
    method: 'get',
    path: '/map/places',
    tag: 'dispatch',
    summary: 'Where tickets are, as precisely as you may know',
    query: mapPlacesQuery,
    answer: mapPlaceListSchema,
    handle: async ({ viewer, query: { ids, district }, now, wiring }) => ({
      items: await mapPlaces(
        wiring.dataSource.manager,
        viewer,
        district === undefined ? { ids: (ids ?? '').split(',').map(Number) } : { district },
      ),
      at: now.toISOString(),
    }),
  }),
];
