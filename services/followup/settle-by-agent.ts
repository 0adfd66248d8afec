import { DomainError } from '../../domain/errors.ts';
import { mayCall, nextCall } from '../../domain/followup/calling-window.ts';
import { RULE_OF_CALL } from '../../domain/followup/priority.ts';
import { isAnswer, questionOf } from '../../domain/followup/script.ts';
import { hoursAfter } from '../../domain/time.ts';
import { asksSurvey, type CallOutcome, callOutcomesOf, SPOKEN_TO } from '../../domain/vocabulary.ts';
import { AgentDesk } from '../../entities/desk.ts';
import { Obligation } from '../../entities/followup.ts';
import { finishWrapUp } from '../line/wrap-up.ts';
import { listNumber } from '../numbers/list-number.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { roomsOfTicketId } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { answersTo } from './answers-to.ts';
import { calleeOf } from './callee.ts';
import { casesSoFar, concludeSurvey } from './conclude.ts';
import { isTakenFrom } from './for-a-person.ts';
import { holdTogether, keepInHand } from './home.ts';
import { keepAnswer } from './keep-answer.ts';
import { pinScript, scriptOfVersion, versionInForce } from './scripts.ts';
import { type Settling, settle } from './settle.ts';

export interface SettleByAgent {
  obligationId: number;
  note: string;
  outcome: CallOutcome;
  /** Surveys: what was answered besides whether it was solved, by the script's questions. */
  answers?: Record<string, number>;
  /** What was said to the questions that are answered in the customer's own words. */
  words?: Record<string, string>;
  /** When the customer is to be called again; with `later` only. */
  at?: Date;
  personId: number;
}

/** A time that a customer names is within so many hours. */
const LATEST_HOURS = 30 * 24;

/**
 * F1: an agent's word settles what no machine could; or says, with a reason, that nobody can be reached. Of a
 * survey the agent says whether it was solved, which is kept as its answer and has its consequences (F3). Whoever was
 * not reached, or named a time, is to be called again then, by a person. What was taken with it is settled by words of
 * its own, except where this one is about whoever was called (`alsoSaidOf`).
 *
 * @throws DomainError not_found, forbidden for a second call by who made the first, wrong_state when it is settled or in other hands, invalid for an outcome of another
 * kind of call, an answer off its scale, or a time at which nobody may be called
 */
export async function settleByAgent(tx: Tx, command: SettleByAgent, now: Date): Promise<void> {
  const { obligationId, personId, outcome } = command;
  const held = await holdTogether(tx, { obligationId, personId });
  const obligation = held.find(({ id }) => id === obligationId);
  if (!obligation) throw new DomainError('not_found', 'There is no such follow-up.');
  requireTheirs(obligation, personId, now);
  const allowed = callOutcomesOf(obligation.kind);
  if (!allowed.includes(outcome)) {
    throw new DomainError('invalid', `What came of this call is one of: ${allowed.join(', ')}.`, { allowed });
  }
  const again = PUT_OFF.includes(outcome) ? await callAgainAt(tx, obligation, command, now) : null;
  await settleOne(tx, obligation, command, again, now);
  const rest: Obligation[] = [];
  for (const other of held) {
    if (other === obligation) continue;
    if (alsoSaidOf(other, obligation, outcome)) {
      const { note } = command;
      await settleOne(tx, other, { obligationId: other.id, note, outcome, personId }, again, now);
    } else rest.push(other);
  }
  await keepInHand(tx, rest, now);
  await wrapUp(tx, obligation, command, rest.length === 0, now);
}

/** Whether what came of a call holds for another one that was taken with it: who was called is the same. */
function alsoSaidOf(other: Obligation, { number }: Obligation, outcome: CallOutcome): boolean {
  if (PUT_OFF.includes(outcome)) return true;
  return ['wrong_number', 'refused', 'not_reached'].includes(outcome) && other.number === number;
}
const PUT_OFF: readonly CallOutcome[] = ['no_answer', 'busy', 'later'];

