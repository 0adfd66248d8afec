import { setImmediate as breathe } from 'node:timers/promises';
import type { CallerProfile } from '../../services/intake/caller-profile.ts';
import type { Through } from '../../services/masked/connect.ts';
import { startFollowUp, startInbound } from '../flow/start.ts';
import { step } from '../flow/step.ts';
import type {
  Command,
  CommandMap,
  CommandName,
  FlowEvent,
  Memory,
  Outcome,
  Reference,
  ResultEvent,
  StateName,
} from '../flow/types.ts';

/** A place in the menu where a caller is asked, and what each thing they may do leads to. */
export interface Place {
  state: StateName;
  at: Spoken;
  /** By what was pressed; '' is silence. */
  leads: Map<string, { to: string | null; toAgent: boolean }>;
  /** Where else speech and recordings lead. */
  others: (string | null)[];
}
type Spoken = Exclude<Outcome, { command: unknown }>;

const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];
/** More places than any menu has: a walk that gets here is going round. */
const MAX_PLACES = 3_000;
/** Commands that may follow each other. */
const MAX_COMMANDS = 10;
const AT_ONCE = 10;
const TICKET = '123456784';

const DAY = new Date('2026-01-02T02:00:00Z');
const OPENED = {
  id: 1,
  number: TICKET,
  state: 'new',
  priority: 'normal',
  contactHours: 2,
  texted: true,
  linkSent: false,
} as const;
const OWN = { id: 1, number: TICKET, kind: 'repair', category: null, state: 'accepted' } as const;
const STANDING = { outletName: null, appointmentAt: null, appointmentUntil: null, chaseCount: 0 } as const;

const THROUGH: Through = {
  maskedId: 1,
  side: 'outlet',
  ticketId: 1,
  to: '+8613800138000',
  recorded: true,
  ringSeconds: 30,
  longestSeconds: 60,
};

/** What commands may come to, where that is more than a refusal. */
const ANSWERS: { [N in CommandName]?: CommandMap[N]['answer'][] } = {
  choose_language: [null],
  open_ticket: [OPENED, { ...OPENED, state: 'needs_details', texted: false }],
  chase: [{ number: TICKET, count: 2, kind: 'repair' }],
  own_tickets: [[], [OWN], [OWN, { ...OWN, id: 2 }]],
  progress: [
    null,
    { ...OWN, ...STANDING, own: true, change: 'self', hasVisit: true, toRate: false },
    { ...OWN, ...STANDING, own: false, change: 'nobody', hasVisit: false, toRate: false },
    { ...OWN, ...STANDING, state: 'done', own: true, change: 'nobody', hasVisit: false, toRate: true },
  ],
  visit_windows: [
    { who: 'self', today: '2026-01-01', windows: [{ day: '2026-01-02', half: 'morning' }] },
    { who: 'self', today: '2026-01-01', windows: [] },
    { who: 'person', today: '2026-01-01', windows: [] },
  ],
  change_appointment: [{ number: TICKET, from: DAY, until: DAY, texted: true }],
  cancel_visit: [{ number: TICKET, texted: true }],
  cancel_ticket: [{ number: TICKET, texted: false }],
  begin_rating: [
    {
      obligationId: 1,
      ticketId: 1,
      ticketNumber: TICKET,
      ticketKind: 'repair',
      category: null,
      resolutionNo: 1,
      outletName: null,
      scriptVersion: 0,
    },
  ],
  join_rescue: [null, { number: TICKET, count: 2 }],
  call_rescue: [{ ...OPENED, joined: false }],
  refuse_calls: [{ reopened: [] }],
  choose_callback: [{ promised: true }, { promised: false }],
  leave_message: [{ recorded: true }],
  answer_survey: [null],
  settle_survey: [{ reopened: [] }],
  connect_customer: [THROUGH, { refused: 'not_yours' }],
  connect_outlet: [{ ...THROUGH, side: 'customer' }, { refused: 'not_open' }],
  end_masked: [{ outcome: 'connected' }, { outcome: 'not_answered' }],
  leave_word: [{ texted: true }, { texted: false }],
  leave_line: [{ danger: false }, { danger: true }],
};

const site = (ref: Reference): NonNullable<CallerProfile['site']> => {
  const prefecture = ref.prefectures[0]?.code ?? '';
  return { id: 1, districtCode: ref.counties(prefecture)[0]?.code ?? prefecture, address: '人民路8号' };
};

/** Callers who hear different menus: unknown, known, with a ticket, without a number. */
function callers(ref: Reference): { profile: CallerProfile; number: string }[] {
  const category = ref.categories[0]?.code ?? '';
  const nobody: CallerProfile = { customer: null, appliance: null, site: null, ticket: null };
  const known: CallerProfile = {
    customer: { id: 1, name: '王小明', gender: 'm' },
    appliance: { id: 1, category, brandId: null, brandName: null, brandNameEn: null },
    site: site(ref),
    ticket: null,
  };
  const ticket: CallerProfile['ticket'] = {
    id: 1,
    number: TICKET,
    kind: 'repair',
    category,
    state: 'accepted',
    outletName: null,
  };
  const number = '+8613800138000';
  return [
    { profile: nobody, number },
    { profile: known, number },
    { profile: { ...known, ticket }, number },
    { profile: { ...nobody, outlet: true }, number },
    { profile: { ...known, outlet: true }, number },
    { profile: nobody, number: '' },
  ];
}

