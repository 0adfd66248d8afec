import type { CellTrouble, ImportKind } from '../../domain/contracts/imports.ts';
import { distanceKm, type Point } from '../../domain/geo.ts';
import { IMPORT_COLUMNS } from '../../domain/imports/columns.ts';
import { plainWord, readCount, readDay, readDegrees, readPhone } from '../../domain/imports/values.ts';
import { addMonths } from '../../domain/time.ts';
import { FIELD_KINDS, type FieldKind, type OutletType, type Standing } from '../../domain/vocabulary.ts';
import type { District } from '../../entities/reference.ts';
import type { Found, Lookups } from './lookups.ts';
import type { FileRow } from './read-file.ts';

export interface CellProblem {
  column: string;
  trouble: CellTrouble;
  given: string;
}

export interface CustomerRow {
  name: string;
  phone: string;
  gender: string;
  phone2: string | null;
  district: District | null;
  address: string | null;
}
export interface SaleRow extends CustomerRow {
  receipt: string;
  storeId: number;
  soldOn: string;
  category: string;
  brandId: number;
  model: string;
  serial: string | null;
  warrantyUntil: string;
}
export interface OutletRow {
  code: string;
  name: string;
  type: OutletType;
  regionId: number;
  storeId: number | null;
  brandId: number | null;
  district: District;
  phone: string;
  capacity: number;
  /** Null: where its district is. */
  point: Point | null;
  /** Null: not said. */
  standing: Standing | null;
}
export interface CoverageRow {
  outletCode: string;
  districtCode: string;
  categories: string[];
  kinds: FieldKind[];
  remove: boolean;
}
export interface RowOf {
  customers: CustomerRow;
  sales: SaleRow;
  outlets: OutletRow;
  coverage: CoverageRow;
}

export type ReadRow<K extends ImportKind> = { row: RowOf[K]; key: string } | { problems: CellProblem[] };

const GENDERS: Record<string, string> = {
  男: 'm',
  先生: 'm',
  m: 'm',
  male: 'm',
  女: 'f',
  女士: 'f',
  f: 'f',
  female: 'f',
};
const TYPES: Record<string, OutletType> = {
  自营: 'own',
  own: 'own',
  外协: 'contracted',
  签约: 'contracted',
  contracted: 'contracted',
  厂家: 'manufacturer',
  manufacturer: 'manufacturer',
};
const STANDING_WORDS: Record<string, Standing> = {
  正常: 'good',
  good: 'good',
  警告: 'warned',
  已警告: 'warned',
  warned: 'warned',
  整改: 'rectifying',
  限期整改: 'rectifying',
  rectifying: 'rectifying',
  停派: 'stopped',
  停止派工: 'stopped',
  stopped: 'stopped',
  撤点: 'removed',
  已撤点: 'removed',
  removed: 'removed',
};
/** An outlet further than this from the middle of its district stands somewhere else: figures were mixed up. */
const FAR_KM = 150;
const KINDS: Record<string, FieldKind> = {
  维修: 'repair',
  repair: 'repair',
  安装: 'installation',
  installation: 'installation',
  保养: 'maintenance',
  清洗: 'maintenance',
  保养清洗: 'maintenance',
  maintenance: 'maintenance',
  救援: 'rescue',
  紧急救援: 'rescue',
  rescue: 'rescue',
};
const CHANGES: Record<string, boolean> = {
  '': false,
  增: false,
  增加: false,
  新增: false,
  add: false,
  撤: true,
  撤销: true,
  删除: true,
  remove: true,
};
const ALL = ['全部', '所有', 'all'];

/** Reads the cells of one row, each by itself, so that everything wrong with it is told at once. */
export function readRow<K extends ImportKind>(
  kind: K,
  { cells }: FileRow,
  lookups: Lookups,
  today: string,
): ReadRow<K> {
  const cell = cellReader(kind, cells);
  const read = READERS[kind](cell, lookups, today) as { row: RowOf[K]; key: string };
  return cell.problems.length > 0 ? { problems: cell.problems } : read;
}

type Cell = ReturnType<typeof cellReader>;

function cellReader(kind: ImportKind, cells: Record<string, string>) {
  const problems: CellProblem[] = [];
  const wrong = (column: string, trouble: CellTrouble) => {
    problems.push({ column, trouble, given: (cells[column] ?? '').slice(0, 80) });
  };
  for (const { name, needed, length } of IMPORT_COLUMNS[kind]) {
    const given = cells[name] ?? '';
    if (needed && given === '') wrong(name, 'needed');
    else if (given.length > length) wrong(name, 'too_long');
  }
  const bad = (column: string) => problems.some((problem) => problem.column === column);
  return {
    problems,
    wrong,
    text: (column: string) => cells[column] ?? '',
    /** What the cell says, by a reader that knows; null when it is empty or wrong. */
    read<T>(column: string, reader: (given: string) => T | null, trouble: CellTrouble): T | null {
      const given = cells[column] ?? '';
      if (given === '' || bad(column)) return null;
      const value = reader(given);
      if (value === null) wrong(column, trouble);
      return value;
    },
    find<T>(column: string, finder: (given: string) => Found<T>): T | null {
      const given = cells[column] ?? '';
      if (given === '' || bad(column)) return null;
      const answer = finder(given);
      if ('found' in answer) return answer.found;
      wrong(column, answer.trouble);
      return null;
    },
    word<T>(column: string, words: Record<string, T>): T | null {
      return this.read(column, (given) => words[plainWord(given)] ?? null, 'unknown_word');
    },
  };
}

