import type { DeadlineKind } from '../../domain/dispatch/deadlines.ts';
import type { Language, MessageTemplate, TicketState, VisitReason } from '../../domain/vocabulary.ts';

interface OfTicket {
  number: string;
}
/** `when`: the window, as it is said in that language. */
interface OfVisit extends OfTicket {
  when: string;
  technician: string | null;
}

/** What each text message is told. */
export interface TemplateParams {
  /** `state` as the ticket begins; without it, it goes to be dispatched. */
  ticket_opened: { number: string; what: string; state?: TicketState };
  details_link: { number: string; url: string };
  outlet_accepted: { number: string; outlet: string };
  callback_promised: { hours: number };
  survey_missed: OfTicket & { obligationId: number };
  callback_missed: Record<string, never>;
  /** An agent's own words. */
  agent_text: { body: string };
  appointment_changed: { number: string; when: string };
  visit_cancelled: OfTicket;
  ticket_cancelled: OfTicket;
  campaign_booked: { number: string; campaign: string };
  /** To an outlet: its customer could not reach it. */
  customer_rang: OfTicket;
  appointment_booked: OfVisit;
  visit_reminder: OfVisit;
  visit_soon: OfVisit;
  technician_on_way: { number: string; technician: string | null };
  technician_arrived: { number: string; technician: string | null };
  /** Digits that the customer tells the technician once the work is done. */
  completion_code: { number: string; code: string; technician: string | null };
  /** Digits that stand for agreeing to that sum. */
  quote_code: { number: string; code: string; yuan: string };
  /** What a customer asked for by text message. */
  visit_move_link: OfTicket;
  replies_stopped: Record<string, never>;
  visit_no_show: { number: string; technician: string | null };
  /** `when` is empty while the next visit has no time. */
  second_visit: { number: string; reason: VisitReason; when: string };
  visit_late: { number: string; when: string };
  /** D6, to whoever answers for it: in danger of being late, and missed. */
  deadline_near: { number: string; due: DeadlineKind; when: string };
  deadline_missed: { number: string; due: DeadlineKind; when: string };
}

const DUE: Record<DeadlineKind, Record<Language, string>> = {
  first_contact: { zh: '首次联系客户', en: 'first contact' },
  arrival: { zh: '上门', en: 'arrival' },
  completion: { zh: '完工', en: 'completion' },
};
const dueName = ({ due }: { due: DeadlineKind }, language: Language): string => DUE[due][language];

/** Stands in a text for the customer's own link, which only the sender knows: nobody reads it in the log. */
export const VISIT_LINK = '{link}';
/** The same for the survey's page: it names what is owed. */
export const SURVEY_LINK = /\{survey:(\d+)\}/g;

type Part<P> = (params: P, language: Language) => string;
export interface BuiltIn<P> extends Record<Language, string> {
  /** What the text may name. */
  parts: Record<string, Part<P>>;
  /** Without these the reader does not learn what it is for. */
  needs: readonly string[];
  /** As it may be: for the preview and to count its length. */
  sample: P;
  /** Not sent to a number on the do-not-call list: the service goes on without it. */
  dispensable?: true;
}

/** H4: what happens next, as it really does. */
const NEXT: Record<Language, (state?: TicketState) => string> = {
  zh: (state) => {
    if (state === 'manual') return '客服人员会与您联系。';
    return state === 'needs_details' ? '补齐上门地址后马上派工。' : '我们会尽快派工并与您联系。';
  },
  en: (state) => {
    if (state === 'manual') return 'Our staff will contact you.';
    return state === 'needs_details'
      ? 'We assign it as soon as the address is complete.'
      : 'We are assigning it and will contact you.';
  },
};
const REASONS: Record<Language, Record<VisitReason, string>> = {
  zh: {
    nobody_home: '上门时家中无人',
    no_entry: '未能进门',
    part_missing: '需要订配件',
    unfinished: '这次没有做完',
    other_skill: '需要另派专业技师',
    customer_stopped: '按您的要求改日再做',
  },
  en: {
    nobody_home: 'nobody was at home',
    no_entry: 'we could not get in',
    part_missing: 'a part has to be ordered',
    unfinished: 'the work could not be finished',
    other_skill: 'it takes another specialist',
    customer_stopped: 'you asked to go on another day',
  },
};

const number: Part<OfTicket> = (params) => params.number;
const link: Part<unknown> = () => VISIT_LINK;
const when: Part<{ when: string }> = (params) => params.when;
const technician: Part<{ technician: string | null }> = (params) => params.technician ?? '';
const ofVisit = { number, when, technician, link };
const visit: OfVisit = { number: '123456784', when: '11月25日周三9点到12点', technician: '张建国' };

