import type { FieldKind, OutletType, Standing } from '../../domain/vocabulary.ts';
import type { DemoBrand } from './brands.ts';
import { WORKSHOP_FIRST, WORKSHOP_SECOND } from './data/names.ts';
import { CAPITAL, SHOWCASE_DISTRICT } from './data/places.ts';
import { type County, pointNear, shareOut } from './geography.ts';
import {
  FIELD,
  JOBS_PER_TECHNICIAN,
  NETWORK,
  OWN_AIR,
  OWN_KITCHEN,
  OWN_TELEVISION,
  STANDINGS,
  WORKSHOP_LINES,
} from './network-plan.ts';
import type { Organisation } from './organisation.ts';
import { inventPerson } from './people.ts';
import type { Random } from './random.ts';

export interface DemoTechnician {
  id: number;
  name: string;
  skills: string[];
}

export interface DemoOutlet {
  id: number;
  code: string;
  name: string;
  type: OutletType;
  standing: Standing;
  county: County;
  lng: number;
  lat: number;
  lines: readonly string[];
  kinds: readonly FieldKind[];
  brand: DemoBrand | null;
  dailyCapacity: number;
  technicians: DemoTechnician[];
  /** Brands it may work on under warranty. */
  authorised: Set<number>;
  /** How well it works, from 0 to 1: stored nowhere, but its history shows it. */
  quality: number;
  openedAt: Date;
}

export interface NetworkBuild {
  organisation: Organisation;
  brands: DemoBrand[];
  random: Random;
  now: Date;
  /** 1: 600 outlets. */
  scale: number;
}

/** Own teams, contracted workshops and manufacturers' service points, with their technicians. */
export function buildOutlets(build: NetworkBuild): DemoOutlet[] {
  const make = outletMaker(build);
  const own = ownTeams(build, make);
  const contracted = workshops(build, make);
  setStandings(build, contracted);
  const makers = build.brands.flatMap((brand) => manufacturersPoints(build, brand, make));
  staff(build, makers, makers.length * NETWORK.techniciansPerManufacturerOutlet, 1);
  const outlets = [...own, ...contracted, ...makers];
  let technicianId = 0;
  for (const outlet of outlets) {
    outlet.dailyCapacity = outlet.technicians.length * JOBS_PER_TECHNICIAN;
    for (const technician of outlet.technicians) technician.id = ++technicianId;
  }
  return outlets;
}

/** The own air-conditioning team that alone covers the first callers' district. */
export function showcaseOutlet(outlets: readonly DemoOutlet[]): DemoOutlet {
  const found = outlets.find(
    ({ type, county, lines }) =>
      type === 'own' && county.code === SHOWCASE_DISTRICT && lines.includes(OWN_AIR),
  );
  if (!found) throw new Error('the first callers have no own team');
  return found;
}

type MakeOutlet = ReturnType<typeof outletMaker>;

function outletMaker({ random, now }: NetworkBuild) {
  let id = 0;
  const made = new Map<string, number>();
  const letters: Record<OutletType, string> = { own: 'ZY', contracted: 'WX', manufacturer: 'CJ' };
  return (
    type: OutletType,
    county: County,
    lines: readonly string[],
    title: string,
    brand: DemoBrand | null = null,
  ): DemoOutlet => {
    const prefix = letters[type] + county.code;
    const number = (made.get(prefix) ?? 0) + 1;
    made.set(prefix, number);
    return {
      id: ++id,
      code: `${prefix}-${String(number).padStart(2, '0')}`,
      name: county.shortName + title,
      type,
      standing: 'good',
      county,
      ...pointNear(county, county.kind === 'urban' ? 3 : 2, random),
      lines,
      kinds: type === 'manufacturer' ? FIELD.filter((kind) => kind !== 'rescue') : FIELD,
      brand,
      dailyCapacity: 0,
      technicians: [],
      authorised: new Set(),
      quality: Math.min(1, Math.max(0, (type === 'contracted' ? 0.72 : 0.85) + random.normal() * 0.13)),
      openedAt: new Date(now.getTime() - Math.round(random.between(300, 3_000)) * 86_400_000),
    };
  };
}

const numeral = (number: number) => '一二三四五六七八九'[number - 1] ?? String(number);
const countiesOf = ({ organisation }: NetworkBuild) =>
  [...organisation.places.values()].map(({ county }) => county);
const pull = ({ population, kind }: County) => population * (kind === 'urban' ? 1.5 : 1);

