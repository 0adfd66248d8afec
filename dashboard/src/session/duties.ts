import type { Me } from '../../../domain/contracts/api.ts';
import { CALLS_ROOM } from '../../../domain/contracts/events.ts';
import type { Role } from '../../../domain/vocabulary.ts';

/** The pages of the shell by duty, in the order of the navigation. */
export const GROUPS = {
  counter: ['counter'],
  desk: ['desk', 'calls', 'messages', 'knowledge'],
  dispatch: ['board', 'plan', 'tickets', 'outlets', 'work', 'prices', 'campaigns'],
  followup: ['followups', 'cases', 'script'],
  supervision: ['supervise', 'recordings', 'numbers'],
  settings: ['setup', 'policy', 'imports', 'integrations'],
  outlet: ['outlet'],
} as const;
export type Group = keyof typeof GROUPS;
export type Duty = (typeof GROUPS)[Group][number];
export const DUTIES: readonly Duty[] = Object.values(GROUPS).flat();

export const PATH_OF: Record<Duty, string> = {
  desk: '/desk',
  counter: '/counter',
  supervise: '/supervise',
  calls: '/calls',
  board: '/board',
  plan: '/plan',
  tickets: '/tickets',
  outlets: '/outlets',
  work: '/work',
  prices: '/prices',
  followups: '/followups',
  cases: '/cases',
  script: '/script',
  recordings: '/recordings',
  messages: '/messages',
  numbers: '/numbers',
  campaigns: '/campaigns',
  knowledge: '/knowledge',
  imports: '/imports',
  integrations: '/integrations',
  setup: '/setup',
  policy: '/policy',
  outlet: '/o',
};

const OUTLET_ROLES: readonly Role[] = ['outlet_manager', 'technician'];
const CENTRE_ROLES: readonly Role[] = ['agent', 'dispatcher', 'administrator'];
const SUPERVISORS: readonly Role[] = ['headquarters_manager', 'administrator', 'dispatcher'];
const FOLLOWUP_ROLES: readonly Role[] = [...CENTRE_ROLES, 'headquarters_manager', 'region_manager'];
const INTAKE_ROLES: readonly Role[] = [...CENTRE_ROLES, 'store_supervisor', 'category_supervisor'];
/** Those who plan days, and those who answer for outlets' work. */
const PLAN_ROLES: readonly Role[] = [
  'dispatcher',
  'administrator',
  'outlet_manager',
  'region_manager',
  'headquarters_manager',
  'store_supervisor',
];
/** Those who answer for outlets, or send work there. */
const OUTLETS_ROLES: readonly Role[] = [
  'dispatcher',
  'administrator',
  'headquarters_manager',
  'business_approver',
  'region_manager',
  'store_supervisor',
  'category_supervisor',
];
/** C1–C3, S1: those who answer for cases, the centre whose calls they come from, and the outlet that they are about. */
const CASE_ROLES: readonly Role[] = [
  ...CENTRE_ROLES,
  'store_supervisor',
  'category_supervisor',
  'region_manager',
  'headquarters_manager',
  'business_approver',
  'outlet_manager',
];
/** H3: who stands at a store's counter. */
const COUNTER_ROLES: readonly Role[] = ['store_supervisor', 'category_supervisor'];
const IMPORTERS: readonly Role[] = ['administrator', 'headquarters_manager', ...COUNTER_ROLES];
const has = (me: Me, roles: readonly Role[]): boolean => me.roles.some((role) => roles.includes(role));

/** Only what the role may use; the server refuses the rest in any case. */
export function dutiesOf(me: Me): Duty[] {
  const may: Record<Duty, boolean> = {
    desk: hasDesk(me),
    counter: has(me, COUNTER_ROLES),
    supervise: maySupervise(me),
    calls: me.rooms.includes(CALLS_ROOM),
    board: boardRoomsOf(me).length > 0,
    plan: has(me, PLAN_ROLES),
    tickets: me.roles.some((role) => !OUTLET_ROLES.includes(role)),
    outlets: has(me, OUTLETS_ROLES),
    work: has(me, OUTLETS_ROLES),
    prices: me.roles.length > 0,
    followups: has(me, [...FOLLOWUP_ROLES, ...COUNTER_ROLES]),
    cases: has(me, CASE_ROLES),
    script: mayWriteScript(me),
    recordings: has(me, FOLLOWUP_ROLES),
    messages: has(me, FOLLOWUP_ROLES),
    numbers: maySupervise(me),
    campaigns: has(me, [...CENTRE_ROLES, 'headquarters_manager', 'region_manager']),
    knowledge: mayTakeIn(me) || mayWriteKnowledge(me),
    imports: has(me, IMPORTERS),
    integrations: me.roles.includes('administrator'),
    setup: maySeeSetup(me),
    policy: maySeePolicy(me),
    outlet: me.scope.outletIds.length > 0,
  };
  return DUTIES.filter((duty) => may[duty]);
}

