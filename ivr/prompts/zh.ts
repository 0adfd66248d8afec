import type { MenuChoice, MenuItem } from '../../domain/setup/menu.ts';
import type { TicketKind, TicketState } from '../../domain/vocabulary.ts';
import { ticketKindName } from '../../services/intake/words.ts';
import { maskedZh } from './masked.ts';
import { selfServiceZh } from './self-service.ts';
import type { PromptParams, Prompts } from './types.ts';
import { closed, digitByDigit } from './words.ts';

const digits = (number: string) => digitByDigit(number, '，');
/** Four digits are said in one breath. */
const tail = (number: string): string => [...number.slice(-4)].join(' ');
const kindOf = (kind: TicketKind) => ticketKindName(kind, 'zh');

/** 欧阳 and the like: surnames of two characters, so that 欧阳娜先生 is not addressed as 欧先生. */
const DOUBLE_SURNAMES = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|夏侯)/;

/** How to address a customer: 张先生, 欧阳女士; by the full name where the gender is not known. */
function addressed(name: string, gender: string): string {
  const title = gender === 'm' ? '先生' : gender === 'f' ? '女士' : null;
  if (!title || !/^\p{Script=Han}{2,4}$/u.test(name)) return name;
  return (DOUBLE_SURNAMES.exec(name)?.[0] ?? name.slice(0, 1)) + title;
}

const within = (hours: number): string => (hours < 1 ? `${Math.round(hours * 60)}分钟内` : `${hours}小时内`);

/** @param agreed a time for the visit is agreed: nobody has to call for that any more */
function standing(state: TicketState, outlet: string, agreed = false): string {
  const who = outlet || '服务网点';
  switch (state) {
    case 'needs_details':
      return '还缺上门地址，请点开短信里的链接补充，补齐后马上派工';
    case 'new':
      return '已经受理，正在派工';
    case 'manual':
      return '正由调度员安排';
    case 'offered':
      return `已经派给${who}，正等待网点接单`;
    case 'accepted':
      return `已由${who}接单${agreed ? '' : '，技师会来电与您约定上门时间'}`;
    case 'in_progress':
      return `${who}正在处理`;
    case 'done':
      return '已经完工，我们会给您做电话回访';
    case 'closed':
      return '已经完工并结单';
    case 'cancelled':
      return '已经取消';
    default: {
      const never: never = state;
      return never;
    }
  }
}

const keyed = (choices: string[]): string =>
  choices.map((choice, index) => `${choice}请按${index + 1}`).join('，');

const named = (key: string): string => (key === '*' ? '星号键' : key === '#' ? '井号键' : key);
const CHOICES: Record<MenuChoice, string> = {
  repair: '维修',
  installation: '安装',
  maintenance: '保养清洗',
  progress: '查询进度、改约或评价',
  complaint: '投诉',
  chase: '催办工单',
  campaign: '预约活动',
};
const choice = ({ wish, key, label }: MenuItem): string => `${label.zh || CHOICES[wish]}请按${named(key)}`;

/** What sentences are made of. */
export const spokenChinese = {
  digits,
  tail,
  kindOf,
  addressed,
  within,
  standing,
  keyed,
  keyName: named,
  choices: (items: MenuItem[]): string => items.map(choice).join('，'),
  counted: String as (count: number) => string,
  listed: (numbers: string[]): string => numbers.map(digits).join('、'),
};

type SurveyQuestion = PromptParams['survey_question'];
/** What is done to answer a question of the survey. */
function answered(kind: SurveyQuestion['kind'], answers: SurveyQuestion['answers']): string {
  if (kind === 'points') return '请按1到5，5分最好。';
  if (kind === 'spoken') return '请在提示音后说出，说完按井号键。没有请直接按井号键。';
  return `${answers.map(({ key, zh: label }) => `${label}请按${key}`).join('，')}。`;
}

