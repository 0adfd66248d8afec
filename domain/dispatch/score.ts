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

/** D3: how much speaks for an outlet: each part is a share from 0 to 1 of what the policy holds it worth. */
export function scoreOf(
  candidate: Candidate,
  { weights, measures, quality: shares }: Policy['dispatch'],
): Score {
  const { distanceKm, load, capacity, technicians, skilled, wish, recent } = candidate;
  const quality = qualityOf(candidate.figures, shares);
  const distance = hundredths(weights.distance, left(distanceKm, measures.farKm));
  const room = hundredths(weights.load, left(load, capacity * measures.backlogDays));
  const good = hundredths(weights.quality, quality);
  const skill = hundredths(weights.skill, technicians > 0 ? skilled / technicians : 0);
  const wished = wish === null ? 0 : hundredths(weights.wish, WISHED[wish]);
  const fairness = hundredths(weights.fairness, left(recent, capacity * measures.fairnessDays));
  return {
    score: (distance + room + good + skill + wished + fairness) / 100,
    parts: {
      distance: distance / 100,
      load: room / 100,
      quality: good / 100,
      skill: skill / 100,
      wish: wished / 100,
      fairness: fairness / 100,
    },
    quality: Math.round(quality * 1000) / 1000,
  };
}
