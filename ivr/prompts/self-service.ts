import type { TicketKind, TicketState } from '../../domain/vocabulary.ts';
import type { SpokenEnglish } from './en.ts';

/** What is said to callers who serve themselves (H3, H4, H6, H7, F2). */
export interface SelfServiceParams {
  menu_rescue: null;
  campaign_offer: { zh: string; en: string; key: string };
  which_ticket: { tickets: { number: string; kind: TicketKind; category: string }[] };
  /** To someone who has the number, but is not known as the customer. */
  progress_bare: { number: string; state: TicketState; appointment: string };
  progress_menu: { chase: boolean; change: boolean; cancel: boolean; rate: boolean; connect: boolean };
  /** `later`: the visit may also be called off, for another one to be agreed on. */
  appointment: { choices: string[]; later: boolean };
  appointment_confirm: { when: string };
  appointment_changed: { when: string };
  appointment_taken: null;
  appointment_soon: null;
  appointment_full: null;
  cancel: null;
  cancel_confirm: { what: 'visit' | 'ticket'; number: string; kind: TicketKind; category: string };
  visit_cancelled: null;
  ticket_cancelled: { number: string };
  texted_confirm: null;
  rate_intro: { outlet: string; kind: TicketKind; category: string };
  rate_none: null;
  rescue: null;
  rescue_opened: { number: string };
  rescue_joined: { number: string; count: number };
  campaign: { name: string; place: string };
  campaign_booked: { number: string };
  campaign_full: null;
  campaign_none: null;
}
export type SelfServicePrompts = {
  [K in keyof SelfServiceParams]: (params: SelfServiceParams[K]) => string;
};

export const selfServiceZh = (speak: SpokenEnglish): SelfServicePrompts => ({
  menu_rescue: () => '燃气、漏电、漏水、着火等紧急情况，随时请按星号键。',
  campaign_offer: ({ zh, key }) => `${zh.replace(/[。！!.]?$/, '，')}预约请按${speak.keyName(key)}。`,
  which_ticket: ({ tickets }) =>
    `您有${tickets.length}张工单。${speak.keyed(
      tickets.map(
        ({ number, kind, category }) => `${category}${speak.kindOf(kind)}，尾号${speak.tail(number)}，`,
      ),
    )}。不在其中请按8，转人工请按0，返回主菜单请按井号键。`,
  progress_bare: ({ number, state, appointment }) =>
    `工单尾号${speak.tail(number)}，${speak.standing(state, '', appointment !== '')}。${appointment ? `已约定${appointment}上门。` : ''}`,
  progress_menu: ({ chase, change, cancel, rate, connect }) =>
    `${chase ? '催办请按1，' : ''}${change ? '约定或更改上门时间请按2，' : ''}${cancel ? '取消请按3，' : ''}${
      rate ? '为这次服务打分请按4，' : ''
    }${connect ? '与上门师傅通话请按5，' : ''}查询其他工单请按8，转人工请按0，返回主菜单请按井号键。`,
  appointment: ({ choices, later }) =>
    `请选择上门时间。${speak.keyed(choices)}。${later ? '现在定不下来、取消这次上门请按8。' : ''}转人工请按0，不改请按井号键。`,
  appointment_confirm: ({ when }) => `上门时间改为${when}，确认请按1，重新选择请按2。`,
  appointment_changed: ({ when }) => `已经改好，上门时间是${when}，网点已收到通知。`,
  appointment_taken: () => '抱歉，这个时间刚刚约满了。',
  appointment_soon: () => '技师很快就要上门，或者已经出发，改动需要由座席为您联系网点。',
  appointment_full: () => '这几天网点都已约满，由座席为您安排。',
  cancel: () => '只取消这次上门、以后再约，请按1。整张工单不再需要，请按2。转人工请按0，不取消请按井号键。',
  cancel_confirm: ({ what, number, kind, category }) =>
    what === 'visit'
      ? '取消这次上门，工单保留，由网点来电与您另约时间。确认请按1，不取消请按2。'
      : `取消尾号${speak.tail(number)}的${category}${speak.kindOf(kind)}工单，不再安排上门。确认请按1，不取消请按2。`,
  visit_cancelled: () => '这次上门已经取消，工单保留，网点会来电与您另约时间。',
  ticket_cancelled: ({ number }) => `尾号${speak.tail(number)}的工单已经取消。`,
  texted_confirm: () => '确认短信已发给您。',
  rate_intro: ({ outlet, kind, category }) =>
    `请您评价${outlet ? `${outlet}的` : ''}这次${category}${speak.kindOf(kind)}服务，一共五个小问题。`,
  rate_none: () => '您目前没有待评价的服务。',
  rescue: () =>
    '紧急救援。燃气泄漏请按1，漏电、冒烟或起火请按2，漏水请按3，药品冷藏断电请按4，也可以直接说出情况。按错了请按井号键返回。',
  rescue_opened: ({ number }) => `紧急救援工单已受理，工单号${speak.digits(number)}。`,
  rescue_joined: ({ number, count }) =>
    `您的救援工单，尾号${speak.tail(number)}，正在处理，这是第${speak.counted(count)}次催办，已提醒抢修人员。马上为您转接座席。`,
  campaign: ({ name, place }) => `预约${name}，上门地点在您登记的${place}。确认预约请按1，不需要请按2。`,
  campaign_booked: ({ number }) =>
    `预约成功，工单号${speak.digits(number)}。再报一遍，${speak.digits(number)}。`,
  campaign_full: () => '抱歉，您所在地区的活动名额刚刚约满。',
  campaign_none: () => '您目前没有可以预约的活动。',
});

