import { jobId } from '../../../domain/contracts/jobs.ts';
import type { Candidate } from '../../../domain/dispatch/candidate.ts';
import { chooseOutlet, type RoutingVerdict } from '../../../domain/dispatch/choose-outlet.ts';
import { distanceKm } from '../../../domain/geo.ts';
import {
  type DeclineReason,
  type FieldKind,
  isFieldKind,
  type ManualReason,
  mayWork,
  type OfferState,
} from '../../../domain/vocabulary.ts';
import { Offer, RoutingDecision } from '../../../entities/ticket.ts';
import type { DemoOutlet } from '../network.ts';
import { DESK_HOURS, resolveByStaff } from './desk-work.ts';
import { HOUR, MINUTE, SECOND } from './local-time.ts';
import { changeTicket, type TicketLife } from './tickets.ts';
import type { World } from './world.ts';

/** One in so many jobs of the outlet with the demo's logins is its technician's. */
const THEIR_SHARE = 3;
const POLICY_VERSION = 1;
/** Enough of each list to explain the choice. */
const SHOWN = 12;
const DECLINES: readonly (readonly [DeclineReason, number])[] = [
  ['no_capacity', 45],
  ['no_part', 22],
  ['too_far', 16],
  ['no_skill', 12],
  ['other', 5],
];

const WHY_BY_HAND: Record<Exclude<ManualReason, 'staff_kind'>, readonly string[]> = {
  no_outlet: ['无覆盖网点，已电话协调就近网点上门', '邻县网点确认可以上门'],
  moves_exhausted: ['多次流转无人接单，已与网点负责人电话确认', '优先保障时效，指定接单'],
  reopened: ['上次未修好，换网点重修', '重修由自营队处理', '用户要求原网点负责到底'],
  asked: ['用户指定网点'],
};

/** Routing, the outlets' answers and the dispatchers' decisions (D1–D5). */
export function dispatchTickets(world: World): void {
  world.reactions.new = (ticket) =>
    world.at(world.now + world.random.between(0.15, 0.9) * SECOND, () => route(world, ticket));
  world.reactions.offered = (ticket) => outletAnswers(world, ticket);
  world.reactions.manual = (ticket) => {
    if (isFieldKind(ticket.row.kind)) dispatcherDecides(world, ticket);
    else resolveByStaff(world, ticket);
  };
}

function route(world: World, ticket: TicketLife): void {
  const { row } = ticket;
  if (row.state !== 'new') return;
  const cause = jobId('routing', { ticketId: row.id });
  if (row.moves > world.province.policy.dispatch.maxMoves) {
    handOver(world, ticket, 'moves_exhausted', null, cause);
    return;
  }
  const verdict = decide(world, ticket);
  const [best] = verdict.qualified;
  const outlet = best ? world.province.outlets[best.outletId - 1] : undefined;
  const decisionId = world.id('decision');
  world.writer.add(RoutingDecision, {
    id: decisionId,
    ticketId: row.id,
    at: world.date,
    policyVersionId: POLICY_VERSION,
    outletId: outlet?.id ?? null,
    overruled: false,
    verdict: {
      ...verdict,
      qualified: verdict.qualified.slice(0, SHOWN),
      excluded: verdict.excluded.slice(0, SHOWN),
    },
  });
  if (outlet) offer(world, ticket, outlet, verdict.day, { decisionId, cause });
  else handOver(world, ticket, 'no_outlet', decisionId, cause);
}

/** D1: the first of the days looked at on which someone can; else the first day's verdict, which says why not. */
function decide(world: World, ticket: TicketLife): RoutingVerdict {
  const { policy } = world.province;
  const { row } = ticket;
  const [hours = 0, minutes = 0] = policy.dispatch.sameDayUntil.split(':').map(Number);
  const today = world.local.dayIndex(world.now);
  const late = row.priority !== 'rescue' && world.local.hour(world.now) >= hours + minutes / 60;
  let first: RoutingVerdict | undefined;
  for (let ahead = 0; ahead <= policy.dispatch.daysAhead; ahead++) {
    const day = world.local.dayAt(today + ahead + (late ? 1 : 0));
    const verdict = verdictFor(world, ticket, day);
    if (verdict.qualified.length > 0) return verdict;
    first ??= verdict;
    if (verdict.covering === 0) break;
  }
  return first as RoutingVerdict;
}

