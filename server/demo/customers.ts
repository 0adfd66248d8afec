import type { Point } from '../../domain/geo.ts';
import { addDays, atLocal, localDay } from '../../domain/time.ts';
import { Appliance, Customer, PhoneNumber, Site } from '../../entities/customer.ts';
import { NumberRule } from '../../entities/number-rule.ts';
import type { DemoBrand } from './brands.ts';
import { ESTATE_SECOND, STREET_FIRST, STREET_KINDS, STREET_SECOND, VILLAGE_SECOND } from './data/names.ts';
import { PRODUCT_LINES, type ProductLine } from './data/products.ts';
import { type County, pointNear } from './geography.ts';
import { LISTED } from './number-rules.ts';
import type { Organisation, Place } from './organisation.ts';
import { inventPerson, type NumberBook } from './people.ts';
import { type Random, Weighted } from './random.ts';
import type { RowSink } from './row-writer.ts';
import { SHOWCASE, type ShowcaseCustomer } from './showcase.ts';

/** What the history needs to know of a customer. */
export interface Household {
  id: number;
  number: string;
  doNotCall: boolean;
  siteId: number;
  place: Place;
  point: Point;
  appliances: OwnedAppliance[];
}

export interface OwnedAppliance {
  id: number;
  line: ProductLine;
  brand: DemoBrand | null;
  warrantyUntil: string;
}

export interface CustomerBuild {
  organisation: Organisation;
  brands: DemoBrand[];
  numbers: NumberBook;
  random: Random;
  now: Date;
  zone: string;
  count: number;
}

export const CUSTOMERS = 20_000;
const CHUNK = 500;

/** Customers with their numbers, homes and appliances; the showcase first. */
export async function writeCustomers(
  build: CustomerBuild,
  writer: RowSink,
  report: (share: number) => void,
): Promise<{ households: Household[]; lastSiteId: number }> {
  const { organisation, count } = build;
  const places = new Weighted(
    [...organisation.places.values()],
    ({ county }) => county.population * (county.kind === 'urban' ? 1.3 : 1),
  );
  const one = customerWriter(build, writer);
  const households: Household[] = [];
  for (let id = 1; id <= count; id++) {
    const showcase = SHOWCASE[id - 1];
    const place = showcase ? organisation.places.get(showcase.districtCode) : places.pick(build.random);
    if (!place) throw new Error(`${showcase?.districtCode} is no county`);
    households.push(one(id, place, showcase));
    if (id % CHUNK === 0) {
      await writer.drain();
      report(id / count);
    }
  }
  return { households, lastSiteId: count };
}

