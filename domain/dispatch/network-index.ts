import { distanceKm, type Point } from '../geo.ts';
import type { Policy } from '../policy.ts';
import type { FieldKind, OutletType, Standing, Wish } from '../vocabulary.ts';
import type { Candidate, RoutingQuestion } from './candidate.ts';
import { chooseOutlet, exclusionOf, orderOf, precedenceRank, type RoutingVerdict } from './choose-outlet.ts';
import type { OutletFigures } from './quality.ts';
import { hundredthsOf } from './score.ts';

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

/** The outlet that is being looked at: nothing is made for each. */
const one: Candidate = {
  outletId: 0,
  name: '',
  type: 'own',
  standing: 'good',
  distanceKm: 0,
  load: 0,
  capacity: 0,
  booked: 0,
  halfBooked: null,
  recent: 0,
  technicians: 0,
  skilled: 0,
  figures: null,
  wish: null,
  authorised: false,
  tried: false,
};

/**
 * The network in memory: who covers a district, a category and a kind of work, without looking at anybody else. Its
 * lists are about as long in a province of thirty thousand outlets as in one of three thousand.
 */
export class NetworkIndex {
  readonly outlets: ReadonlyMap<number, NetworkOutlet>;
  /** By district, kind and category; '' for any. */
  readonly #lists = new Map<string, Map<FieldKind, Map<string, NetworkOutlet[]>>>();

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
      const ofDistrict = this.#lists.get(districtCode) ?? new Map<FieldKind, Map<string, NetworkOutlet[]>>();
      this.#lists.set(districtCode, ofDistrict);
      const ofKind = ofDistrict.get(kind) ?? new Map<string, NetworkOutlet[]>();
      ofDistrict.set(kind, ofKind);
      for (const key of [category, '']) {
        const list = ofKind.get(key);
        if (!list) ofKind.set(key, [outlet]);
        else if (!list.includes(outlet)) list.push(outlet);
      }
    }
  }

  /** Rescue is covered by whoever repairs; of an unknown product, by whoever repairs anything there. */
  covering(districtCode: string, category: string, kind: FieldKind): readonly NetworkOutlet[] {
    const work = kind === 'rescue' ? 'repair' : kind;
    return this.#lists.get(districtCode)?.get(work)?.get(category) ?? NOBODY;
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

  /**
   * D1–D3: who gets the work, without the reasons: the first of what `decide` says. Nothing is made for each outlet,
   * and who stands behind in the order of D2 is not reckoned.
   *
   * @returns null when none qualifies
   */
  choose(
    question: IndexedQuestion,
    stateOf: (outlet: NetworkOutlet) => OutletState,
    { dispatch }: Policy,
  ): NetworkOutlet | null {
    const { category, brandId, point, tried, wished } = question;
    const order = orderOf(question, dispatch);
    let best: NetworkOutlet | null = null;
    let [bestRank, bestPoints, bestKm] = [0, 0, 0];
    for (const outlet of this.covering(question.districtCode, category, question.kind)) {
      const { outletId } = outlet;
      const rank = precedenceRank[order(outlet.type)];
      if (best && rank > bestRank) continue;
      const state = stateOf(outlet);
      one.standing = outlet.standing;
      one.load = state.load;
      one.capacity = state.capacity;
      one.booked = state.booked;
      one.halfBooked = state.halfBooked;
      one.recent = state.recent;
      one.technicians = outlet.technicians;
      one.skilled = category === '' ? outlet.technicians : (outlet.skilled.get(category) ?? 0);
      one.figures = outlet.figures;
      one.wish = wished?.outletId === outletId ? wished.wish : null;
      one.authorised = brandId !== null && outlet.brands.has(brandId);
      one.tried = tried?.has(outletId) ?? false;
      if (exclusionOf(one, question)) continue;
      // Whoever would not be ahead next door is not ahead where it is.
      one.distanceKm = 0;
      if (best && rank === bestRank && hundredthsOf(one, dispatch) < bestPoints) continue;
      one.distanceKm = distanceKm(point, outlet);
      const points = hundredthsOf(one, dispatch);
      const ahead =
        !best ||
        rank < bestRank ||
        points > bestPoints ||
        (points === bestPoints &&
          (one.distanceKm < bestKm || (one.distanceKm === bestKm && outletId < best.outletId)));
      if (!ahead) continue;
      best = outlet;
      bestRank = rank;
      bestPoints = points;
      bestKm = one.distanceKm;
    }
    return best;
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
