import type { InLine } from './conversation.ts';
import type { Deed } from './phone.ts';
import type { Question, QuestionName } from './prompts.ts';
import type { Random } from './random.ts';

/** What a caller wants of the hotline. */
export type Wish =
  | 'repair'
  | 'installation'
  | 'maintenance'
  | 'progress'
  | 'chase'
  | 'complaint'
  | 'agent'
  | 'danger';

/** Where a caller does something else than answer. */
export interface Slip {
  /** The question at which it happens, counted from 0. */
  at: number;
  kind: 'hang_up' | 'hang_up_at_once_after' | 'wrong_key' | 'silence';
  /** How often in a row; 3 and more leads to a message. */
  times: number;
}

export interface Persona {
  wish: Wish;
  english: boolean;
  /** Says what others press. */
  speaks: boolean;
  slip: Slip | null;
  /** How the address is told. */
  address: 'clear' | 'unclear' | 'skipped';
  /** A number to be reached at, for who hides their own. */
  reachableAt: string | null;
}

/** What the outside knows: names from the hotline's reference data, and ticket numbers heard so far. */
export interface World {
  isPlace(name: string): boolean;
  /** Names of counties with their prefecture, as people say them. */
  spokenPlaces: string[];
  /** A ticket number that some caller was told, if any was. */
  someTicket(random: Random): string | undefined;
}

const WISHES = { request: 57, progress: 13, chase: 7, complaint: 9, agent: 10, danger: 4 } as const;
const REQUESTS = { repair: 60, installation: 22, maintenance: 18 } as const;
const SLIPS = { none: 60, hang_up: 12, hang_up_at_once_after: 5, wrong_key: 15, silence: 8 } as const;

/** How somebody waits and speaks. */
export const inventPatience = (random: Random): InLine => ({
  patience:
    random.weigh({ short: 15, usual: 85 }) === 'short' ? random.int(500, 4_000) : random.int(5_000, 45_000),
  instead: random.weigh({ hangup: 5, callback: 4, message: 1 }),
  talk: random.int(3_000, 14_000),
});

/** Somebody who calls. */
export function inventPersona(random: Random): Persona {
  const wish = random.weigh(WISHES);
  const slip = random.weigh(SLIPS);
  return {
    wish: wish === 'request' ? random.weigh(REQUESTS) : wish,
    english: random.chance(0.07),
    speaks: random.chance(0.25),
    slip: slip === 'none' ? null : { kind: slip, ...placeOfSlip(random, slip) },
    address: random.weigh({ clear: 75, unclear: 15, skipped: 10 }),
    reachableAt: random.chance(0.7) ? `139${random.digits(8)}` : null,
  };
}

function placeOfSlip(random: Random, kind: Slip['kind']): Pick<Slip, 'at' | 'times'> {
  // Many hang up at the greeting; whoever errs, errs anywhere.
  const at = kind === 'hang_up' && random.chance(0.4) ? 0 : random.int(0, 4);
  return {
    at,
    times: random.weigh({ 1: 55, 2: 20, 3: 25 } as Record<string, number>) === '3' ? 3 : random.int(1, 2),
  };
}

/** A key that is no answer to this question; null where every key is one. */
const WRONG: Partial<Record<QuestionName, string>> = {
  menu: '8',
  appliance: '5',
  category: '#',
  same_matter: '5',
  district: '7',
  place: '#',
  address: '5',
  reach: '12#',
  confirm: '6',
  ticket_number: '123#',
  progress: '7',
  complaint_about: '5',
  complaint_number: '12#',
  turned_away: '7',
  survey_solved: '7',
  survey_why: '7',
  survey_on_time: '7',
  survey_charge: '7',
  survey_courtesy: '8',
  survey_score: '8',
};

/** What they do at the question, their `turn`th on this call. Several deeds follow each other. */
export function behave(
  persona: Persona,
  question: Question,
  turn: number,
  world: World,
  random: Random,
): Deed[] {
  const { slip } = persona;
  if (slip) {
    const during = turn >= slip.at && turn < slip.at + slip.times;
    if (slip.kind === 'hang_up' && turn >= slip.at) return [{ do: 'hangup' }];
    if (slip.kind === 'silence' && during) return [{ do: 'silence' }];
    const wrong = WRONG[question.name];
    if (slip.kind === 'wrong_key' && during && wrong) return keyed(wrong);
    if (slip.kind === 'hang_up_at_once_after' && turn >= slip.at) {
      return [...answer(persona, question, world, random), { do: 'hangup' }];
    }
  }
  return answer(persona, question, world, random);
}

const keyed = (digits: string): Deed[] => [{ do: 'keys', digits }];
const NOTHING_KEYED = keyed('0#');
const STREETS = ['人民路', '解放路', '芙蓉路', '建设路', '韶山路', '滨河路'];

