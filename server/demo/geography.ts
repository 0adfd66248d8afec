import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { distanceKm, type Point } from '../../domain/geo.ts';
import { COUNTY_FACTS, PREFECTURES } from './data/places.ts';
import type { Random } from './random.ts';

export interface County {
  code: string;
  name: string;
  /** Without 区, 市, 县: how people say it. */
  shortName: string;
  nameEn: string;
  prefecture: Prefecture;
  /** Inhabitants in tens of thousands, rounded. */
  population: number;
  center: Point;
  /** A district of a city, a county-level city, or a county. */
  kind: 'urban' | 'city' | 'county';
  rings: Ring[];
}

export interface Prefecture {
  code: string;
  name: string;
  shortName: string;
  nameEn: string;
  /** Area code without its 0. */
  dialling: string;
  counties: County[];
}

type Ring = [number, number][];

interface CountyFile {
  features: {
    properties: { code: string; name: string; prefectureCode: string; prefecture: string; center: number[] };
    geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };
  }[];
}

/** Where the map files are, whether this runs as source or compiled: under the folder of package.json. */
export function demoDataFile(name: string): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return path.join(folder, 'server', 'demo', 'data', name);
}

/** The file with the boundaries of the demo's counties. */
export const demoBoundaries = (): string => demoDataFile('hunan-counties.geojson');

/** The demo's province: prefectures by code, each with its counties by code. */
export function loadPrefectures(): Prefecture[] {
  const file: CountyFile = JSON.parse(readFileSync(demoBoundaries(), 'utf8'));
  const prefectures = new Map<string, Prefecture>();
  for (const { properties, geometry } of file.features) {
    const code = properties.prefectureCode;
    const known = PREFECTURES[code];
    const facts = COUNTY_FACTS.get(properties.code);
    if (!known || !facts) throw new Error(`nothing is known of ${properties.code} ${properties.name}`);
    const prefecture = prefectures.get(code) ?? {
      code,
      name: properties.prefecture,
      shortName: shorten(properties.prefecture),
      ...known,
      counties: [],
    };
    prefectures.set(code, prefecture);
    const [lng = 0, lat = 0] = properties.center;
    const short = shorten(properties.name);
    prefecture.counties.push({
      code: properties.code,
      name: properties.name,
      shortName: short === prefecture.shortName ? properties.name : short,
      ...facts,
      prefecture,
      center: { lng, lat },
      kind: kindOf(properties.code),
      rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
    });
  }
  for (const { counties } of prefectures.values()) counties.sort((a, b) => a.code.localeCompare(b.code));
  return [...prefectures.values()].sort((a, b) => a.code.localeCompare(b.code));
}

/** The code says it: districts from 01, counties from 21, county-level cities from 81; the first of an
 * autonomous prefecture (…31 01) is a county-level city. */
function kindOf(code: string): County['kind'] {
  const last = Number(code.slice(4));
  if (last > 80 || (code.slice(2, 4) === '31' && last < 20)) return 'city';
  return last < 20 ? 'urban' : 'county';
}

function shorten(name: string): string {
  const short = name.replace(/(土家族|苗族|侗族|瑶族)*自治[县州]$/, '').replace(/[区市县]$/, '');
  return short.length > 1 ? short : name;
}

/** Even-odd over all rings, so that holes and islands come out right. */
export function isInside(county: County, { lng, lat }: Point): boolean {
  let inside = false;
  for (const ring of county.rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = ring[i] as [number, number];
      const [x2, y2] = ring[j] as [number, number];
      if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

const KM_PER_DEGREE = 111.2;

/** A point about `km` from the county's seat, inside the county. */
export function pointNear(county: County, km: number, random: Random): Point {
  const { lng, lat } = county.center;
  const shrink = Math.cos((lat * Math.PI) / 180);
  for (let spread = km; spread > km / 64; spread /= 2) {
    const point = {
      lng: round(lng + (random.normal() * spread) / (KM_PER_DEGREE * shrink)),
      lat: round(lat + (random.normal() * spread) / KM_PER_DEGREE),
    };
    if (isInside(county, point)) return point;
  }
  return county.center;
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

/** `items` from the nearest to the farthest from `point`. */
export function byDistance<T>(
  items: readonly T[],
  where: (item: T) => Point,
  point: Point,
): { item: T; km: number }[] {
  return items.map((item) => ({ item, km: distanceKm(where(item), point) })).sort((a, b) => a.km - b.km);
}

/** Shares out `total` among `items` by weight, whole numbers, each at least `least`; the sum is exact. */
export function shareOut<T>(
  items: readonly T[],
  total: number,
  weight: (item: T) => number,
  least = 0,
): Map<T, number> {
  const weights = items.map(weight);
  const sum = weights.reduce((all, one) => all + one, 0);
  const free = Math.max(0, total - least * items.length);
  const shares = items.map((item, index) => {
    const exact = (free * (weights[index] ?? 0)) / sum;
    return { item, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = free - shares.reduce((all, share) => all + share.whole, 0);
  for (const share of [...shares].sort((a, b) => b.rest - a.rest)) {
    if (left-- <= 0) break;
    share.whole += 1;
  }
  return new Map(shares.map(({ item, whole }) => [item, least + whole]));
}
