import { Unit } from '../../entities/organisation.ts';
import { District } from '../../entities/reference.ts';
import { SHOWCASE_DISTRICT } from './data/places.ts';
import { byDistance, type County, type Prefecture, pointNear, shareOut } from './geography.ts';
import type { Random } from './random.ts';
import type { RowSink } from './row-writer.ts';

export interface DemoUnit {
  id: number;
  code: string;
  name: string;
}
export interface DemoStore extends DemoUnit {
  tier: 1 | 2 | 3;
  county: County;
}
/** A county with who looks after it. */
export interface Place {
  county: County;
  regionId: number;
  store: DemoStore;
}

export interface Organisation {
  headquarters: DemoUnit;
  /** By code of the prefecture. */
  regions: Map<string, DemoUnit & { prefecture: Prefecture }>;
  stores: DemoStore[];
  /** By code of the county. */
  places: Map<string, Place>;
}

const STORES = 120;
/** A city whose districts have this many people (in tens of thousands) is a first-tier market. */
const FIRST_TIER_CITY = 140;
const PULL: Record<County['kind'], number> = { urban: 1.7, city: 1.05, county: 0.8 };

/** Headquarters over a region for each prefecture over about 120 stores, more where more people live. */
export function buildOrganisation(prefectures: Prefecture[], writer: RowSink, random: Random): Organisation {
  let id = 0;
  const unit = (row: Omit<Unit, 'id'>): Unit => {
    const full = { id: ++id, ...row };
    writer.add(Unit, full);
    return full;
  };
  const headquarters = unit({
    kind: 'headquarters',
    code: 'HQ',
    name: '服务管理部',
    nameEn: 'Service Management Department',
    parentId: null,
    marketTier: null,
    districtCode: null,
    lng: null,
    lat: null,
  });
  const regions: Organisation['regions'] = new Map();
  for (const prefecture of prefectures) {
    const seat = seatOf(prefecture);
    const region = unit({
      kind: 'region',
      code: `R${prefecture.code.slice(0, 4)}`,
      name: `${prefecture.shortName}区部`,
      nameEn: `${prefecture.nameEn} Region`,
      parentId: headquarters.id,
      marketTier: null,
      districtCode: prefecture.code,
      ...seat.center,
    });
    regions.set(prefecture.code, { ...region, prefecture });
  }

  const counties = prefectures.flatMap((prefecture) => prefecture.counties);
  const shares = shareOut(counties, STORES, ({ kind, population }) =>
    Math.max(0, population * PULL[kind] - 12),
  );
  const stores: DemoStore[] = [];
  for (const county of counties) {
    for (let number = 1; number <= (shares.get(county) ?? 0); number++) {
      const store = unit({
        kind: 'store',
        code: `S${county.code}-${number}`,
        name: `${county.shortName}${['', '二', '三', '四', '五'][number - 1] ?? number}店`,
        nameEn: `${county.nameEn} Store${number > 1 ? ` ${number}` : ''}`,
        parentId: regions.get(county.prefecture.code)?.id ?? null,
        marketTier: tierOf(county),
        districtCode: county.code,
        ...(number === 1 ? county.center : pointNear(county, 4, random)),
      });
      stores.push({ ...store, tier: tierOf(county), county });
    }
  }
  const places = writeDistricts(prefectures, regions, stores, writer);
  return { headquarters, regions, stores, places };
}

function writeDistricts(
  prefectures: Prefecture[],
  regions: Organisation['regions'],
  stores: DemoStore[],
  writer: RowSink,
): Organisation['places'] {
  const places: Organisation['places'] = new Map();
  for (const prefecture of prefectures) {
    const regionId = regions.get(prefecture.code)?.id ?? 0;
    const { code, name } = prefecture;
    const near = stores.filter((store) => store.county.prefecture === prefecture);
    writer.add(District, {
      code,
      name,
      parentCode: null,
      ...seatOf(prefecture).center,
      regionId,
      storeId: null,
    });
    for (const county of prefecture.counties) {
      // Its own first store, else the nearest of the region.
      const store = byDistance(near, (item) => item.county.center, county.center)[0]?.item;
      if (!store) throw new Error(`${name} has no store`);
      places.set(county.code, { county, regionId, store });
      writer.add(District, {
        code: county.code,
        name: county.name,
        parentCode: code,
        ...county.center,
        regionId,
        storeId: store.id,
      });
    }
  }
  return places;
}

/** The most peopled of its districts, or of its counties where it has none. */
export function seatOf({ counties }: Prefecture): County {
  const showcase = counties.find(({ code }) => code === SHOWCASE_DISTRICT);
  const urban = counties.filter(({ kind }) => kind === 'urban');
  const [seat] = (urban.length > 0 ? urban : counties.filter(({ kind }) => kind === 'city')).sort(
    (a, b) => b.population - a.population,
  );
  const found = showcase ?? seat;
  if (!found) throw new Error('a prefecture without a town');
  return found;
}

function tierOf(county: County): 1 | 2 | 3 {
  if (county.kind === 'county') return 3;
  if (county.kind === 'city') return 2;
  const inTown = county.prefecture.counties.filter(({ kind }) => kind === 'urban');
  return inTown.reduce((sum, { population }) => sum + population, 0) >= FIRST_TIER_CITY ? 1 : 2;
}