function answer(persona: Persona, question: Question, world: World, random: Random): Deed[] {
  const { language } = question;
  const speaks = persona.speaks;
  const say = (zh: string, en: string): Deed[] => [{ do: 'speech', text: language === 'zh' ? zh : en }];
  const yes = (): Deed[] => (speaks ? say('是的', 'Yes') : keyed('1'));
  const no = (): Deed[] => (speaks ? say('不是', 'No') : keyed('2'));
  switch (question.name) {
    case 'menu':
      return atMenu(persona, question, say);
    case 'appliance':
      return random.chance(0.85) ? yes() : no();
    case 'category': {
      const at = random.int(0, question.choices.length - 1);
      const name = question.choices[at] ?? '';
      return speaks ? say(`我家的${name}`, name) : keyed(String(at + 1));
    }
    case 'same_matter':
      return random.chance(0.8) ? yes() : no();
    case 'district':
      return speaks || random.chance(0.5)
        ? [{ do: 'speech', text: random.pick(world.spokenPlaces) }]
        : keyed('1');
    case 'place':
      if (question.more && random.chance(0.3)) return keyed('9');
      return keyed(String(random.int(1, question.choices.length)));
    case 'address': {
      if (persona.address === 'skipped') return keyed('#');
      const text = `${random.pick(STREETS)}${random.int(1, 399)}号${random.int(1, 20)}栋${random.int(1, 4)}单元${random.int(1, 28)}02`;
      return [{ do: 'speech', text, confidence: persona.address === 'clear' ? 0.92 : 0.41 }];
    }
    case 'reach':
      return persona.reachableAt ? keyed(`${persona.reachableAt}#`) : NOTHING_KEYED;
    case 'confirm':
      return random.chance(0.9) ? yes() : no();
    case 'ticket_number': {
      const number = world.someTicket(random);
      return keyed(number ? `${number}#` : '1#');
    }
    case 'which_ticket':
      return keyed('1');
    case 'progress':
      if (question.open && random.chance(0.4)) return keyed('1');
      return random.chance(0.2) ? keyed('0') : [{ do: 'hangup' }];
    case 'complaint_about':
      return random.chance(0.8) ? yes() : no();
    case 'complaint_number': {
      const number = world.someTicket(random);
      return number && random.chance(0.5) ? keyed(`${number}#`) : NOTHING_KEYED;
    }
    case 'complaint':
      return speech(random, '师傅约好上午来，等到晚上也没有人，也没有电话。');
    case 'turned_away':
      return keyed(question.choices[0] && random.chance(0.6) ? '1' : '2');
    case 'message':
    case 'fallback':
      return speech(random, '我姓王，家里的热水器不出热水，请尽快给我回电话。');
    case 'survey_solved':
    case 'survey_why':
    case 'survey_on_time':
    case 'survey_charge':
    case 'survey_courtesy':
    case 'survey_score':
    case 'survey_remark':
      throw new Error(`a caller is asked ${question.name}`);
    default: {
      const never: never = question.name;
      return never;
    }
  }
}

function atMenu(
  { english, speaks, wish }: Persona,
  question: Question,
  say: (zh: string, en: string) => Deed[],
): Deed[] {
  if (english && question.language === 'zh') return keyed('9');
  switch (wish) {
    case 'repair':
      return speaks ? say('家里电器坏了，要修', 'I need a repair') : keyed('1');
    case 'installation':
      return speaks ? say('我要安装', 'installation please') : keyed('2');
    case 'maintenance':
      return speaks ? say('想清洗一下', 'cleaning and maintenance') : keyed('3');
    case 'chase':
      if (question.offersChase)
        return speaks && question.language === 'zh' ? say('我要催单', '') : keyed('6');
      return keyed('4');
    case 'progress':
      return speaks ? say('查一下进度', 'what is the status') : keyed('4');
    case 'complaint':
      return speaks ? say('我要投诉', 'I want to complain') : keyed('5');
    case 'agent':
      return speaks ? say('转人工', 'an agent please') : keyed('0');
    case 'danger':
      return say('燃气热水器漏气了，味道很大', 'there is a gas leak in my kitchen');
    default: {
      const never: never = wish;
      return never;
    }
  }
}

/** Most say something, some say nothing, some hang up while they speak or instead of it. */
function speech(random: Random, text: string): Deed[] {
  const how = random.weigh({ said: 78, nothing: 8, hung_up_speaking: 9, hung_up: 5 });
  const seconds = random.int(3, 40);
  switch (how) {
    case 'said':
      return [{ do: 'recording', seconds, text }];
    case 'nothing':
      return [{ do: 'silence' }];
    case 'hung_up_speaking':
      return [{ do: 'recording', seconds, text, hangup: true }];
    case 'hung_up':
      return [{ do: 'hangup' }];
    default: {
      const never: never = how;
      return never;
    }
  }
}
