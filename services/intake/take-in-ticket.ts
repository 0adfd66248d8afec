import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { localDay } from '../../domain/time.ts';
import {
  type HalfDay,
  isFieldKind,
  type Language,
  type Priority,
  type Source,
  type TicketKind,
} from '../../domain/vocabulary.ts';
import { Outlet } from '../../entities/network.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { amendDisposition, holdContact } from './end-contact.ts';
import { type OpenedTicket, type OpenTicket, openTicket, type TicketPlace } from './open-ticket.ts';
import { ownCall } from './own-call.ts';
import { type IntakeReference, loadReference } from './reference.ts';
import { sameMatter } from './same-matter.ts';

export interface TakeInTicket {
  kind: TicketKind;
  category: string;
  priority: Priority;
  contactNumber: string;
  customerName?: string;
  districtCode?: string;
  address?: string;
  description?: string;
  source: Extract<Source, 'counter' | 'agent' | 'import'>;
  actor: Actor;
  /** At a counter: whose files may be chosen from (services/counter). */
  counterCustomerIds?: number[];
  /** The call in hand that asks for it. */
  contactId?: number;
  customerId?: number;
  applianceId?: number;
  brandId?: number;
  /** A home on file, instead of a district and an address. */
  siteId?: number;
  wishDay?: string;
  /** H6: the half of that day, which routing then claims. */
  wishHalf?: HalfDay;
  /** D3: the outlet that the customer asked for. */
  preferredOutletId?: number;
  /** C1: the caller's ticket that a complaint or claim is about. */
  aboutTicketId?: number;
  language?: Language;
  /** H8: another matter, though one like it is open. */
  separate?: boolean;
  links?: OpenTicket['links'];
  /** What the process holds in memory; read from the database when absent. */
  reference?: IntakeReference;
}

/** H3: a request taken in at a counter, by an agent or by another system: the same way as a call. */
export async function takeInTicket(tx: Tx, command: TakeInTicket, now: Date): Promise<OpenedTicket> {
  const { category, contactNumber, contactId } = command;
  const { categories } = command.reference ?? (await loadReference(tx, now));
  if (!categories.some(({ code }) => code === category)) {
    throw new DomainError('invalid', 'There is no such product category.');
  }
  if (isFieldKind(command.kind) && !command.districtCode && !command.siteId) {
    throw new DomainError('invalid', 'Say in which district the work is to be done.');
  }
  if (normaliseNumber(contactNumber) === '') {
    throw new DomainError('invalid', 'Give a number to reach the customer, with its area code.');
  }
  if (command.wishDay && command.wishDay < localDay(now, organisationZone())) {
    throw new DomainError('invalid', 'The day wished for is over.');
  }
  const { preferredOutletId } = command;
  if (preferredOutletId && !(await tx.existsBy(Outlet, { id: preferredOutletId }))) {
    throw new DomainError('invalid', 'There is no such outlet.');
  }
  if (contactId) return takeInOnCall(tx, { ...command, contactId }, now);
  if (command.counterCustomerIds) return takeInAtCounter(tx, command, command.counterCustomerIds, now);
  if (command.customerId || command.applianceId || command.siteId || command.aboutTicketId) {
    throw new DomainError('invalid', 'What is on file is chosen on a call or at a counter only.');
  }
  return openTicket(tx, { ...command, language: command.language ?? 'zh', place: newPlace(command) }, now);
}

/** At a counter: what is on file of the store's own customers may be chosen. */
async function takeInAtCounter(
  tx: Tx,
  command: TakeInTicket,
  customerIds: number[],
  now: Date,
): Promise<OpenedTicket> {
  const { customerId, appliance, site } = await onFile(tx, command, customerIds);
  const place: TicketPlace | null = site
    ? { siteId: site.id, districtCode: site.districtCode, hasAddress: Boolean(site.address) }
    : newPlace(command);
  const brandId = appliance?.brandId ?? command.brandId ?? null;
  return openTicket(tx, { ...command, customerId, brandId, language: command.language ?? 'zh', place }, now);
}

/** On one's own call: what is on file may be chosen, and the same matter is opened once (H8). */
async function takeInOnCall(
  tx: Tx,
  command: TakeInTicket & { contactId: number },
  now: Date,
): Promise<OpenedTicket> {
  const { contactId, kind, category, actor } = command;
  const personId = actor.kind === 'person' ? actor.id : 0;
  const call = await ownCall(tx, { personId, contactId }, now);
  const { ended } = await holdContact(tx, contactId);
  if (!command.separate && (await sameMatter(tx, { ...call, kind, category }))) {
    throw new DomainError(
      'duplicate',
      'The same matter is open already. Chase it, or say that it is another.',
    );
  }
  const { customerId, appliance, site } = await onFile(tx, command, call.customerIds);
  if (command.aboutTicketId) await requireTheirs(tx, command.aboutTicketId, call);
  const place: TicketPlace | null = site
    ? { siteId: site.id, districtCode: site.districtCode, hasAddress: Boolean(site.address) }
    : newPlace(command);
  const opened = await openTicket(
    tx,
    {
      ...command,
      customerId,
      brandId: appliance?.brandId ?? command.brandId ?? null,
      language: command.language ?? (call.language as Language),
      place,
    },
    now,
  );
  if (ended) await amendDisposition(tx, contactId, now);
  return opened;
}

const newPlace = ({ districtCode, address }: TakeInTicket): TicketPlace | null =>
  districtCode ? { districtCode, address: address || null, spokenAddress: null } : null;

/** A ticket of whoever calls; of any other the caller learns nothing, not even that it is there. */
async function requireTheirs(
  tx: Tx,
  ticketId: number,
  { number, customerIds }: { number: string; customerIds: number[] },
): Promise<void> {
  const [theirs] = await tx.query(
    "SELECT 1 FROM ticket WHERE id = ? AND ((contactNumber = ? AND contactNumber <> '') OR customerId IN (?))",
    [ticketId, number, [0, ...customerIds]],
  );
  if (!theirs) throw notOnFile();
}

const notOnFile = () => new DomainError('invalid', 'That is not on file for this caller. Look at it again.');

/** What was chosen from the files of those behind the number; anything else does not exist for this call. */
async function onFile(tx: Tx, command: TakeInTicket, customerIds: number[]) {
  if (command.customerId && !customerIds.includes(command.customerId)) throw notOnFile();
  const among = customerIds.length > 0 ? customerIds : [0];
  const one = async (sql: string, id: number | undefined) => {
    if (!id) return null;
    const [row] = await tx.query(`${sql} WHERE id = ? AND customerId IN (?)`, [id, among]);
    if (!row) throw notOnFile();
    return row;
  };
  const appliance: { id: number; brandId: number | null; customerId: number } | null = await one(
    'SELECT id, brandId, customerId FROM appliance',
    command.applianceId,
  );
  const site: { id: number; districtCode: string; address: string | null } | null = await one(
    'SELECT id, districtCode, address FROM site',
    command.siteId,
  );
  return { customerId: command.customerId ?? appliance?.customerId ?? null, appliance, site };
}
