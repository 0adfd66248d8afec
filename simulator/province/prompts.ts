/**
 * What the outside understands of what it is told: the questions of the menu, and the news in between. Written from
 * what a caller hears, in both languages; a text that fits nothing here is not guessed at.
 */

/** Asked and to be answered, by key, by word or by a recording. */
const QUESTIONS = {
  menu: /维修请按1，安装请按2|For repair, press 1/,
  appliance: /是为.*办理.*吗？是请按1|Is this about .*For yes, press 1/,
  category: /请选择要[^。]*的产品|Which product needs/,
  same_matter: /是同一件事请按1，为您催办|calling about the same matter, press 1/,
  district: /请说出上门地点所在的市和区县/,
  address: /请说出详细地址|Please say the street/,
  reach: /请(?:另外)?输入可以联系到您的电话号码|Please key in (?:a|another) number at which we can reach you/,
  confirm: /请核对：|Please check\./,
  ticket_number: /请输入九位工单号|Please key in the nine digits/,
  // A list of tickets offers the same key.
  progress:
    /^(?![\s\S]*(?:您有\d张工单。|You have \d tickets\.))[\s\S]*(?:查询其他工单请按8|For another ticket, press 8)/,
  which_ticket: /您有\d张工单。|You have \d tickets\./,
  complaint_about: /是投诉尾号|Is your complaint about the/,
  complaint_number: /如有工单号，请输入后按井号键|If you have a ticket number, key it in/,
  complaint: /请在提示音后说明您要投诉的情况|After the tone, please tell us what happened/,
  message:
    /请在提示音后留下您的姓名、电话和需要办理的事情|please leave your name, your number and what you need/,
  turned_away: /留言请按2。$|To leave a message, press 2\.$/,
  fallback: /系统暂时无法办理|the system is down for the moment/,
  survey_solved: /问题解决了吗？|Has the problem been solved\?/,
  survey_why: /主要是什么原因？|What is the main reason\?/,
  survey_on_time: /技师是否按约定时间上门？|Did the technician come at the time agreed\?/,
  survey_charge: /收费与上门时的报价一致吗？|Were you charged what you had been quoted\?/,
  survey_courtesy: /技师的服务态度和离场时的清洁|How do you rate courtesy, and cleaning up afterwards/,
  survey_score: /您对这次服务总体打几分？|And how do you rate the service overall\?/,
  survey_remark: /您还有意见或建议吗？|Is there anything you would like to add\?/,
} as const;
export type QuestionName = keyof typeof QUESTIONS | 'place';

export interface Question {
  name: QuestionName;
  language: 'zh' | 'en';
  /** What the keys 1 to 9 stand for, where they were read out. */
  choices: string[];
  /** There is another page of choices behind key 9. */
  more: boolean;
  /** Key 6 chases the open ticket. */
  offersChase: boolean;
  /** The ticket just told of can be chased. */
  open: boolean;
}

/** Said and to be remembered. */
export interface News {
  opened: string[];
  complaints: string[];
  reopened: string[];
  chased: boolean;
  progress: boolean;
  /** How an open ticket stands was said in the greeting. */
  greeted: boolean;
  message: 'recorded' | 'promised' | 'unreachable' | null;
  refused: boolean;
}

/** The end of a call, when the hotline ends it. */
const ENDINGS =
  /感谢您的来电，再见。|Thank you for calling\. Goodbye\.|Thank you\. Goodbye\.|感谢您的评价，祝您生活愉快，再见。|Thank you for your time\. Goodbye\.|我们会另选时间再与您联系。|We will call again at another time\.|抱歉打扰了，再见。|Sorry to have troubled you\. Goodbye\.|今后不再打电话回访。|We will not call you for feedback again\./;
/** Who does not want to be called is told that this is on record. */
export const UNWANTED = /今后不再打电话回访。|We will not call you for feedback again\./;
export const MACHINE = /我们会另选时间再与您联系。|We will call again at another time\./;
export const STRANGER = /抱歉打扰了，再见。|Sorry to have troubled you\. Goodbye\./;