/** D2: air-conditioning teams all over, in first-tier markets with television; kitchen teams in tiers 1 and 3. */
function ownTeams(build: NetworkBuild, make: MakeOutlet): DemoOutlet[] {
  const { organisation, scale } = build;
  const counties = countiesOf(build);
  const tierOf = (county: County) => organisation.places.get(county.code)?.store.tier;
  const elsewhere = counties.filter(({ code }) => code !== SHOWCASE_DISTRICT);
  const air: DemoOutlet[] = [];
  // One big team in the first callers' district, so that it is plain who will be sent.
  const teams = shareOut(elsewhere, Math.round(NETWORK.ownAir * scale) - 1, (county) =>
    Math.max(0, pull(county) - 12),
  );
  for (const county of counties) {
    const lines = tierOf(county) === 1 ? [OWN_AIR, OWN_TELEVISION] : [OWN_AIR];
    for (let number = 1; number <= (teams.get(county) ?? 1); number++) {
      air.push(make('own', county, lines, `自营空调${numeral(number)}队`));
    }
  }
  staff(build, air, Math.round(NETWORK.airTechnicians * scale), 3);

  const inTiers = counties.filter((county) => tierOf(county) !== 2);
  const kitchen: DemoOutlet[] = [];
  const kitchens = shareOut(inTiers, Math.round(NETWORK.ownKitchen * scale), (county) =>
    Math.max(0, pull(county) * (tierOf(county) === 1 ? 2 : 1) - 80),
  );
  for (const [county, count] of kitchens) {
    for (let number = 1; number <= count; number++) {
      kitchen.push(make('own', county, OWN_KITCHEN, `自营厨电${numeral(number)}队`));
    }
  }
  staff(build, kitchen, Math.round(NETWORK.kitchenTechnicians * scale), 4);
  return [...air, ...kitchen];
}

/** At least two in every county, which together do everything. */
function workshops(build: NetworkBuild, make: MakeOutlet): DemoOutlet[] {
  const { random, scale } = build;
  const outlets: DemoOutlet[] = [];
  const shares = shareOut(countiesOf(build), Math.round(NETWORK.contracted * scale), pull, 2);
  for (const [county, count] of shares) {
    const names = new Set<string>();
    for (let number = 0; number < count; number++) {
      const { lines, title } = WORKSHOP_LINES[number % WORKSHOP_LINES.length] as (typeof WORKSHOP_LINES)[0];
      let name = '';
      do name = random.pick(WORKSHOP_FIRST) + random.pick(WORKSHOP_SECOND);
      while (names.has(name) && names.size < 400);
      names.add(name);
      outlets.push(make('contracted', county, lines, name + title));
    }
  }
  staff(build, outlets, Math.round(NETWORK.contractedTechnicians * scale), 2);
  return outlets;
}

/** One in the capital, the others spread over the regions. */
function manufacturersPoints(
  { organisation, random, scale }: NetworkBuild,
  brand: DemoBrand,
  make: MakeOutlet,
): DemoOutlet[] {
  const prefectures = [...organisation.regions.values()].map(({ prefecture }) => prefecture);
  const outlets: DemoOutlet[] = [];
  let free: typeof prefectures = [];
  for (let left = Math.round(NETWORK.perManufacturer * scale); left > 0; left--) {
    if (free.length === 0) free = [...prefectures];
    const prefecture = outlets.length === 0 ? free.find(({ code }) => code === CAPITAL) : random.pick(free);
    if (!prefecture) throw new Error('a province without a capital');
    free = free.filter((other) => other !== prefecture);
    const county = random.pick(prefecture.counties.filter(({ kind }) => kind !== 'county'));
    outlets.push(make('manufacturer', county, brand.lines, `${brand.name}厂家服务中心`, brand));
  }
  return outlets;
}

/** Shares `technicians` out among the outlets, more where more people live. */
function staff({ random }: NetworkBuild, outlets: DemoOutlet[], technicians: number, least: number): void {
  const shares = shareOut(
    outlets,
    technicians,
    ({ county }) =>
      (county.code === SHOWCASE_DISTRICT ? 2 : 1) * (30 + county.population) * random.between(0.6, 1.4),
    least,
  );
  for (const [outlet, count] of shares) {
    for (let number = 0; number < count; number++) {
      const skills = number === 0 ? [...outlet.lines] : skillsOf(outlet, random);
      outlet.technicians.push({ id: 0, name: inventPerson(random, 0.06).name, skills });
    }
  }
}

/** T3: an own team is trained for its trade, a workshop's people for part of what it does. */
function skillsOf({ type, lines }: DemoOutlet, random: Random): string[] {
  if (type === 'own') return lines.filter((line) => line !== OWN_TELEVISION || random.chance(0.4));
  const known = lines.filter(() => random.chance(0.75));
  return known.length > 0 ? known : [random.pick(lines)];
}

/** S4: a few outlets have been warned or worse. */
function setStandings({ random, scale }: NetworkBuild, contracted: DemoOutlet[]): void {
  for (const [standing, count] of Object.entries(STANDINGS) as [Standing, number][]) {
    for (let left = Math.round(count * scale); left > 0; ) {
      const outlet = random.pick(contracted);
      if (outlet.standing !== 'good' || outlet.county.code === SHOWCASE_DISTRICT) continue;
      outlet.standing = standing;
      outlet.quality *= 0.6;
      left -= 1;
    }
  }
}
