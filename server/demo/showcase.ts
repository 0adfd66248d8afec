/** What becomes of a showcase customer's ticket before the demo begins: where it stands at the end. */
export type ShowcaseTicket = 'accepted' | 'in_progress' | 'done';

export interface ShowcaseCustomer {
  districtCode: string;
  /** In the order of purchase: the phone menu offers the last. */
  appliances: readonly { line: string; brand: string; monthsOld: number }[];
  ticket?: ShowcaseTicket;
  landline?: boolean;
  /** Why the virtual phone offers them. */
  note: { zh: string; en: string };
}

/**
 * The first customers, with the ids 1, 2, 3 …: whom the virtual phone offers first. The history leaves them
 * alone but for the ticket named here, so that each shows what its note says.
 */
export const SHOWCASE: readonly ShowcaseCustomer[] = [
  {
    districtCode: '430104',
    appliances: [{ line: 'air_conditioner', brand: 'LANXU', monthsOld: 14 }],
    note: { zh: '空调在保，归自营网点', en: 'air conditioner under warranty, served by an own team' },
  },
  {
    districtCode: '430111',
    appliances: [
      { line: 'washing_machine', brand: 'LANGBAI', monthsOld: 60 },
      { line: 'refrigerator', brand: 'TUOXI', monthsOld: 9 },
    ],
    note: { zh: '冰箱在保，洗衣机过保', en: 'refrigerator under warranty, washing machine out of it' },
  },
  {
    districtCode: '430104',
    appliances: [],
    note: { zh: '有地址，没有购机记录', en: 'address on file, no appliance' },
  },
  {
    districtCode: '430104',
    appliances: [{ line: 'air_conditioner', brand: 'HEYAO', monthsOld: 30 }],
    ticket: 'accepted',
    note: { zh: '有工单，网点已接单', en: 'open ticket, accepted by the outlet' },
  },
  {
    districtCode: '430102',
    appliances: [{ line: 'washing_machine', brand: 'LANXU', monthsOld: 20 }],
    ticket: 'in_progress',
    note: { zh: '有工单，正在上门处理', en: 'open ticket, work in progress' },
  },
  {
    districtCode: '430103',
    appliances: [{ line: 'range_hood', brand: 'SHUOTING', monthsOld: 26 }],
    ticket: 'done',
    note: { zh: '工单已完工，等待回访', en: 'ticket done, waits for the follow-up call' },
  },
  {
    districtCode: '430602',
    appliances: [{ line: 'television', brand: 'YUNYAN', monthsOld: 40 }],
    landline: true,
    note: { zh: '固定电话来电，收不到短信', en: 'calls from a landline: no text messages' },
  },
  {
    districtCode: '433126',
    appliances: [{ line: 'water_heater', brand: 'CHUIYU', monthsOld: 11 }],
    note: { zh: '偏远县，厂家网点优先', en: 'remote county, manufacturer comes first' },
  },
  {
    districtCode: '430529',
    appliances: [{ line: 'television', brand: 'HENGLAN', monthsOld: 2 }],
    note: {
      zh: '当地无网点装电视，转人工派工',
      en: 'nobody installs televisions there: a dispatcher decides',
    },
  },
];
