import { missingActions } from '../../../domain/dispatch/service-chain.ts';
import { serviceMinutes } from '../../../domain/plan/service-minutes.ts';
import { initialPolicy } from '../../../domain/policy.ts';
import type { ServiceActionName, VisitOutcome } from '../../../domain/vocabulary.ts';
import { ServiceAction, Visit } from '../../../entities/ticket.ts';
import { waitFor } from './deadlines.ts';
import { FieldEvidence } from './field-evidence.ts';
import { DAY, HOUR, MINUTE } from './local-time.ts';
import { changeTicket, finishTicket, type TicketLife } from './tickets.ts';
import { agreeOn, tellFurtherVisit, tellUnderWay } from './visit-times.ts';
import type { World } from './world.ts';

/** At one visit in so many something was added to what had been quoted. */
const ADDED = 37;
/** Hours in which customers are rung up and visited. */
const WAKING = [8, 22] as const;
const SLOTS = [8.5, 9.5, 10.5, 11.5, 14, 15, 16, 17, 18.5] as const;

/** Minutes of work at the customer's home, the middle of them. */
const WORK_MINUTES: Record<string, number> = { repair: 45, installation: 95, maintenance: 60, rescue: 40 };

const SUMMARIES: Record<string, readonly string[]> = {
  repair: [
    '更换故障部件，试机正常',
    '检修线路并紧固，运行正常',
    '补充冷媒并检漏，出风正常',
    '清理堵塞，排水正常',
    '调整参数，故障消除',
  ],
  installation: [
    '安装到位，试机正常，已向用户讲解使用方法',
    '移机安装完成，已做固定和检漏',
    '安装完成，用户自备辅材',
  ],
  maintenance: ['深度清洗，前后照片已上传', '滤网清洗，整机检查正常', '换季保养完成'],
  rescue: ['已关闭气源并更换软管，检漏合格', '已止漏，更换接头', '应急处理后恢复运行'],
};

const EVIDENCE: Partial<Record<ServiceActionName, readonly string[]>> = {
  quote: ['用户已确认报价', '保修期内免费'],
  test: ['试机 15 分钟正常', '试机正常'],
  signature: ['用户电子签名'],
};

const evidences = new WeakMap<World, FieldEvidence>();
function evidenceOf(world: World): FieldEvidence {
  const known = evidences.get(world) ?? new FieldEvidence(world);
  evidences.set(world, known);
  return known;
}

/** Recorded where and when it was done. */
const ON_THE_SPOT = {
  receivedAt: null,
  timeNote: null,
  skewSeconds: null,
  lng: null,
  lat: null,
  accuracyM: null,
  placeState: null,
};

/** What happens between acceptance and completion (H5): contact, appointment, the visit, sometimes a second one. */
export function doFieldWork(world: World): void {
  world.reactions.accepted = (ticket) => {
    openVisit(world, ticket);
    record(world, ticket, 'accept');
    tellCustomer(world, ticket);
    if (ticket.plan.stopAt === 'accepted') return;
    if (ticket.plan.finishAt) goThere(world, ticket, ticket.plan.finishAt - 70 * MINUTE);
    else world.at(firstContact(world, ticket), () => agreeOnTime(world, ticket));
  };
}

function openVisit(world: World, ticket: TicketLife): void {
  const { row, outlet } = ticket;
  if (!outlet) throw new Error(`ticket ${row.id} has nobody to go there`);
  const visit: Visit = {
    id: world.id('visit'),
    ticketId: row.id,
    number: ++ticket.visits,
    outletId: outlet.id,
    technicianId: row.technicianId,
    outcome: 'open',
    appointmentAt: null,
    appointmentUntil: null,
    reason: null,
    bookedAt: null,
    heldDay: null,
    heldHalf: null,
    nextActionAt: null,
    missedAt: null,
    createdAt: world.date,
    endedAt: null,
    summary: null,
    chargeFen: 0,
    plannedAt: null,
    plannedUntil: null,
    plannedOrder: null,
    plannedFixed: false,
  };
  ticket.visit = {
    row: visit,
    keep: world.keep(() => world.writer.add(Visit, visit)),
    actions: [],
    quotedFen: null,
  };
}