/** Every text message as it is at the start. The signature is put before it (templates.ts). */
export const BUILT_IN: { [T in MessageTemplate]: BuiltIn<TemplateParams[T]> } = {
  ticket_opened: {
    parts: { number, what: ({ what }) => what, next: ({ state }, language) => NEXT[language](state) },
    needs: ['number'],
    sample: { number: '123456784', what: '保养清洗' },
    zh: '您的{what}工单已受理，工单号{number}。{next}查询进度或催单，请拨打服务热线并按4。',
    en: 'Your {what} request is registered, ticket {number}. {next} For progress, call the hotline and press 4.',
  },
  details_link: {
    parts: { number, url: ({ url }) => url },
    needs: ['url'],
    sample: { number: '123456784', url: `https://hotline.example.com/d/${'x'.repeat(40)}` },
    zh: '工单{number}还需要您的上门地址，请点开填写，约一分钟：{url} 。链接三天内有效，请勿转发。',
    en: 'Ticket {number} still needs your address. Please fill it in, it takes a minute: {url} The link is valid for three days; do not forward it.',
  },
  outlet_accepted: {
    parts: { number, outlet: ({ outlet }) => outlet },
    needs: ['number'],
    sample: { number: '123456784', outlet: '河东区某某家电服务中心' },
    zh: '工单{number}已由{outlet}接单，技师会先来电与您约定上门时间。查询进度请拨打服务热线并按4。',
    en: '{outlet} has taken ticket {number}. The technician will call you to agree on a time. For progress, call the hotline and press 4.',
  },
  callback_promised: {
    parts: { hours: ({ hours }) => String(hours) },
    needs: [],
    sample: { hours: 4 },
    zh: '抱歉刚才未能接听您的来电，我们会在{hours}小时内（服务时段内）给您回电。',
    en: 'Sorry that we could not take your call. We will call you back within {hours} hours, during service hours.',
  },
  survey_missed: {
    parts: { number, link: ({ obligationId }) => `{survey:${obligationId}}` },
    needs: ['number', 'link'],
    sample: { number: '123456784', obligationId: 1 },
    dispensable: true,
    zh: '工单{number}已完工，回访未能联系到您。问题已解决请回复1，没有解决请回复2；也可点此评价：{link}',
    en: 'Ticket {number} is finished, and we could not reach you. Solved? Reply 1 for yes, 2 for no; or tell us more here: {link}',
  },
  callback_missed: {
    parts: {},
    needs: [],
    sample: {},
    zh: '我们按约给您回电，几次都未能接通。如仍需帮助，请随时拨打服务热线，按0转人工。',
    en: 'We called you back as promised and could not reach you. If you still need help, call the hotline at any time and press 0 for an agent.',
  },
  agent_text: {
    parts: { body: ({ body }) => body },
    needs: ['body'],
    sample: { body: '0731-84000000, 14:00-16:00' },
    zh: '{body}',
    en: '{body}',
  },
  appointment_changed: {
    parts: { number, when, link },
    needs: ['number', 'when'],
    sample: { number: '123456784', when: '11月25日周三9点到12点' },
    zh: '工单{number}的上门时间已改为{when}。如需再改约或取消，请点开{link} 或拨打服务热线并按4。',
    en: 'The visit for ticket {number} is now on {when}. To change it again or cancel: {link} or call the hotline and press 4.',
  },
  visit_cancelled: {
    parts: { number, link },
    needs: ['number'],
    sample: { number: '123456784' },
    zh: '工单{number}的这次上门已取消，工单保留，服务网点会来电与您另约时间。您也可自行选择：{link} 或拨打服务热线并按4。',
    en: 'The visit for ticket {number} is cancelled. The ticket stays open, and the outlet will call you to agree on another time; or choose one: {link} or call the hotline and press 4.',
  },
  ticket_cancelled: {
    parts: { number },
    needs: ['number'],
    sample: { number: '123456784' },
    zh: '工单{number}已按您的要求取消。如仍需服务，欢迎再次拨打服务热线。',
    en: 'Ticket {number} is cancelled, as you asked. If you still need us, please call the hotline again.',
  },
  campaign_booked: {
    parts: { number, campaign: ({ campaign }) => campaign },
    needs: ['number'],
    sample: { number: '123456784', campaign: '油烟机免费深度清洗' },
    zh: '您已预约“{campaign}”，工单号{number}，服务网点会来电与您约定上门时间。改约或取消请拨打服务热线并按4。',
    en: 'You have booked "{campaign}", ticket {number}. The outlet will call you to agree on a time. To change or cancel, call the hotline and press 4.',
  },
  deadline_near: {
    parts: { number, due: dueName, when: ({ when }) => when },
    needs: ['number', 'when'],
    sample: { number: '123456784', due: 'arrival', when: '11-23 14:30' },
    zh: '工单{number}即将超时：{due}时限为{when}，请尽快处理。',
    en: 'Ticket {number} is about to be late: {due} is due by {when}. Please see to it.',
  },
  deadline_missed: {
    parts: { number, due: dueName, when: ({ when }) => when },
    needs: ['number', 'when'],
    sample: { number: '123456784', due: 'arrival', when: '11-23 14:30' },
    zh: '工单{number}已超时：{due}时限为{when}，现由您负责，请立即跟进。',
    en: 'Ticket {number} is late: {due} was due by {when}. You answer for it now; please follow it up at once.',
  },
  customer_rang: {
    parts: { number },
    needs: ['number'],
    sample: { number: '123456784' },
    zh: '工单{number}的客户刚才来电未能接通，请用本机拨打服务热线，输入工单号给客户回电。',
    en: 'The customer of ticket {number} could not reach you. Call the hotline from this phone and key in the ticket number to call back.',
  },
  completion_code: {
    parts: { number, technician, code: ({ code }) => code },
    needs: ['code'],
    sample: { number: '123456784', code: '012345', technician: '张建国' },
    zh: '工单{number}的完工验收码{code}：服务完成、您验收满意后再告诉技师；未完工请不要提供。',
    en: 'Ticket {number}: your completion code is {code}. Tell it to the technician when the work is done and you are content. Not before.',
  },
  quote_code: {
    parts: { number, code: ({ code }) => code, yuan: ({ yuan }) => yuan },
    needs: ['code', 'yuan'],
    sample: { number: '123456784', code: '012345', yuan: '1,234.50' },
    zh: '工单{number}报价合计{yuan}元。同意请把确认码{code}告诉技师；不同意请不要提供，技师不会施工。',
    en: 'Ticket {number}: the work will cost CNY {yuan}. If you agree, tell the technician the code {code}; if not, keep it, and no work is done.',
  },
  appointment_booked: {
    parts: ofVisit,
    needs: ['when'],
    sample: visit,
    zh: '工单{number}已约定{when}上门[，技师{technician}]。改约或取消请点开{link} 或拨打服务热线并按4。',
    en: 'Ticket {number}: we come on {when}[, technician {technician}]. To change or cancel: {link} or call the hotline and press 4.',
  },
  visit_reminder: {
    parts: ofVisit,
    needs: ['when'],
    sample: visit,
    zh: '提醒您：工单{number}约定{when}上门[，技师{technician}]，请留人在家。确认请回复1；改约或取消请回复2或点开{link} 。',
    en: 'Reminder: for ticket {number} we come on {when}[, technician {technician}]. Please be at home. Reply 1 to confirm; to change or cancel, reply 2 or open {link}',
  },
  visit_soon: {
    parts: ofVisit,
    needs: ['when'],
    sample: visit,
    zh: '工单{number}约定{when}上门[，技师{technician}]，出发时会再发短信。如有变化请拨打服务热线并按4。',
    en: 'Ticket {number}: we come on {when}[, technician {technician}], and text you when we set out. If anything has changed, call the hotline and press 4.',
  },
  technician_arrived: {
    parts: { number, technician },
    needs: ['technician'],
    sample: visit,
    zh: '技师[{technician}]已到达您处（工单{number}）。请查验工牌；施工前先看报价，同意后再施工。',
    en: 'Your technician[ {technician}] has arrived (ticket {number}). Please ask for the work card, and agree to the quote before work begins.',
  },
  technician_on_way: {
    parts: { number, technician },
    needs: ['technician'],
    sample: visit,
    zh: '技师[{technician}]已出发，正前往您处（工单{number}）。上门请查验工牌。',
    en: 'Your technician[ {technician}] has set out (ticket {number}). Please ask for the work card at the door.',
  },
  visit_move_link: {
    parts: { number, link },
    needs: ['link'],
    sample: { number: '123456784' },
    zh: '工单{number}改约上门时间，请点开{link} 选择；也可拨打服务热线并按4。',
    en: 'To choose another time for ticket {number}: {link} or call the hotline and press 4.',
  },
  replies_stopped: {
    parts: {},
    needs: [],
    sample: {},
    zh: '已按您的要求登记，不再给您打回访电话、发回访短信。未完工工单的进度和上门通知仍会发送。如需恢复，请拨打服务热线。',
    en: 'As you asked, we will not call or text you about your satisfaction any more. News of open tickets still comes. To undo this, call the hotline.',
  },
  visit_no_show: {
    parts: { number, technician, link },
    needs: ['link'],
    sample: visit,
    zh: '技师[{technician}]已按约上门（工单{number}），没有见到您。请点开重新选择时间：{link} 或拨打服务热线并按4。',
    en: 'Your technician[ {technician}] came as agreed (ticket {number}) and could not reach you. Please choose another time: {link} or call the hotline and press 4.',
  },
  second_visit: {
    parts: {
      number,
      link,
      when,
      reason: ({ reason }, language) => REASONS[language][reason],
    },
    needs: ['number'],
    sample: { number: '123456784', reason: 'part_missing', when: '11月25日周三9点到12点' },
    zh: '工单{number}需再次上门：{reason}。[已约定{when}。]查看、选择或更改时间请点开{link} 。',
    en: 'Ticket {number} takes another visit: {reason}. [We come on {when}. ]To see, choose or change the time: {link}',
  },
  visit_late: {
    parts: { number, when, link },
    needs: ['number'],
    sample: { number: '123456784', when: '11月25日周三9点到12点' },
    zh: '抱歉，工单{number}约定{when}上门，技师未能按时到达。我们正在督促，会尽快与您联系。需要改约请点开{link} 。',
    en: 'We are sorry: for ticket {number} we were to come on {when} and did not. We are on it and will contact you. To choose another time: {link}',
  },
};