/** What the role may use, by duty; a duty of which nothing is left is not there. */
export function groupsOf(me: Me): { group: Group; duties: Duty[] }[] {
  const theirs = dutiesOf(me);
  return (Object.keys(GROUPS) as Group[])
    .map((group) => ({ group, duties: theirs.filter((duty) => isIn(GROUPS[group], duty)) }))
    .filter(({ duties }) => duties.length > 0);
}
const isIn = (pages: readonly Duty[], duty: Duty): boolean => pages.includes(duty);

/** The rooms with a dispatch board; the first is theirs. */
export const boardRoomsOf = (me: Me): string[] =>
  me.rooms.filter((room) => room !== CALLS_ROOM && !room.startsWith('outlet.'));

/** H1: who may sit at a desk and speak with callers. */
export const hasDesk = (me: Me): boolean => has(me, CENTRE_ROLES);

/** D5: who decides by hand which outlet gets a ticket. */
export const mayDispatch = (me: Me): boolean => has(me, ['dispatcher', 'administrator']);

/** Who sees the floor, joins a colleague's call and changes an agent's state: over the province, as the line is one. */
export const maySupervise = (me: Me): boolean => me.scope.province && has(me, SUPERVISORS);

/** H4: who sees how text messages are worded; administrators change it. */
export const maySeeWordings = (me: Me): boolean => has(me, ['administrator', 'headquarters_manager']);
export const mayWordMessages = (me: Me): boolean => has(me, ['administrator']);

/** H4: who may have a text message sent once more. */
export const mayResend = (me: Me): boolean => has(me, CENTRE_ROLES);

/** Whoever takes a call over goes on with it at a desk of their own. */
export const mayTakeOver = (me: Me): boolean => maySupervise(me) && has(me, CENTRE_ROLES);

/** S4: whose word an outlet's standing is. */
export const maySetStanding = (me: Me): boolean => has(me, ['administrator', 'headquarters_manager']);

/** D1: who says how many jobs an outlet takes on a day. */
export const maySetCapacity = (me: Me): boolean =>
  has(me, ['dispatcher', 'administrator', 'headquarters_manager', 'region_manager']);

/** H5: whose word the price list is. */
export const maySetPrices = (me: Me): boolean => has(me, ['administrator', 'headquarters_manager']);

/** H3: who may take in a request. */
export const mayTakeIn = (me: Me): boolean => has(me, INTAKE_ROLES);

/** Whose word scripts and knowledge are. */
export const mayWriteKnowledge = (me: Me): boolean => has(me, ['administrator', 'headquarters_manager']);

/** H7: who writes campaigns down and sets their quotas. */
export const mayManageCampaigns = (me: Me): boolean => has(me, ['administrator', 'headquarters_manager']);

/** F2: who says what surveys ask. */
export const mayWriteScript = (me: Me): boolean => has(me, ['administrator', 'headquarters_manager']);

/** F4: who may give their word on a call that was owed. */
export const maySettle = (me: Me): boolean => has(me, CENTRE_ROLES);

/** Who may hear what was spoken: those who speak with customers, or answer for how it was done. */
export const mayHear = (me: Me): boolean => has(me, [...FOLLOWUP_ROLES, ...COUNTER_ROLES]);

/** Who puts a recording on legal hold. */
export const mayHold = (me: Me): boolean => has(me, ['headquarters_manager', 'administrator']);

/** F5, S8: headquarters of everything, a region and a store of their own. */
export const maySeeCoverage = (me: Me): boolean =>
  me.scope.province || me.scope.regionIds.length > 0 || me.scope.storeIds.length > 0;
export const maySeeDialler = (me: Me): boolean => me.scope.province;
/** Who brakes the dialler, has the ledger looked through, and decides whether results can be believed (S9). */
export const mayProve = (me: Me): boolean =>
  me.scope.province && me.roles.some((role) => role === 'headquarters_manager' || role === 'administrator');

/** D4: accepting and declining is the outlet manager's; technicians record the work. */
export const mayAnswerOffers = (me: Me): boolean => me.roles.includes('outlet_manager');

/** Whether they work for an outlet and for nobody else: their page has no navigation. */
export const isOutletOnly = (me: Me): boolean =>
  dutiesOf(me).every((duty) => ['outlet', 'plan', 'cases', 'prices'].includes(duty));

/** Who may look at the phone's menu, words and hours; administrators edit them. */
export const maySeeSetup = (me: Me): boolean => has(me, ['administrator', 'headquarters_manager']);

/** Whose lists outlets and their coverage are. */
export const mayImportNetwork = (me: Me): boolean => me.roles.includes('administrator');
/** Who may look at the values that a manager may change; administrators edit them. Of the whole province. */
export const maySeePolicy = (me: Me): boolean => me.scope.province && maySeeSetup(me);

/** Where somebody lands after signing in. */
export function homeOf(me: Me): string {
  const duties = dutiesOf(me);
  if (duties.includes('outlet') && isOutletOnly(me)) return PATH_OF.outlet;
  // Whoever stands at a counter or sits at a desk begins there; the others look at the board first.
  const atWork = duties.includes('counter') || me.roles.includes('agent');
  const first = duties.includes('board') && !atWork ? 'board' : duties[0];
  return first ? PATH_OF[first] : '/none';
}
