import { In, IsNull } from 'typeorm';
import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { isMachine } from '../../domain/phone/answered-by.ts';
import { minutesAfter, secondsAfter } from '../../domain/time.ts';
import { CALL_STATUS_RANK, type CallStatus, type Disposition } from '../../domain/vocabulary.ts';
import { Call, Contact } from '../../entities/call.ts';
import { LineEntry } from '../../entities/desk.ts';
import { Attempt, Obligation } from '../../entities/followup.ts';
import { whatHappened } from '../intake/end-contact.ts';
import { endCallback, isLineCallback } from '../line/dial-callback.ts';
import { leaveLine } from '../line/leave-line.ts';
import { appendEvents } from '../outbox.ts';
import { closeConference } from '../talk/members.ts';
import type { Tx } from '../transaction.ts';
import { CHECK_CALL_SECONDS } from './grant-attempt.ts';
import { openObligation } from './open-obligation.ts';
import { settle } from './settle.ts';
import { obligationsOf, rememberCall, settleFollowUp } from './survey.ts';
import { tryAgain } from './try-again.ts';

export interface AttemptStatus {
  attemptId: number;
  callSid: string;
  status: string;
  answeredBy?: string;
  durationSeconds?: number | null;
}

const isStatus = (text: string): text is CallStatus => text in CALL_STATUS_RANK;

/**
 * What the carrier says of an outbound call. Words may be lost, repeated and out of order: a call only moves
 * forward, and the first final word ends the attempt.
 */
export async function recordAttemptStatus(tx: Tx, command: AttemptStatus, now: Date): Promise<void> {
  const { attemptId, callSid, status } = command;
  if (!isStatus(status)) return;
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt) return;
  await rememberCall(tx, attempt, callSid, now);
  await moveCall(tx, callSid, status, command.durationSeconds ?? null, now);
  if (attempt.endedAt) {
    if (attempt.state === 'unknown')
      await tx.update(Attempt, { id: attempt.id }, { outcome: status, callSid });
    return;
  }
  if (CALL_STATUS_RANK[status] < CALL_STATUS_RANK.completed) {
    if (attempt.state === 'granted')
      await tx.update(Attempt, { id: attempt.id }, { state: 'placed', callSid });
    return;
  }
  // What was heard when it was picked up stands, whatever the last word leaves out.
  const machine = isMachine(command.answeredBy) || attempt.outcome === 'machine';
  const answered = attempt.state === 'answered' && status === 'completed' && !machine;
  await endAttempt(tx, { ...attempt, callSid }, answered ? 'answered' : machine ? 'machine' : status, now);
}

/** Placed: the carrier has given it a sid. Words about it may have come first. */
export async function recordPlacement(
  tx: Tx,
  { attemptId, callSid }: { attemptId: number; callSid: string },
  now: Date,
): Promise<void> {
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt) return;
  await rememberCall(tx, attempt, callSid, now);
  await tx.update(
    Attempt,
    { id: attemptId },
    {
      callSid,
      ...(attempt.state === 'granted' ? { state: 'placed' } : {}),
      ...(attempt.endedAt ? {} : { checkAt: secondsAfter(now, CHECK_CALL_SECONDS) }),
    },
  );
}

/** Nobody knows whether the carrier took the call: it is asked as soon as about one that it has taken. */
export async function askSoon(tx: Tx, { attemptId }: { attemptId: number }, now: Date): Promise<void> {
  const checkAt = secondsAfter(now, CHECK_CALL_SECONDS);
  await tx.update(Attempt, { id: attemptId, endedAt: IsNull() }, { checkAt });
}

/**
 * The carrier certainly did nothing: the try is not counted, and the obligation keeps its place among those due (F1). One
 * that it refuses for a reason that will not pass by itself is asked about again later and later, so that the others have
 * their turn; it stays owed.
 *
 * @param lasting whether asking once more would get the same answer
 */
export async function takeBackAttempt(
  tx: Tx,
  { attemptId, lasting }: { attemptId: number; lasting: boolean },
  now: Date,
): Promise<void> {
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt || attempt.endedAt) return;
  for (const obligation of await obligationsOf(tx, attemptId)) {
    if (obligation.state === 'dialling') await takeBack(tx, obligation, lasting, now);
  }
  await closeAttempt(tx, attempt, 'missed', 'refused', 'failed', now);
}

/** Minutes for which one that the carrier keeps refusing is left alone. */
const REFUSED_MINUTES = [5, 15, 60, 240];

/** As it was before it was granted. */
async function takeBack(tx: Tx, { id, attempts }: Obligation, lasting: boolean, now: Date): Promise<void> {
  const before = { state: 'open' as const, attempts: attempts - 1 };
  if (!lasting) {
    await tx.update(Obligation, { id }, before);
    return;
  }
  const [{ refused }] = await tx.query(
    `SELECT COUNT(*) AS refused FROM attempt_obligation x JOIN attempt a ON a.id = x.attemptId
     WHERE x.obligationId = ? AND a.outcome = 'refused'`,
    [id],
  );
  const minutes = REFUSED_MINUTES[Math.min(Number(refused), REFUSED_MINUTES.length - 1)] ?? 0;
  await tx.update(Obligation, { id }, { ...before, nextActionAt: minutesAfter(now, minutes) });
}

/**
 * The number cannot be rung at all: the carrier refuses it, and always will. Of a household that says nothing about the
 * others' numbers.
 */