function customerWriter(build: CustomerBuild, writer: RowSink) {
  const { brands, numbers, random, now, zone } = build;
  const makers = new Map(
    PRODUCT_LINES.map((line) => [
      line.code,
      new Weighted(
        brands.filter(({ lines }) => lines.includes(line.code)),
        ({ share }) => share,
      ),
    ]),
  );
  const lines = new Weighted(PRODUCT_LINES, ({ weight }) => weight);
  const today = localDay(now, zone);
  let numberId = 0;
  let ruleId = LISTED.length;
  let siteId = 0;
  let applianceId = 0;

  const addNumber = (customerId: number, number: string) => {
    const doNotCall = customerId > SHOWCASE.length && random.chance(0.006);
    writer.add(PhoneNumber, { id: ++numberId, number, customerId });
    if (doNotCall) listAsUnwanted(number);
    return doNotCall;
  };
  const listAsUnwanted = (number: string) =>
    writer.add(NumberRule, {
      id: ++ruleId,
      number,
      kind: 'do_not_call',
      reason: '客户来电要求不再回访',
      madeBy: null,
      contactId: null,
      createdAt: atLocal(addDays(today, -200), '15:10', zone),
      expiresAt: null,
      liftedAt: null,
      liftedBy: null,
      liftReason: null,
      openMark: 1,
    });
  const addSite = (customerId: number, { county }: Place) => {
    const point = pointNear(county, county.kind === 'urban' ? 3 : 6, random);
    writer.add(Site, {
      id: ++siteId,
      customerId,
      districtCode: county.code,
      address: inventAddress(county, random),
      spokenAddress: null,
      ...point,
      precision: 'address',
    });
    return point;
  };
  const addAppliance = (
    customerId: number,
    line: ProductLine,
    brand: DemoBrand | null,
    monthsOld: number,
  ): OwnedAppliance => {
    const purchasedOn = addDays(today, -Math.round(monthsOld * 30.4));
    const warrantyUntil = addDays(purchasedOn, line.years * 365);
    const model = `${line.prefix}-${random.int(20, 99)}${random.pick(['A', 'G', 'K', 'W'])}${random.int(1, 9)}`;
    const made = purchasedOn.slice(2, 7).replace('-', '');
    writer.add(Appliance, {
      id: ++applianceId,
      customerId,
      siteId,
      category: line.code,
      brandId: brand?.id ?? null,
      model,
      serialNumber: `${brand?.code.slice(0, 2) ?? 'XX'}${made}${random.digits(8)}`,
      purchasedOn,
      warrantyUntil,
    });
    return { id: applianceId, line, brand, warrantyUntil };
  };

  return (id: number, place: Place, showcase?: ShowcaseCustomer): Household => {
    const { dialling } = place.county.prefecture;
    const landline = showcase ? showcase.landline : random.chance(0.03);
    const number = landline ? numbers.landline(dialling) : numbers.mobile();
    writer.add(Customer, {
      id,
      ...inventPerson(random),
      callWish: 'any',
      createdAt: new Date(now.getTime() - Math.round(random.between(100, 2_500) * 86_400_000)),
    });
    const doNotCall = addNumber(id, number);
    if (!showcase && random.chance(0.2)) {
      addNumber(id, random.chance(0.2) ? numbers.landline(dialling) : numbers.mobile());
    }
    const point = addSite(id, place);
    const home = siteId;
    const appliances = showcase
      ? showcase.appliances.map(({ line, brand, monthsOld }) =>
          addAppliance(id, lineOf(line), brandOf(brands, brand), monthsOld),
        )
      : Array.from({ length: random.pickBy(OWNED) }, () => {
          const line = lines.pick(random);
          const brand = random.chance(0.02) ? null : (makers.get(line.code)?.pick(random) ?? null);
          return addAppliance(id, line, brand, 1 + random.next() ** 1.4 * 110);
        });
    return { id, number, doNotCall, siteId: home, place, point, appliances };
  };
}

const OWNED = [
  [1, 36],
  [2, 34],
  [3, 20],
  [4, 10],
] as const;

const lineOf = (code: string): ProductLine => {
  const line = PRODUCT_LINES.find((item) => item.code === code);
  if (!line) throw new Error(`there is no category ${code}`);
  return line;
};

const brandOf = (brands: DemoBrand[], code: string): DemoBrand => {
  const brand = brands.find((item) => item.code === code);
  if (!brand) throw new Error(`there is no brand ${code}`);
  return brand;
};

/** A postal address as people write it: streets in town, villages in the country. */
export function inventAddress(county: County, random: Random): string {
  const first = random.pick(STREET_FIRST);
  const second = random.pick(STREET_SECOND);
  if (county.kind !== 'urban' && random.chance(0.45)) {
    const village = random.pick(STREET_FIRST) + random.pick(VILLAGE_SECOND);
    return `${county.name}${first}${second}镇${village}村${random.int(1, 18)}组${random.int(1, 60)}号`;
  }
  const street = `${first}${second}${random.pick(STREET_KINDS)}${random.int(1, 399)}号`;
  const estate = random.chance(0.5)
    ? random.pick(STREET_FIRST) + random.pick(STREET_SECOND) + random.pick(ESTATE_SECOND)
    : '';
  const floor = random.int(1, 28);
  const room = `${floor}${String(random.int(1, 6)).padStart(2, '0')}`;
  return `${county.name}${street}${estate}${random.int(1, 18)}栋${random.int(1, 4)}单元${room}`;
}
