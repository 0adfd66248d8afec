import type { CoverageBy } from '../contracts/followup.ts';
import type { Language, ObligationKind, ObligationState, Settlement } from '../vocabulary.ts';

/** What stands in the tables of follow-up that are handed out. */
interface ExportWords {
  coverage: readonly string[];
  by: Record<CoverageBy, string>;
  none: string;
  obligations: readonly string[];
  answers: readonly string[];
  kind: Record<ObligationKind, string>;
  state: Record<ObligationState, string>;
  settlement: Record<Settlement, string>;
  yes: string;
  no: string;
  spoken: string;
}

export const EXPORT_WORDS: Record<Language, ExportWords> = {
  zh: {
    coverage: ['应回', '已办结', '在办', '其中超期', '拨打用尽'],
    by: { kind: '类型', day: '日期', region: '区部', store: '门店', outlet: '网点', brand: '品牌' },
    none: '未关联',
    obligations: [
      '编号',
      '类型',
      '状态',
      '工单',
      '第几次完工',
      '客户',
      '电话',
      '区部',
      '门店',
      '网点',
      '品牌',
      '产生时间',
      '时限',
      '拨打次数',
      '结果',
      '办结时间',
      '办结人',
      '备注',
    ],
    answers: [
      '工单',
      '第几次完工',
      '区部',
      '门店',
      '网点',
      '品牌',
      '问题',
      '分值',
      '回答',
      '回答时间',
      '问卷版本',
    ],
    kind: {
      survey: '满意度回访',
      promised: '约定回电',
      voicemail: '语音留言',
      abandoned: '未接通来电',
      check: '复核回访',
    },
    state: { open: '待回电', dialling: '拨打中', settled: '已办结', exhausted: '拨打用尽' },
    settlement: {
      call_answered: '电话接通',
      text_reply: '短信回复',
      web: '网页回复',
      agent_word: '人工回电',
      called_again: '客户已再来电',
      rated: '客户来电评价',
      attempts_spent: '多次未接通',
      no_number: '没有号码',
      wrong_number: '号码有误',
      do_not_call: '谢绝来电',
    },
    yes: '是',
    no: '否',
    spoken: '语音留言',
  },
  en: {
    coverage: ['Owed', 'Settled', 'Open', 'Of these late', 'Exhausted'],
    by: { kind: 'Kind', day: 'Day', region: 'Region', store: 'Store', outlet: 'Outlet', brand: 'Brand' },
    none: 'of none',
    obligations: [
      'No.',
      'Kind',
      'State',
      'Ticket',
      'Resolution',
      'Customer',
      'Number',
      'Region',
      'Store',
      'Outlet',
      'Brand',
      'Opened',
      'Due',
      'Tries',
      'Ended by',
      'Ended',
      'By whom',
      'Note',
    ],
    answers: [
      'Ticket',
      'Resolution',
      'Region',
      'Store',
      'Outlet',
      'Brand',
      'Question',
      'Value',
      'Answer',
      'Answered',
      'Script version',
    ],
    kind: {
      survey: 'Survey',
      promised: 'Promised call',
      voicemail: 'Message left',
      abandoned: 'Missed call',
      check: 'Second call',
    },
    state: { open: 'Open', dialling: 'Being dialled', settled: 'Settled', exhausted: 'Exhausted' },
    settlement: {
      call_answered: 'call answered',
      text_reply: 'text reply',
      web: 'answered on the web',
      agent_word: 'called by a person',
      called_again: 'customer called again',
      rated: 'customer rated unasked',
      attempts_spent: 'not reached',
      no_number: 'no number',
      wrong_number: 'wrong number',
      do_not_call: 'wants no calls',
    },
    yes: 'yes',
    no: 'no',
    spoken: 'spoken',
  },
};
