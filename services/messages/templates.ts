import type { Language, MessageTemplate, TicketState } from '../../domain/vocabulary.ts';

/** What each text message is told. */
export interface TemplateParams {
  /** `state` as the ticket begins; without it, it goes to be dispatched. */
  ticket_opened: { number: string; what: string; state?: TicketState };
  details_link: { number: string; url: string };
  outlet_accepted: { number: string; outlet: string };
  callback_promised: { hours: number };
  survey_missed: { number: string };
  callback_missed: Record<string, never>;
  /** An agent's own words. */
  agent_text: { body: string };
  /** `when`: the window, as it is said in that language. */
  appointment_changed: { number: string; when: string };
  visit_cancelled: { number: string };
  ticket_cancelled: { number: string };
  campaign_booked: { number: string; campaign: string };
  /** To an outlet: its customer could not reach it. */
  customer_rang: { number: string };
  /** Digits that the customer tells the technician once the work is done. */
  completion_code: { number: string; code: string };
  /** Digits that stand for agreeing to that sum. */
  quote_code: { number: string; code: string; yuan: string };
}

/** H4: what happens next, as it really does. */
function nextZh(state?: TicketState): string {
  if (state === 'manual') return '客服人员会与您联系。';
  return state === 'needs_details' ? '补齐上门地址后马上派工。' : '我们会尽快派工并与您联系。';
}
function nextEn(state?: TicketState): string {
  if (state === 'manual') return 'Our staff will contact you.';
  return state === 'needs_details'
    ? 'We assign it as soon as the address is complete.'
    : 'We are assigning it and will contact you.';
}

type Templates = { [T in MessageTemplate]: (params: TemplateParams[T]) => string };

const zh: Templates = {
  ticket_opened: ({ number, what, state }) =>
    `【一线】您的${what}工单已受理，工单号${number}。${nextZh(state)}查询进度或催单，请拨打服务热线并按4。`,
  details_link: ({ number, url }) =>
    `【一线】工单${number}还需要您的上门地址，请点开填写，约一分钟：${url} 。链接三天内有效，请勿转发。`,
  outlet_accepted: ({ number, outlet }) =>
    `【一线】工单${number}已由${outlet}接单，技师会先来电与您约定上门时间。查询进度请拨打服务热线并按4。`,
  callback_promised: ({ hours }) =>
    `【一线】抱歉刚才未能接听您的来电，我们会在${hours}小时内（服务时段内）给您回电。`,
  survey_missed: ({ number }) =>
    `【一线】工单${number}已完工，我们多次回访未能联系到您，客服人员会再与您联系。如问题仍未解决，请拨打服务热线并按0留言。`,
  appointment_changed: ({ number, when }) =>
    `【一线】工单${number}的上门时间已改为${when}。如需再改约或取消，请拨打服务热线并按4。`,
  visit_cancelled: ({ number }) =>
    `【一线】工单${number}的这次上门已取消，工单保留，服务网点会来电与您另约时间。也可拨打服务热线并按4自行选择。`,
  ticket_cancelled: ({ number }) =>
    `【一线】工单${number}已按您的要求取消。如仍需服务，欢迎再次拨打服务热线。`,
  campaign_booked: ({ number, campaign }) =>
    `【一线】您已预约“${campaign}”，工单号${number}，服务网点会来电与您约定上门时间。改约或取消请拨打服务热线并按4。`,
  customer_rang: ({ number }) =>
    `【一线】工单${number}的客户刚才来电未能接通，请用本机拨打服务热线，输入工单号给客户回电。`,
  completion_code: ({ number, code }) =>
    `【一线】工单${number}的技师已上门。服务完成、您验收满意后，请把验收码${code}告诉技师；未完工请不要提供。`,
  quote_code: ({ number, code, yuan }) =>
    `【一线】工单${number}报价合计${yuan}元。同意请把确认码${code}告诉技师；不同意请不要提供，技师不会施工。`,
  agent_text: ({ body }) => `【一线】${body}`,
  callback_missed: () =>
    '【一线】我们按约给您回电，几次都未能接通。如仍需帮助，请随时拨打服务热线，按0转人工。',
};

const en: Templates = {
  ticket_opened: ({ number, what, state }) =>
    `[Yixian] Your ${what} request is registered, ticket ${number}. ${nextEn(state)} For progress, call the hotline and press 4.`,
  details_link: ({ number, url }) =>
    `[Yixian] Ticket ${number} still needs your address. Please fill it in, it takes a minute: ${url} The link is valid for three days; do not forward it.`,
  outlet_accepted: ({ number, outlet }) =>
    `[Yixian] ${outlet} has taken ticket ${number}. The technician will call you to agree on a time. For progress, call the hotline and press 4.`,
  callback_promised: ({ hours }) =>
    `[Yixian] Sorry that we could not take your call. We will call you back within ${hours} hours, during service hours.`,
  survey_missed: ({ number }) =>
    `[Yixian] Ticket ${number} is finished, and we could not reach you to ask how it went. An agent will try again; if anything is not right, call the hotline and press 0.`,
  appointment_changed: ({ number, when }) =>
    `[Yixian] The visit for ticket ${number} is now on ${when}. To change it again or cancel, call the hotline and press 4.`,
  visit_cancelled: ({ number }) =>
    `[Yixian] The visit for ticket ${number} is cancelled. The ticket stays open, and the outlet will call you to agree on another time; or call the hotline and press 4 to choose one.`,
  ticket_cancelled: ({ number }) =>
    `[Yixian] Ticket ${number} is cancelled, as you asked. If you still need us, please call the hotline again.`,
  campaign_booked: ({ number, campaign }) =>
    `[Yixian] You have booked "${campaign}", ticket ${number}. The outlet will call you to agree on a time. To change or cancel, call the hotline and press 4.`,
  customer_rang: ({ number }) =>
    `[Yixian] The customer of ticket ${number} could not reach you. Call the hotline from this phone and key in the ticket number to call back.`,
  completion_code: ({ number, code }) =>
    `[Yixian] The technician for ticket ${number} is with you. When the work is done and you are content, tell them the code ${code}. Not before.`,
  quote_code: ({ number, code, yuan }) =>
    `[Yixian] Ticket ${number}: the work will cost CNY ${yuan}. If you agree, tell the technician the code ${code}; if not, keep it, and no work is done.`,
  agent_text: ({ body }) => `[Yixian] ${body}`,
  callback_missed: () =>
    '[Yixian] We called you back as promised and could not reach you. If you still need help, call the hotline at any time and press 0 for an agent.',
};

const templates: Record<Language, Templates> = { zh, en };

/** The text of a message. */
export function messageText<T extends MessageTemplate>(
  template: T,
  language: Language,
  params: TemplateParams[T],
): string {
  return templates[language][template](params);
}