function customer(cell: Cell, lookups: Lookups): CustomerRow {
  const district = cell.find('district', lookups.district);
  const address = cell.text('address');
  if (address !== '' && cell.text('district') === '') cell.wrong('district', 'needed');
  return {
    name: cell.text('name'),
    phone: cell.read('phone', readPhone, 'not_a_phone') ?? '',
    gender: cell.word('gender', GENDERS) ?? '',
    phone2: cell.read('phone2', readPhone, 'not_a_phone'),
    district,
    address: address || null,
  };
}

/** Both or neither, and not far from the district that is named. */
function pointOf(cell: Cell, district: District | null): Point | null {
  const lng = cell.read('lng', (given) => readDegrees(given, 180), 'not_degrees');
  const lat = cell.read('lat', (given) => readDegrees(given, 90), 'not_degrees');
  if (cell.text('lng') !== '' && cell.text('lat') === '') cell.wrong('lat', 'needed');
  if (cell.text('lat') !== '' && cell.text('lng') === '') cell.wrong('lng', 'needed');
  if (lng === null || lat === null) return null;
  if (district && distanceKm({ lng, lat }, district) > FAR_KM) cell.wrong('lng', 'far_from_district');
  return { lng, lat };
}

const READERS: {
  [K in ImportKind]: (cell: Cell, lookups: Lookups, today: string) => { row: RowOf[K]; key: string };
} = {
  customers(cell, lookups) {
    const row = customer(cell, lookups);
    if (row.district && !lookups.ofTheirs(row.district.storeId)) cell.wrong('district', 'not_yours');
    return { row, key: `${row.phone} ${row.name}` };
  },

  sales(cell, lookups, today) {
    const store = cell.find('store', lookups.store);
    if (store && !lookups.ofTheirs(store.id)) cell.wrong('store', 'not_yours');
    const soldOn = cell.read('soldOn', readDay, 'not_a_day');
    if (soldOn && soldOn > today) cell.wrong('soldOn', 'in_the_future');
    const months = cell.read('warranty', readCount, 'not_a_number');
    const row: SaleRow = {
      ...customer(cell, lookups),
      receipt: cell.text('receipt'),
      storeId: store?.id ?? 0,
      soldOn: soldOn ?? '',
      category: cell.find('category', lookups.category) ?? '',
      brandId: cell.find('brand', lookups.brand) ?? 0,
      model: cell.text('model'),
      serial: cell.text('serial').toUpperCase() || null,
      warrantyUntil: soldOn && months !== null ? addMonths(soldOn, months) : '',
    };
    return { row, key: saleKeyOf(row) };
  },

  outlets(cell, lookups) {
    const district = cell.find('district', lookups.district);
    const store = cell.find('store', lookups.store);
    if (store && district?.regionId && store.regionId !== district.regionId) {
      cell.wrong('store', 'store_of_other_region');
    }
    if (district && !district.regionId) cell.wrong('district', 'unknown_region');
    const type = cell.word('type', TYPES) ?? 'contracted';
    if (type === 'manufacturer' && cell.text('brand') === '') cell.wrong('brand', 'needed');
    const row = {
      code: cell.text('code'),
      name: cell.text('name'),
      type,
      regionId: district?.regionId ?? 0,
      storeId: store?.id ?? district?.storeId ?? null,
      brandId: cell.find('brand', lookups.brand),
      district: district as District,
      phone: cell.read('phone', readPhone, 'not_a_phone') ?? '',
      capacity: cell.read('capacity', readCount, 'not_a_number') ?? 0,
      point: pointOf(cell, district),
      standing: cell.word('standing', STANDING_WORDS),
    };
    return { row, key: row.code.toUpperCase() };
  },

  coverage(cell, lookups) {
    const all = (column: string) => ALL.includes(plainWord(cell.text(column)));
    const district = cell.find('district', lookups.district);
    const category = all('category') ? null : cell.find('category', lookups.category);
    const kind = all('kind') ? null : cell.word('kind', KINDS);
    const remove = cell.text('change') === '' ? false : (cell.word('change', CHANGES) ?? false);
    const row = {
      outletCode: cell.text('outlet'),
      districtCode: district?.code ?? '',
      categories: category ? [category] : lookups.categories,
      kinds: kind ? [kind] : [...FIELD_KINDS],
      remove,
    };
    return {
      row,
      key: [row.outletCode.toUpperCase(), row.districtCode, category ?? '*', kind ?? '*'].join(' '),
    };
  },
};

/** H9: the same sale twice is one appliance. */
export const saleKeyOf = ({ brandId, serial, storeId, receipt, category, model }: SaleRow): string =>
  serial ? `s:${brandId}:${serial}` : `r:${storeId}:${receipt}:${category}:${model.toUpperCase()}`;
