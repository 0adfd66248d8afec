import type { Policy } from '../policy.ts';
import { type Exclusion, mayWork, type OutletType, type Precedence, type Wish } from '../vocabulary.ts';
import { type Candidate, halfCapacity, type RoutingQuestion } from './candidate.ts';
import { type Score, scoreOf } from './score.ts';

export interface RankedOutlet extends Score {
  outletId: number;
  name: string;
  type: OutletType;
  distanceKm: number;
  load: number;
  capacity: number;
  capacityLeft: number;
  technicians: number;
  skilled: number;
  wish: Wish | null;
  recent: number;
  precedence: Precedence;
}

export interface ExcludedOutlet {
  outletId: number;
  name: string;
  type: OutletType;
  distanceKm: number;
  why: Exclusion;
  /** Taken of so many places, or skilled of so many technicians. */
  figures: { count: number; of: number } | null;
}

/** D3: the decision with its reasons, as codes and figures. */
export interface RoutingVerdict {
  day: string;
  covering: number;
  /** What each part was worth at most. */
  weights: Policy['dispatch']['weights'];
  /** Best first; the first is the choice. */
  qualified: RankedOutlet[];
  excluded: ExcludedOutlet[];
}

export const precedenceRank: Record<Precedence, number> = { manufacturer_first: 0, own_first: 1, equal: 2 };

/**
 * D1–D3: who gets the work. Those that cover it are sifted (standing, authorisation under warranty, a technician
 * who may do it, not asked already, room on the day and in the promised half of it), then ordered: manufacturer
 * first where the contract says so, own team first where the matrix says so (D2), then by score; equal ones by
 * distance.
 */
export function chooseOutlet(
  candidates: readonly Candidate[],
  question: RoutingQuestion,
  policy: Policy,
): RoutingVerdict {
  const { dispatch } = policy;
  const order = orderOf(question, dispatch);
  const qualified: RankedOutlet[] = [];
  const excluded: ExcludedOutlet[] = [];
  for (const candidate of candidates) {
    const why = exclusionOf(candidate, question);
    if (why) {
      const { outletId, name, type, distanceKm } = candidate;
      excluded.push({ outletId, name, type, distanceKm, why, figures: figuresOf(candidate, why) });
    } else qualified.push(ranked(candidate, order(candidate.type), dispatch));
  }
  qualified.sort(byRank);
  return { day: question.day, covering: candidates.length, weights: dispatch.weights, qualified, excluded };
}

/** One that qualifies, with all that speaks for it. */
export function ranked(
  candidate: Candidate,
  precedence: Precedence,
  dispatch: Policy['dispatch'],
): RankedOutlet {
  const { outletId, name, type, distanceKm, load, capacity, booked } = candidate;
  const { technicians, skilled, wish, recent } = candidate;
  const { score, parts, quality } = scoreOf(candidate, dispatch);
  return {
    outletId,
    name,
    type,
    distanceKm,
    load,
    capacity,
    capacityLeft: capacity - booked,
    technicians,
    skilled,
    wish,
    recent,
    precedence,
    score,
    parts,
    quality,
  };
}

const byRank = (a: RankedOutlet, b: RankedOutlet): number =>
  precedenceRank[a.precedence] - precedenceRank[b.precedence] ||
  b.score - a.score ||
  a.distanceKm - b.distanceKm ||
  a.outletId - b.outletId;

/** D1, T3, D4, H6: why it does not qualify; null when it does. */
const exclusionOf = (candidate: Candidate, question: RoutingQuestion): Exclusion | null =>
  unfit(candidate, question) ?? full(candidate);

/** What leaves an outlet out however much room it has. */
export function unfit(
  { standing, authorised, skilled, tried }: Pick<Candidate, 'standing' | 'authorised' | 'skilled' | 'tried'>,
  { underWarranty }: RoutingQuestion,
): Exclusion | null {
  if (!mayWork(standing)) return 'standing';
  if (underWarranty && !authorised) return 'not_authorised';
  if (skilled === 0) return 'no_skill';
  return tried ? 'tried' : null;
}

/** D1, H6: no room on the day, or in the half of it that was promised. */
export function full({
  booked,
  capacity,
  halfBooked,
}: Pick<Candidate, 'booked' | 'capacity' | 'halfBooked'>): Exclusion | null {
  if (booked >= capacity) return 'no_capacity';
  return halfBooked !== null && halfBooked >= halfCapacity(capacity) ? 'no_window' : null;
}

function figuresOf(candidate: Candidate, why: Exclusion): ExcludedOutlet['figures'] {
  switch (why) {
    case 'no_skill':
      return { count: 0, of: candidate.technicians };
    case 'no_capacity':
      return { count: candidate.booked, of: candidate.capacity };
    case 'no_window':
      return { count: candidate.halfBooked ?? 0, of: halfCapacity(candidate.capacity) };
    case 'standing':
    case 'not_authorised':
    case 'tried':
      return null;
    default:
      return why satisfies never;
  }
}

/** D2: where an outlet of each kind stands for this question. */
export function orderOf(
  question: RoutingQuestion,
  dispatch: Policy['dispatch'],
): (type: OutletType) => Precedence {
  const ownFirst = dispatch.ownFirst[question.category]?.includes(question.marketTier) ?? false;
  const makerFirst = question.manufacturerFirst && question.underWarranty;
  return (type) => {
    if (makerFirst && type === 'manufacturer') return 'manufacturer_first';
    return ownFirst && type === 'own' ? 'own_first' : 'equal';
  };
}
