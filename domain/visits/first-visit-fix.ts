import type { VisitOutcome } from '../vocabulary.ts';

interface DoneVisit {
  outcome: VisitOutcome;
}

/** A visit at which a technician stood at the door; one called off before is none. */
const WENT: readonly VisitOutcome[] = ['finished', 'second_visit', 'no_show'];

export const visitsMade = <V extends DoneVisit>(visits: readonly V[]): V[] =>
  visits.filter(({ outcome }) => WENT.includes(outcome));

/**
 * T4, E1: whether the first visit solved it: finished at the first one at which somebody was let in, and never
 * reopened (F3). A customer who was not at home is no fault of the work.
 *
 * @returns null while the work is not finished
 */
export function isFirstVisitFix(visits: readonly DoneVisit[], reopenCount: number): boolean | null {
  if (!visits.some(({ outcome }) => outcome === 'finished')) return null;
  const worked = visitsMade(visits).filter(({ outcome }) => outcome !== 'no_show');
  return worked.length === 1 && reopenCount === 0;
}
