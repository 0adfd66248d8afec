import { levelAbove } from '../../domain/cases/decide.ts';
import { DomainError } from '../../domain/errors.ts';
import { CASE_LEVELS, type CaseCause, type CaseLevel, type CustomerWord } from '../../domain/vocabulary.ts';
import type { QualityCase } from '../../entities/case.ts';
import { answersAt } from '../dispatch/in-charge.ts';
import { hasRole, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { changeCase, climb, lockCase } from './change-case.ts';

/** Of a case that somebody sees: whether they answer for it, at its level or above (C1–C3). */
export function mayAct(viewer: Viewer, { level, state }: { level: CaseLevel; state: string }): boolean {
  if (state === 'closed') return false;
  if (viewer.scope.province && hasRole(viewer, 'administrator')) return true;
  const theirs = CASE_LEVELS.indexOf(answersAt(viewer) as CaseLevel);
  return theirs >= CASE_LEVELS.indexOf(level);
}

interface Act {
  caseId: number;
  /** The version that was looked at. */
  version: number;
  viewer: Viewer;
}

/** @throws DomainError not_found, stale, wrong_state when it is closed, forbidden for who does not answer for it */
async function heldToAct(tx: Tx, { caseId, version, viewer }: Act): Promise<QualityCase> {
  const found = await lockCase(tx, caseId);
  if (found.state === 'closed') throw new DomainError('wrong_state', 'This case is closed.');
  if (found.version !== version)
    throw new DomainError('stale', 'Someone changed this case meanwhile. Look at it again, then decide.');
  if (!mayAct(viewer, found))
    throw new DomainError('forbidden', 'Whoever answers for this case sees to it, or the level above.');
  return found;
}

const actorOf = ({ personId: id }: Viewer) => ({ kind: 'person' as const, id });

/** C4: somebody has it in hand, and owns it from now on; also from a colleague. */
export async function takeCase(tx: Tx, act: Act, now: Date): Promise<void> {
  const found = await heldToAct(tx, act);
  const { personId } = act.viewer;
  if (found.state === 'in_hand' && found.ownerId === personId) return;
  const { id: caseId, kind } = found;
  const changes = { state: 'in_hand', ownerId: personId, takenAt: now } as const;
  const event = { type: 'case.taken', data: { caseId, kind, personId } } as const;
  await changeCase(tx, found, changes, event, now, actorOf(act.viewer));
}

/** C4: its owner asks the level above, and says why. */
export async function handUpCase(tx: Tx, act: Act & { reason: string }, now: Date): Promise<void> {
  const found = await heldToAct(tx, act);
  await climb(tx, found, { why: 'handed_up', reason: act.reason, actor: actorOf(act.viewer) }, now);
}

export interface Closing {
  cause: CaseCause;
  remedy: string;
  word: CustomerWord;
  said: string | null;
}

/**
 * C5: closed with its cause, the remedy and the customer's word on it. A customer who is not content is not closed
 * away: the case goes a level up with what was tried (C4); only headquarters, above which there is nobody, may.
 *
 * @returns whether it is closed now
 */
export async function closeCase(tx: Tx, act: Act & Closing, now: Date): Promise<{ closed: boolean }> {
  const found = await heldToAct(tx, act);
  const { cause, remedy, word, said, viewer } = act;
  const actor = actorOf(viewer);
  if (word === 'not_content' && levelAbove(found.level)) {
    const reason = said ? `${remedy} · ${said}` : remedy;
    await climb(tx, found, { why: 'not_content', reason, actor }, now);
    return { closed: false };
  }
  const { id: caseId, kind } = found;
  await changeCase(
    tx,
    found,
    {
      state: 'closed',
      closedAt: now,
      closedBy: viewer.personId,
      nextActionAt: null,
      cause,
      remedy,
      word,
      said,
    },
    { type: 'case.closed', data: { caseId, kind, cause, word } },
    now,
    actor,
  );
  return { closed: true };
}