export async function refuseNumber(tx: Tx, { attemptId }: { attemptId: number }, now: Date): Promise<void> {
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt || attempt.endedAt) return;
  for (const obligation of await obligationsOf(tx, attemptId)) {
    if (obligation.number === attempt.number)
      await settle(tx, obligation, { settlement: 'no_number', exhausted: true, rule: 'F5' }, now);
    else if (obligation.state === 'dialling') await takeBack(tx, obligation, false, now);
  }
  await closeAttempt(tx, attempt, 'missed', 'refused', 'failed', now);
}

/** Nobody knows what became of it: it is spent, never dialled again; the obligation's next try is another one. */
export async function giveUpAttempt(tx: Tx, { attemptId }: { attemptId: number }, now: Date): Promise<void> {
  const attempt = await lockAttempt(tx, attemptId);
  if (attempt && !attempt.endedAt) await endAttempt(tx, attempt, 'unknown', now);
}

/** Whether the contact is a call of ours that is over; holds its attempt until the transaction ends. */
export async function callOutHasEnded(tx: Tx, contactId: number): Promise<boolean> {
  const attempt = await tx.findOne(Attempt, { where: { contactId }, lock: { mode: 'pessimistic_write' } });
  return attempt?.endedAt != null;
}

const lockAttempt = (tx: Tx, id: number): Promise<Attempt | null> =>
  tx.findOne(Attempt, { where: { id }, lock: { mode: 'pessimistic_write' } });

type Outcome = 'answered' | 'machine' | 'unknown' | CallStatus;

async function endAttempt(tx: Tx, attempt: Attempt, outcome: Outcome, now: Date): Promise<void> {
  if (await isLineCallback(tx, attempt)) return endCallback(tx, { attemptId: attempt.id, outcome }, now);
  const answered = outcome === 'answered';
  if (answered) {
    const { contactId, callSid } = attempt;
    await settleFollowUp(tx, { attemptId: attempt.id, contactId, callSid: callSid ?? '' }, now);
  }
  let owed = 0;
  for (const obligation of await obligationsOf(tx, attempt.id)) {
    if (obligation.state !== 'dialling') continue;
    owed += 1;
    // Nobody tried the numbers of the household's others.
    const tried = answered || obligation.number === attempt.number;
    const attempts = obligation.attempts - (tried ? 0 : 1);
    if (!tried) await tx.update(Obligation, { id: obligation.id }, { attempts });
    await tryAgain(tx, { ...obligation, attempts }, { seed: attempt.id }, now);
  }
  const disposition = dispositionOf(outcome, owed === 0);
  await closeAttempt(
    tx,
    attempt,
    answered ? 'answered' : outcome === 'unknown' ? 'unknown' : 'missed',
    outcome,
    disposition,
    now,
  );
}

function dispositionOf(outcome: Outcome, allSettled: boolean): Disposition {
  switch (outcome) {
    case 'answered':
      return allSettled ? 'survey_answered' : 'survey_partial';
    case 'busy':
    case 'machine':
    case 'unknown':
    case 'failed':
      return outcome;
    default:
      return 'not_answered';
  }
}

async function closeAttempt(
  tx: Tx,
  attempt: Attempt,
  state: Attempt['state'],
  outcome: string,
  disposition: Disposition,
  now: Date,
): Promise<void> {
  await tx.update(
    Attempt,
    { id: attempt.id },
    { state, outcome, endedAt: now, liveNumber: null, checkAt: null, callSid: attempt.callSid },
  );
  const { id: attemptId, contactId, number } = attempt;
  // Whoever asked for a person was in the line, or with one; who gave up waiting there, or found nobody, is owed a call
  // like any caller (H2).
  await leaveLine(tx, { contactId, ending: 'abandoned' }, now);
  const waited = await tx.existsBy(LineEntry, { contactId, ending: In(['abandoned', 'turned_away']) });
  const gaveUp = waited && (await whatHappened(tx, contactId)) === 'abandoned';
  const ended = gaveUp ? 'abandoned' : disposition;
  await closeConference(tx, contactId, now);
  const { affectedRows } = await tx.query(
    'UPDATE contact SET endedAt = ?, disposition = COALESCE(disposition, ?) WHERE id = ? AND endedAt IS NULL',
    [now, ended, contactId],
  );
  if (gaveUp && affectedRows === 1) {
    const { language } = await tx.findOneByOrFail(Contact, { id: contactId });
    await openObligation(tx, { kind: 'abandoned', contactId, number, language }, now);
  }
  await appendEvents(
    tx,
    [
      { type: 'attempt.ended', data: { attemptId, outcome }, contactId, rule: 'F1', rooms: [] },
      ...(affectedRows === 1
        ? [{ type: 'contact.ended' as const, data: { disposition: ended }, contactId, rooms: [CALLS_ROOM] }]
        : []),
    ],
    now,
  );
}

async function moveCall(
  tx: Tx,
  sid: string,
  status: CallStatus,
  seconds: number | null,
  now: Date,
): Promise<void> {
  const call = await tx.findOneByOrFail(Call, { sid });
  if (CALL_STATUS_RANK[status] <= CALL_STATUS_RANK[call.status]) return;
  const final = CALL_STATUS_RANK[status] === CALL_STATUS_RANK.completed;
  await tx.update(
    Call,
    { id: call.id },
    { status, ...(final ? { endedAt: now, durationSeconds: seconds, checkAt: null } : {}) },
  );
  if (final) await tx.query('UPDATE leg SET leftAt = ? WHERE callId = ? AND leftAt IS NULL', [now, call.id]);
}
