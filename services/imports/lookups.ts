import type { CellTrouble } from '../../domain/contracts/imports.ts';
import { plainWord } from '../../domain/imports/values.ts';
import { Brand } from '../../entities/network.ts';
import { Unit } from '../../entities/organisation.ts';
import { Category, District } from '../../entities/reference.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';

export type Found<T> = { found: T } | { trouble: CellTrouble };

/** What the cells of a file name, found by code or by name. */
export interface Lookups {
  district(given: string): Found<District>;
  category(given: string): Found<string>;
  brand(given: string): Found<number>;
  store(given: string): Found<Unit & { regionId: number }>;
  categories: string[];
  /** Whether what belongs to a store is this person's to write. */
  ofTheirs(storeId: number | null): boolean;
}

export async function loadLookups(tx: Tx, viewer: Viewer): Promise<Lookups> {
  const districts = await tx.find(District);
  const categories = await tx.find(Category);
  const brands = await tx.find(Brand);
  const units = await tx.find(Unit);
  const categoryBy = byWords(categories, ({ code, name, nameEn, spoken }) => [
    code,
    name,
    nameEn,
    ...spoken.split(','),
  ]);
  const brandBy = byWords(brands, ({ code, name, nameEn }) => [code, name, nameEn]);
  const stores = units.flatMap((unit) =>
    unit.kind === 'store' && unit.parentId ? [{ ...unit, regionId: unit.parentId }] : [],
  );
  const storeBy = byWords(stores, ({ code, name, nameEn }) => [code, name, nameEn]);
  const regionOf = new Map(stores.map(({ id, regionId }) => [id, regionId]));
  const { province, regionIds, storeIds } = viewer.scope;
  return {
    district: (given) => findDistrict(districts, given),
    category: (given) => one(categoryBy, given, 'unknown_category', ({ code }) => code),
    brand: (given) => one(brandBy, given, 'unknown_brand', ({ id }) => id),
    store: (given) => one(storeBy, given, 'unknown_store', (store) => store),
    categories: categories.map(({ code }) => code),
    ofTheirs: (storeId) =>
      province ||
      (storeId !== null && (storeIds.includes(storeId) || regionIds.includes(regionOf.get(storeId) ?? 0))),
  };
}

function byWords<T>(rows: T[], wordsOf: (row: T) => string[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const row of rows) {
    for (const word of wordsOf(row).map(plainWord)) if (word !== '' && !map.has(word)) map.set(word, row);
  }
  return map;
}

function one<T, V>(map: Map<string, T>, given: string, trouble: CellTrouble, of: (row: T) => V): Found<V> {
  const row = map.get(plainWord(given));
  return row === undefined ? { trouble } : { found: of(row) };
}

/** By code, by name, or by prefecture and name where several counties are called the same: 长沙市岳麓区. */
function findDistrict(districts: District[], given: string): Found<District> {
  const text = given.replace(/\s/g, '').replace(/^[\p{Script=Han}]{2,3}省/u, '');
  const names = new Map(districts.map(({ code, name }) => [code, name]));
  const matches = districts.filter(({ code, name, parentCode }) => {
    const whole = (names.get(parentCode ?? '') ?? '') + name;
    return code === text || name === text || whole === text || shortName(name) === text;
  });
  const counties = matches.filter(({ parentCode }) => parentCode !== null);
  const [first] = counties;
  if (counties.length > 1) return { trouble: 'ambiguous_district' };
  if (first) return { found: first };
  return { trouble: matches.length > 0 ? 'prefecture_only' : 'unknown_district' };
}

/** 岳麓 for 岳麓区; names of two signs are left whole. */
const shortName = (name: string): string => (name.length > 2 ? name.replace(/[区县市]$/, '') : name);
