import { initialScript } from '../../domain/followup/script.ts';
import { initialPolicy } from '../../domain/policy.ts';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { buildReference } from '../../ivr/flow/reference.ts';
import { startInbound } from '../../ivr/flow/start.ts';
import { step } from '../../ivr/flow/step.ts';
import type {
  Command,
  CommandMap,
  CommandName,
  FlowEvent,
  Memory,
  Outcome,
  Reference,
  ResultEvent,
} from '../../ivr/flow/types.ts';
import { words } from '../../ivr/prompts/index.ts';
import type { CallerProfile } from '../../services/intake/caller-profile.ts';
import { CATEGORIES, COUNTIES, KNOWN_NUMBER, PREFECTURES, STRANGER } from './small-world.ts';

export const CAMPAIGN = {
  id: 3,
  name: '空调免费深度清洗',
  nameEn: 'free deep cleaning of air conditioners',
  kind: 'maintenance' as const,
  category: 'air_conditioner',
  offer: '您家的空调可以免费深度清洗一次。',
  offerEn: 'Your air conditioner can be deep-cleaned for free.',
  startsOn: '2026-04-01',
  endsOn: '2026-06-30',
};
const place = { lng: 110, lat: 28, regionId: 1, storeId: 2 };
export const reference: Reference = buildReference(
  {
    campaigns: [CAMPAIGN],
    policy: initialPolicy,
    categories: CATEGORIES,
    tiers: new Map(),
    districts: new Map(
      [...PREFECTURES.map((one) => ({ ...one, parentCode: null })), ...COUNTIES].map((one) => [
        one.code,
        { ...place, ...one },
      ]),
    ),
    setup: { id: 0, revision: 0, body: initialSetup },
    previews: new Map(),
    scripts: { inForce: 0, byVersion: new Map([[0, initialScript]]) },
  },
  'Asia/Shanghai',
);

export const NOON = new Date('2026-11-23T04:00:00Z');
export const NOBODY: CallerProfile = { customer: null, appliance: null, site: null, ticket: null };
export const ZHANG: CallerProfile = {
  customer: { id: 1, name: '张伟', gender: 'm' },
  appliance: { id: 1, category: 'air_conditioner', brandId: 1, brandName: '海风', brandNameEn: 'Haifeng' },
  site: { id: 1, districtCode: '990101', address: '人民路8号锦绣花园3栋502' },
  ticket: null,
};
export const OPEN_TICKET: NonNullable<CallerProfile['ticket']> = {
  id: 7,
  number: '123456784',
  kind: 'repair',
  category: 'air_conditioner',
  state: 'accepted',
  outletName: '河东服务站',
};

type Answers = {
  [N in Command['name']]?: Extract<ResultEvent, { name: N }>['answer'] | 'refused' | 'outlet_full';
};
export const TOLD: CommandMap['progress']['answer'] & object = {
  ...OPEN_TICKET,
  appointmentAt: null,
  appointmentUntil: null,
  chaseCount: 0,
  own: true,
  change: 'self',
  hasVisit: false,
  toRate: false,
};
const usual: Required<Answers> = {
  choose_language: null,
  open_ticket: {
    id: 8,
    number: '876543219',
    state: 'new',
    priority: 'normal',
    contactHours: 2,
    texted: true,
    linkSent: false,
  },
  own_tickets: [],
  chase: { number: '123456784', count: 2, kind: 'repair' },
  progress: TOLD,
  visit_windows: {
    who: 'self',
    today: '2026-05-01',
    windows: [
      { day: '2026-05-01', half: 'afternoon' },
      { day: '2026-05-02', half: 'morning' },
      { day: '2026-05-02', half: 'afternoon' },
    ],
  },
  change_appointment: {
    number: '123456784',
    from: new Date('2026-05-02T01:00:00Z'),
    until: new Date('2026-05-02T04:00:00Z'),
    texted: true,
  },
  cancel_visit: { number: '123456784', texted: true },
  cancel_ticket: { number: '123456784', texted: true },
  begin_rating: {
    obligationId: 5,
    ticketId: 7,
    ticketNumber: '123456784',
    ticketKind: 'repair',
    category: 'air_conditioner',
    resolutionNo: 1,
    outletName: '河东服务站',
    scriptVersion: 0,
  },
  join_rescue: null,
  call_rescue: {
    id: 8,
    number: '876543219',
    state: 'new',
    priority: 'rescue',
    contactHours: 0.25,
    texted: true,
    linkSent: false,
    joined: false,
  },
  book_campaign: {
    booked: true,
    kind: 'maintenance',
    ticket: {
      id: 8,
      number: '876543219',
      state: 'new',
      priority: 'normal',
      contactHours: 2,
      texted: true,
      linkSent: false,
    },
  },
  leave_message: { recorded: true },
  answer_survey: null,
  settle_survey: { reopened: [] },
  refuse_calls: { reopened: [] },
  connect_customer: { refused: 'not_yours' },
  connect_outlet: { refused: 'not_open' },
  end_masked: { outcome: 'not_answered' },
  leave_word: { texted: true },
  enter_line: { admitted: true, place: 2, etaSeconds: 120 },
  leave_line: { danger: false },
  choose_callback: { promised: true },
};

export type Spoken = Extract<Outcome, { lines: unknown }>;

/** A call without carrier or database: commands are answered as told, and remembered. */
export class Play {
  at: Spoken;
  readonly commands: Command[] = [];
  readonly #answers: Required<Answers>;

  readonly #reference: Reference;

  constructor(start: Outcome, answers: Answers = {}, ref = reference) {
    this.#reference = ref;
    this.#answers = { ...usual, ...answers };
    this.at = this.#settle(start);
  }

  static inbound(
    profile = NOBODY,
    { number, answers, campaign }: { number?: string; answers?: Answers; campaign?: Memory['campaign'] } = {},
  ): Play {
    const from = number ?? (profile.customer ? KNOWN_NUMBER : STRANGER);
    return new Play(
      startInbound({ contactId: 1, language: 'zh', number: from, profile, campaign }, reference, NOON),
      answers,
    );
  }

  get text(): string {
    return this.at.lines.map((line) => words(line, this.at.memory.language).text).join('');
  }
  get state(): string {
    return this.at.state;
  }
  get isOver(): boolean {
    return this.at.expect.kind === 'hangup';
  }
  /** What the last command of that name asked for. */
  asked<N extends CommandName>(name: N): CommandMap[N]['ask'] | undefined {
    return this.commands.findLast((command) => command.name === name)?.ask as
      | CommandMap[N]['ask']
      | undefined;
  }

  hear(event: FlowEvent): this {
    this.at = this.#settle(step(this.at.state, this.at.memory, event, this.#reference));
    return this;
  }
  press(...keys: string[]): this {
    for (const one of keys) this.hear({ type: 'keys', keys: one });
    return this;
  }
  speak = (text: string, confidence = 0.9): this => this.hear({ type: 'speech', text, confidence });
  silence = (): this => this.hear({ type: 'empty' });
  record = (): this =>
    this.hear({ type: 'recorded', sid: 'RE1', url: 'https://api.example.com/RE1', seconds: 9 });

  #settle(outcome: Outcome): Spoken {
    let now = outcome;
    while ('command' in now) {
      this.commands.push(now.command);
      const { name } = now.command;
      const answer = this.#answers[name];
      const event =
        answer === 'refused' || answer === 'outlet_full'
          ? ({ type: 'refused', code: answer === 'refused' ? 'wrong_state' : answer } as const)
          : ({ type: 'result', name, answer } as ResultEvent);
      now = step(now.state, now.memory, event, this.#reference);
    }
    return now;
  }
}
