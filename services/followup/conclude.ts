import type { Actor } from '../../domain/contracts/events.ts';
import type { Obligation } from '../../entities/followup.ts';
import { makeCases } from '../cases/make-cases.ts';
import { compareCheck } from '../honesty/compare-check.ts';
import { lookAtResult } from '../honesty/look-at-result.ts';
import type { Tx } from '../transaction.ts';
import { answersTo } from './answers-to.ts';
import { reopenTicket } from './reopen-ticket.ts';
import { type Settling, settle } from './settle.ts';

/** How it ends, by whose word (without an actor the system's), and the call in which the answers were given. */
export interface Conclusion extends Settling {
  actor?: Actor;
  contactId?: number | null;
}

/**
 * F3: the cases of what was said so far, also while the survey stays open: a poor score is a complaint though nobody has
 * said whether it was solved. Asked again it adds what was said since. A second call (S9) has none of its own before it
 * is concluded.
 *
 * @param obligation held for update by whoever asks
 */
export async function casesSoFar(
  tx: Tx,
  obligation: Obligation,
  contactId: number | null,
  now: Date,
): Promise<void> {
  if (obligation.kind !== 'survey') return;
  await makeCases(tx, obligation, { answers: await answersTo(tx, obligation.id), contactId }, now);
}

/**
 * F3: what the answers to a survey lead to, however they came in (phone, agent, text, web): "not solved" reopens the
 * ticket, what is not content becomes cases (C1, S1, M1), then the survey is settled. Told again it finds everything
 * done; told again after a later answer it does what that one adds. A second call (S9) leads to something only where it
 * hears something else than the first; its cases are those of the survey, which get its grounds.
 *
 * @param obligation of kind survey or check, held for update by whoever asks
 * @returns the number of the ticket that was reopened now
 */
export async function concludeSurvey(
  tx: Tx,
  obligation: Obligation,
  { actor, contactId = obligation.contactId, ...how }: Conclusion,
  now: Date,
): Promise<{ reopened: string | null }> {
  const answers = await answersTo(tx, obligation.id);
  if (obligation.kind === 'check' && !(await compareCheck(tx, obligation, answers, now))) {
    await settle(tx, obligation, how, now);
    return { reopened: null };
  }
  const { ticketId } = obligation;
  const resolutionNo = obligation.resolutionNo ?? 0;
  const ticket =
    answers.solved === 0 && ticketId ? await reopenTicket(tx, { ticketId, resolutionNo }, now, actor) : null;
  const { surveyId } = obligation;
  await makeCases(tx, surveyId ? { ...obligation, id: surveyId } : obligation, { answers, contactId }, now);
  await settle(tx, obligation, how, now);
  if (answers.solved !== undefined) await lookAtResult(tx, obligation, how.personId ?? null, now);
  return { reopened: ticket?.number ?? null };
}

/**
 * F1, F3: whoever has said whether it was solved has been followed up, however far the rest went; without that word the
 * survey stays open, and what was said so far has its cases.
 *
 * @param obligation of kind survey, held for update by whoever asks
 * @returns as concludeSurvey
 */
export async function concludeIfSaid(
  tx: Tx,
  obligation: Obligation,
  how: Conclusion,
  now: Date,
): Promise<{ reopened: string | null }> {
  const { solved } = await answersTo(tx, obligation.id);
  if (solved !== undefined) return concludeSurvey(tx, obligation, how, now);
  const { contactId = obligation.contactId } = how;
  await casesSoFar(tx, obligation, contactId, now);
  return { reopened: null };
}
