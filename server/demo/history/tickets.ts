import { type Actor, type EventMap, type EventType, roomsOf } from '../../../domain/contracts/events.ts';
import { deadlinesFor, standingDeadline } from '../../../domain/dispatch/deadlines.ts';
import { planWatch } from '../../../domain/dispatch/watch.ts';
import type { Point } from '../../../domain/geo.ts';
import { type PlaceKnown, startingPoint } from '../../../domain/intake/starting-point.ts';
import {
  isFieldKind,
  type Language,
  type ServiceActionName,
  type Source,
  type TicketKind,
} from '../../../domain/vocabulary.ts';
import { Site } from '../../../entities/customer.ts';
import { type Offer, Ticket, type Visit } from '../../../entities/ticket.ts';
import { ticketKindName } from '../../../services/intake/words.ts';
import { organisationZone } from '../../../services/zone.ts';
import type { OwnedAppliance } from '../customers.ts';
import type { DemoOutlet } from '../network.ts';
import type { Place } from '../organisation.ts';
import type { World } from './world.ts';

/** What a ticket of the present must not go beyond, so that every state is there to be seen. */
export interface Plan {
  /** Goes no further once it has come so far. */
  stopAt?: 'needs_details' | 'manual' | 'offered' | 'accepted' | 'appointment';
  /** The work is finished at this instant. */
  finishAt?: number;
}

/** A ticket while it is under way: its row, and what decides how it goes on. */
export interface TicketLife {
  row: Ticket;
  place: Place | null;
  point: Point | null;
  appliance: OwnedAppliance | null;
  plan: Plan;
  /** Outlets that declined it or let it time out. */
  tried: Set<number>;
  outlet: DemoOutlet | null;
  offer: { row: Offer; keep: { now(): void } } | null;
  visit: {
    row: Visit;
    keep: { now(): void };
    actions: ServiceActionName[];
    /** What the customer agreed to; null when nothing is known. */
    quotedFen: number | null;
  } | null;
  visits: number;
  /** A site that was written down on the call and may still lack its address. */
  site: { row: Site; keep: { now(): void } } | null;
  keep: { now(): void };
}

export interface Request {
  kind: TicketKind;
  source: Source;
  language: Language;
  number: string;
  customerId: number | null;
  category: string | null;
  appliance: OwnedAppliance | null;
  place: Place | null;
  point: Point | null;
  /** On file, or written down with this request. */
  siteId: number | null;
  newSite?: Site;
  known: PlaceKnown;
  description: string | null;
  contactId?: number;
  cause?: string;
  actor?: Actor;
  about?: TicketLife;
  plan?: Plan;
}

/** H3: a request becomes a ticket, as services/intake/open-ticket.ts would write it. */
export function openTicket(world: World, request: Request): TicketLife {
  const { kind, source, place, about, appliance, newSite } = request;
  const openedAt = world.date;
  const priority = kind === 'rescue' ? 'rescue' : 'normal';
  const scope = about?.row ?? { regionId: place?.regionId ?? null, storeId: place?.store.id ?? null };
  const tier = place?.store.tier ?? null;
  const start = startingPoint(
    { kind, priority, place: request.known, tier },
    world.province.policy,
    organisationZone(),
    openedAt,
  );
  const row: Ticket = {
    id: world.id('ticket'),
    number: world.newTicketNumber(),
    version: 1,
    kind,
    priority,
    ...start,
    stateSince: openedAt,
    source,
    language: request.language,
    customerId: request.customerId,
    contactNumber: request.number,
    siteId: newSite?.id ?? request.siteId,
    applianceId: appliance?.id ?? null,
    category: request.category,
    brandId: appliance?.brand?.id ?? null,
    districtCode: place?.county.code ?? null,
    regionId: scope.regionId,
    storeId: scope.storeId,
    outletId: null,
    technicianId: null,
    preferredOutletId: null,
    description: request.description,
    wishDay: null,
    plannedDay: null,
    plannedHalf: null,
    chaseCount: 0,
    moves: 0,
    resolutionNo: 0,
    reopenCount: 0,
    openedAt,
    doneAt: null,
    closedAt: null,
    firstContactAt: null,
    arrivedAt: null,
    takenBy: null,
    takenAt: null,
    deadlinesFrom: null,
    hurriedAt: null,
    deadlineStep: 0,
    lateLevel: null,
    waitReason: null,
    pausedAt: null,
  };
  const ticket: TicketLife = {
    row,
    place,
    point: request.point,
    appliance,
    plan: request.plan ?? {},
    tried: new Set(),
    outlet: null,
    offer: null,
    visit: null,
    visits: 0,
    site: newSite ? { row: newSite, keep: world.keep(() => world.writer.add(Site, newSite)) } : null,
    keep: world.keep(() => world.writer.add(Ticket, row)),
  };
  world.tickets.set(row.id, ticket);
  world.watch(ticket);
  world.text(
    `opened-${row.id}`,
    { number: row.contactNumber, language: row.language, ticketId: row.id },
    'ticket_opened',
    { number: row.number, what: ticketKindName(kind, row.language), state: row.state },
  );
  world.journal.write(
    openedAt,
    'ticket.opened',
    { kind, source, category: row.category, districtCode: row.districtCode },
    {
      ticketId: row.id,
      ticketVersion: 1,
      contactId: request.contactId,
      rule: kind === 'complaint' ? 'C1' : 'H3',
      cause: request.cause,
      actor: request.actor ?? { kind: 'caller' },
      rooms: roomsOf(row),
    },
  );
  world.reactions[row.state]?.(ticket);
  return ticket;
}

