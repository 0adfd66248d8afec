import { randomInt } from 'node:crypto';
import { type Actor, roomsOf } from '../../domain/contracts/events.ts';
import { type StartingPoint, startingPoint } from '../../domain/intake/starting-point.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { TICKET_BODY_DIGITS, ticketNumber } from '../../domain/ticket-number.ts';
import { hoursAfter } from '../../domain/time.ts';
import type {
  HalfDay,
  Language,
  Priority,
  Source,
  TicketKind,
  TicketState,
} from '../../domain/vocabulary.ts';
import { tierOf, wishedUntil } from '../dispatch/reckon-deadlines.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import type { LinkMaker } from '../signed-link.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { organisationZone } from '../zone.ts';
import { countyOf } from './county.ts';
import { customerByNumber } from './customer-by-number.ts';
import { DETAILS_LINK_HOURS, detailsToken, detailsUrl } from './details-link.ts';
import { keepRecording, type Recorded } from './keep-recording.ts';
import { notePurpose } from './note-purpose.ts';
import type { DistrictFacts, IntakeReference } from './reference.ts';
import { ticketKindName } from './words.ts';

/** Where someone is to be sent: a site on file, or what was said of a new one. */
export type TicketPlace =
  | { siteId: number; districtCode: string; hasAddress: boolean }
  | { districtCode: string; address: string | null; spokenAddress: string | null };

export interface OpenTicket {
  kind: TicketKind;
  /** A rescue is always of priority rescue. */
  priority?: Priority;
  source: Source;
  language: Language;
  /** Number to reach whoever asked, as given; '' when nobody knows it. */
  contactNumber: string;
  category: string | null;
  place: TicketPlace | null;
  customerId?: number | null;
  /** With a number: the customer is looked up, or written down anew. */
  customerName?: string;
  applianceId?: number | null;
  brandId?: number | null;
  description?: string | null;
  wishDay?: string | null;
  /** H6: the half of that day that the customer chose; claimed when it is routed. */
  wishHalf?: HalfDay | null;
  /** D3: the outlet that the customer asked for. */
  preferredOutletId?: number | null;
  /** H7: booked in this campaign, by its name in the caller's language; the text message says so. */
  campaign?: string;
  /** The contact that asked, when it was a call. */
  contactId?: number;
  /** C1: the ticket that a complaint is about; its store takes the complaint. */
  aboutTicketId?: number | null;
  recording?: Recorded;
  actor?: Actor;
  /** Call sid or request id. */
  cause?: string;
  /** Makes the link by which an address is completed; without it none is sent. */
  links?: LinkMaker;
  /** What the process holds in memory already; read from the database when absent. */
  reference?: Pick<IntakeReference, 'policy' | 'districts'> & Partial<Pick<IntakeReference, 'tiers'>>;
}

export interface OpenedTicket {
  id: number;
  number: string;
  state: TicketState;
  priority: Priority;
  /** D6: whole hours (below one: minutes of it) within which somebody is in touch; null where nobody is sent. */
  contactHours: number | null;
  /** A text message with the number is on its way. */
  texted: boolean;
  /** A text message with a link to complete the address is on its way. */
  linkSent: boolean;
}

const NUMBER_TRIES = 8;

/** H3: a request becomes a ticket, with a number, deadlines (D6), and the region and store of its place (C1). */
export async function openTicket(tx: Tx, command: OpenTicket, now: Date): Promise<OpenedTicket> {
  const { kind, place } = command;
  const contactNumber = normaliseNumber(command.contactNumber);
  const priority = kind === 'rescue' ? 'rescue' : (command.priority ?? 'normal');
  const policy = command.reference?.policy ?? (await policyInForce(tx)).policy;
  const district = place ? await countyOf(tx, place.districtCode, command.reference?.districts) : null;
  const scope = await scopeOf(tx, command, district);
  const customerId =
    command.customerId ?? (await customerByNumber(tx, contactNumber, command.customerName, now));
  const siteId = place && district ? await siteOf(tx, place, district, customerId) : null;
  const known = !place ? 'nothing' : hasAddress(place) ? 'address' : 'district';
  const tier = await tierOf(tx, scope.storeId, command.reference?.tiers);
  const wished = {
    wishDay: command.wishDay ?? null,
    plannedHalf: (command.wishDay && command.wishHalf) || null,
  };
  const wantedUntil = wishedUntil(wished, policy);
  const question = { kind, priority, place: known, tier, wantedUntil } as const;
  const start = startingPoint(question, policy, organisationZone(), now);
  const ticket = await insertTicket(tx, start, {
    kind,
    priority,
    stateSince: now,
    source: command.source,
    language: command.language,
    customerId,
    contactNumber,
    siteId,
    applianceId: command.applianceId ?? null,
    category: command.category,
    brandId: command.brandId ?? null,
    districtCode: place?.districtCode ?? null,
    ...scope,
    description: command.description ?? null,
    preferredOutletId: command.preferredOutletId ?? null,
    ...wished,
    openedAt: now,
  });
  if (command.contactId) await tieToContact(tx, command, ticket.id, now);
  const { texted, linkSent } = await tellCaller(
    tx,
    command,
    { ...ticket, contactNumber, state: start.state },
    now,
  );
  await appendEvents(
    tx,
    [
      {
        type: 'ticket.opened',
        data: {
          kind,
          source: command.source,
          category: command.category,
          districtCode: place?.districtCode ?? null,
        },
        ticketId: ticket.id,
        ticketVersion: 1,
        contactId: command.contactId,
        rule: kind === 'complaint' ? 'C1' : 'H3',
        cause: command.cause,
        rooms: roomsOf({ ...scope, outletId: null }),
      },
    ],
    now,
    command.actor ?? { kind: 'caller' },
  );
  const contactHours = hoursUntil(start.firstContactDueAt, now);
  return { ...ticket, state: start.state, priority, contactHours, texted, linkSent };
}