function tellCustomer(world: World, { row, outlet }: TicketLife): void {
  const { number, language, contactNumber, id: ticketId } = row;
  world.text(
    `accepted-${ticketId}-${row.version}`,
    { number: contactNumber, language, ticketId },
    'outlet_accepted',
    { number, outlet: outlet?.name ?? '' },
  );
}

function record(world: World, ticket: TicketLife, action: ServiceActionName): void {
  const { row, visit, outlet } = ticket;
  if (!visit || !outlet) throw new Error(`ticket ${row.id} is not in anyone's hands`);
  const actor = world.managerOf(outlet);
  const evidence = EVIDENCE[action];
  world.writer.add(ServiceAction, {
    id: world.id('action'),
    visitId: visit.row.id,
    ticketId: row.id,
    action,
    at: world.date,
    personId: actor.id,
    evidence: evidence ? world.random.pick(evidence) : null,
    ...ON_THE_SPOT,
  });
  visit.actions.push(action);
  if (action === 'quote') visit.quotedFen = evidenceOf(world).quoted(ticket);
  if (action === 'depart' || action === 'arrive') tellUnderWay(world, ticket, action);
  const begun = action !== 'accept';
  changeTicket(
    world,
    ticket,
    {
      ...(begun ? { state: 'in_progress' as const } : {}),
      ...(begun && !row.firstContactAt ? { firstContactAt: world.date } : {}),
      ...(action === 'arrive' ? { arrivedAt: world.date } : {}),
    },
    ['ticket.action', { action, visitId: visit.row.id }],
    { rule: 'H5', actor },
  );
}

/** Mostly well within two hours, by day; a slack outlet takes its time. */
function firstContact(world: World, { row, outlet, plan }: TicketLife): number {
  const { random } = world;
  if (row.priority === 'rescue') return world.now + random.between(1, 6) * MINUTE;
  const slack = 1.6 - (outlet?.quality ?? 0.7);
  const wait = random.lognormal(28 * slack * MINUTE, 0.8);
  // What is to stand agreed on when the history ends is not left to chance.
  const at = world.now + (plan.stopAt === 'appointment' ? Math.min(wait, HOUR) : wait);
  const awake = world.local.within(at, ...WAKING);
  return awake === at ? at : awake + random.between(2, 50) * MINUTE;
}

function agreeOnTime(world: World, ticket: TicketLife): void {
  record(world, ticket, 'contact');
  world.at(world.now + world.random.between(0.7, 3.5) * MINUTE, () => {
    if (isAway(world, ticket)) return;
    const appointment = appointmentFor(world, ticket);
    promise(ticket, appointment);
    agreeOn(world, ticket, appointment);
    record(world, ticket, 'appointment');
    if (ticket.plan.stopAt !== 'appointment') goThere(world, ticket, appointment);
  });
}

const AWAY = [
  '客户出差，约好回来再上门',
  '客户装修未完，暂不能安装',
  '客户家中暂时无人，回来后联系',
] as const;

/** D6: now and then a customer is not there for some days; a time is agreed on afterwards. @returns whether it is so */
function isAway(world: World, ticket: TicketLife): boolean {
  const { random, local } = world;
  const { row, plan } = ticket;
  if (plan.stopAt || row.priority === 'rescue' || !random.chance(0.03)) return false;
  const until = local.startOf(local.dayIndex(world.now) + random.int(2, 5)) + 9 * HOUR;
  const back = local.within(world.now + random.between(8, 100) * HOUR, ...WAKING);
  waitFor(world, ticket, { reason: 'customer', note: random.pick(AWAY), until, resumeAt: back }, () => {
    const appointment = appointmentFor(world, ticket);
    promise(ticket, appointment);
    agreeOn(world, ticket, appointment);
    record(world, ticket, 'appointment');
    goThere(world, ticket, appointment);
  });
  return true;
}

