import type { MenuItem } from '../../domain/setup/menu.ts';
import type { Language, TicketKind, TicketState } from '../../domain/vocabulary.ts';
import { type SpokenEnglish, spokenEnglish } from './en.ts';
import { TOLD_OTHERS } from './told-others.ts';
import type { PromptKey, PromptParams } from './types.ts';
import { spokenChinese } from './zh.ts';

/**
 * What a sentence of one's own may name. `{number}` in it is spoken as the built-in sentence would speak it; a part in
 * square brackets is left out when what it names is empty: [已约定{appointment}上门。].
 */
type Speak = SpokenEnglish & { language: Language };
export const speak: Record<Language, Speak> = {
  zh: { ...spokenChinese, language: 'zh' },
  en: { ...spokenEnglish, language: 'en' },
};

export type Part<P> = (params: P, speak: Speak) => string | boolean;
export interface Told<P> {
  /** As it may be: for estimates and to show how it sounds. */
  sample: P;
  /** Without these the caller does not learn what the sentence is for, or cannot choose. */
  needs: string[];
  parts: Record<string, Part<P>>;
  /** To begin one's own from, where parts are left out at times. */
  start?: Record<Language, string>;
}
type ToldKey = { [K in PromptKey]: PromptParams[K] extends null ? never : K }[PromptKey];
export type ToldMap = { [K in ToldKey]?: Told<PromptParams[K]> };

interface OfTicket {
  number: string;
  kind: TicketKind;
  category: string;
}
interface Standing extends OfTicket {
  state: TicketState;
  outlet: string;
  agreed?: boolean;
  appointment?: string;
}
const ticket: Standing = {
  number: '123456784',
  kind: 'repair',
  category: '空调',
  state: 'accepted',
  outlet: '河东服务站',
};
const ofTicket: Record<string, Part<OfTicket>> = {
  number: ({ number }, { tail }) => tail(number),
  kind: ({ kind }, { kindOf }) => kindOf(kind),
  category: ({ category }) => category,
};
const ofStanding: Record<string, Part<Standing>> = {
  ...(ofTicket as Record<string, Part<Standing>>),
  state: ({ state, outlet, agreed, appointment }, { standing }) =>
    standing(state, outlet, agreed || Boolean(appointment)),
  outlet: ({ outlet }) => outlet,
};
const hours: Record<string, Part<{ hours: number }>> = {
  hours: ({ hours: within }, { within: spoken }) => spoken(within),
};
const newNumber: Record<string, Part<{ number: string }>> = {
  number: ({ number }, { digits }) => digits(number),
};
const caller: Record<string, Part<{ name: string; gender: string }>> = {
  name: ({ name, gender }, { addressed }) => (name ? addressed(name, gender) : ''),
};

