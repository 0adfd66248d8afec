import type { Verdict } from '../../../domain/contracts/api.ts';
import { SCORE_PARTS, type ScorePart } from '../../../domain/vocabulary.ts';

export type Ranked = Verdict['qualified'][number];
export type Behind =
  | { by: 'manufacturer_first' | 'own_first' | 'equal' | 'unknown' }
  | { by: 'score'; gap: number; part: ScorePart; most: number };

/** D2, D3: what puts an outlet that qualifies behind the first: the order of D2, else the part it loses most by. */
export function behind(first: Ranked, other: Ranked): Behind {
  if (first.precedence !== other.precedence && first.precedence !== 'equal') return { by: first.precedence };
  const { parts, score } = first;
  if (!parts || !other.parts || score === undefined || other.score === undefined) return { by: 'unknown' };
  const gap = score - other.score;
  if (gap <= 0) return { by: 'equal' };
  const lost = (part: ScorePart) => (parts[part] ?? 0) - (other.parts?.[part] ?? 0);
  const part = SCORE_PARTS.reduce((most, next) => (lost(next) > lost(most) ? next : most));
  return { by: 'score', gap, part, most: lost(part) };
}
