import { levelAbove } from '../../domain/cases/decide.ts';
import type { Tx } from '../transaction.ts';
import { changeCase, climb, lockCase } from './change-case.ts';

/**
 * C4: a case whose deadline has passed climbs; at headquarters it is said once to be late. Whoever comes twice, late or
 * early finds nothing to do. After a leap of the clock each level still has its own deadline, from when it got the case.
 */
export async function tendCase(tx: Tx, { caseId }: { caseId: number }, now: Date): Promise<void> {
  const found = await lockCase(tx, caseId);
  if (!found.nextActionAt || found.nextActionAt > now) return;
  if (levelAbove(found.level)) return climb(tx, found, { why: 'deadline', reason: null }, now);
  const data = { caseId, kind: found.kind };
  await changeCase(tx, found, { nextActionAt: null }, { type: 'case.late', data }, now);
}