function verdictFor(world: World, ticket: TicketLife, day: string): RoutingVerdict {
  const { coverage, policy } = world.province;
  const { row, place, point, appliance } = ticket;
  if (!place) throw new Error(`ticket ${row.id} is routed without a place`);
  const kind = (row.kind === 'rescue' ? 'repair' : row.kind) as FieldKind;
  const covering = coverage.of(place.county.code, row.category ?? '', kind);
  const today = world.local.day(world.now);
  const lately = world.daysBefore(policy.dispatch.measures.fairnessDays);
  const wished = world.reputation.wishOf(ticket);
  if (wished?.wish === 'named') row.preferredOutletId = wished.outletId;
  return chooseOutlet(
    covering.map((outlet): Candidate => {
      const { id: outletId, name, type, standing, dailyCapacity: capacity } = outlet;
      return {
        outletId,
        name,
        type,
        standing,
        distanceKm: distanceKm(point ?? place.county.center, outlet),
        load: world.load(outletId),
        capacity,
        booked: world.booked(outlet, day),
        halfBooked: null,
        recent: world.bookedOn(outlet, lately),
        technicians: outlet.technicians.length,
        skilled: outlet.technicians.filter(({ skills }) => skills.includes(row.category ?? '')).length,
        figures: world.reputation.of(outletId),
        wish: wished?.outletId === outletId ? wished.wish : null,
        authorised: row.brandId !== null && outlet.authorised.has(row.brandId),
        tried: ticket.tried.has(outletId),
      };
    }),
    {
      category: row.category ?? '',
      marketTier: place.store.tier,
      underWarranty: appliance?.brand != null && appliance.warrantyUntil >= today,
      manufacturerFirst: appliance?.brand?.manufacturerFirst ?? false,
      day,
      half: null,
    },
    policy,
  );
}

/** D4: asks an outlet, or, when a dispatcher chose (D5), tells it. */
function offer(
  world: World,
  ticket: TicketLife,
  outlet: DemoOutlet,
  day: string,
  by: { decisionId: number; cause: string } | { dispatcher: number; reason: string },
): void {
  const { row } = ticket;
  const byHand = 'dispatcher' in by;
  const minutes = world.province.policy.dispatch.acceptMinutes[row.priority];
  const expiresAt = new Date(world.now + minutes * MINUTE);
  const offered: Offer = {
    id: world.id('offer'),
    ticketId: row.id,
    outletId: outlet.id,
    state: 'open',
    openMark: 1,
    day,
    offeredAt: world.date,
    expiresAt,
    answeredAt: null,
    declineReason: null,
    declineNote: null,
    note: byHand ? by.reason : null,
    assignedBy: byHand ? by.dispatcher : null,
  };
  ticket.offer = { row: offered, keep: world.keep(() => world.writer.add(Offer, offered)) };
  ticket.outlet = outlet;
  world.book(outlet, day, 1);
  world.addLoad(outlet.id, 1);
  changeTicket(
    world,
    ticket,
    { state: 'offered', outletId: outlet.id, plannedDay: day, manualReason: null, nextActionAt: expiresAt },
    [
      'ticket.offered',
      {
        outletId: outlet.id,
        expiresAt: expiresAt.toISOString(),
        decisionId: byHand ? null : by.decisionId,
        overruled: byHand,
        reason: byHand ? by.reason : null,
      },
    ],
    byHand ? { rule: 'D5', actor: { kind: 'person', id: by.dispatcher } } : { rule: 'D3', cause: by.cause },
  );
}

function outletAnswers(world: World, ticket: TicketLife): void {
  const { random } = world;
  const { outlet, offer: asked } = ticket;
  if (ticket.plan.stopAt === 'offered' || !outlet || !asked) return;
  const { expiresAt, offeredAt, assignedBy } = asked.row;
  const hour = world.local.hour(world.now);
  const asleep = hour < 7 || hour >= 23;
  const [lapses, declines] = assignedBy
    ? [0.01, 0.01]
    : [0.015 + (1 - outlet.quality) * 0.1 + (asleep ? 0.25 : 0), 0.02 + (1 - outlet.quality) * 0.1];
  const urgent = ticket.row.priority === 'rescue';
  const planned = ticket.plan.stopAt || ticket.plan.finishAt;
  const fate = planned ? 1 : random.next();
  if (fate < lapses) {
    world.at(expiresAt.getTime() + random.between(0.1, 0.8) * SECOND, () => end(world, ticket, 'timed_out'));
    return;
  }
  const wait = random.lognormal((urgent ? 2 : asleep ? 11 : 6) * MINUTE, 0.7);
  const at = Math.min(offeredAt.getTime() + wait, expiresAt.getTime() - random.between(5, 60) * SECOND);
  if (fate < lapses + declines) world.at(at, () => end(world, ticket, 'declined'));
  else world.at(at, () => accept(world, ticket));
}

