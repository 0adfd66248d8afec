import { decideCases, levelAbove, type SurveyAnswers } from '../../../domain/cases/decide.ts';
import { clockOf } from '../../../domain/dispatch/deadlines.ts';
import { addWorkingTime } from '../../../domain/dispatch/working-time.ts';
import type { CaseCause, CaseKind, CaseLevel } from '../../../domain/vocabulary.ts';
import { QualityCase } from '../../../entities/case.ts';
import { roomsOfCase } from '../../../services/cases/rooms.ts';
import { organisationZone } from '../../../services/zone.ts';
import { HOUR } from './local-time.ts';
import type { OwedCall } from './obligations.ts';
import type { TicketLife } from './tickets.ts';
import type { World } from './world.ts';

/** Hours in which supervisors see to their cases. */
const OFFICE = [8.5, 18] as const;
const CAUSES: Record<CaseKind, readonly (readonly [CaseCause, number])[]> = {
  complaint: [
    ['outlet', 50],
    ['product', 22],
    ['customer', 10],
    ['own_post', 8],
    ['nobody', 10],
  ],
  outlet: [
    ['outlet', 88],
    ['customer', 12],
  ],
  manufacturer: [
    ['manufacturer', 80],
    ['product', 20],
  ],
};
const REMEDIES = [
  '安排另一名技师免费复修，已修好',
  '退还多收费用，网点负责人当面道歉',
  '更换故障配件，延长保修三个月',
  '向客户解释收费标准，客户理解',
  '网点内部批评，重新培训服务规范',
];
const SAID = ['现在可以了', '态度还行，算了', '能用就行', '谢谢你们重视'];

interface CaseLife {
  row: QualityCase;
  ticket: TicketLife;
  keep: { now(): void };
}

/** F3, S1, M1: what answers that were not content become, as services/cases/make-cases.ts would write it. */
export function makeCases(
  world: World,
  { row: owed }: OwedCall,
  ticket: TicketLife,
  given: readonly (readonly [string, number])[],
  contactId: number | null,
): void {
  const { policy } = world.province;
  const answers: SurveyAnswers = Object.fromEntries(given);
  const warrantyUntil = ticket.appliance?.warrantyUntil ?? null;
  const work = {
    kind: ticket.row.kind,
    priority: ticket.row.priority,
    outletType: ticket.outlet?.type ?? null,
    underWarranty: warrantyUntil !== null && warrantyUntil >= world.local.day(owed.openedAt.getTime()),
    complaintsBefore: ticket.row.reopenCount,
  };
  for (const { kind, level, rule, item, points, grounds } of decideCases(answers, work, policy)) {
    const row: QualityCase = {
      id: world.id('case'),
      kind,
      state: 'open',
      version: 1,
      rule,
      item,
      points,
      grounds,
      obligationId: owed.id,
      ticketId: owed.ticketId,
      contactId,
      regionId: owed.regionId,
      storeId: owed.storeId,
      outletId: owed.outletId,
      brandId: owed.brandId,
      ...ownership(world, ticket, owed, level),
      openedAt: world.date,
      takenAt: null,
      closedAt: null,
      closedBy: null,
      cause: null,
      remedy: null,
      word: null,
      said: null,
    };
    const life = { row, ticket, keep: world.keep(() => world.writer.add(QualityCase, row)) };
    world.journal.write(
      world.date,
      'case.opened',
      { caseId: row.id, kind, level: row.level, item },
      aboutOf(life, rule),
    );
    beAtIt(world, life);
  }
}

/** C1–C4: whose it is, and until when. */
function ownership(
  world: World,
  ticket: TicketLife,
  { storeId, regionId }: Pick<QualityCase, 'storeId' | 'regionId'>,
  from: CaseLevel,
): Pick<QualityCase, 'level' | 'unitId' | 'ownerId' | 'dueAt' | 'nextActionAt'> {
  const { staff, organisation, policy } = world.province;
  const level = from === 'store' && !storeId ? 'region' : from;
  const [unitId, ownerId] = {
    store: [storeId, staff.supervisors.get(storeId ?? 0) ?? null],
    region: [regionId, staff.regionManagers.get(regionId ?? 0) ?? null],
    headquarters: [organisation.headquarters.id, staff.headquartersManager],
  }[level] as [number | null, number | null];
  const { storeHours, regionHours, headquartersHours } = policy.cases;
  const hours = { store: storeHours, region: regionHours, headquarters: headquartersHours }[level];
  const dueAt = addWorkingTime(world.date, hours * HOUR, clockOf(ticket.row, policy, organisationZone()));
  return { level, unitId, ownerId, dueAt, nextActionAt: dueAt };
}

/** Its owner takes it in hand and closes it, or its deadline passes first and it climbs (C4, C5). */
function beAtIt(world: World, life: CaseLife): void {
  const { random, local } = world;
  const { row } = life;
  const office = (after: number) => local.within(world.now + after, ...OFFICE);
  const takenAt = office(random.lognormal(2 * HOUR, 0.8));
  const closedAt = Math.max(takenAt + HOUR / 2, office(random.lognormal(20 * HOUR, 0.9)));
  const dueAt = row.dueAt.getTime();
  if (takenAt < dueAt) world.at(takenAt, () => take(world, life));
  if (closedAt < dueAt) world.at(closedAt, () => close(world, life));
  else world.at(dueAt, () => climb(world, life));
}

function take(world: World, life: CaseLife): void {
  const { row } = life;
  if (!row.ownerId) return;
  Object.assign(row, { state: 'in_hand', takenAt: world.date, version: row.version + 1 });
  const data = { caseId: row.id, kind: row.kind, personId: row.ownerId };
  world.journal.write(world.date, 'case.taken', data, aboutOf(life, 'C4', row.ownerId));
}

function climb(world: World, life: CaseLife): void {
  const { row } = life;
  const above = levelAbove(row.level);
  const about = { caseId: row.id, kind: row.kind };
  row.version += 1;
  if (!above) {
    row.nextActionAt = null;
    world.journal.write(world.date, 'case.late', about, aboutOf(life, 'C4'));
    return;
  }
  const owned = ownership(world, life.ticket, row, above);
  Object.assign(row, owned, { state: 'open', takenAt: null });
  world.journal.write(
    world.date,
    'case.climbed',
    { ...about, level: owned.level, why: 'deadline', reason: null },
    aboutOf(life, 'C4'),
  );
  beAtIt(world, life);
}

function close(world: World, life: CaseLife): void {
  const { random } = world;
  const { row } = life;
  const cause = random.pickBy(CAUSES[row.kind]);
  const word = random.chance(0.12) ? 'not_reached' : 'content';
  Object.assign(row, {
    state: 'closed',
    version: row.version + 1,
    closedAt: world.date,
    closedBy: row.ownerId,
    nextActionAt: null,
    cause,
    remedy: random.pick(REMEDIES),
    word,
    said: word === 'content' ? random.pick(SAID) : null,
  } satisfies Partial<QualityCase>);
  const data = { caseId: row.id, kind: row.kind, cause, word } as const;
  world.journal.write(world.date, 'case.closed', data, aboutOf(life, 'C5', row.ownerId));
  life.keep.now();
}

/** Who sees an event of it, and by which rule and whose hand it came about. */
const aboutOf = ({ row }: CaseLife, rule: string, personId: number | null = null) => ({
  ticketId: row.ticketId ?? undefined,
  rule,
  rooms: roomsOfCase(row),
  ...(personId ? { actor: { kind: 'person' as const, id: personId } } : {}),
});
