import type { Policy } from '../policy.ts';
import { mayWork, type OutletType, type Standing } from '../vocabulary.ts';

/** What routing knows of one outlet that covers the district, the category and the kind of work. */
export interface Candidate {
  outletId: number;
  name: string;
  type: OutletType;
  standing: Standing;
  distanceKm: number;
  /** Open jobs it has, and jobs it can take on the day. */
  load: number;
  capacity: number;
  booked: number;
  /** Authorised by the appliance's brand (asked only under warranty). */
  authorised: boolean;
  /** Already declined or missed this ticket (D4). */
  tried: boolean;
}

export interface RoutingQuestion {
  category: string;
  marketTier: number;
  underWarranty: boolean;
  /** D2: the brand's contract puts the manufacturer's outlets first. */
  manufacturerFirst: boolean;
  day: string;
}

/** Why an outlet did not qualify (D1, D4). */
export type Exclusion = 'standing' | 'not_authorised' | 'no_capacity' | 'tried';

/** Where an outlet stands in the order of D2: 0 first. */
export type Precedence = 'manufacturer_first' | 'own_first' | 'equal';

export interface RankedOutlet {
  outletId: number;
  name: string;
  type: OutletType;
  distanceKm: number;
  load: number;
  capacityLeft: number;
  precedence: Precedence;
}

export interface ExcludedOutlet {
  outletId: number;
  name: string;
  type: OutletType;
  distanceKm: number;
  why: Exclusion;
}

/** D3: the decision with its reasons, as codes and figures. */
export interface RoutingVerdict {
  day: string;
  covering: number;
  /** Best first; the first is the choice. */
  qualified: RankedOutlet[];
  excluded: ExcludedOutlet[];
}

const precedenceRank: Record<Precedence, number> = { manufacturer_first: 0, own_first: 1, equal: 2 };

/**
 * D1–D3: who gets the work. Those that cover it are sifted (standing, authorisation under warranty, capacity,
 * not asked already), then ordered: manufacturer first where the contract says so, own team first where the
 * matrix says so (D2), then nearest with spare load: each job already open there counts as two kilometres.
 */
export function chooseOutlet(
  candidates: Candidate[],
  question: RoutingQuestion,
  policy: Policy,
): RoutingVerdict {
  const qualified: RankedOutlet[] = [];
  const excluded: ExcludedOutlet[] = [];
  for (const candidate of candidates) {
    const why = exclusion(candidate, question);
    const { outletId, name, type, distanceKm, load } = candidate;
    if (why) excluded.push({ outletId, name, type, distanceKm, why });
    else {
      qualified.push({
        outletId,
        name,
        type,
        distanceKm,
        load,
        capacityLeft: candidate.capacity - candidate.booked,
        precedence: precedence(candidate, question, policy),
      });
    }
  }
  qualified.sort(
    (a, b) =>
      precedenceRank[a.precedence] - precedenceRank[b.precedence] ||
      effort(a) - effort(b) ||
      a.outletId - b.outletId,
  );
  return { day: question.day, covering: candidates.length, qualified, excluded };
}

/** Kilometres, plus two for each job already waiting there. */
export const effort = (outlet: Pick<RankedOutlet, 'distanceKm' | 'load'>): number =>
  outlet.distanceKm + 2 * outlet.load;

function exclusion(candidate: Candidate, question: RoutingQuestion): Exclusion | null {
  if (!mayWork(candidate.standing)) return 'standing';
  if (question.underWarranty && !candidate.authorised) return 'not_authorised';
  if (candidate.tried) return 'tried';
  if (candidate.booked >= candidate.capacity) return 'no_capacity';
  return null;
}

function precedence(candidate: Candidate, question: RoutingQuestion, policy: Policy): Precedence {
  if (question.manufacturerFirst && question.underWarranty && candidate.type === 'manufacturer') {
    return 'manufacturer_first';
  }
  const tiers = policy.dispatch.ownFirst[question.category] ?? [];
  return candidate.type === 'own' && tiers.includes(question.marketTier) ? 'own_first' : 'equal';
}
