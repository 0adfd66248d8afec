import type { DataSource } from 'typeorm';
import { Appliance, Customer, PhoneNumber, Site } from '../../entities/customer.ts';
import { Brand } from '../../entities/network.ts';
import { Unit } from '../../entities/organisation.ts';
import { Category, District } from '../../entities/reference.ts';

/** A province of two prefectures, one of them with more counties than one page of a list holds. */
export const PREFECTURES = [
  { code: '990100', name: '东江市' },
  { code: '990200', name: '西岭市' },
];
export const COUNTIES = [
  ...[
    '河东区',
    '河西区',
    '鼓楼区',
    '东江县',
    '南县',
    '衡南县',
    '石门县',
    '临水县',
    '青山县',
    '白河县',
    '黄沙县',
  ].map((name, index) => ({ code: `9901${String(index + 1).padStart(2, '0')}`, name, parentCode: '990100' })),
  { code: '990201', name: '鼓楼区', parentCode: '990200' },
  { code: '990202', name: '云岭苗族自治县', parentCode: '990200' },
];
export const CATEGORIES = [
  { code: 'air_conditioner', name: '空调', nameEn: 'Air conditioner', spoken: '冷气,挂机,柜机', position: 1 },
  { code: 'television', name: '电视机', nameEn: 'Television', spoken: '电视,彩电', position: 2 },
  { code: 'washing_machine', name: '洗衣机', nameEn: 'Washing machine', spoken: '', position: 3 },
  { code: 'gas_stove', name: '燃气灶', nameEn: 'Gas stove', spoken: '煤气灶', position: 4 },
];

/** 张伟: an air conditioner and an address on file. */
export const KNOWN_NUMBER = '+8613800138000';
export const STRANGER = '+8613900139000';
export const LANDLINE = '+8673188886666';
export const REGION_ID = 1;
export const STORE_ID = 2;

export async function smallWorld({ manager }: DataSource): Promise<void> {
  const at = new Date('2026-01-01T00:00:00Z');
  await manager.insert(Unit, [
    { id: REGION_ID, kind: 'region', code: 'R1', name: '东江区部', nameEn: '', parentId: null },
    { id: STORE_ID, kind: 'store', code: 'S1', name: '河东门店', nameEn: '', parentId: 1, marketTier: 1 },
  ]);
  const place = { lng: 110, lat: 28 };
  await manager.insert(District, [
    ...PREFECTURES.map((prefecture) => ({ ...prefecture, ...place, parentCode: null })),
    ...COUNTIES.map((county) => ({ ...county, ...place, regionId: REGION_ID, storeId: STORE_ID })),
  ]);
  await manager.insert(Category, CATEGORIES);
  await manager.insert(Brand, {
    id: 1,
    code: 'B1',
    name: '海风',
    nameEn: 'Haifeng',
    manufacturer: '海风电器',
  });
  await manager.insert(Customer, { id: 1, name: '张伟', gender: 'm', createdAt: at });
  await manager.insert(PhoneNumber, { number: KNOWN_NUMBER, customerId: 1 });
  await manager.insert(Site, {
    id: 1,
    customerId: 1,
    districtCode: '990101',
    address: '人民路8号锦绣花园3栋502',
    ...place,
    precision: 'address',
  });
  await manager.insert(Appliance, {
    id: 1,
    customerId: 1,
    siteId: 1,
    category: 'air_conditioner',
    brandId: 1,
    purchasedOn: '2025-06-01',
    warrantyUntil: '2031-06-01',
  });
}
