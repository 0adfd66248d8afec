import type { Policy } from '../policy.ts';
import type { ScorePart } from '../vocabulary.ts';
import type { Candidate } from './candidate.ts';
import { qualityOf } from './quality.ts';

export type Parts = Record<ScorePart, number>;

export interface Score {
  /** Points: the sum of the parts, to the hundredth. */
  score: number;
  parts: Parts;
  /** From 0 to 1. */
  quality: number;
}

/** Whoever came before and left the customer content is half as much wished for as one that they name. */
const CAME_BEFORE = 0.5;
const WISHED = { named: 1, came_before: CAME_BEFORE };

const left = (used: number, limit: number): number => (limit > 0 ? Math.max(0, 1 - used / limit) : 0);
/** Whole hundredths, so that parts add up exactly. */
const hundredths = (weight: number, share: number): number => Math.round(weight * share * 100);

/** Where the points of one outlet are put before they are read: nothing is made for each. */
const scratch = { distance: 0, load: 0, quality: 0, skill: 0, wish: 0, fairness: 0 };

/** D3: each part is a share from 0 to 1 of what the policy holds it worth. @returns the sum, in hundredths */
function reckon(candidate: Candidate, quality: number, { weights, measures }: Policy['dispatch']): number {
  const { distanceKm, load, capacity, technicians, skilled, wish, recent } = candidate;
  scratch.distance = hundredths(weights.distance, left(distanceKm, measures.farKm));
  scratch.load = hundredths(weights.load, left(load, capacity * measures.backlogDays));
  scratch.quality = hundredths(weights.quality, quality);
  scratch.skill = hundredths(weights.skill, technicians > 0 ? skilled / technicians : 0);
  scratch.wish = wish === null ? 0 : hundredths(weights.wish, WISHED[wish]);
  scratch.fairness = hundredths(weights.fairness, left(recent, capacity * measures.fairnessDays));
  return scratch.distance + scratch.load + scratch.quality + scratch.skill + scratch.wish + scratch.fairness;
}

/** The same points as `scoreOf`, in hundredths and without their parts: to find the best among many. */
export const hundredthsOf = (candidate: Candidate, dispatch: Policy['dispatch']): number =>
  reckon(candidate, qualityOf(candidate.figures, dispatch.quality), dispatch);

/** D3: how much speaks for an outlet, and what it is made of. */
export function scoreOf(candidate: Candidate, dispatch: Policy['dispatch']): Score {
  const quality = qualityOf(candidate.figures, dispatch.quality);
  const sum = reckon(candidate, quality, dispatch);
  return {
    score: sum / 100,
    parts: {
      distance: scratch.distance / 100,
      load: scratch.load / 100,
      quality: scratch.quality / 100,
      skill: scratch.skill / 100,
      wish: scratch.wish / 100,
      fairness: scratch.fairness / 100,
    },
    quality: Math.round(quality * 1000) / 1000,
  };
}
