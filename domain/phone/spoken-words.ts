/** What callers say instead of pressing a key, by what they mean by it. First match wins, so order matters. */
export type MenuWish =
  | 'repair'
  | 'installation'
  | 'maintenance'
  | 'progress'
  | 'complaint'
  | 'chase'
  | 'change'
  | 'cancel'
  | 'rate'
  | 'campaign'
  | 'rescue'
  | 'agent'
  | 'other_language';

const WISHES: [MenuWish, RegExp][] = [
  ['agent', /人工|客服|接线员|\b(?:agent|operator|representative|human|person)\b/i],
  ['complaint', /投诉|举报|\bcomplain/i],
  ['rescue', /救援|抢修|救命|\b(?:emergency|rescue)\b/i],
  ['chase', /催|\bhurry\b/i],
  [
    'change',
    /改约|改期|改时间|改预约|换个?时间|推迟|提前|\b(?:reschedule|change (?:the |my )?(?:appointment|visit|time))\b/i,
  ],
  ['cancel', /取消|不用来|不修了|\bcancel/i],
  ['rate', /评价|打分|评分|满意度|\b(?:rate|rating|feedback)\b/i],
  ['campaign', /活动|免费|\b(?:campaign|offer|free)\b/i],
  ['progress', /进度|进展|查询|查一下|到哪|什么时候来|\b(?:status|progress|track|where is)\b/i],
  ['maintenance', /保养|清洗|清洁|\b(?:clean|cleaning|maintenance|maintain)\b/i],
  ['installation', /安装|移机|\binstall/i],
  ['repair', /维修|修理|报修|修|坏|故障|不制冷|不工作|\b(?:repair|fix|broken|not working)\b/i],
  ['other_language', /英文|英语|中文|\b(?:english|chinese|mandarin)\b/i],
];

/** What someone asks for at the main menu; null when nothing is recognised. */
export const menuWish = (spoken: string): MenuWish | null =>
  WISHES.find(([, words]) => words.test(spoken))?.[0] ?? null;

const NO = /不|否|错|没有|\b(?:no|nope|wrong|not)\b/i;
const YES = /是|对|正确|好|嗯|\b(?:yes|yeah|right|correct|ok|okay)\b/i;

/** Yes, no, or null when it is neither. A denial wins: 不是 contains 是. */
export function yesOrNo(spoken: string): boolean | null {
  if (NO.test(spoken)) return false;
  return YES.test(spoken) ? true : null;
}
