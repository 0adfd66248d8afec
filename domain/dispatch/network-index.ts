import { distanceKm, type Point } from '../geo.ts';
import type { Policy } from '../policy.ts';
import type { FieldKind, OutletType, Standing, Wish } from '../vocabulary.ts';
import type { Candidate, RoutingQuestion } from './candidate.ts';
import { chooseOutlet, type RoutingVerdict } from './choose-outlet.ts';
import type { OutletFigures } from './quality.ts';

/** What of an outlet seldom changes. */
export interface NetworkOutlet {
  outletId: number;
  name: string;
  type: OutletType;
  standing: Standing;
  lng: number;
  lat: number;
  dailyCapacity: number;
  technicians: number;
  /** T3: technicians by the category that their assessments cover. */
  skilled: ReadonlyMap<string, number>;
  /** D1: brands that authorised it. */
  brands: ReadonlySet<number>;
  figures: OutletFigures | null;
}

export interface CoverageEntry {
  districtCode: string;
  category: string;
  kind: FieldKind;
  outletId: number;
}

/** How full an outlet is. */
export interface OutletState {
  load: number;
  capacity: number;
  booked: number;
  halfBooked: number | null;
  recent: number;
}

export interface IndexedQuestion extends RoutingQuestion {
  districtCode: string;
  kind: FieldKind;
  brandId: number | null;
  point: Point;
  tried: ReadonlySet<number> | null;
  wished: { outletId: number; wish: Wish } | null;
}

const NOBODY: readonly NetworkOutlet[] = [];

/**
 * The network in memory: who covers a district, a category and a kind of work, without looking at anybody else. Its
 * lists are about as long in a province of thirty thousand outlets as in one of three thousand.
 */
export class NetworkIndex {
  readonly outlets: ReadonlyMap<number, NetworkOutlet>;
  /** By district, then kind and category. */
  readonly #lists = new Map<string, Map<string, NetworkOutlet[]>>();

  constructor(outlets: Iterable<NetworkOutlet>, coverage: Iterable<CoverageEntry>) {
    const byId = new Map<number, NetworkOutlet>();
    for (const outlet of outlets) byId.set(outlet.outletId, outlet);
    this.outlets = byId;
    this.cover(coverage);
  }

  /** D1: more of who covers what; outlets that are not known are left out. */
  cover(coverage: Iterable<CoverageEntry>): void {
    for (const { districtCode, category, kind, outletId } of coverage) {
      const outlet = this.outlets.get(outletId);
      if (!outlet) continue;
      const ofDistrict = this.#lists.get(districtCode) ?? new Map<string, NetworkOutlet[]>();
      this.#lists.set(districtCode, ofDistrict);
      for (const key of [kind + category, kind]) {
        const list = ofDistrict.get(key);
        if (!list) ofDistrict.set(key, [outlet]);
        else if (!list.includes(outlet)) list.push(outlet);
      }
    }
  }

  /** Rescue is covered by whoever repairs; of an unknown product, by whoever repairs anything there. */
  covering(districtCode: string, category: string, kind: FieldKind): readonly NetworkOutlet[] {
    const work = kind === 'rescue' ? 'repair' : kind;
    return this.#lists.get(districtCode)?.get(work + category) ?? NOBODY;
  }

  candidates(question: IndexedQuestion, stateOf: (outlet: NetworkOutlet) => OutletState): Candidate[] {
    const { category, brandId, point, tried, wished } = question;
    const covering = this.covering(question.districtCode, category, question.kind);
    const candidates: Candidate[] = [];
    for (const outlet of covering) {
      const { outletId, technicians } = outlet;
      const { load, capacity, booked, halfBooked, recent } = stateOf(outlet);
      candidates.push({
        outletId,
        name: outlet.name,
        type: outlet.type,
        standing: outlet.standing,
        distanceKm: distanceKm(point, outlet),
        load,
        capacity,
        booked,
        halfBooked,
        recent,
        technicians,
        skilled: category === '' ? technicians : (outlet.skilled.get(category) ?? 0),
        figures: outlet.figures,
        wish: wished?.outletId === outletId ? wished.wish : null,
        authorised: brandId !== null && outlet.brands.has(brandId),
        tried: tried?.has(outletId) ?? false,
      });
    }
    return candidates;
  }

  /** D1–D3 from memory: the same decision as from the database, when both know the same. */
  decide(
    question: IndexedQuestion,
    stateOf: (outlet: NetworkOutlet) => OutletState,
    policy: Policy,
  ): RoutingVerdict {
    return chooseOutlet(this.candidates(question, stateOf), question, policy);
  }
}