/** The offer in force ends without work, and its place is given back; the ticket moves on (D4). */
function end(world: World, ticket: TicketLife, state: Extract<OfferState, 'declined' | 'timed_out'>): void {
  const { offer: asked, outlet, row } = ticket;
  if (!asked || !outlet || row.state !== 'offered') return;
  const reason = state === 'declined' ? world.random.pickBy(DECLINES) : null;
  Object.assign(asked.row, { state, openMark: null, answeredAt: world.date, declineReason: reason });
  asked.keep.now();
  ticket.offer = null;
  ticket.outlet = null;
  ticket.tried.add(outlet.id);
  world.reputation.answered(outlet.id, true);
  world.book(outlet, asked.row.day, -1);
  world.addLoad(outlet.id, -1);
  changeTicket(
    world,
    ticket,
    { state: 'new', outletId: null, plannedDay: null, moves: row.moves + 1, nextActionAt: world.date },
    reason
      ? ['ticket.declined', { outletId: outlet.id, reason }]
      : ['ticket.timed_out', { outletId: outlet.id }],
    { rule: 'D4', actor: reason ? world.managerOf(outlet) : undefined },
  );
}

function accept(world: World, ticket: TicketLife): void {
  const { offer: asked, outlet, row } = ticket;
  if (!asked || !outlet || row.state !== 'offered') return;
  Object.assign(asked.row, { state: 'accepted', answeredAt: world.date });
  world.reputation.answered(outlet.id, false);
  const able = outlet.technicians.filter(({ skills }) => skills.includes(row.category ?? ''));
  const picked = world.random.pick(able.length > 0 ? able : outlet.technicians);
  const { technicianId } = world.province.staff.technician;
  // Whoever signs in as the technician finds work of their own.
  const technician =
    row.id % THEIR_SHARE === 0 ? (able.find(({ id }) => id === technicianId) ?? picked) : picked;
  changeTicket(
    world,
    ticket,
    { state: 'accepted', technicianId: technician.id, nextActionAt: null },
    ['ticket.accepted', { outletId: outlet.id }],
    { rule: 'D4', actor: world.managerOf(outlet) },
  );
}

function handOver(
  world: World,
  ticket: TicketLife,
  reason: ManualReason,
  decisionId: number | null,
  cause: string,
): void {
  changeTicket(
    world,
    ticket,
    {
      state: 'manual',
      manualReason: reason,
      outletId: null,
      technicianId: null,
      plannedDay: null,
      nextActionAt: null,
    },
    ['ticket.handed_over', { reason, decisionId }],
    { rule: 'D4', cause },
  );
}

/** Every other ticket that waits today is in some dispatcher's hands after a moment. */
function takenInHand(world: World, ticket: TicketLife): void {
  const { row } = ticket;
  const { dispatchers } = world.province.staff;
  const id = dispatchers[row.id % dispatchers.length];
  if (row.id % 2 === 0 || id === undefined) return;
  world.at(world.now + 2 * MINUTE, () => {
    if (row.state !== 'manual') return;
    changeTicket(
      world,
      ticket,
      { takenBy: id, takenAt: world.date },
      ['ticket.taken', { personId: id, fromPersonId: null }],
      { actor: { kind: 'person', id } },
    );
  });
}

/** D5: a dispatcher takes the nearest outlet that does such work and has a place, whatever the map says. */
function dispatcherDecides(world: World, ticket: TicketLife): void {
  const { row, place } = ticket;
  if (ticket.plan.stopAt === 'manual') takenInHand(world, ticket);
  if (ticket.plan.stopAt === 'manual' || row.manualReason === 'staff_kind' || !place) return;
  const wait = row.priority === 'rescue' ? 3 * MINUTE : world.random.lognormal(14 * MINUTE, 0.8);
  const at = world.local.within(world.now + wait, ...DESK_HOURS) + world.random.between(0, 2) * MINUTE;
  world.at(row.priority === 'rescue' ? world.now + wait : at, () => {
    if (row.state !== 'manual') return;
    const day = world.local.dayAt(world.local.dayIndex(world.now));
    const point = ticket.point ?? place.county.center;
    const [nearest] = world.province.outlets
      .filter(
        (outlet) =>
          mayWork(outlet.standing) &&
          outlet.type !== 'manufacturer' &&
          outlet.lines.includes(row.category ?? '') &&
          world.booked(outlet, day) < outlet.dailyCapacity &&
          !ticket.tried.has(outlet.id),
      )
      .map((outlet) => ({ outlet, km: distanceKm(point, outlet) }))
      .sort((a, b) => a.km - b.km);
    if (!nearest) {
      world.at(world.now + HOUR, () => dispatcherDecides(world, ticket));
      return;
    }
    const dispatcher = world.random.pick(world.province.staff.dispatchers);
    const reasons = WHY_BY_HAND[row.manualReason as keyof typeof WHY_BY_HAND] ?? WHY_BY_HAND.asked;
    offer(world, ticket, nearest.outlet, day, { dispatcher, reason: world.random.pick(reasons) });
  });
}
