import type { Policy } from '../policy.ts';
import type { ScorePart, Wish } from '../vocabulary.ts';
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

/*
 * The points of `scoreOf` in hundredths, in three sums: to find the best among many, of which the first is the same
 * for each ticket and the last is the dearest to reckon.
 */

/** For quality and skill: they last while the outlet's technicians and figures are what they are. */
export function lastingHundredths(
  { figures, technicians, skilled }: Pick<Candidate, 'figures' | 'technicians' | 'skilled'>,
  { weights, quality }: Policy['dispatch'],
): number {
  return (
    hundredths(weights.quality, qualityOf(figures, quality)) +
    hundredths(weights.skill, technicians > 0 ? skilled / technicians : 0)
  );
}

/** For load, fairness and the customer's wish. */
export function passingHundredths(
  { load, capacity, recent }: Pick<Candidate, 'load' | 'capacity' | 'recent'>,
  wish: Wish | null,
  { weights, measures }: Policy['dispatch'],
): number {
  return (
    hundredths(weights.load, left(load, capacity * measures.backlogDays)) +
    hundredths(weights.fairness, left(recent, capacity * measures.fairnessDays)) +
    (wish === null ? 0 : hundredths(weights.wish, WISHED[wish]))
  );
}

/** What they come to at most. */
export const mostPassingHundredths = ({ weights }: Policy['dispatch'], wish: Wish | null): number =>
  hundredths(weights.load, 1) +
  hundredths(weights.fairness, 1) +
  (wish === null ? 0 : hundredths(weights.wish, WISHED[wish]));

/** For nearness. */
export const distanceHundredths = (km: number, { weights, measures }: Policy['dispatch']): number =>
  hundredths(weights.distance, left(km, measures.farKm));

/** D3: how much speaks for an outlet, and what it is made of: each part a share from 0 to 1 of its weight. */
export function scoreOf(candidate: Candidate, { weights, measures, quality }: Policy['dispatch']): Score {
  const { distanceKm, load, capacity, technicians, skilled, wish, recent } = candidate;
  const known = qualityOf(candidate.figures, quality);
  const distance = hundredths(weights.distance, left(distanceKm, measures.farKm));
  const loaded = hundredths(weights.load, left(load, capacity * measures.backlogDays));
  const worked = hundredths(weights.quality, known);
  const skill = hundredths(weights.skill, technicians > 0 ? skilled / technicians : 0);
  const wished = wish === null ? 0 : hundredths(weights.wish, WISHED[wish]);
  const fairness = hundredths(weights.fairness, left(recent, capacity * measures.fairnessDays));
  return {
    score: (distance + loaded + worked + skill + wished + fairness) / 100,
    parts: {
      distance: distance / 100,
      load: loaded / 100,
      quality: worked / 100,
      skill: skill / 100,
      wish: wished / 100,
      fairness: fairness / 100,
    },
    quality: Math.round(known * 1000) / 1000,
  };
}