/** As the clock on the wall goes: at night two hours of working time are the next morning. Rounded up. */
function hoursUntil(at: Date | null | undefined, now: Date): number | null {
  if (!at) return null;
  const minutes = Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 60_000));
  return minutes < 60 ? minutes / 60 : Math.ceil(minutes / 60);
}

const hasAddress = (place: TicketPlace): boolean =>
  'siteId' in place ? place.hasAddress : Boolean(place.address);

/** The region and store that look after it: those of the ticket complained about, else those of the place. */
async function scopeOf(
  tx: Tx,
  { aboutTicketId }: OpenTicket,
  district: DistrictFacts | null,
): Promise<{ regionId: number | null; storeId: number | null }> {
  if (aboutTicketId) {
    const [about] = await tx.query('SELECT regionId, storeId FROM ticket WHERE id = ?', [aboutTicketId]);
    if (about) return { regionId: about.regionId, storeId: about.storeId };
  }
  return { regionId: district?.regionId ?? null, storeId: district?.storeId ?? null };
}

async function siteOf(
  tx: Tx,
  place: TicketPlace,
  district: DistrictFacts,
  customerId: number | null,
): Promise<number> {
  if ('siteId' in place) return place.siteId;
  return insertRow(tx, 'site', {
    customerId,
    districtCode: district.code,
    address: place.address,
    spokenAddress: place.spokenAddress,
    lng: district.lng,
    lat: district.lat,
    precision: 'county',
  });
}

/** The number is drawn by lot; the unique index says whether it was free. */
async function insertTicket(
  tx: Tx,
  start: StartingPoint,
  row: Record<string, unknown>,
): Promise<{ id: number; number: string }> {
  for (let attempt = 1; ; attempt++) {
    const number = ticketNumber(randomInt(10 ** (TICKET_BODY_DIGITS - 1), 10 ** TICKET_BODY_DIGITS));
    try {
      return { id: await insertRow(tx, 'ticket', { number, ...row, ...start }), number };
    } catch (error) {
      if (attempt >= NUMBER_TRIES || !isDuplicate(error)) throw error;
    }
  }
}

async function tieToContact(tx: Tx, command: OpenTicket, ticketId: number, now: Date): Promise<void> {
  const { contactId = 0, aboutTicketId, recording } = command;
  const purpose = command.kind === 'complaint' ? 'complained' : 'opened';
  await notePurpose(tx, contactId, ticketId, purpose);
  if (aboutTicketId) await notePurpose(tx, contactId, aboutTicketId, purpose);
  if (recording) await keepRecording(tx, recording, { kind: 'message', contactId, ticketId }, now);
}

/** H4: the number by text message; and where the address is not on file, a link to complete or correct it. */
async function tellCaller(
  tx: Tx,
  { kind, language, place, links, source, campaign }: OpenTicket,
  {
    id,
    number,
    contactNumber,
    state,
  }: { id: number; number: string; contactNumber: string; state: TicketState },
  now: Date,
): Promise<{ texted: boolean; linkSent: boolean }> {
  const to = { to: contactNumber, language, ticketId: id };
  const texted = await queueMessage(
    tx,
    {
      ...to,
      dedupKey: `opened-${id}`,
      ...(campaign === undefined
        ? { template: 'ticket_opened', params: { number, what: ticketKindName(kind, language), state } }
        : { template: 'campaign_booked', params: { number, campaign } }),
    },
    now,
  );
  const spoken = source === 'phone' && place !== null && !('siteId' in place);
  const lacking = place !== null && !hasAddress(place);
  if (!links || kind === 'complaint' || !(spoken || lacking)) return { texted, linkSent: false };
  const token = detailsToken(links.secret, id, hoursAfter(now, DETAILS_LINK_HOURS));
  const linkSent = await queueMessage(
    tx,
    {
      ...to,
      dedupKey: `details-${id}`,
      template: 'details_link',
      params: { number, url: detailsUrl(links.publicUrl, token) },
    },
    now,
  );
  return { texted, linkSent };
}