function requireTheirs(obligation: Obligation, personId: number, now: Date): void {
  if (obligation.notBy === personId) {
    throw new DomainError('forbidden', 'Somebody else than who made the first call makes the second (S9).');
  }
  // A person's own call may be going on still.
  const theirs = obligation.state === 'dialling' && obligation.claimedBy === personId;
  if (!(obligation.state === 'open' || theirs) || isTakenFrom(obligation, personId, now)) {
    throw new DomainError(
      'wrong_state',
      'This follow-up is settled, in other hands, or being dialled just now.',
    );
  }
}

/** @param again when to call again, for an outcome that puts it off */
async function settleOne(
  tx: Tx,
  obligation: Obligation,
  command: SettleByAgent,
  again: Date | null,
  now: Date,
): Promise<void> {
  const { note, personId, outcome } = command;
  const actor = { kind: 'person' as const, id: personId };
  const rule = RULE_OF_CALL[obligation.kind];
  const end = (how: Pick<Settling, 'settlement' | 'exhausted'>) =>
    settle(tx, obligation, { ...how, rule, note, personId }, now);
  const contactId = await callOf(tx, obligation);
  const conclude = () => {
    const how = { settlement: 'agent_word', exhausted: false, rule } as const;
    return concludeSurvey(tx, obligation, { ...how, note, personId, actor, contactId }, now);
  };
  const counts = asksSurvey(obligation.kind) && SPOKEN_TO.includes(outcome);
  if (counts) await keepAnswers(tx, obligation, command, contactId, now);
  // Whoever has said whether it was solved has been followed up, however far the rest went (F1, F3).
  const said = counts && (await answersTo(tx, obligation.id)).solved !== undefined;
  if (counts && !said) await casesSoFar(tx, obligation, contactId, now);
  switch (outcome) {
    case 'solved':
    case 'not_solved':
      await conclude();
      break;
    case 'reached':
      await end({ settlement: 'agent_word', exhausted: false });
      break;
    case 'later':
      if (said) await conclude();
      else await putOff(tx, obligation, command, again, now);
      break;
    case 'no_answer':
    case 'busy':
      await putOff(tx, obligation, command, again, now);
      break;
    case 'wrong_number':
      await end({ settlement: 'wrong_number', exhausted: true });
      break;
    case 'refused': {
      const { number, contactId } = obligation;
      const reason = note || REFUSED;
      const rule = { kind: 'do_not_call', reason, expiresAt: null, again: 'keep' } as const;
      await listNumber(tx, { ...rule, number, contactId, personId }, now);
      if (said) await conclude();
      else await end({ settlement: 'do_not_call', exhausted: true });
      break;
    }
    case 'not_reached':
      await end({ settlement: obligation.attempts > 0 ? 'attempts_spent' : 'given_up', exhausted: true });
      break;
    default:
      outcome satisfies never;
  }
}

/** As it stands in the list; people's own words are an agent's to write. */
const REFUSED = '客户在人工回访中要求不再回访';

/** The last answered call about it that a person made, or was put through to: whoever answers for a case hears that one (F3). */
async function callOf(tx: Tx, { id, contactId }: Obligation): Promise<number | null> {
  const [last] = await tx.query(
    `SELECT a.contactId FROM attempt_obligation x JOIN attempt a ON a.id = x.attemptId
     JOIN line_entry e ON e.contactId = a.contactId AND e.personId IS NOT NULL
     WHERE x.obligationId = ? AND a.state = 'answered' ORDER BY a.id DESC LIMIT 1`,
    [id],
  );
  return last?.contactId ?? contactId;
}

