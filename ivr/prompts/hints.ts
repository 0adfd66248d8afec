import type { Language } from '../../domain/vocabulary.ts';

/** Words to listen for where they are the same at every call. */
export const HINTS: Record<
  Language,
  Record<'menu' | 'yes_no' | 'ticket' | 'windows' | 'rescue', string[]>
> = {
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
      '改约',
      '取消',
      '评价',
      '预约活动',
      '紧急救援',
      '转人工',
      '英文',
      '漏气',
      '漏电',
      '漏水',
      '着火',
    ],
    yes_no: ['是', '是的', '对', '正确', '不是', '不对', '不'],
    ticket: ['催单', '改约', '改时间', '取消', '评价', '打分', '转人工', '漏气', '漏电', '漏水', '着火'],
    windows: [
      ...['今天', '明天', '后天', '周一', '周二', '周三', '周四', '周五', '周六', '周日'].flatMap((day) => [
        `${day}上午`,
        `${day}下午`,
      ]),
      '上午',
      '下午',
    ],
    rescue: ['燃气泄漏', '漏气', '漏电', '冒烟', '起火', '着火', '漏水', '药品', '冰箱断电'],
  },
  en: {
    menu: [
      'repair',
      'installation',
      'cleaning',
      'maintenance',
      'progress',
      'reschedule',
      'cancel',
      'rate',
      'emergency',
      'complaint',
      'agent',
      'Chinese',
      'gas leak',
      'water leak',
      'fire',
    ],
    yes_no: ['yes', 'no', 'right', 'wrong'],
    ticket: ['hurry', 'reschedule', 'cancel', 'rate', 'agent', 'gas leak', 'water leak', 'fire'],
    windows: [
      ...[
        'today',
        'tomorrow',
        'Monday',
        'Tuesday',
        'Wednesday',
        'Thursday',
        'Friday',
        'Saturday',
        'Sunday',
      ].flatMap((day) => [`${day} morning`, `${day} afternoon`]),
      'morning',
      'afternoon',
    ],
    rescue: ['gas leak', 'electric shock', 'smoke', 'fire', 'water leak', 'medicine', 'fridge'],
  },
};
