import type { Part, ToldMap } from './told.ts';

/** Where the sentence names a ticket by the end of its number, and where all of it is read out. */
const tail: Part<{ number: string }> = ({ number }, { tail: spoken }) => spoken(number);
const whole: Part<{ number: string }> = ({ number }, { digits }) => digits(number);
const when: Record<string, Part<{ when: string }>> = { when: (told) => told.when };

/** What callers who serve themselves, and those in the line, are told. */
export const TOLD_OTHERS = {
  campaign_offer: {
    sample: {
      zh: '您可以参加油烟机免费清洗活动',
      en: 'You can have your range hood cleaned for free',
      key: '7',
    },
    needs: ['key'],
    parts: {
      campaign: ({ zh, en }, { language }) => (language === 'zh' ? zh : en),
      key: ({ key }, { keyName }) => keyName(key),
    },
    start: { zh: '{campaign}，预约请按{key}。', en: '{campaign}. To book, press {key}.' },
  },
  which_ticket: {
    sample: {
      tickets: [
        { number: '123456784', kind: 'repair', category: '空调' },
        { number: '876543219', kind: 'installation', category: '电视机' },
      ],
    },
    needs: ['choices'],
    parts: {
      count: ({ tickets }) => String(tickets.length),
      choices: ({ tickets }, { keyed, kindOf, tail: spoken, language }) =>
        keyed(
          tickets.map(({ number, kind, category }) =>
            language === 'zh'
              ? `${category}${kindOf(kind)}，尾号${spoken(number)}，`
              : `${category} ${kindOf(kind)}, ending in ${spoken(number)}`,
          ),
        ),
    },
  },
  progress_bare: {
    sample: { number: '123456784', state: 'accepted', appointment: '11月23日14点30分' },
    needs: ['state'],
    parts: {
      number: ({ number }, { tail: spoken }) => spoken(number),
      state: ({ state, appointment }, { standing }) => standing(state, '', appointment !== ''),
      appointment: ({ appointment }) => appointment,
    },
    start: {
      zh: '工单尾号{number}，{state}。[已约定{appointment}上门。]',
      en: 'The ticket ending in {number} {state}.[ The visit is agreed for {appointment}.]',
    },
  },
  appointment: {
    sample: { choices: ['11月24日上午', '11月24日下午'], later: true },
    needs: ['choices', 'later'],
    parts: { choices: ({ choices }, { keyed }) => keyed(choices), later: ({ later }) => later },
    start: {
      zh: '请选择上门时间。{choices}。[{later}现在定不下来、取消这次上门请按8。]转人工请按0，不改请按井号键。',
      en: 'When would suit you? {choices}[{later} If you cannot say yet and want this visit called off, press 8.] To speak to an agent, press 0. To leave it as it is, press pound.',
    },
  },
  appointment_confirm: { sample: { when: '11月24日上午' }, needs: ['when'], parts: when },
  appointment_changed: { sample: { when: '11月24日上午' }, needs: ['when'], parts: when },
  cancel_confirm: {
    sample: { what: 'ticket', number: '123456784', kind: 'repair', category: '空调' },
    needs: ['visit', 'ticket'],
    parts: {
      visit: ({ what }) => what === 'visit',
      ticket: ({ what }) => what === 'ticket',
      number: ({ number }, { tail: spoken }) => spoken(number),
      kind: ({ kind }, { kindOf }) => kindOf(kind),
      category: ({ category }) => category,
    },
    start: {
      zh: '[{visit}取消这次上门，工单保留，由网点来电与您另约时间。][{ticket}取消尾号{number}的{category}{kind}工单，不再安排上门。]确认请按1，不取消请按2。',
      en: '[{visit}This visit will be called off. The ticket stays open, and the outlet will call you to agree on another time.][{ticket}Your {category} {kind} ticket ending in {number} will be cancelled, and nobody will come.] To confirm, press 1. To keep it, press 2.',
    },
  },
  ticket_cancelled: { sample: { number: '123456784' }, needs: [], parts: { number: tail } },
  rate_intro: {
    sample: { outlet: '河东服务站', kind: 'repair', category: '空调' },
    needs: [],
    parts: {
      outlet: ({ outlet }) => outlet,
      kind: ({ kind }, { kindOf }) => kindOf(kind),
      category: ({ category }) => category,
    },
    start: {
      zh: '请您评价[{outlet}的]这次{category}{kind}服务，一共五个小问题。',
      en: 'Please rate the {category} {kind}[ by {outlet}]. There are five short questions.',
    },
  },
  rescue_opened: { sample: { number: '123456784' }, needs: ['number'], parts: { number: whole } },
  rescue_joined: {
    sample: { number: '123456784', count: 2 },
    needs: [],
    parts: {
      number: tail as Part<{ number: string; count: number }>,
      count: ({ count }, { counted }) => counted(count),
    },
  },
  campaign: {
    sample: { name: '油烟机免费清洗', place: '东江市河东区' },
    needs: ['name', 'place'],
    parts: { name: ({ name }) => name, place: ({ place }) => place },
  },
  campaign_booked: { sample: { number: '123456784' }, needs: ['number'], parts: { number: whole } },
  masked_dial: {
    sample: { side: 'outlet', recorded: true },
    needs: ['recorded'],
    parts: {
      outlet: ({ side }) => side === 'outlet',
      customer: ({ side }) => side === 'customer',
      recorded: ({ recorded }) => recorded,
    },
    start: {
      zh: '正在为您接通[{outlet}客户][{customer}上门师傅][{recorded}，本次通话将被录音]，请稍候。',
      en: 'We are putting you through[{outlet} to the customer][{customer} to the technician]. Please hold.[{recorded} This call is recorded.]',
    },
  },
  masked_answered: {
    sample: { side: 'outlet', number: '123456784', recorded: true },
    needs: ['recorded'],
    parts: {
      outlet: ({ side }) => side === 'outlet',
      customer: ({ side }) => side === 'customer',
      number: ({ number }, { tail: spoken }) => spoken(number),
      recorded: ({ recorded }) => recorded,
    },
    start: {
      zh: '[{outlet}您好，这里是一线家电服务热线，为您服务的网点与您通话][{customer}一线热线，工单尾号{number}的客户与您通话][{recorded}，本次通话将被录音]。',
      en: '[{outlet}Hello, this is the Yixian home appliance service line. The outlet that serves you would like to speak with you.][{customer}Yixian line: the customer of the ticket ending in {number} would like to speak with you.][{recorded} This call is recorded.]',
    },
  },
  masked_missed: {
    sample: { side: 'outlet' },
    needs: [],
    parts: { outlet: ({ side }) => side === 'outlet', customer: ({ side }) => side === 'customer' },
    start: {
      zh: '[{outlet}客户没有接听，请稍后再拨。][{customer}上门师傅暂时没有接听。]',
      en: '[{outlet}The customer does not answer. Please try later.][{customer}The technician does not answer just now.]',
    },
  },
  line_place: {
    sample: { place: 3, minutes: 4 },
    needs: [],
    parts: {
      place: ({ place }) => String(place),
      before: ({ place }) => (place > 1 ? String(place - 1) : ''),
      minutes: ({ minutes }) => (minutes ? String(minutes) : ''),
      soon: ({ minutes }) => minutes === 0,
    },
    start: {
      zh: '您排在第{place}位[{soon}，座席马上接听][，预计等候约{minutes}分钟]，请稍候。',
      en: 'You are number {place} in line[{soon}, and an agent will be with you in a moment][, and will wait about {minutes} minutes]. Please hold.',
    },
  },
  line_keys: {
    sample: { callback: true },
    needs: ['callback'],
    parts: { callback: ({ callback }) => callback },
    start: {
      zh: '[{callback}不想等候请按1，我们为您保留排队位置，轮到您时回电；]留言请按2。',
      en: '[{callback}If you would rather not wait, press 1: you keep your place, and we call you when it is your turn. ]To leave a message, press 2.',
    },
  },
  desk_offer: {
    sample: { rescue: false },
    needs: [],
    parts: { rescue: ({ rescue }) => rescue },
    start: {
      zh: '一线热线[{rescue}紧急救援]来电，接听请按1。',
      en: '[{rescue}Emergency. ]Call from the Yixian line. To take it, press 1.',
    },
  },
} satisfies ToldMap;
