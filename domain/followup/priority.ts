import type { ObligationKind } from '../vocabulary.ts';

/** F4: lower is sooner: what was promised or asked for comes before surveys. */
export const DIAL_PRIORITY: Record<ObligationKind, number> = {
  promised: 0,
  voicemail: 0,
  abandoned: 1,
  survey: 10,
  /** Never dialled by itself. */
  check: 20,
};
/** Each of them once, the most urgent first. */
export const DIAL_PRIORITIES = [...new Set(Object.values(DIAL_PRIORITY))].sort((a, b) => a - b);

/** The rule that a call of this kind is owed by: what a person says of it cites that one. */
export const RULE_OF_CALL: Record<ObligationKind, string> = {
  promised: 'F4',
  voicemail: 'F4',
  abandoned: 'H2',
  survey: 'F1',
  check: 'S9',
};