/** Of each sentence that is told something. One that is missing here keeps its built-in words. */
export const TOLD: ToldMap = {
  ...TOLD_OTHERS,
  greeting_known: { sample: { name: '王小明', gender: 'm' }, needs: [], parts: caller },
  menu: {
    sample: { items: [] },
    needs: ['choices'],
    parts: { choices: ({ items }, { choices }) => choices(items) },
  },
  offer_chase: {
    sample: { key: '6' },
    needs: ['key'],
    parts: { key: ({ key }, { keyName }) => keyName(key) },
  },
  open_ticket: { sample: ticket, needs: ['state'], parts: ofStanding },
  appliance: {
    sample: { kind: 'repair', what: '海风空调', place: '东江市河东区人民路' },
    needs: ['what', 'place'],
    parts: {
      kind: ({ kind }, { kindOf }) => kindOf(kind),
      what: ({ what }) => what,
      place: ({ place }) => place,
    },
  },
  category: {
    sample: { kind: 'repair', choices: ['空调', '电视机', '洗衣机', '燃气灶'] },
    needs: ['choices'],
    parts: {
      kind: ({ kind }, { kindOf }) => kindOf(kind),
      choices: ({ choices }, { keyed }) => keyed(choices),
    },
  },
  same_matter: { sample: ticket, needs: [], parts: ofStanding },
  choose_place: {
    sample: { choices: ['河东区', '河西区', '鼓楼区'], more: true },
    needs: ['choices', 'more'],
    start: {
      zh: '{choices}。[{more}更多请按9。]转人工请按0。',
      en: '{choices}[{more} For more, press 9.] To speak to an agent, press 0.',
    },
    parts: { choices: ({ choices }, { keyed }) => keyed(choices), more: ({ more }) => more },
  },
  reach: {
    sample: { shown: false },
    needs: [],
    start: {
      zh: '[{shown}您的来电号码无法回拨。]请输入可以联系到您的电话号码，座机请加区号，以井号键结束。不方便留号码，请按0再按井号键。',
      en: '[{shown}Your number cannot be called back. ]Please key in a number at which we can reach you, with area code, then press pound. If you would rather not, press 0, then pound.',
    },
    parts: { shown: ({ shown }) => shown },
  },
  confirm: {
    sample: { kind: 'repair', what: '空调', place: '东江市河东区', address: '人民路8号', number: '' },
    needs: ['what', 'place'],
    start: {
      zh: '请核对：{what}{kind}，地点{place}[，{address}][，联系电话{number}]。正确请按1，重新填写请按2。',
      en: 'Please check. {what}, {kind}, at {place}[, {address}][, contact number {number}]. If this is right, press 1. To start again, press 2.',
    },
    parts: {
      kind: ({ kind }, { kindOf }) => kindOf(kind),
      what: ({ what }) => what,
      place: ({ place }) => place,
      address: ({ address }) => address,
      number: ({ number }, { digits }) => (number ? digits(number) : ''),
    },
  },
  opened: { sample: { number: '123456784' }, needs: ['number'], parts: newNumber },
  next_visit: {
    sample: { kind: 'repair', hours: 2 },
    needs: ['hours'],
    parts: {
      kind: ({ kind }, { kindOf }) => kindOf(kind),
      hours: ({ hours: within }, { within: spoken }) => spoken(within),
    },
  },
  rescue_next: { sample: { hours: 0.25 }, needs: ['hours'], parts: hours },
  progress: {
    sample: { ...ticket, appointment: '11月23日14点30分', chased: 2 },
    needs: ['state'],
    start: {
      zh: '工单尾号{number}，{category}{kind}，{state}。[已约定{appointment}上门。][已催办{chased}次。]',
      en: 'The ticket ending in {number}, {category} {kind}, {state}.[ The visit is agreed for {appointment}.][ Times chased: {chased}.]',
    },
    parts: {
      ...(ofStanding as Record<string, Part<PromptParams['progress']>>),
      appointment: ({ appointment }) => appointment,
      chased: ({ chased }) => (chased > 0 ? String(chased) : ''),
    },
  },
  progress_menu: {
    sample: { chase: true, change: true, cancel: true, rate: true, connect: true },
    needs: ['chase', 'change', 'cancel', 'rate', 'connect'],
    start: {
      zh: '[{chase}催办请按1，][{change}约定或更改上门时间请按2，][{cancel}取消请按3，][{rate}为这次服务打分请按4，][{connect}与上门师傅通话请按5，]查询其他工单请按8，转人工请按0，返回主菜单请按井号键。',
      en: '[{chase}To ask for it to be hurried, press 1. ][{change}To choose the time of the visit, press 2. ][{cancel}To cancel, press 3. ][{rate}To rate this service, press 4. ][{connect}To speak with the technician, press 5. ]For another ticket, press 8. To speak to an agent, press 0. For the main menu, press pound.',
    },
    parts: {
      chase: ({ chase }) => chase,
      change: ({ change }) => change,
      cancel: ({ cancel }) => cancel,
      rate: ({ rate }) => rate,
      connect: ({ connect }) => connect,
    },
  },
  chased: {
    sample: { count: 2 },
    needs: [],
    parts: { count: ({ count }, { counted }) => counted(count) },
  },
  complaint_about: {
    sample: ticket,
    needs: [],
    parts: ofTicket,
  },
  complaint_taken: { sample: { number: '123456784' }, needs: ['number'], parts: newNumber },
  turned_away: {
    sample: { callback: true },
    needs: ['callback'],
    start: {
      zh: '[{callback}需要我们给您回电请按1，]留言请按2。',
      en: '[{callback}To be called back, press 1. ]To leave a message, press 2.',
    },
    parts: { callback: ({ callback }) => callback },
  },
  message_left: { sample: { hours: 4 }, needs: [], parts: hours },
  callback_promised: { sample: { hours: 4 }, needs: [], parts: hours },
  survey_greeting: {
    sample: { name: '王小明', gender: 'm', outlet: '河东服务站', kind: 'repair', category: '空调' },
    needs: [],
    start: {
      zh: '[{name}，]您好，这里是一线家电服务热线，就您的{category}{kind}服务做个简短回访，通话将会录音。需要转人工，随时请按0。',
      en: 'Hello[, {name}]. This is the Yixian home appliance service line with a few short questions about the {category} {kind}[ by {outlet}]. This call is recorded. To speak to an agent, press 0 at any time.',
    },
    parts: {
      name: ({ name, gender }, { addressed }) => (name ? addressed(name, gender) : ''),
      kind: ({ kind }, { kindOf }) => kindOf(kind),
      category: ({ category }) => category,
      outlet: ({ outlet }) => outlet,
    },
  },
  survey_next: {
    sample: { kind: 'repair', category: '空调' },
    needs: [],
    parts: { kind: ({ kind }, { kindOf }) => kindOf(kind), category: ({ category }) => category },
  },
  survey_reopened: {
    sample: { numbers: ['123456784'] },
    needs: [],
    parts: { numbers: ({ numbers }, { listed }) => listed(numbers) },
  },
};

/** What a sentence is told; undefined for one that is told nothing or keeps its built-in words. */
export const toldOf = (key: PromptKey): Told<unknown> | undefined =>
  (TOLD as { [K in PromptKey]?: Told<unknown> })[key];

const ENGLISH: Record<string, string> = {
  空调: 'air conditioner',
  电视机: 'television',
  洗衣机: 'washing machine',
  燃气灶: 'gas stove',
  海风空调: 'Haifeng air conditioner',
  王小明: 'Wang Xiaoming',
  油烟机免费清洗: 'free cleaning of the range hood',
  '11月24日上午': 'the morning of 24 November',
  '11月24日下午': 'the afternoon of 24 November',
  '11月23日14点30分': '2:30 pm on 23 November',
};
const inEnglish = (value: unknown): unknown => {
  if (typeof value === 'string') return ENGLISH[value] ?? value;
  if (Array.isArray(value)) return value.map(inEnglish);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inEnglish(one)]));
};

/** What an example of this sentence is told. */
export function sampleOf(key: PromptKey, language: Language, items: MenuItem[]): unknown {
  if (key === 'menu') return { items };
  const sample = toldOf(key)?.sample ?? null;
  return language === 'en' ? inEnglish(sample) : sample;
}
