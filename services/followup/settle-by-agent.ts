import { DomainError } from '../../domain/errors.ts';
import { asksSurvey, type CallOutcome, callOutcomesOf } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';
import { concludeSurvey } from './conclude.ts';
import { keepAnswer } from './keep-answer.ts';
import { pinScript, versionInForce } from './scripts.ts';
import { settle } from './settle.ts';

export interface SettleByAgent {
  obligationId: number;
  note: string;
  outcome: CallOutcome;
  personId: number;
}

/**
 * F1: an agent's word settles what no machine could; or says, with a reason, that nobody can be reached. Of a
 * survey the agent says whether it was solved, which is kept as its answer and has its consequences (F3).
 *
 * @throws DomainError not_found, forbidden for a second call by who made the first, wrong_state when it is not open, invalid for an outcome of another kind of call
 */
export async function settleByAgent(tx: Tx, command: SettleByAgent, now: Date): Promise<void> {
  const obligation = await tx.findOne(Obligation, {
    where: { id: command.obligationId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!obligation) throw new DomainError('not_found', 'There is no such follow-up.');
  if (obligation.state !== 'open') {
    throw new DomainError('wrong_state', 'This follow-up is already settled, or is being dialled just now.');
  }
  if (obligation.notBy === command.personId) {
    throw new DomainError('forbidden', 'Somebody else than who made the first call makes the second (S9).');
  }
  const { note, personId, outcome } = command;
  const allowed = callOutcomesOf(obligation.kind);
  if (!allowed.includes(outcome)) {
    throw new DomainError('invalid', `What came of this call is one of: ${allowed.join(', ')}.`, { allowed });
  }
  const actor = { kind: 'person' as const, id: personId };
  if (outcome === 'solved' || outcome === 'not_solved') {
    const value = outcome === 'solved' ? 1 : 0;
    const given = { contactId: obligation.contactId, actor };
    const scriptVersion = await pinScript(tx, obligation.id, await versionInForce(tx));
    await keepAnswer(tx, obligation, { question: 'solved', scriptVersion, value }, given, now);
  }
  const exhausted = outcome === 'not_reached';
  const settlement = exhausted ? 'attempts_spent' : 'agent_word';
  const how = { settlement, exhausted, rule: 'F1', note, personId } as const;
  if (asksSurvey(obligation.kind)) await concludeSurvey(tx, obligation, { ...how, actor }, now);
  else await settle(tx, obligation, how, now);
}
