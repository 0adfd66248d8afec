import type { ImportKind } from '../contracts/imports.ts';
import { plainWord } from './values.ts';

export interface ImportColumn {
  name: string;
  zh: string;
  en: string;
  needed: boolean;
  /** At most so many characters. */
  length: number;
  /** Other headings by which it is known. */
  also?: string[];
  /** Empty where only this deployment's own names will do. */
  example: string;
}

const column = (
  name: string,
  zh: string,
  en: string,
  example: string,
  rest: Partial<ImportColumn> = {},
): ImportColumn => ({ name, zh, en, example, needed: true, length: 40, ...rest });
const optional = { needed: false };

const CUSTOMER = [
  column('name', '姓名', 'Name', '王芳', { length: 80, also: ['客户', '客户姓名', '顾客姓名'] }),
  column('phone', '电话', 'Phone', '13800138000', { also: ['手机', '手机号', '联系电话'] }),
];
const PLACE = [
  column('district', '区县', 'District', '', { also: ['区划代码', '地区', '县区'] }),
  column('address', '地址', 'Address', '人民路1号', { length: 200, also: ['详细地址'] }),
];

/** What each kind of file has in its columns, in the order of the template. */
export const IMPORT_COLUMNS: Record<ImportKind, readonly ImportColumn[]> = {
  customers: [
    ...CUSTOMER,
    column('gender', '性别', 'Gender', '女', optional),
    column('phone2', '备用电话', 'Other phone', '', optional),
    ...PLACE.map((each) => ({ ...each, needed: true })),
  ],
  sales: [
    column('receipt', '小票号', 'Receipt', 'XS20261128001', { also: ['销售单号', '单号'] }),
    column('store', '门店编码', 'Store', 'S1', { also: ['门店', '门店名称'] }),
    column('soldOn', '购买日期', 'Purchase date', '2026-11-28', { also: ['销售日期', '日期'] }),
    ...CUSTOMER,
    ...PLACE.map((each) => ({ ...each, needed: false })),
    column('category', '品类', 'Category', '空调', { also: ['产品类别'] }),
    column('brand', '品牌', 'Brand', '蓝序', {}),
    column('model', '型号', 'Model', 'KFR-35GW', {}),
    column('serial', '序列号', 'Serial number', 'SN0001', { ...optional, also: ['机身号', '条码'] }),
    column('warranty', '质保月数', 'Warranty months', '36', { also: ['保修月数', '整机质保'] }),
  ],
  outlets: [
    column('code', '网点编码', 'Outlet code', 'W0001', { length: 32, also: ['编码'] }),
    column('name', '网点名称', 'Outlet name', '示例空调维修站', { length: 80, also: ['名称', '网点'] }),
    column('type', '类型', 'Type', '外协', { also: ['网点类型'] }),
    column('store', '门店编码', 'Store', 'S1', { ...optional, also: ['门店', '门店名称'] }),
    column('brand', '厂家品牌', 'Brand', '', { ...optional, also: ['品牌'] }),
    column('district', '区县', 'District', '', { also: ['区划代码', '地区'] }),
    column('phone', '电话', 'Phone', '0731-82345678', { also: ['联系电话'] }),
    column('capacity', '日接单量', 'Daily capacity', '12', { also: ['每日接单量', '产能'] }),
    column('lng', '经度', 'Longitude', '', { ...optional, also: ['lng', 'longitude'] }),
    column('lat', '纬度', 'Latitude', '', { ...optional, also: ['lat', 'latitude'] }),
    column('standing', '状态', 'Standing', '正常', { ...optional, also: ['派工状态'] }),
  ],
  coverage: [
    column('outlet', '网点编码', 'Outlet code', 'W0001', { length: 32, also: ['网点'] }),
    column('district', '区县', 'District', '', { also: ['区划代码', '地区'] }),
    column('category', '品类', 'Category', '空调', { also: ['产品类别'] }),
    column('kind', '业务', 'Work', '维修', { also: ['工单类型', '业务类型'] }),
    column('change', '增撤', 'Change', '增', { ...optional, also: ['操作'] }),
  ],
};

/** Where each column stands in the file; what is missing or there twice is named in Chinese, as on the template. */
export function matchHeader(
  kind: ImportKind,
  header: string[],
): { at: Map<string, number> } | { missing: string[] } | { doubled: string[] } {
  const words = header.map(plainWord);
  const at = new Map<string, number>();
  const missing: string[] = [];
  const doubled: string[] = [];
  for (const { name, zh, en, also = [], needed } of IMPORT_COLUMNS[kind]) {
    const known = [name, zh, en, ...also].map(plainWord);
    const places = words.flatMap((word, index) => (known.includes(word) ? [index] : []));
    if (places.length > 1) doubled.push(zh);
    if (places.length === 0 && needed) missing.push(zh);
    if (places[0] !== undefined) at.set(name, places[0]);
  }
  if (missing.length > 0) return { missing };
  return doubled.length > 0 ? { doubled } : { at };
}
