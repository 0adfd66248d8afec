import type { Language } from '../vocabulary.ts';
import { FOLLOWUP_WORDS } from './words.ts';

/** What stands in the tables of follow-up that are handed out, beside what the pages call it too (FOLLOWUP_WORDS). */
interface ExportWords {
  /** Beside what they are told apart by; after them, by reason, those that could not be settled. */
  coverage: readonly string[];
  obligations: readonly string[];
  answers: readonly string[];
  yes: string;
  no: string;
  spoken: string;
}

const coverageWords = (language: Language): string[] => {
  const { opened, due, settled, exhausted, open, overdue } = FOLLOWUP_WORDS[language].counts;
  return [opened, due, settled, exhausted, open, overdue];
};

export const EXPORT_WORDS: Record<Language, ExportWords> = {
  zh: {
    coverage: coverageWords('zh'),
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
      '类型',
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
    yes: '是',
    no: '否',
    spoken: '语音意见',
  },
  en: {
    coverage: coverageWords('en'),
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
      'Attempts',
      'Ended by',
      'Ended',
      'By whom',
      'Note',
    ],
    answers: [
      'Kind',
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
    yes: 'yes',
    no: 'no',
    spoken: 'spoken',
  },
};