/** Changes a ticket and says so to the rooms that saw it and those that see it now; then others react. */
export function changeTicket<T extends EventType>(
  world: World,
  ticket: TicketLife,
  changes: Partial<Ticket>,
  [type, data]: [T, EventMap[T]],
  {
    rule,
    actor,
    contactId,
    cause,
  }: { rule?: string; actor?: Actor; contactId?: number; cause?: string } = {},
): void {
  const { row } = ticket;
  const before = roomsOf(row);
  const moved = changes.state !== undefined && changes.state !== row.state;
  const was = standingDeadline(row);
  Object.assign(row, changes);
  const is = standingDeadline(row);
  // D6: as services/tickets.ts does it.
  if (!('deadlineActionAt' in changes) && (was?.kind !== is?.kind || was?.at !== is?.at)) {
    Object.assign(row, planWatch(row, 0, world.province.policy, organisationZone(), world.date));
    world.watch(ticket);
  }
  row.version += 1;
  if (moved) row.stateSince = world.date;
  const rooms = [...before, ...roomsOf(row)];
  const note = { ticketId: row.id, ticketVersion: row.version, contactId, rule, actor, cause, rooms };
  world.journal.write(world.date, type, data, note);
  if (row.state === 'closed' || row.state === 'cancelled') {
    world.tickets.delete(row.id);
    ticket.keep.now();
  }
  if (moved) world.reactions[row.state]?.(ticket);
}

/** F1: done, for the first or another time. */
export function finishTicket(
  world: World,
  ticket: TicketLife,
  chargeFen: number,
  missing: ServiceActionName[],
  actor: { kind: 'person'; id: number },
): void {
  const resolutionNo = ticket.row.resolutionNo + 1;
  changeTicket(
    world,
    ticket,
    { state: 'done', doneAt: world.date, resolutionNo, manualReason: null, nextActionAt: null },
    ['ticket.done', { resolutionNo, chargeFen, missing }],
    { rule: 'F1', actor },
  );
}

/** F3: back to a dispatcher, as urgent, with fresh deadlines. */
export function reopenTicket(world: World, ticket: TicketLife): void {
  const { row } = ticket;
  const priority = row.priority === 'rescue' ? 'rescue' : 'urgent';
  const due = deadlinesFor(
    { kind: row.kind, priority, tier: ticket.place?.store.tier ?? null, from: world.date },
    world.province.policy,
    organisationZone(),
  );
  if (ticket.outlet) ticket.tried.add(ticket.outlet.id);
  ticket.outlet = null;
  ticket.visit = null;
  ticket.plan = {};
  changeTicket(
    world,
    ticket,
    {
      state: 'manual',
      manualReason: isFieldKind(row.kind) ? 'reopened' : 'staff_kind',
      priority,
      outletId: null,
      technicianId: null,
      plannedDay: null,
      doneAt: null,
      closedAt: null,
      reopenCount: row.reopenCount + 1,
      moves: 0,
      firstContactAt: null,
      arrivedAt: null,
      deadlinesFrom: world.date,
      hurriedAt: null,
      lateLevel: null,
      firstContactDueAt: due?.firstContactDueAt ?? null,
      arrivalDueAt: due?.arrivalDueAt ?? null,
      completionDueAt: due?.completionDueAt ?? null,
      nextActionAt: null,
    },
    ['ticket.reopened', { resolutionNo: row.resolutionNo }],
    { rule: 'F3' },
  );
}