/** Every other customer is promised two hours rather than an exact time; the technician plans the beginning of it. */
function promise({ row, visit }: TicketLife, appointment: number): void {
  if (!visit) return;
  const work = serviceMinutes(row, initialPolicy.plan);
  Object.assign(visit.row, {
    appointmentAt: new Date(appointment),
    appointmentUntil: row.id % 2 === 0 ? new Date(appointment + 2 * HOUR) : null,
    plannedAt: new Date(appointment),
    plannedUntil: new Date(appointment + work * MINUTE),
  });
}

/** The planned day if there is still time for it, before the deadline if it can be; later when an outlet is slack. */
function appointmentFor(world: World, { row, outlet }: TicketLife, daysLater = 0): number {
  const { random, local } = world;
  if (row.priority === 'rescue') return world.now + random.between(25, 75) * MINUTE;
  const slack = 1 - (outlet?.quality ?? 0.7);
  let index = local.dayIndex(world.now) + daysLater;
  if (random.chance(0.02 + slack * 0.12)) index += random.int(1, 3);
  const due = row.arrivalDueAt?.getTime() ?? Number.POSITIVE_INFINITY;
  for (; ; index++) {
    const early = row.plannedDay !== null && local.dayAt(index) < row.plannedDay;
    const free = SLOTS.map((slot) => local.startOf(index) + slot * HOUR).filter(
      (slot) => slot > world.now + 1.2 * HOUR,
    );
    if (early || free.length === 0) continue;
    const inTime = free.filter((slot) => slot < due);
    return random.pick(inTime.length > 0 && random.chance(0.93) ? inTime : free);
  }
}

/** Steps of a visit with the minutes that each takes after the one before. */
function goThere(world: World, ticket: TicketLife, appointment: number): void {
  const { random } = world;
  const { row, outlet, plan } = ticket;
  const slack = 1 - (outlet?.quality ?? 0.7);
  const planned = plan.finishAt !== undefined;
  const late =
    !planned && random.chance(0.08 + slack * 0.3) ? random.lognormal(35, 0.6) : random.between(-12, 8);
  const arrival = Math.max(world.now + 3 * MINUTE, appointment + (planned ? 0 : late) * MINUTE);
  const work = planned ? 40 : random.lognormal(WORK_MINUTES[row.kind] ?? 45, 0.4);
  const forgets = (action: ServiceActionName) =>
    !planned && action !== 'arrive' && action !== 'work' && random.chance(0.012 + slack * 0.07);
  const chain: [ServiceActionName, number][] = [
    ['depart', -random.between(15, 45)],
    ['arrive', 0],
    ['quote', random.between(5, 18)],
    ['work', random.between(1, 4)],
    ['test', planned ? 18 : work],
    ['clean_up', random.between(3, 9)],
    ['signature', random.between(1, 4)],
  ];
  let at = arrival;
  for (const [action, minutes] of chain) {
    if (action === 'depart') {
      if (!forgets(action))
        world.at(Math.max(world.now + MINUTE, arrival + minutes * MINUTE), () =>
          record(world, ticket, action),
        );
      continue;
    }
    at += minutes * MINUTE;
    if (action === 'quote' && !planned && comesToNothing(world, ticket, at)) return;
    if (!forgets(action)) world.at(at, () => record(world, ticket, action));
  }
  world.at(Math.max(at + random.between(0.5, 5) * MINUTE, plan.finishAt ?? 0), () => complete(world, ticket));
}