/** Every beginning of a call in, in both languages. */
export function beginnings(ref: Reference, now: Date): Spoken[] {
  return callers(ref).flatMap(({ profile, number }) =>
    (['zh', 'en'] as const).flatMap((language) => {
      const outcome = startInbound({ contactId: 1, language, number, profile }, ref, now);
      return 'command' in outcome ? [] : [outcome];
    }),
  );
}

/** Calls out: a survey about one ticket, and one that owes a call back too. */
function callsOut(ref: Reference): Spoken[] {
  const profile: CallerProfile = { customer: null, appliance: null, site: null, ticket: null };
  const survey = { id: 1, kind: 'survey', ticketId: 1, ticketNumber: TICKET } as const;
  const owed = {
    ...survey,
    ticketKind: 'repair',
    category: null,
    resolutionNo: 1,
    outletName: null,
    scriptVersion: ref.scripts.inForce,
  } as const;
  return [[owed], [owed, { ...owed, id: 2, kind: 'promised' as const }]].flatMap((obligations) => {
    const brief = { contactId: 1, language: 'zh' as const, customerName: null, obligations };
    const number = '+8613800138000';
    const outcome = startFollowUp({ attemptId: 1, brief, answeredBy: undefined, number, profile }, ref);
    return 'command' in outcome ? [] : [outcome];
  });
}

/** Where it counts what may be done with the ticket last spoken of. */
const ABOUT_TICKET: readonly StateName[] = ['progress', 'appointment', 'appointment_confirm', 'cancel'];

/** Where a call stands, as far as it decides what can be done there. */
function nameOf({ state, memory, expect }: Spoken): string {
  const { wish, profile, told, survey } = memory;
  const flags = [wish.kind === 'rescue', profile.ticket, profile.site].map(Boolean);
  const may = ABOUT_TICKET.includes(state) ? [told?.open, told?.change, told?.toRate] : [];
  return JSON.stringify([state, expect.kind, flags, may, survey && (survey.question ?? 'over')]);
}

/**
 * Every place of the menu that a caller can come to, with what leads where. A place is named by its state and what
 * decides there; `null` leads to an end.
 */
export async function walk(ref: Reference, now: Date): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const open = [...beginnings(ref, now), ...callsOut(ref)];
  for (let at = open.pop(); at; at = open.pop()) {
    const name = nameOf(at);
    if (places.has(name) || places.size > MAX_PLACES) continue;
    // Callers are answered in between.
    if (places.size % AT_ONCE === 0) await breathe();
    const place: Place = { state: at.state, at, leads: new Map(), others: [] };
    places.set(name, place);
    for (const { pressed, event } of eventsAt(at, ref)) {
      for (const { to, toAgent } of settle(step(at.state, at.memory, event, ref), ref)) {
        const led = isEnd(to) ? null : nameOf(to);
        if (pressed === null) place.others.push(led);
        else
          place.leads.set(pressed, {
            to: led,
            toAgent: toAgent || place.leads.get(pressed)?.toAgent === true,
          });
        if (!isEnd(to)) open.push(to);
      }
    }
    // Silence upon silence leads on too.
    for (const { to } of settle(silent(at, ref), ref)) {
      place.others.push(isEnd(to) ? null : nameOf(to));
      if (!isEnd(to)) open.push(to);
    }
  }
  return places;
}

const isEnd = ({ expect }: Spoken): boolean => expect.kind === 'hangup' || expect.kind === 'enqueue';

function silent(at: Spoken, ref: Reference): Outcome {
  const memory: Memory = { ...at.memory, misses: ref.policy.phone.maxMisses - 1 };
  return step(at.state, memory, { type: 'empty' }, ref);
}

function eventsAt(at: Spoken, ref: Reference): { pressed: string | null; event: FlowEvent }[] {
  const keys = (pressed: string) => ({ pressed, event: { type: 'keys', keys: pressed } as const });
  const place = ref.prefectures[0];
  const speech = (text: string) => ({
    pressed: null,
    event: { type: 'speech', text, confidence: 1 } as const,
  });
  switch (at.expect.kind) {
    case 'key':
      return KEYS.map(keys);
    case 'speech':
      return [
        ...KEYS.map(keys),
        speech('人民路八号锦绣花园'),
        ...(place ? [speech(`${place.name}${ref.counties(place.code)[0]?.name ?? ''}`)] : []),
      ];
    case 'keys':
      return [...['0', '*', TICKET, '13800138000'].map(keys)];
    case 'dial':
      return [{ pressed: null, event: { type: 'dialled', status: 'no-answer', seconds: null } }];
    case 'record':
      return [
        { pressed: null, event: { type: 'recorded', sid: 'RE1', url: 'https://x.example/1', seconds: 9 } },
      ];
    default:
      return [];
  }
}

/** What a step comes to once its commands are carried out, in each way in which they may end. */
function settle(
  outcome: Outcome,
  ref: Reference,
  depth = 0,
  toAgent = false,
): { to: Spoken; toAgent: boolean }[] {
  if (!('command' in outcome)) return [{ to: outcome, toAgent }];
  if (depth > MAX_COMMANDS) return [];
  const { state, memory, command } = outcome;
  const asked = toAgent || command.name === 'enter_line';
  return resultsOf(command).flatMap((event) =>
    settle(step(state, memory, event, ref), ref, depth + 1, asked),
  );
}

const resultsOf = ({ name }: Command): ResultEvent[] => [
  ...(ANSWERS[name] ?? []).map((answer) => ({ type: 'result', name, answer }) as ResultEvent),
  { type: 'refused', code: 'wrong_state' },
];