export const selfServiceEn = (speak: SpokenEnglish): SelfServicePrompts => ({
  menu_rescue: () =>
    'In an emergency, such as a gas leak, a water leak, an electric shock or a fire, press star at any time.',
  campaign_offer: ({ en, key }) => `${en.replace(/[.!]?$/, '.')} To book, press ${speak.keyName(key)}.`,
  which_ticket: ({ tickets }) =>
    `You have ${tickets.length} tickets. ${speak.keyed(
      tickets.map(
        ({ number, kind, category }) => `${category} ${speak.kindOf(kind)}, ending in ${speak.tail(number)}`,
      ),
    )} If it is none of these, press 8. To speak to an agent, press 0. For the main menu, press pound.`,
  progress_bare: ({ number, state, appointment }) =>
    `The ticket ending in ${speak.tail(number)} ${speak.standing(state, '', appointment !== '')}.${
      appointment ? ` The visit is agreed for ${appointment}.` : ''
    }`,
  progress_menu: ({ chase, change, cancel, rate, connect }) =>
    `${chase ? 'To ask for it to be hurried, press 1. ' : ''}${change ? 'To choose the time of the visit, press 2. ' : ''}${
      cancel ? 'To cancel, press 3. ' : ''
    }${rate ? 'To rate this service, press 4. ' : ''}${
      connect ? 'To speak with the technician, press 5. ' : ''
    }For another ticket, press 8. To speak to an agent, press 0. For the main menu, press pound.`,
  appointment: ({ choices, later }) =>
    `When would suit you? ${speak.keyed(choices)}${
      later ? ' If you cannot say yet and want this visit called off, press 8.' : ''
    } To speak to an agent, press 0. To leave it as it is, press pound.`,
  appointment_confirm: ({ when }) =>
    `The visit will be ${when}. To confirm, press 1. To choose again, press 2.`,
  appointment_changed: ({ when }) => `Done. The visit is now on ${when}, and the outlet has been told.`,
  appointment_taken: () => 'Sorry, that time has just been taken.',
  appointment_soon: () =>
    'The technician is due very soon, or already on the way, so an agent has to change this with the outlet.',
  appointment_full: () => 'The outlet is fully booked over the next days. An agent will arrange it with you.',
  cancel: () =>
    'To call off this visit and agree on another later, press 1. If you do not need the service any more, press 2. To speak to an agent, press 0. To cancel nothing, press pound.',
  cancel_confirm: ({ what, number, kind, category }) =>
    what === 'visit'
      ? 'This visit will be called off. The ticket stays open, and the outlet will call you to agree on another time. To confirm, press 1. To keep the visit, press 2.'
      : `Your ${category} ${speak.kindOf(kind)} ticket ending in ${speak.tail(number)} will be cancelled, and nobody will come. To confirm, press 1. To keep it, press 2.`,
  visit_cancelled: () =>
    'The visit is called off. The ticket stays open, and the outlet will call you to agree on another time.',
  ticket_cancelled: ({ number }) => `The ticket ending in ${speak.tail(number)} is cancelled.`,
  texted_confirm: () => 'We have sent you a text message to confirm.',
  rate_intro: ({ outlet, kind, category }) =>
    `Please rate the ${category} ${speak.kindOf(kind)}${outlet ? ` by ${outlet}` : ''}. There are five short questions.`,
  rate_none: () => 'You have no service waiting to be rated.',
  rescue: () =>
    'Emergency. For a gas leak, press 1. For an electric shock, smoke or fire, press 2. For a water leak, press 3. For medicine that is no longer cooled, press 4. Or just say what is happening. If you pressed star by mistake, press pound.',
  rescue_opened: ({ number }) =>
    `Your emergency request is registered. The ticket number is ${speak.digits(number)}.`,
  rescue_joined: ({ number, count }) =>
    `Help for your emergency ticket ending in ${speak.tail(number)} is under way${
      count > 1 ? `; you have called for it ${count} times` : ''
    }. The crew has been reminded. We are now putting you through to an agent.`,
  campaign: ({ name, place }) =>
    `You are booking ${name}, at your address in ${place}. To confirm, press 1. If you would rather not, press 2.`,
  campaign_booked: ({ number }) =>
    `You are booked. The ticket number is ${speak.digits(number)}. Once more: ${speak.digits(number)}.`,
  campaign_full: () => 'Sorry, the last place in your region has just been taken.',
  campaign_none: () => 'There is no campaign that you can book at the moment.',
});