/** Nobody at home, or a part is missing: another visit follows. @returns whether it is so */
function comesToNothing(world: World, ticket: TicketLife, at: number): boolean {
  const { random } = world;
  const { row } = ticket;
  if (ticket.visits > 2) return false;
  const nobody = random.chance(0.018);
  const partMissing = row.kind === 'repair' && random.chance(0.075);
  if (!nobody && !partMissing) return false;
  if (partMissing) world.at(at, () => record(world, ticket, 'quote'));
  world.at(at + random.between(5, 15) * MINUTE, () => {
    const outcome = nobody ? 'no_show' : 'second_visit';
    const reason = nobody ? 'nobody_home' : 'part_missing';
    const ended = ticket.visit;
    endVisit(world, ticket, outcome, {
      reason,
      summary: nobody ? '按门铃无人应答，电话联系后改约' : '缺配件，已订货，改约二次上门',
      chargeFen: 0,
    });
    openVisit(world, ticket);
    if (ended && ticket.visit) {
      const visitId = ended.row.id;
      const next = ticket.visit.row.id;
      changeTicket(
        world,
        ticket,
        {},
        ['ticket.visit_ended', { visitId, number: ended.row.number, outcome, reason, nextVisitId: next }],
        { rule: 'H6', actor: ticket.outlet ? world.managerOf(ticket.outlet) : undefined },
      );
      tellFurtherVisit(world, ticket, visitId, reason);
    }
    const again = (daysLater: number) => {
      const appointment = appointmentFor(world, ticket, daysLater);
      promise(ticket, appointment);
      agreeOn(world, ticket, appointment);
      record(world, ticket, 'contact');
      record(world, ticket, 'appointment');
      goThere(world, ticket, appointment);
    };
    if (random.chance(0.4)) return again(nobody ? 0 : random.int(1, 3));
    // D6: without another time the customer, or the part, is waited for.
    const { waits } = world.province.policy.deadlines;
    const hours = nobody ? random.between(3, 60) : random.between(20, 110);
    waitFor(
      world,
      ticket,
      {
        reason: nobody ? 'customer' : 'part',
        note: nobody ? '按门铃无人应答，等客户回电' : '配件已订货，等到货',
        until: world.now + (nobody ? waits.customerDays : waits.partDays) * DAY,
        resumeAt: world.local.within(world.now + hours * HOUR, ...WAKING),
      },
      () => again(0),
    );
  });
  return true;
}

function endVisit(
  world: World,
  { visit }: TicketLife,
  outcome: VisitOutcome,
  result: Pick<Visit, 'summary' | 'chargeFen'> & Partial<Pick<Visit, 'reason'>>,
): void {
  if (!visit) return;
  Object.assign(visit.row, { outcome, endedAt: world.date, nextActionAt: null, ...result });
  visit.keep.now();
}

function complete(world: World, ticket: TicketLife): void {
  const { row, visit, offer, outlet } = ticket;
  if (!visit || !offer || !outlet) throw new Error(`ticket ${row.id} is finished by nobody`);
  const asked = chargeFor(world, ticket);
  // What was agreed to is what is charged; now and then something was added.
  const chargeFen =
    visit.quotedFen === null ? asked : visit.quotedFen + (ticket.row.id % ADDED === 0 ? 5_000 : 0);
  const summary = world.random.pick(SUMMARIES[row.kind] ?? SUMMARIES.repair ?? ['']);
  evidenceOf(world).closed(ticket, chargeFen, visit.quotedFen);
  endVisit(world, ticket, 'finished', { summary, chargeFen });
  offer.row.openMark = null;
  offer.keep.now();
  ticket.offer = null;
  world.addLoad(outlet.id, -1);
  finishTicket(
    world,
    ticket,
    chargeFen,
    missingActions(['accept', ...visit.actions]),
    world.managerOf(outlet),
  );
  world.reputation.finished(ticket);
}

/** In whole yuan; nothing for a repair under warranty. */
function chargeFor(world: World, { row, appliance }: TicketLife): number {
  const { random } = world;
  const covered = appliance?.brand != null && appliance.warrantyUntil >= world.local.day(world.now);
  if (row.kind === 'installation') return random.chance(0.45) ? 0 : 100 * random.int(3, 30) * 10;
  if (row.kind === 'maintenance') return 100 * random.int(6, 22) * 10;
  return covered ? 0 : 100 * random.int(5, 48) * 10;
}
