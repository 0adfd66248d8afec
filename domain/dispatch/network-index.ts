import { distanceKm, leastKm, type Point } from '../geo.ts';
import type { Policy } from '../policy.ts';
import { type FieldKind, OUTLET_TYPES, type OutletType, type Standing, type Wish } from '../vocabulary.ts';
import type { Candidate, RoutingQuestion } from './candidate.ts';
import {
  chooseOutlet,
  full,
  orderOf,
  precedenceRank,
  type RankedOutlet,
  type RoutingVerdict,
  ranked,
} from './choose-outlet.ts';
import { CoverList, FACTS } from './cover-list.ts';
import type { OutletFigures } from './quality.ts';
import { distanceHundredths, mostPassingHundredths, passingHundredths } from './score.ts';

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

/**
 * The network in memory: who covers a district, a category and a kind of work, without looking at anybody else. Its
 * lists are about as long in a province of thirty thousand outlets as in one of three thousand.
 */
export class NetworkIndex {
  readonly outlets: ReadonlyMap<number, NetworkOutlet>;
  /** By kind, category ('' for any) and district: of the first two there are few, and they are always at hand. */
  readonly #lists = new Map<FieldKind, Map<string, Map<string, CoverList>>>();

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
      const ofKind = this.#lists.get(kind) ?? new Map<string, Map<string, CoverList>>();
      this.#lists.set(kind, ofKind);
      for (const key of [category, '']) {
        const ofCategory = ofKind.get(key) ?? new Map<string, CoverList>();
        ofKind.set(key, ofCategory);
        const list = ofCategory.get(districtCode) ?? new CoverList();
        ofCategory.set(districtCode, list);
        list.add(outlet, key);
      }
    }
  }

  /** Rescue is covered by whoever repairs; of an unknown product, by whoever repairs anything there. */
  covering(question: Pick<IndexedQuestion, 'districtCode' | 'category' | 'kind'>): CoverList {
    const work = question.kind === 'rescue' ? 'repair' : question.kind;
    return this.#lists.get(work)?.get(question.category)?.get(question.districtCode) ?? NOBODY;
  }

  /**
   * D1–D3: who gets the work: the first of what `decide` says. Nothing is made for the others, and how far away they
   * are, or how full, is not looked up where it cannot put them ahead.
   *
   * @returns null when none qualifies
   */
  choose(
    question: IndexedQuestion,
    stateOf: (outlet: NetworkOutlet) => OutletState,
    { dispatch }: Policy,
  ): RankedOutlet | null {
    const { point, wished, underWarranty, brandId, tried } = question;
    const list = this.covering(question);
    const { outlets, facts, authorised } = list.under(dispatch);
    const order = orderOf(question, dispatch);
    const ranks = OUTLET_TYPES.map((type) => precedenceRank[order(type)]);
    const firstRank = Math.min(...ranks);
    const mayCome = underWarranty ? (brandId === null ? NONE : authorised(brandId)) : null;
    const most = mostPassingHundredths(dispatch, wished?.wish ?? null);
    const nearest = distanceHundredths(0, dispatch);
    let best: NetworkOutlet | null = null;
    let [bestRank, bestPoints, bestKm] = [Number.POSITIVE_INFINITY, 0, 0];
    for (let at = 0; at < outlets.length; at++) {
      const lasts = facts[at * FACTS] as number;
      // Those behind last no better.
      if (bestRank === firstRank && lasts + most + nearest < bestPoints) break;
      const rank = ranks[facts[at * FACTS + 3] as number] as number;
      if (rank > bestRank) continue;
      const near = distanceHundredths(leastKm(point.lat, facts[at * FACTS + 1] as number), dispatch);
      if (rank === bestRank && lasts + most + near < bestPoints) continue;
      if (mayCome && !mayCome[at]) continue;
      const outlet = outlets[at] as NetworkOutlet;
      if (tried?.has(outlet.outletId)) continue;
      const state = stateOf(outlet);
      if (full(state)) continue;
      const passes = passingHundredths(state, wishFor(outlet.outletId, wished), dispatch);
      if (rank === bestRank && lasts + passes + near < bestPoints) continue;
      const km = distanceKm(point, {
        lat: facts[at * FACTS + 1] as number,
        lng: facts[at * FACTS + 2] as number,
      });
      const points = lasts + passes + distanceHundredths(km, dispatch);
      const ahead =
        rank < bestRank ||
        points > bestPoints ||
        (points === bestPoints &&
          (km < bestKm || (km === bestKm && outlet.outletId < (best as NetworkOutlet).outletId)));
      if (!ahead) continue;
      best = outlet;
      bestRank = rank;
      bestPoints = points;
      bestKm = km;
    }
    if (!best) return null;
    const chosen = candidateAt(list, list.outlets.indexOf(best), question, stateOf);
    return ranked(chosen, order(chosen.type), dispatch);
  }

  /** D1–D3 from memory: the same decision as from the database, when both know the same. */
  decide(
    question: IndexedQuestion,
    stateOf: (outlet: NetworkOutlet) => OutletState,
    policy: Policy,
  ): RoutingVerdict {
    const list = this.covering(question);
    const candidates = list.outlets.map((_, at) => candidateAt(list, at, question, stateOf));
    return chooseOutlet(candidates, question, policy);
  }
}

const NOBODY = new CoverList();

const wishFor = (outletId: number, wished: IndexedQuestion['wished']): Wish | null =>
  wished?.outletId === outletId ? wished.wish : null;

/** Authorised by no brand. */
const NONE: readonly boolean[] = [];

function candidateAt(
  list: CoverList,
  at: number,
  { point, brandId, tried, wished }: IndexedQuestion,
  stateOf: (outlet: NetworkOutlet) => OutletState,
): Candidate {
  const outlet = list.outlets[at] as NetworkOutlet;
  const { outletId, name, type, standing, technicians, figures } = outlet;
  const { load, capacity, booked, halfBooked, recent } = stateOf(outlet);
  return {
    outletId,
    name,
    type,
    standing,
    distanceKm: distanceKm(point, outlet),
    load,
    capacity,
    booked,
    halfBooked,
    recent,
    technicians,
    skilled: list.skilled[at] as number,
    figures,
    wish: wishFor(outletId, wished),
    authorised: brandId !== null && outlet.brands.has(brandId),
    tried: tried?.has(outletId) ?? false,
  };
}
