import { type Actor, PROVINCE_ROOM, regionRoom } from '../../domain/contracts/events.ts';
import type { Language, Source } from '../../domain/vocabulary.ts';
import { CampaignBooking } from '../../entities/campaign.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import { type OpenedTicket, openTicket } from '../intake/open-ticket.ts';
import type { IntakeReference } from '../intake/reference.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import { eligibleCampaign } from './eligible-campaign.ts';

export interface BookCampaign {
  campaignId: number;
  customerId: number;
  /** To reach them, and to tell them; E.164. */
  number: string;
  language: Language;
  source: Extract<Source, 'phone' | 'agent'>;
  /** The call on which it was asked for. */
  contactId?: number;
  actor?: Actor;
  cause?: string;
  links?: { secret: string; publicUrl: string };
  reference?: Pick<IntakeReference, 'policy' | 'districts'>;
}

export type Booking =
  | { booked: true; ticket: OpenedTicket; kind: string }
  | { booked: false; why: 'full' | 'not_eligible' };

/**
 * H7: takes a place of the region's quota and opens the ticket. One conditional update takes the place, so the quota
 * is never exceeded however many book at once; a customer's bookings are made one after the other, and the unique
 * index says that they have one. A refusal writes nothing.
 */
export async function bookCampaign(tx: Tx, command: BookCampaign, now: Date): Promise<Booking> {
  const { campaignId, customerId, contactId, cause } = command;
  await tx.query('SELECT id FROM customer WHERE id = ? FOR UPDATE', [customerId]);
  // What another booking of theirs has just committed counts: a locking read sees it.
  const [before] = await tx.query(
    'SELECT id FROM campaign_booking WHERE campaignId = ? AND customerId = ? AND liveMark = 1 LOCK IN SHARE MODE',
    [campaignId, customerId],
  );
  const may = before
    ? null
    : await eligibleCampaign(tx, { customerId, only: campaignId, places: false }, now);
  if (!may) return { booked: false, why: 'not_eligible' };
  const { regionId, kind, category, applianceId, brandId, siteId, districtCode, hasAddress } = may;
  const { affectedRows } = await tx.query(
    'UPDATE campaign_quota SET booked = booked + 1 WHERE campaignId = ? AND regionId = ? AND booked < quota',
    [campaignId, regionId],
  );
  if (affectedRows !== 1) return { booked: false, why: 'full' };
  const { language, number, source, actor, links, reference } = command;
  const name = language === 'zh' ? may.name : may.nameEn;
  const ticket = await openTicket(
    tx,
    {
      kind,
      category,
      source,
      language,
      contactNumber: number,
      customerId,
      applianceId,
      brandId,
      place: { siteId, districtCode, hasAddress },
      description: may.name,
      campaign: name,
      contactId,
      actor,
      cause,
      links,
      reference,
    },
    now,
  );
  await tx.insert(CampaignBooking, {
    campaignId,
    customerId,
    regionId,
    number,
    ticketId: ticket.id,
    liveMark: 1,
    bookedAt: now,
  });
  if (contactId) await notePurpose(tx, contactId, ticket.id, 'booked');
  const rooms = [PROVINCE_ROOM, regionRoom(regionId)];
  const data = { campaignId, regionId };
  const about = { ticketId: ticket.id, contactId, cause };
  await appendEvents(tx, [{ type: 'campaign.booked', data, ...about, rule: 'H7', rooms }], now, actor);
  return { booked: true, ticket, kind };
}
