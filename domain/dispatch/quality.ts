import type { Policy } from '../policy.ts';

/** What an outlet's recent work came to. */
export interface OutletFigures {
  /** Jobs finished. */
  jobs: number;
  /** F2: follow-up calls that gave an overall score from 1 to 5, and the sum of these. */
  scored: number;
  scoreSum: number;
  /** Finished with one visit, and not taken up again. */
  firstFix: number;
  /** D6: arrived and finished in time. */
  onTime: number;
  /** D4: offers, and of these declined or left unanswered. */
  asked: number;
  refused: number;
}

/** A few jobs say little: as if there had been so many more of what is assumed. */
const PRIOR_JOBS = 5;

/** D3: quality from 0 to 1: the follow-up score, first-visit fix and deadlines kept, in the shares of the policy. */
export function qualityOf(figures: OutletFigures | null, policy: Policy['dispatch']['quality']): number {
  const { unknown, score, firstFix, onTime } = policy;
  const shares = score + firstFix + onTime;
  if (figures === null || shares === 0) return unknown;
  const { jobs, scored, scoreSum } = figures;
  return (
    (score * shareOf((scoreSum - scored) / 4, scored, unknown) +
      firstFix * shareOf(figures.firstFix, jobs, unknown) +
      onTime * shareOf(figures.onTime, jobs, unknown)) /
    shares
  );
}

const shareOf = (sum: number, count: number, unknown: number): number =>
  (sum + PRIOR_JOBS * unknown) / (count + PRIOR_JOBS);

/** What may be expected of an outlet of which nothing is known, and how many offers that counts for. */
const USUAL_REFUSALS = 0.1;
const PRIOR_OFFERS = 5;

/** D4: how likely an offer is declined or left unanswered there. */
export const refusalRate = (figures: OutletFigures | null): number =>
  ((figures?.refused ?? 0) + PRIOR_OFFERS * USUAL_REFUSALS) / ((figures?.asked ?? 0) + PRIOR_OFFERS);