/** F2: by the questions of the script that it is asked by; the first answer to each stands. */
async function keepAnswers(
  tx: Tx,
  obligation: Obligation,
  { outcome, answers, words = {}, personId }: SettleByAgent,
  contactId: number | null,
  now: Date,
): Promise<void> {
  const solved = outcome === 'solved' ? 1 : outcome === 'not_solved' ? 0 : answers?.solved;
  const said = { ...answers, ...(solved === undefined ? {} : { solved }) };
  const spoken = Object.entries(words).filter(([, text]) => text !== '');
  if (Object.keys(said).length + spoken.length === 0) return;
  const given = { contactId, actor: { kind: 'person' as const, id: personId } };
  const scriptVersion = await pinScript(tx, obligation.id, await versionInForce(tx));
  const script = await scriptOfVersion(tx, scriptVersion);
  for (const [question, value] of Object.entries(said)) {
    // Whether it was solved is kept whatever a script asks: the outcome says it.
    const asked = script && questionOf(script, question);
    if (question === 'solved' ? value > 1 : !asked || !isAnswer(asked, value))
      throw new DomainError('invalid', `${value} is no answer to this question.`, { question });
    await keepAnswer(tx, obligation, { question, scriptVersion, value }, given, now);
  }
  for (const [question, text] of spoken) {
    const asked = script && questionOf(script, question);
    if (asked?.kind !== 'spoken')
      throw new DomainError('invalid', 'This question is not answered in words.', { question });
    await keepAnswer(tx, obligation, { question, scriptVersion, value: null, words: text }, given, now);
  }
}

/** When a person calls again: at the time that was named, else at another hour than the tries so far. */
async function callAgainAt(
  tx: Tx,
  obligation: Obligation,
  { outcome, at }: SettleByAgent,
  now: Date,
): Promise<Date> {
  const { followup } = (await policyInForce(tx)).policy;
  const zone = organisationZone();
  const callee = await calleeOf(tx, obligation);
  if (outcome === 'later') {
    if (!at || at <= now || at > hoursAfter(now, LATEST_HOURS))
      throw new DomainError('invalid', 'Say when to call again, within thirty days.');
    // The customer named the hour: their usual wish does not count.
    if (!mayCall(at, { ...callee, wish: 'any' }, followup, zone))
      throw new DomainError('invalid', 'Nobody is called at that time.');
    return at;
  }
  const [pause = 3] = followup.retryHours;
  const tries = callee.tries.length > 0 ? callee.tries : [now];
  return nextCall(hoursAfter(now, pause), { ...callee, tries }, followup, zone);
}

/** It is given out of hand, and called again by a person. */
async function putOff(
  tx: Tx,
  obligation: Obligation,
  { outcome, note, personId }: SettleByAgent,
  again: Date | null,
  now: Date,
): Promise<void> {
  if (!again) throw new Error('what is put off has a time');
  await tx.update(
    Obligation,
    { id: obligation.id },
    {
      claimedBy: null,
      claimedAt: null,
      // What is still dialled by itself is so at that time; to whom it was promised, a person keeps it.
      ...(obligation.nextActionAt && outcome !== 'later'
        ? { nextActionAt: again }
        : { nextActionAt: null, callAt: again }),
    },
  );
  const { id: obligationId, ticketId, contactId } = obligation;
  await appendEvents(
    tx,
    [
      {
        type: 'obligation.tried',
        data: { obligationId, outcome, callAt: again.toISOString(), note: note || null },
        ticketId: ticketId ?? undefined,
        contactId: contactId ?? undefined,
        rule: RULE_OF_CALL[obligation.kind],
        rooms: await roomsOfTicketId(tx, ticketId),
      },
    ],
    now,
    { kind: 'person', id: personId },
  );
}

/** The call that it came of is said to be about this; with the last of what was asked in it, wrapping it up is over. */
async function wrapUp(
  tx: Tx,
  { id }: Obligation,
  { personId, note }: SettleByAgent,
  last: boolean,
  now: Date,
): Promise<void> {
  const desk = await tx.findOneBy(AgentDesk, { personId });
  if (!desk?.contactId) return;
  const { affectedRows } = await tx.query(
    `UPDATE contact c JOIN line_entry e ON e.contactId = c.id SET c.subject = 'follow_up', c.note = COALESCE(?, c.note)
     WHERE c.id = ? AND (e.obligationId = ? OR EXISTS (
       SELECT 1 FROM attempt a JOIN attempt_obligation x ON x.attemptId = a.id
       WHERE a.contactId = c.id AND x.obligationId = ?))`,
    [note || null, desk.contactId, id, id],
  );
  if (affectedRows > 0 && last) await finishWrapUp(tx, { personId }, now);
}
