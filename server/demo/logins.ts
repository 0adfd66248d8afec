import { localDay } from '../../domain/time.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { BoardView } from '../../entities/board-view.ts';
import { AgentDesk } from '../../entities/desk.ts';
import { Assignment, Person } from '../../entities/organisation.ts';
import { hashPassword } from '../../services/people/password.ts';
import { CAPITAL, SHOWCASE_DISTRICT } from './data/places.ts';
import { type DemoOutlet, showcaseOutlet } from './network.ts';
import type { Organisation } from './organisation.ts';
import { inventPerson } from './people.ts';
import type { Random } from './random.ts';
import type { RowSink } from './row-writer.ts';

/** The password of every account of the demo. */
export const DEMO_PASSWORD = 'yixian2026';

/** Who can sign in to the demo, for the start to announce; each outlet besides under its own code. */
export const demoLogins = [
  { username: 'dispatcher', zh: '调度', en: 'dispatcher' },
  { username: 'agent', zh: '座席', en: 'agent' },
  { username: 'outlet', zh: '网点负责人', en: 'outlet manager' },
  { username: 'tech', zh: '技师', en: 'technician' },
  { username: 'store', zh: '门店客服主管', en: 'store customer-service supervisor' },
  { username: 'region', zh: '区部经理', en: 'region manager' },
  { username: 'hq', zh: '服务管理部经理', en: 'headquarters manager' },
  { username: 'fund', zh: '基金审批人', en: 'fund approver' },
  { username: 'business', zh: '事业部审批人', en: 'business-department approver' },
  { username: 'admin', zh: '系统管理员', en: 'administrator' },
] as const;

/** Ids of the people whose hands the history shows. */
export interface Staff {
  agents: number[];
  dispatchers: number[];
  /** By id of the store. */
  supervisors: Map<number, number>;
  /** By id of the region. */
  regionManagers: Map<number, number>;
  /** By id of the outlet. */
  outletManagers: Map<number, number>;
  /** The technician with a login of their own. */
  technician: { personId: number; technicianId: number };
  administrator: number;
  headquartersManager: number;
}

interface Account {
  username: string;
  role: Role;
  unitId?: number;
  outletId?: number;
  name?: string;
}

/** The dispatcher's named views of the board. */
const BOARD_VIEWS = [
  ['催过单的待调度', 'chased=1&manual=1'],
  ['空调超时', 'category=air_conditioner&late=late&sort=due&view=table'],
] as const;

const AGENTS = 24;
const DISPATCHERS = 4;

/** Everybody speaks Chinese, every third English; every fourth knows kitchens only. Nobody sits there yet. */
const deskOf = (personId: number, index: number, now: Date): AgentDesk => ({
  personId,
  state: 'signed_out',
  reason: null,
  since: now,
  idleSince: now,
  wrapUpUntil: null,
  nextState: null,
  nextReason: null,
  reach: 'browser',
  reachNumber: '',
  skills: [
    'lang:zh',
    ...(index % 3 === 0 ? ['lang:en'] : []),
    'kind:*',
    ...(index % 4 === 3 ? ['cat:range_hood', 'cat:stove', 'cat:water_heater'] : ['cat:*']),
  ],
  seenAt: null,
  contactId: null,
  version: 1,
});

/**
 * One account for each role, one for each region, store and outlet (named by its code), and the customer-service
 * centre. Hashing a password is slow on purpose, so all share one hash.
 */
export async function writePeople(
  {
    organisation,
    outlets,
    zone,
    now,
  }: { organisation: Organisation; outlets: DemoOutlet[]; zone: string; now: Date },
  writer: RowSink,
  random: Random,
): Promise<Staff> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const validFrom = localDay(new Date(now.getTime() - 400 * 86_400_000), zone);
  let personId = 0;
  const hire = ({ username, role, unitId, outletId, name }: Account): number => {
    const id = ++personId;
    writer.add(Person, {
      id,
      username,
      name: name ?? inventPerson(random).name,
      passwordHash,
      phone: '',
      active: true,
      language: 'zh',
    });
    writer.add(Assignment, {
      id,
      personId: id,
      role,
      unitId: unitId ?? null,
      outletId: outletId ?? null,
      categories: '',
      validFrom,
      validTo: null,
    });
    return id;
  };

  const unitId = organisation.headquarters.id;
  const showcase = showcaseOutlet(outlets);
  const capital = organisation.regions.get(CAPITAL);
  const store = organisation.places.get(SHOWCASE_DISTRICT)?.store;
  const [, firstTechnician] = showcase.technicians;
  if (!capital || !store || !firstTechnician) throw new Error('the demo logins have no place to work');

  const firstDispatcher = hire({ username: 'dispatcher', role: 'dispatcher', unitId });
  const dispatchers = [firstDispatcher];
  const agents = [hire({ username: 'agent', role: 'agent', unitId })];
  const outletManagers = new Map([
    [showcase.id, hire({ username: 'outlet', role: 'outlet_manager', outletId: showcase.id })],
  ]);
  const technician = {
    technicianId: firstTechnician.id,
    personId: hire({
      username: 'tech',
      role: 'technician',
      outletId: showcase.id,
      name: firstTechnician.name,
    }),
  };
  const supervisors = new Map([
    [store.id, hire({ username: 'store', role: 'store_supervisor', unitId: store.id })],
  ]);
  const regionManagers = new Map([
    [capital.id, hire({ username: 'region', role: 'region_manager', unitId: capital.id })],
  ]);
  const headquartersManager = hire({ username: 'hq', role: 'headquarters_manager', unitId });
  hire({ username: 'fund', role: 'fund_approver', unitId });
  hire({ username: 'business', role: 'business_approver', unitId });
  const administrator = hire({ username: 'admin', role: 'administrator', unitId });

  for (let n = 2; n <= DISPATCHERS; n++) {
    dispatchers.push(hire({ username: `dispatcher${n}`, role: 'dispatcher', unitId }));
  }
  for (let n = 2; n <= AGENTS; n++) agents.push(hire({ username: `agent${n}`, role: 'agent', unitId }));
  for (const [index, personId] of agents.entries()) writer.add(AgentDesk, deskOf(personId, index, now));
  for (const { id, code } of organisation.regions.values()) {
    const person = hire({ username: code, role: 'region_manager', unitId: id });
    if (!regionManagers.has(id)) regionManagers.set(id, person);
  }
  for (const { id, code } of organisation.stores) {
    const person = hire({ username: code, role: 'store_supervisor', unitId: id });
    if (!supervisors.has(id)) supervisors.set(id, person);
  }
  for (const { id, code } of outlets) {
    const person = hire({ username: code, role: 'outlet_manager', outletId: id });
    if (!outletManagers.has(id)) outletManagers.set(id, person);
  }
  for (const [index, [name, query]] of BOARD_VIEWS.entries()) {
    writer.add(BoardView, { id: index + 1, personId: firstDispatcher, name, query, savedAt: now });
  }
  return {
    agents,
    dispatchers,
    supervisors,
    regionManagers,
    outletManagers,
    technician,
    administrator,
    headquartersManager,
  };
}
