import type { Category } from '../../../entities/reference.ts';

/** `weight`: share of all requests; `years`: of warranty; `summer`, `winter`: how the season moves it. */
export interface ProductLine extends Category {
  weight: number;
  years: number;
  summer: number;
  winter: number;
  /** Letters that its model numbers begin with. */
  prefix: string;
  /** What callers complain of. */
  faults: readonly string[];
  /** What makes it a rescue. */
  emergency: string;
}

const line = (
  position: number,
  code: string,
  [name, nameEn]: [string, string],
  spoken: string,
  [weight, years, summer, winter]: [number, number, number, number],
  prefix: string,
  faults: string,
  emergency: string,
): ProductLine => ({
  position,
  code,
  name,
  nameEn,
  spoken,
  weight,
  years,
  summer,
  winter,
  prefix,
  faults: faults.split('，'),
  emergency,
});

export const PRODUCT_LINES: readonly ProductLine[] = [
  line(
    1,
    'air_conditioner',
    ['空调', 'Air conditioner'],
    '空调,冷气,冷气机,挂机,柜机,中央空调,空调机,air conditioner,air conditioning,aircon,ac',
    [30, 6, 1.9, 1],
    'KFR',
    '不制冷，制热效果差，室内机漏水，室外机噪音大，开机跳闸，遥控器没有反应，有异味，显示故障代码',
    '室外机支架松动，有坠落危险',
  ),
  line(
    2,
    'refrigerator',
    ['冰箱', 'Refrigerator'],
    '冰箱,冰柜,冷柜,电冰箱,雪柜,refrigerator,fridge,freezer',
    [14, 3, 1.3, 0.9],
    'BCD',
    '不制冷，冷藏室结冰，压缩机不停机，门封关不严，噪音大，冷冻室不冻',
    '冰箱停机，里面存有胰岛素',
  ),
  line(
    3,
    'washing_machine',
    ['洗衣机', 'Washing machine'],
    '洗衣机,滚筒,波轮,干衣机,烘干机,washing machine,washer,dryer',
    [14, 3, 0.95, 1.05],
    'XQG',
    '不排水，脱水时晃动，门打不开，进水慢，不转，漏水，显示故障代码',
    '进水管爆裂，漏水不止',
  ),
  line(
    4,
    'television',
    ['电视', 'Television'],
    '电视,电视机,彩电,液晶,television,tv',
    [10, 2, 0.9, 1.1],
    'LED',
    '黑屏有声音，开不了机，屏幕有竖线，没有声音，自动关机，连不上网络',
    '电视后盖冒烟',
  ),
  line(
    5,
    'water_heater',
    ['热水器', 'Water heater'],
    '热水器,燃气热水器,电热水器,water heater,heater,boiler',
    [12, 6, 0.6, 1.9],
    'JSQ',
    '打不着火，水忽冷忽热，不出热水，漏水，中途熄火，跳闸',
    '热水器漏水不止，关不掉水阀',
  ),
  line(
    6,
    'range_hood',
    ['油烟机', 'Range hood'],
    '油烟机,抽油烟机,烟机,抽烟机,range hood,cooker hood,hood',
    [8, 5, 0.95, 1.1],
    'CXW',
    '吸力小，噪音大，漏油，按键没有反应，灯不亮，需要深度清洗',
    '油烟机起火已扑灭，不敢再用',
  ),
  line(
    7,
    'stove',
    ['燃气灶', 'Gas stove'],
    '燃气灶,灶具,煤气灶,炉灶,灶台,stove,cooker,hob',
    [6, 5, 0.95, 1.05],
    'JZT',
    '打不着火，松手就灭，火焰发黄，一边不出火，面板碎裂，有燃气味',
    '闻到燃气味，已关总阀',
  ),
  line(
    8,
    'small_appliance',
    ['小家电', 'Small appliance'],
    '小家电,电饭煲,微波炉,净水器,豆浆机,风扇,吸尘器,电磁炉,small appliance,microwave,rice cooker,fan',
    [6, 1, 1, 1],
    'XJ',
    '不通电，加热不工作，按键失灵，漏水，有焦味',
    '电饭煲漏电，人被电麻',
  ),
];

