import { z } from 'zod';
import {
  bookedSchema,
  bookForSchema,
  bookingListQuery,
  bookingListSchema,
  campaignListSchema,
  campaignSavedSchema,
  saveCampaignSchema,
} from '../../domain/contracts/campaigns.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { bookCampaign } from '../../services/campaigns/book-campaign.ts';
import { saveCampaign } from '../../services/campaigns/save-campaign.ts';
import { campaignById, listBookings, listCampaigns } from '../../services/views/campaigns.ts';
import { route } from '../http/route.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const MANAGE: Role[] = ['administrator', 'headquarters_manager'];
const SEE: Role[] = [...MANAGE, 'region_manager', 'dispatcher', 'agent'];

/** H7 */
export const campaignRoutes = [
  route({
    method: 'get',
    path: '/campaigns',
    tag: 'campaigns',
    summary: 'Service campaigns, with the places of each region (H7)',
    roles: SEE,
    answer: campaignListSchema,
    handle: ({ viewer, wiring }) => listCampaigns(wiring.dataSource.manager, viewer),
  }),
  route({
    method: 'post',
    path: '/campaigns',
    tag: 'campaigns',
    summary: 'Write a campaign down',
    roles: MANAGE,
    body: saveCampaignSchema,
    answer: campaignSavedSchema,
    status: 201,
    handle: ({ viewer, body, now, write }) =>
      write(async (tx) => {
        const id = await saveCampaign(tx, { ...body, personId: viewer.personId }, now);
        return { campaign: await campaignById(tx, viewer, id) };
      }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:id',
    tag: 'campaigns',
    summary: 'Change a campaign; no quota falls below its bookings',
    roles: MANAGE,
    params,
    body: saveCampaignSchema,
    answer: campaignSavedSchema,
    handle: ({ viewer, params: { id }, body, now, write }) =>
      write(async (tx) => {
        await saveCampaign(tx, { ...body, id, personId: viewer.personId }, now);
        return { campaign: await campaignById(tx, viewer, id) };
      }),
  }),
  route({
    method: 'get',
    path: '/campaigns/:id/bookings',
    tag: 'campaigns',
    summary: 'Who has booked, the latest first',
    roles: SEE,
    params,
    query: bookingListQuery,
    answer: bookingListSchema,
    handle: ({ viewer, params: { id }, query, wiring }) =>
      listBookings(wiring.dataSource.manager, viewer, id, query),
  }),
  route({
    method: 'post',
    path: '/campaigns/:id/bookings',
    tag: 'campaigns',
    summary: 'Book for a customer; their ticket is opened',
    roles: ['agent', 'dispatcher', 'administrator'],
    params,
    body: bookForSchema,
    answer: bookedSchema,
    status: 201,
    handle: ({ viewer, params: { id: campaignId }, body: { customerId }, now, write }) =>
      write(async (tx) => {
        const [phone] = await tx.query(
          'SELECT number FROM phone_number WHERE customerId = ? ORDER BY id LIMIT 1',
          [customerId],
        );
        const booking = await bookCampaign(
          tx,
          {
            campaignId,
            customerId,
            number: phone?.number ?? '',
            language: 'zh',
            source: 'agent',
            actor: { kind: 'person', id: viewer.personId },
          },
          now,
        );
        if (booking.booked) return { ticketId: booking.ticket.id, ticketNumber: booking.ticket.number };
        throw new DomainError(
          'wrong_state',
          booking.why === 'full'
            ? "The region's places are all taken."
            : 'This customer cannot book this campaign: see its period, its products and regions, and whether they have it already.',
        );
      }),
  }),
];
