import { distanceKm } from '../../domain/geo.ts';
import type { FieldKind } from '../../domain/vocabulary.ts';
import { SHOWCASE_DISTRICT } from './data/places.ts';
import { PRODUCT_LINES } from './data/products.ts';
import { byDistance, type County } from './geography.ts';
import type { DemoOutlet, NetworkBuild } from './network.ts';
import { COVERAGE_GAPS, FIELD, OWN_AIR, OWN_TELEVISION } from './network-plan.ts';
import type { Place } from './organisation.ts';

/** Who covers what (D1): outlets by county, category and kind of work. */
export class CoverageMap {
  readonly #lists = new Map<string, DemoOutlet[]>();
  readonly #known = new Set<string>();

  add(county: string, category: string, kind: FieldKind, outlet: DemoOutlet): void {
    const key = `${county}/${category}/${kind}`;
    if (this.#known.has(`${key}/${outlet.id}`)) return;
    this.#known.add(`${key}/${outlet.id}`);
    const list = this.#lists.get(key);
    if (list) list.push(outlet);
    else this.#lists.set(key, [outlet]);
  }

  of(county: string, category: string, kind: FieldKind): readonly DemoOutlet[] {
    return this.#lists.get(`${county}/${category}/${kind}`) ?? [];
  }

  clear(county: string, category: string, kind: FieldKind): void {
    this.#lists.delete(`${county}/${category}/${kind}`);
  }

  *entries(): Generator<{ county: string; category: string; kind: FieldKind; outlet: DemoOutlet }> {
    for (const [key, outlets] of this.#lists) {
      const [county = '', category = '', kind] = key.split('/');
      for (const outlet of outlets) yield { county, category, kind: kind as FieldKind, outlet };
    }
  }
}

/** How far each kind of outlet goes, in kilometres. */
const REACH = { workshop: 40, kitchenTeam: 70, manufacturer: 90 };

/**
 * Every county, category and kind of work gets at least one outlet in good standing, except the few of
 * COVERAGE_GAPS; and for every brand that makes the category at least one that is authorised.
 */
export function buildCoverage(build: NetworkBuild, outlets: DemoOutlet[]): CoverageMap {
  const { organisation } = build;
  const places = [...organisation.places.values()];
  const map = new CoverageMap();
  for (const outlet of outlets) {
    if (outlet.type === 'own') continue;
    const reach = outlet.type === 'manufacturer' ? REACH.manufacturer : REACH.workshop;
    for (const { county } of territory(outlet, places, reach, build)) {
      for (const line of outlet.lines)
        for (const kind of outlet.kinds) map.add(county.code, line, kind, outlet);
    }
  }
  coverByOwnTeams(places, outlets, map);
  fillGaps(places, outlets, map);
  authorise(build, places, outlets, map);
  return map;
}

/** Its own county, and of the nearest within reach some that it also goes to. */
function territory(outlet: DemoOutlet, places: Place[], reach: number, { random }: NetworkBuild): Place[] {
  const maker = outlet.type === 'manufacturer';
  return byDistance(places, ({ county }) => county.center, outlet)
    .filter(({ km, item }) => item.county === outlet.county || km < reach)
    .filter(({ item }, rank) => item.county === outlet.county || maker || (rank < 4 && random.chance(0.4)))
    .map(({ item }) => item);
}

/** D2's matrix: who has own teams, and from where they come. */
function coverByOwnTeams(places: Place[], outlets: DemoOutlet[], map: CoverageMap): void {
  const own = outlets.filter(({ type }) => type === 'own');
  const air = own.filter(({ lines }) => lines.includes(OWN_AIR));
  const kitchen = own.filter(({ lines }) => !lines.includes(OWN_AIR));
  const cover = (county: County, outlet: DemoOutlet, lines: readonly string[]) => {
    for (const line of lines) for (const kind of outlet.kinds) map.add(county.code, line, kind, outlet);
  };
  for (const { county, store } of places) {
    const near = byDistance(air, (outlet) => outlet, county.center);
    const alone = county.code === SHOWCASE_DISTRICT;
    const teams = alone
      ? near.filter(({ item }) => item.county === county)
      : near.filter(({ item, km }, rank) => rank === 0 || item.county === county || (rank < 3 && km < 25));
    for (const { item } of teams) cover(county, item, [OWN_AIR]);
    if (store.tier === 1) {
      for (const { item } of teams) {
        if (item.lines.includes(OWN_TELEVISION)) cover(county, item, [OWN_TELEVISION]);
      }
    }
    if (store.tier === 2) continue;
    const [first, second] = byDistance(kitchen, (outlet) => outlet, county.center);
    if (first && first.km < REACH.kitchenTeam) cover(county, first.item, first.item.lines);
    if (second && second.km < REACH.kitchenTeam / 3) cover(county, second.item, second.item.lines);
  }
}

const inGoodStanding = (outlet: DemoOutlet) => outlet.standing === 'good';

function fillGaps(places: Place[], outlets: DemoOutlet[], map: CoverageMap): void {
  const willing = outlets.filter((outlet) => inGoodStanding(outlet) && outlet.type === 'contracted');
  for (const { county } of places) {
    const near = byDistance(willing, (outlet) => outlet, county.center);
    for (const { code } of PRODUCT_LINES) {
      for (const kind of FIELD) {
        if (map.of(county.code, code, kind).some(inGoodStanding)) continue;
        const nearest = near.find(({ item }) => item.lines.includes(code));
        if (!nearest) throw new Error(`nobody in the province does ${code}`);
        map.add(county.code, code, kind, nearest.item);
      }
    }
  }
  for (const [county, category, kind] of COVERAGE_GAPS) map.clear(county, category, kind);
}

/** D1: own teams work on every brand they know, workshops on some, a manufacturer's point on its own. */
function authorise(
  { brands, random }: NetworkBuild,
  places: Place[],
  outlets: DemoOutlet[],
  map: CoverageMap,
): void {
  for (const outlet of outlets) {
    for (const brand of brands) {
      const fits = brand.lines.some((line) => outlet.lines.includes(line));
      const own = outlet.type === 'own' || outlet.brand === brand;
      if (fits && (own || (outlet.type === 'contracted' && random.chance(0.5)))) {
        outlet.authorised.add(brand.id);
      }
    }
  }
  for (const { county } of places) {
    for (const brand of brands) {
      for (const line of brand.lines) {
        const covering = map.of(county.code, line, 'repair').filter(inGoodStanding);
        if (covering.some(({ authorised }) => authorised.has(brand.id))) continue;
        const [nearest] = [...covering].sort(
          (a, b) => distanceKm(a, county.center) - distanceKm(b, county.center),
        );
        nearest?.authorised.add(brand.id);
      }
    }
  }
}
