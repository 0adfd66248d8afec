import type { CoverageBy } from '../contracts/followup.ts';
import type { Language, ObligationKind, ObligationState, Settlement } from '../vocabulary.ts';

/** What follow-up is called, on its pages and in the tables that are handed out alike. */
interface FollowupWords {
  kind: Record<ObligationKind, string>;
  state: Record<ObligationState, string>;
  settlement: Record<Settlement, string>;
  by: Record<CoverageBy, string>;
  /** Of those that are about no outlet, store … */
  nobodys: string;
  counts: Record<'opened' | 'due' | 'settled' | 'exhausted' | 'open' | 'overdue', string>;
}

export const FOLLOWUP_WORDS: Record<Language, FollowupWords> = {
  zh: {
    kind: {
      survey: '满意度回访',
      promised: '约定回电',
      voicemail: '语音留言',
      abandoned: '未接通来电',
      check: '复核回访',
    },
    state: { open: '待回电', dialling: '拨打中', settled: '已办结', exhausted: '未能办结' },
    settlement: {
      call_answered: '电话接通',
      text_reply: '短信回复',
      web: '网页回复',
      agent_word: '人工回电',
      called_again: '客户已再来电',
      rated: '客户来电评价',
      attempts_spent: '多次未接通',
      given_up: '未拨打即放弃',
      no_number: '没有号码',
      wrong_number: '号码有误',
      do_not_call: '谢绝来电',
    },
    by: { kind: '类型', day: '日期', region: '区部', store: '门店', outlet: '网点', brand: '品牌' },
    nobodys: '未关联',
    counts: {
      opened: '应回',
      due: '到期应回',
      settled: '已办结',
      exhausted: '未能办结',
      open: '在办',
      overdue: '超期未回',
    },
  },
  en: {
    kind: {
      survey: 'Follow-up survey',
      promised: 'Promised callback',
      voicemail: 'Voicemail',
      abandoned: 'Abandoned call',
      check: 'Second call',
    },
    state: { open: 'Open', dialling: 'Dialling', settled: 'Settled', exhausted: 'Exception' },
    settlement: {
      call_answered: 'Call answered',
      text_reply: 'Text reply',
      web: 'Answered on the web',
      agent_word: 'Called by a person',
      called_again: 'Customer called again',
      rated: 'Rated by a call of their own',
      attempts_spent: 'Not reached',
      given_up: 'Given up, not dialled',
      no_number: 'No number',
      wrong_number: 'Wrong number',
      do_not_call: 'Do not call',
    },
    by: { kind: 'Kind', day: 'Day', region: 'Region', store: 'Store', outlet: 'Outlet', brand: 'Brand' },
    nobodys: 'None',
    counts: {
      opened: 'Owed',
      due: 'Due',
      settled: 'Settled',
      exhausted: 'Exceptions',
      open: 'Open',
      overdue: 'Overdue',
    },
  },
};
