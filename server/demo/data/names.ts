/** Building blocks of invented names: people, streets, homes and workshops. */

/** Surnames with their rough share in the south of the country. */
export const SURNAMES: readonly (readonly [string, number])[] = (
  '王 52,李 68,张 48,刘 70,陈 62,杨 36,黄 38,周 44,吴 26,唐 30,谭 24,罗 30,胡 24,彭 30,曾 20,肖 28,邓 22,何 22,谢 20,' +
  '龙 14,蒋 15,朱 18,欧阳 6,徐 12,孙 8,马 8,郭 12,袁 14,许 8,易 12,贺 10,文 10,向 9,田 9,姚 9,段 8,廖 12,戴 8,尹 9,' +
  '邹 9,熊 7,钟 8,夏 8,方 8,汤 7,范 6,石 7,宋 7,赵 14,高 7,林 8,梁 8,郑 6,叶 6,苏 5,魏 5,莫 4,左 4,阳 4,粟 2,瞿 2'
)
  .split(',')
  .map((entry) => {
    const [name = '', weight] = entry.split(' ');
    return [name, Number(weight)] as const;
  });

const characters = (text: string): readonly string[] => [...text.replaceAll(/\s/g, '')];

export const GIVEN_MALE = characters(
  '伟 强 军 勇 杰 磊 涛 明 超 刚 平 辉 鹏 华 飞 鑫 波 斌 宇 浩 凯 健 俊 帆 帅 旭 宁 龙 林 峰 建 国 志 文 海 家 子 永 世 春 生 德 光 天 达 安 岩 中 茂 进 坚 和 彪 博 诚 先 敬 震 振 壮 会 思 群 豪 心 邦 承 乐 绍 功 松 善 厚 庆 民 友 裕 河 哲 江',
);
export const GIVEN_FEMALE = characters(
  '芳 娜 敏 静 秀 娟 英 慧 巧 美 淑 惠 珠 翠 雅 芝 玉 萍 红 娥 玲 芬 燕 彩 春 菊 兰 凤 洁 梅 琳 素 云 莲 真 环 雪 荣 爱 妹 霞 香 月 莺 媛 艳 瑞 凡 佳 嘉 琼 勤 珍 贞 莉 桂 娣 叶 璧 璐 娅 琦 晶 妍 茜 秋 珊 莎 锦 黛 青 倩 婷 姣 婉 娴 瑾 颖 露 瑶 怡 婵 雁 蓓 纨 仪 荷 丹 蓉 眉 君 琴 蕊 薇 菁 梦 岚 苑 婕 馨 瑗 琰 韵 融 园 艺 咏 卿 聪 澜 纯 毓 悦 昭 冰 爽 琬 茗 羽 希 欣 飘 育 滢 馥 筠 柔 竹 霭 凝',
);

export const STREET_FIRST = characters(
  '云 青 松 桂 枫 兰 梅 荷 竹 银 金 紫 白 碧 锦 和 永 兴 新 文 书 望 长 清 明 晓 朝 晚 南 北 东 西 沿 临 湖 溪',
);
export const STREET_SECOND = characters(
  '溪 岭 江 湖 泉 林 苑 桥 坪 坡 塘 湾 山 冲 园 庭 舟 帆 霞 岚 屏 麓 堤 渡 亭 阁 泽 川 洲 港',
);
export const STREET_KINDS = ['路', '路', '路', '街', '大道', '巷', '南路', '北路', '东路', '西路'] as const;
export const ESTATE_SECOND = [
  '花园',
  '家园',
  '新城',
  '雅苑',
  '小区',
  '公馆',
  '名邸',
  '嘉园',
  '华庭',
  '新村',
] as const;
export const VILLAGE_SECOND = characters('塘 冲 湾 坪 坳 桥 铺 溪 岭 田 洲 山 家 井 庙 渡');

export const WORKSHOP_FIRST = characters(
  '顺 宏 诚 鑫 安 兴 恒 盛 华 祥 同 永 福 瑞 嘉 信 立 汇 众 启 光 旺 鸿 裕',
);
export const WORKSHOP_SECOND = characters('达 信 远 顺 泰 通 成 源 发 隆 邦 捷 明 昌 和 业 辉 益 盛 丰');