/** One thing that was said, and the language of the voice. */
export interface Said {
  text: string;
  language: string;
}
export const joined = (said: readonly Said[]): string => said.map(({ text }) => text).join(' ');

/** The one question in what was said; a sentence that says why when there is none, or more than one. */
export function questionIn(said: readonly Said[], isPlace: (name: string) => boolean): Question | string {
  const text = joined(said);
  const found = (Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]).filter((name) =>
    QUESTIONS[name].test(text),
  );
  if (found.length > 1) return `more than one question (${found.join(', ')})`;
  const choices = choicesIn(text);
  let [name]: QuestionName[] = found;
  if (!name && choices.length > 0 && choices.every(isPlace)) name = 'place';
  if (!name) return 'no question that is known';
  return {
    name,
    // Within English, Chinese names have a Chinese voice; what a question ends with is in its own.
    language: said.at(-1)?.language.startsWith('en') ? 'en' : 'zh',
    choices,
    more: /更多请按9|For more, press 9/.test(text),
    offersChase: /催办这张工单请按6|To ask for it to be hurried, press 6/.test(text),
    open: /催办请按1|To ask for it to be hurried, press 1/.test(text),
  };
}

function choicesIn(text: string): string[] {
  const zh = [...text.matchAll(/([^，。\s]+?)请按([1-9])(?=[，。])/g)];
  const en = [...text.matchAll(/For ([^.]+?),? press ([1-9])\./g)];
  const choices: string[] = [];
  for (const [, name = '', key] of zh.length > 0 ? zh : en) {
    if (!/^(?:更多|more)$/.test(name)) choices[Number(key) - 1] = name;
  }
  return choices;
}

/** A ticket number as it is read out: nine digits in groups. */
const SPOKEN_NUMBER = '((?:\\d[ ,，]*){9})';
const numbersIn = (text: string, ...before: string[]): string[] => {
  const pattern = new RegExp(`(?:${before.join('|')})${SPOKEN_NUMBER}`, 'g');
  return [...text.matchAll(pattern)].map(([, digits = '']) => digits.replace(/\D/g, ''));
};

export function newsIn(text: string): News {
  const recorded = /您的留言已记录|We have your message/.test(text);
  const promised = /我们会在服务时间内[^。]*给您回电|we will call you back within/i.test(text);
  const unreachable = /由于没有可以回拨的号码，我们无法回电|As we have no number to call you on/.test(text);
  const again = text.match(/工单([\d ，、]+)已重新打开|Ticket ([\d ,and]+) is open again/);
  return {
    opened: numbersIn(text, '工单已受理，工单号', 'registered\\. The ticket number is '),
    complaints: numbersIn(text, '投诉已受理，工单号', 'complaint is registered\\. The number is '),
    reopened: (again?.[1] ?? again?.[2] ?? '')
      .split(/、|and/)
      .map((digits) => digits.replace(/\D/g, ''))
      .filter(Boolean),
    chased: /已为您催办|We have noted that you are waiting/.test(text),
    progress: /(?:^|[。\s])工单尾号|The ticket ending in/.test(text),
    greeted: /您有一张[^。]*工单，尾号|Your [^.]* ticket ending in/.test(text),
    message: unreachable ? 'unreachable' : recorded ? 'recorded' : promised ? 'promised' : null,
    refused: /这张工单的状态刚刚有了变化|That ticket has just changed/.test(text),
  };
}

export const isEnding = (text: string): boolean => ENDINGS.test(text);

/** The ticket number in a text message that tells of a new ticket. */
export const textedTicket = (body: string): string | undefined =>
  (body.match(/工单已受理，工单号(\d{9})/) ?? body.match(/is registered, ticket (\d{9})/))?.[1];

/** The token of the link in a text message that asks for an address. */
export const textedLink = (body: string): string | undefined => body.match(/\/d\/([\w.-]+)/)?.[1];
