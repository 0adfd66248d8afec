import type { EntityManager } from 'typeorm';
import type { NumberRuleKind } from '../../domain/vocabulary.ts';

/** A rule that a number is treated by now. */
export interface RuleInForce {
  id: number;
  kind: NumberRuleKind;
  reason: string;
}

/**
 * The rule in force for a number; of several the strongest, as `kinds` orders them. None for a hidden number.
 *
 * @param number as normaliseNumber gives it
 */
export async function ruleFor(
  manager: EntityManager,
  number: string,
  kinds: readonly NumberRuleKind[],
  now: Date,
): Promise<RuleInForce | null> {
  if (number === '') return null;
  const [rule] = await manager.query(
    `SELECT id, kind, reason FROM number_rule
     WHERE number = ? AND kind IN (?) AND openMark = 1 AND (expiresAt IS NULL OR expiresAt > ?)
     ORDER BY FIELD(kind, ?) LIMIT 1`,
    [number, kinds, now, kinds],
  );
  return rule ?? null;
}

/** Those that a call in is met with. */
export const CALLER_RULES = ['blocked', 'nuisance'] as const satisfies NumberRuleKind[];
export interface CallerRule {
  id: number;
  kind: (typeof CALLER_RULES)[number];
}
