import type { Language } from '../../domain/vocabulary.ts';

/** Words to listen for where they are the same at every call. */
export const HINTS: Record<Language, { menu: string[]; yes_no: string[] }> = {
  zh: {
    menu: [
      '维修',
      '报修',
      '安装',
      '保养',
      '清洗',
      '查询进度',
      '投诉',
      '催单',
      '转人工',
      '英文',
      '漏气',
      '漏电',
      '漏水',
      '着火',
    ],
    yes_no: ['是', '是的', '对', '正确', '不是', '不对', '不'],
  },
  en: {
    menu: [
      'repair',
      'installation',
      'cleaning',
      'maintenance',
      'progress',
      'complaint',
      'agent',
      'Chinese',
      'gas leak',
      'water leak',
      'fire',
    ],
    yes_no: ['yes', 'no', 'right', 'wrong'],
  },
};