export const zh: Prompts = {
  ...selfServiceZh(spokenChinese),
  ...maskedZh(spokenChinese),
  greeting: () => '您好，欢迎致电一线家电服务热线。为保证服务质量，本次通话将会录音。',
  greeting_known: ({ name, gender }) =>
    `${addressed(name, gender)}，您好，欢迎致电一线家电服务热线。为保证服务质量，本次通话将会录音。`,
  announcement: ({ zh: text }) => text,
  menu: ({ items }) => `${[...items.map(choice), '转人工请按0'].join('，')}。`,
  menu_other_language: () => '中文服务请按9。',
  open_ticket: ({ number, kind, category, state, outlet, agreed }) =>
    `您有一张${category}${kindOf(kind)}工单，尾号${tail(number)}，${standing(state, outlet, agreed)}。`,
  offer_chase: ({ key }) => `催办这张工单请按${named(key)}。`,
  not_understood: () => '抱歉，没有听懂您的选择。',
  not_heard: () => '没有收到您的选择。',
  sorry_message: () => '抱歉，没能听清您的需要。',
  appliance: ({ kind, what, place }) => `是为${place}的${what}办理${kindOf(kind)}吗？是请按1，不是请按2。`,
  category: ({ kind, choices }) =>
    `请选择要${kindOf(kind)}的产品，也可以直接说出产品名称。${keyed(choices)}。`,
  same_matter: ({ number, kind, category, state, outlet, agreed }) =>
    `您的${category}${kindOf(kind)}工单，尾号${tail(number)}，${standing(state, outlet, agreed)}。是同一件事请按1，为您催办；另外${
      kind === 'repair' ? '报修' : `办理${kindOf(kind)}`
    }请按2。`,
  district: () => '请说出上门地点所在的市和区县，例如：某某市某某区。用按键选择请按1。',
  choose_place: ({ choices, more }) => `${keyed(choices)}。${more ? '更多请按9。' : ''}转人工请按0。`,
  address: () => '请说出详细地址：街道、小区、楼栋和门牌号。跳过请按井号键，稍后可以在短信里填写。',
  reach: ({ shown }) =>
    `${shown ? '您的来电号码无法回拨。请另外输入' : '没有显示您的来电号码。请输入'}可以联系到您的电话号码，座机请加区号，以井号键结束。不方便留号码，请按0再按井号键。`,
  reach_invalid: () => '这个号码好像不对。',
  confirm: ({ kind, what, place, address, number }) =>
    `请核对：${what}${kindOf(kind)}，地点${place}${address ? `，${address}` : ''}${
      number ? `，联系电话${digits(number)}` : ''
    }。正确请按1，重新填写请按2。`,
  opened: ({ number }) => `工单已受理，工单号${digits(number)}。再报一遍，${digits(number)}。`,
  next_visit: ({ kind, hours }) =>
    `我们马上派工，服务网点会在${within(hours)}来电，与您约定${kindOf(kind)}的上门时间。`,
  next_details_link: () => '补充上门地址的链接已用短信发给您，请点开填写，填好后马上派工。',
  next_details_call: () => '上门地址还不完整，客服人员会来电与您核实，核实后马上派工。',
  next_manual: () => '客服人员会尽快与您联系。',
  rescue_advice: () =>
    '请先确保人身安全：关闭燃气总阀、水阀和电源，不要开关电器，离开现场并开窗通风。如有人受伤或起火，请立即拨打119或120；人身受到威胁请拨打110。',
  rescue_next: ({ hours }) => `已按紧急救援处理，抢修人员会在${within(hours)}与您联系，请保持电话畅通。`,
  texted: () => '工单号已用短信发给您。',
  goodbye: () => '感谢您的来电，再见。',
  ticket_number: () => '请输入九位工单号，以井号键结束。转人工请按0再按井号键，返回主菜单请按1再按井号键。',
  ticket_unknown: () => '没有查到这个工单号。',
  progress: ({ number, kind, category, state, outlet, appointment, chased }) =>
    `工单尾号${tail(number)}，${category}${kindOf(kind)}，${standing(state, outlet, appointment !== '')}。${
      appointment ? `已约定${appointment}上门。` : ''
    }${chased > 0 ? `已催办${chased}次。` : ''}`,
  chased: ({ count }) => `已为您催办，这是第${count}次，工单已提高紧急程度，我们会督促网点尽快处理。`,
  refused: () => '这张工单的状态刚刚有了变化，暂时不能这样办理。',
  complaint_about: ({ number, kind, category }) =>
    `是投诉尾号${tail(number)}的${category}${kindOf(kind)}工单吗？是请按1，不是请按2。`,
  complaint_number: () => '如有工单号，请输入后按井号键；没有请按0再按井号键。',
  complaint: () => '请在提示音后说明您要投诉的情况，最长三分钟，说完请按井号键。',
  complaint_taken: ({ number }) =>
    `您的投诉已受理，工单号${digits(number)}。再报一遍，${digits(number)}。门店客服主管会与您联系。`,
  message: () => '请在提示音后留下您的姓名、电话和需要办理的事情，说完请按井号键。',
  blocked: () =>
    '您好，您的号码已暂停受理。如遇漏气、漏电、着火、漏水等险情，请直接说明或按星号键，其他事宜恕不受理。',
  blocked_goodbye: () => '本次来电到此结束，再见。',
  calls_refused: () => '已为您登记，今后不再打电话回访。工单办理中的联系不受影响，再见。',
  line_last: () => '前面等候的来电较多，排队时间会比较长，您也可以选择留言。',
  line_wait: () => '正在为您转接人工座席，请稍候。',
  line_closed: () => '现在不在人工服务时间。',
  line_nobody: () => '现在没有座席值班。',
  line_full: () => '排队等候的来电较多，暂时无法转接人工。',
  line_left_sorry: () => '抱歉，暂时无法转接人工。',
  line_place: ({ place, minutes }) =>
    `${place === 1 ? '您是下一位' : `您前面还有${place - 1}位`}${
      minutes === null ? '' : minutes === 0 ? '，座席马上接听' : `，预计等候约${minutes}分钟`
    }，请稍候。`,
  line_keys: ({ callback }) =>
    `${callback ? '不想等候请按1，我们为您保留排队位置，轮到您时回电；' : ''}留言请按2。`,
  line_callback_kept: () => '已为您保留排队位置。',
  line_dropped: () => '抱歉，刚才的通话中断了，正在为您重新转接，您的排队位置不变。',
  line_transfer: () => '正在为您转接，请稍候。',
  line_gone: () => '抱歉，暂时无法接通。',
  call_out_dropped: () => '抱歉，通话中断了，我们会再给您打电话。',
  talk_recorded: () => '座席已接通，本次通话将被录音。',
  talk_callback: () => '您好，这里是一线家电服务热线，按约定给您回电，正在为您接通座席，本次通话将被录音。',
  talk_followup: () =>
    '您好，这里是一线家电服务热线，就您最近的服务做个回访，正在为您接通座席，本次通话将被录音。',
  callback_machine: () => '您好，这里是一线家电服务热线，按约定给您回电，稍后再与您联系。',
  talk_guest: () => '您好，这里是一线家电服务热线，请您加入一个通话，本次通话将被录音。',
  desk_gone: () => '这个来电已被接走，或者客户已经挂断。',
  desk_unavailable: () => '系统暂时无法接通，请稍后再试。',
  desk_unknown: () => '没有可以接听的来电。',
  desk_offer: ({ rescue }) => `一线热线${rescue ? '紧急救援' : ''}来电，接听请按1。`,
  turned_away: ({ callback }) => `${callback ? '需要我们给您回电请按1，' : ''}留言请按2。`,
  message_left: ({ hours }) => `您的留言已记录，我们会在服务时间内、${hours}小时之内给您回电。`,
  message_unreachable: () => '由于没有可以回拨的号码，我们无法回电，如未解决请再次来电。',
  callback_promised: ({ hours }) => `我们会在服务时间内、${hours}小时之内给您回电。`,
  callback_greeting: () =>
    '您好，这里是一线家电服务热线。您刚才的来电我们没能接待好，现在回电为您办理。本次通话将会录音。',
  survey_greeting: ({ name, gender, outlet, kind, category }) =>
    `${name ? `${addressed(name, gender)}，` : ''}您好，这里是一线家电服务热线，就${outlet ? `${outlet}为您` : '您'}的${category}${kindOf(kind)}服务做个简短回访，通话将会录音。需要转人工，随时请按0；今后不想再接回访，请按9。`,
  survey_question: ({ kind, zh: question, answers }) => `${closed(question, '。')}${answered(kind, answers)}`,
  survey_next: ({ kind, category }) => `接下来请评价另一次服务：${category}${kindOf(kind)}。`,
  survey_thanks: () => '感谢您的评价，祝您生活愉快，再见。',
  survey_reopened: ({ numbers }) =>
    `很抱歉问题没有解决。工单${numbers.map(digits).join('、')}已重新打开并提高级别，由调度员优先安排。`,
  survey_machine: () => '您好，这里是一线家电服务热线的售后回访，我们会另选时间再与您联系。',
  survey_unknown: () => '您好，这里是一线家电服务热线。抱歉打扰了，再见。',
};
