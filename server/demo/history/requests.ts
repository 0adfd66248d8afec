import type { FieldKind, Language, TicketKind } from '../../../domain/vocabulary.ts';
import type { Site } from '../../../entities/customer.ts';
import { type Household, inventAddress, type OwnedAppliance } from '../customers.ts';
import { PRODUCT_LINES, type ProductLine, REQUESTS } from '../data/products.ts';
import type { Place } from '../organisation.ts';
import { type Random, Weighted } from '../random.ts';
import { DAY } from './local-time.ts';
import type { Plan, Request, TicketLife } from './tickets.ts';
import type { World } from './world.ts';

/** Who asks, for what, where: everything of a request but how it came in. */
export type Wish = Omit<Request, 'source' | 'contactId' | 'cause' | 'actor'>;

const KINDS: readonly (readonly [TicketKind, number])[] = [
  ['repair', 58],
  ['installation', 20],
  ['maintenance', 14],
  ['rescue', 1.5],
  ['inquiry', 3.5],
  ['complaint', 3],
];

/** Draws what people ask for: by season, and of those who own such an appliance. */
export class Wishes {
  readonly #world: World;
  readonly #random: Random;
  readonly #owners: Map<string, { household: Household; appliance: OwnedAppliance }[]>;
  readonly #places: Weighted<Place>;
  #season: { day: number; lines: Weighted<ProductLine> } | undefined;

  /** @param firstOwner households before this one are left alone */
  constructor(world: World, random: Random, firstOwner: number) {
    this.#world = world;
    this.#random = random;
    const { households, organisation } = world.province;
    this.#owners = new Map(PRODUCT_LINES.map(({ code }) => [code, []]));
    for (const household of households.slice(firstOwner)) {
      for (const appliance of household.appliances) {
        this.#owners.get(appliance.line.code)?.push({ household, appliance });
      }
    }
    this.#places = new Weighted([...organisation.places.values()], ({ county }) => county.population);
  }

  /** A request; nine in ten come from customers on file. */
  next(plan?: Plan): Wish {
    const kind = this.#random.pickBy(KINDS);
    const line = this.#lines().pick(this.#random);
    return this.#random.chance(0.91) ? this.known(kind, line, plan) : this.unknown(kind, line, plan);
  }

  known(kind: TicketKind, line: ProductLine, plan?: Plan): Wish {
    const owners = this.#owners.get(line.code) ?? [];
    const { household, appliance } = this.#random.pick(owners);
    return this.of(household, kind, appliance, plan);
  }

  /** What somebody of that county asks for, who has such an appliance. */
  from(countyCode: string, kind: TicketKind, lineCode: string, plan?: Plan): Wish {
    const owners = (this.#owners.get(lineCode) ?? []).filter(
      ({ household }) => household.place.county.code === countyCode,
    );
    const { household, appliance } = this.#random.pick(owners);
    return this.of(household, kind, appliance, plan);
  }

  /** What a certain customer asks for. */
  of(household: Household, kind: TicketKind, appliance: OwnedAppliance | null, plan?: Plan): Wish {
    const { id: customerId, number, place, point, siteId } = household;
    return {
      kind,
      language: this.#language(),
      number,
      customerId,
      category: appliance?.line.code ?? null,
      appliance,
      place,
      point,
      siteId,
      known: 'address',
      description: this.#description(kind, appliance?.line),
      plan,
    };
  }

  /** Someone new: the county is keyed or spoken, the address often has to be completed. */
  unknown(kind: TicketKind, line: ProductLine, plan?: Plan, somewhere?: Place): Wish {
    const random = this.#random;
    const place = somewhere ?? this.#places.pick(random);
    const understood = plan?.stopAt ? plan.stopAt !== 'needs_details' : random.chance(0.55);
    const address = inventAddress(place.county, random);
    const site: Site = {
      id: this.#world.id('site'),
      customerId: null,
      districtCode: place.county.code,
      address: understood ? address : null,
      spokenAddress: understood || random.chance(0.7) ? address.replaceAll(/[0-9栋单元]/g, '') : null,
      ...place.county.center,
      precision: 'county',
    };
    return {
      kind,
      language: this.#language(),
      number: this.#world.province.numbers.mobile(),
      customerId: null,
      category: line.code,
      appliance: null,
      place,
      point: null,
      siteId: site.id,
      newSite: site,
      known: understood ? 'address' : 'district',
      description: this.#description(kind, line),
      plan,
    };
  }

  /** C1: about a ticket that was finished; its store takes it. */
  complaintAbout(about: TicketLife): Wish {
    const { row, place, point, appliance } = about;
    return {
      kind: 'complaint',
      language: row.language,
      number: row.contactNumber,
      customerId: row.customerId,
      category: row.category,
      appliance,
      place,
      point,
      siteId: row.siteId,
      known: 'address',
      description: this.#description('complaint'),
      about,
    };
  }

  /** Nobody does this there: routing will find no outlet. */
  inGap(districtCode: string, category: string, kind: FieldKind, plan: Plan): Wish {
    const place = this.#world.province.organisation.places.get(districtCode);
    const line = PRODUCT_LINES.find(({ code }) => code === category);
    if (!place || !line) throw new Error(`no ${category} in ${districtCode}`);
    const neighbours = this.#owners.get(category)?.filter(({ household }) => household.place === place);
    const owner = neighbours?.[0];
    if (owner) return this.of(owner.household, kind, owner.appliance, plan);
    return this.unknown(kind, line, plan, place);
  }

  #language(): Language {
    return this.#random.chance(0.012) ? 'en' : 'zh';
  }

  #description(kind: TicketKind, line?: ProductLine): string | null {
    if (kind === 'repair') return line ? this.#random.pick(line.faults) : null;
    if (kind === 'rescue') return line?.emergency ?? null;
    return this.#random.pick(REQUESTS[kind] ?? ['']);
  }

  /** Summer is for air conditioners, winter for water heaters. */
  #lines(): Weighted<ProductLine> {
    const day = Math.floor(this.#world.now / DAY);
    if (this.#season?.day !== day) {
      const date = this.#world.date;
      const ofYear = (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY;
      const warmth = Math.cos((2 * Math.PI * (ofYear - 200)) / 365);
      const lines = new Weighted(PRODUCT_LINES, (line) => {
        const season = warmth > 0 ? line.summer : line.winter;
        return line.weight * (1 + (season - 1) * Math.abs(warmth));
      });
      this.#season = { day, lines };
    }
    return this.#season.lines;
  }
}