/** What a customer asks for when it is not a repair, by kind. */
export const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  installation: ['新机已送到，请预约安装', '搬家移机重新安装', '新房装修，需要上门安装'],
  maintenance: ['预约深度清洗', '换季保养', '滤网清洗和检查'],
  inquiry: ['咨询保修期', '咨询清洗收费标准', '咨询配件价格', '咨询旧机回收'],
  complaint: ['师傅迟到且未提前联系', '收费与报价不一致', '修后又出现同样问题', '施工后没有清理现场'],
};

export interface Maker {
  code: string;
  name: string;
  nameEn: string;
  manufacturer: string;
  share: number;
  manufacturerFirst: boolean;
  lines: readonly string[];
}

const AC = 'air_conditioner';
const FRIDGE = 'refrigerator';
const WASHER = 'washing_machine';
const TV = 'television';
const HEATER = 'water_heater';
const HOOD = 'range_hood';
const STOVE = 'stove';
const SMALL = 'small_appliance';

const maker = (
  code: string,
  [name, nameEn, manufacturer]: [string, string, string],
  share: number,
  manufacturerFirst: boolean,
  lines: readonly string[],
): Maker => ({ code, name, nameEn, manufacturer, share, manufacturerFirst, lines });

/** Invented; a likeness would be chance. */
export const MAKERS: readonly Maker[] = [
  maker('LANXU', ['澜序', 'Lanxu', '澜序电器股份有限公司'], 20, false, [AC, FRIDGE, WASHER, SMALL]),
  maker('HEYAO', ['禾曜', 'Heyao', '禾曜家用电器有限公司'], 16, false, [AC, FRIDGE, WASHER, HEATER]),
  maker('JICHUAN', ['霁川', 'Jichuan', '霁川制冷科技有限公司'], 13, true, [AC, FRIDGE]),
  maker('LANGBAI', ['朗柏', 'Langbai', '朗柏智能电器有限公司'], 9, false, [WASHER, TV, SMALL]),
  maker('HENGLAN', ['珩岚', 'Henglan', '珩岚电子有限公司'], 9, true, [TV]),
  maker('MUTANG', ['沐棠', 'Mutang', '沐棠热能设备有限公司'], 8, false, [HEATER, STOVE]),
  maker('CHUIYU', ['炊语', 'Chuiyu', '炊语厨房电器有限公司'], 8, true, [HOOD, STOVE, HEATER]),
  maker('YUNYAN', ['云砚', 'Yunyan', '云砚显示技术有限公司'], 6, false, [TV, SMALL]),
  maker('SHUOTING', ['铄庭', 'Shuoting', '铄庭厨卫有限公司'], 6, false, [HOOD, STOVE]),
  maker('CHILIE', ['驰冽', 'Chilie', '驰冽空调设备有限公司'], 6, false, [AC]),
  maker('XINJU', ['昕榉', 'Xinju', '昕榉生活电器有限公司'], 5, false, [SMALL, HOOD]),
  maker('TUOXI', ['拓羲', 'Tuoxi', '拓羲电器制造有限公司'], 5, false, [FRIDGE, WASHER]),
];

/** On service standard, skill and liability: number, title, text. */
export const CLAUSES: readonly (readonly [string, string, string])[] = [
  ['4.1', '服务标准', '厂家及其服务商应执行卖方发布的上门服务标准，服务动作逐项留痕，缺项视为服务不合格。'],
  [
    '4.2',
    '响应与完成时限',
    '接单后 2 小时内联系用户，保修期内维修应在 72 小时内完成；缺件须当日告知到件日期。',
  ],
  ['5.1', '技能与持证', '上门人员应经厂家培训并考核合格，燃气、制冷等作业须持有效证件。'],
  ['5.2', '技术支持与配件', '厂家应提供维修资料和不少于销售期满后五年的配件供应。'],
  [
    '6.1',
    '责任与赔付',
    '因产品质量或厂家服务造成用户损失的，由厂家承担；卖方先行垫付的，厂家应在 30 日内偿付。',
  ],
  ['6.2', '服务商更换', '同一季度内经核实的服务问题达到三起的，卖方可书面要求更换服务商并停止向其派工。'],
];
