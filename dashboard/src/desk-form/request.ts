import type { z } from 'zod';
import type { newTicketSchema } from '../../../domain/contracts/api.ts';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { isFieldKind, isSameMatter, type TicketKind } from '../../../domain/vocabulary.ts';
import { isCounter } from '../counter/counter-brief.ts';
import { isPhone } from '../tickets/is-phone.ts';
import type { RequestDraft } from './draft.ts';

export type NewTicket = z.input<typeof newTicketSchema>;
export type FieldName = 'product' | 'place' | 'number';

/** What is still missing or wrong, in the order of speech; the words are in the language files. */
export function troubles(draft: RequestDraft): Partial<Record<FieldName, 'needed' | 'unclear'>> {
  const { category, productText, kind, districtCode, siteId, placeText, number } = draft;
  return {
    ...(!category && { product: productText.trim() === '' ? 'needed' : 'unclear' }),
    ...(isFieldKind(kind) &&
      !districtCode &&
      !siteId && { place: placeText.trim() === '' ? 'needed' : 'unclear' }),
    ...(!isPhone(number) && { number: number.trim() === '' ? 'needed' : 'unclear' }),
  };
}

/** H8: open tickets that this request may only repeat, as far as its product is known. */
export function likeIt(
  { kind, category, separate }: Pick<RequestDraft, 'kind' | 'category' | 'separate'>,
  tickets: CallerBrief['tickets'],
): CallerBrief['tickets'] {
  if (separate) return [];
  return tickets.filter(
    (ticket) => ticket.open && isSameMatter(ticket, { kind, category: category ?? ticket.category }),
  );
}

/** Kinds that are about something we did. */
export const COMPLAINTS: readonly TicketKind[] = ['complaint', 'claim'];

/** The request as the server takes it. */
export function requestOf(draft: RequestDraft, contactId: number): NewTicket {
  const { kind, category, brandId, applianceId, siteId, districtCode, customerId, wishDay, wishHalf } = draft;
  const address = draft.address.trim();
  const name = draft.name.trim();
  const description = draft.fault.trim();
  return {
    ...(!isCounter(contactId) && { contactId }),
    kind,
    category: category ?? '',
    priority: draft.urgent ? 'urgent' : 'normal',
    contactNumber: draft.number,
    ...(customerId ? { customerId } : name && { customerName: name }),
    ...(applianceId ? { applianceId } : brandId && { brandId }),
    ...(siteId ? { siteId } : districtCode && { districtCode, ...(address && { address }) }),
    ...(description && { description }),
    ...(wishDay && isFieldKind(kind) && { wishDay, ...(wishHalf && { wishHalf }) }),
    ...(draft.preferredOutletId && isFieldKind(kind) && { preferredOutletId: draft.preferredOutletId }),
    ...(draft.aboutTicketId && COMPLAINTS.includes(kind) && { aboutTicketId: draft.aboutTicketId }),
    ...(draft.separate && { separate: true }),
  };
}

/** Where it is to be done, as far as that is known: a home on file, or the district that was named. */
export const districtOf = (
  { siteId, districtCode }: Pick<RequestDraft, 'siteId' | 'districtCode'>,
  brief: CallerBrief | undefined,
): string | null => (siteId && brief?.sites.find(({ id }) => id === siteId)?.districtCode) || districtCode;
