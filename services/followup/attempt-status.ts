import { IsNull } from 'typeorm';
import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { nextTry } from '../../domain/followup/calling-window.ts';
import { isMachine } from '../../domain/phone/answered-by.ts';
import { hoursAfter, secondsAfter } from '../../domain/time.ts';
import { CALL_STATUS_RANK, type CallStatus, type Disposition } from '../../domain/vocabulary.ts';
import { Call } from '../../entities/call.ts';
import { Attempt, Obligation } from '../../entities/followup.ts';
import { Ticket } from '../../entities/ticket.ts';
import { endCallback, isLineCallback } from '../line/dial-callback.ts';
import { leaveLine } from '../line/leave-line.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { closeConference } from '../talk/members.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { calleeOf } from './callee.ts';
import { CHECK_CALL_SECONDS } from './grant-attempt.ts';
import { pinScript, versionInForce } from './scripts.ts';
import { settle } from './settle.ts';
import { obligationsOf, rememberCall, settleFollowUp } from './survey.ts';
import { SURVEY_LINK_HOURS } from './survey-link.ts';

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

/** The carrier certainly did nothing: the try is not counted, and the obligation keeps its place among those due (F1). */
export async function takeBackAttempt(
  tx: Tx,
  { attemptId }: { attemptId: number },
  now: Date,
): Promise<void> {
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt || attempt.endedAt) return;
  await tx.query(
    `UPDATE obligation o JOIN attempt_obligation a ON a.obligationId = o.id
     SET o.state = 'open', o.attempts = o.attempts - 1
     WHERE a.attemptId = ? AND o.state = 'dialling'`,
    [attemptId],
  );
  await closeAttempt(tx, attempt, 'missed', 'refused', 'failed', now);
}

/** The number cannot be rung at all: the carrier refuses it, and always will. */
export async function refuseNumber(tx: Tx, { attemptId }: { attemptId: number }, now: Date): Promise<void> {
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt || attempt.endedAt) return;
  for (const obligation of await obligationsOf(tx, attemptId)) {
    await settle(tx, obligation, { settlement: 'no_number', exhausted: true, rule: 'F5' }, now);
  }
  await closeAttempt(tx, attempt, 'missed', 'refused', 'failed', now);
}

/** Nobody knows what became of it: it is spent, never dialled again; the obligation's next try is another one. */
export async function giveUpAttempt(tx: Tx, { attemptId }: { attemptId: number }, now: Date): Promise<void> {
  const attempt = await lockAttempt(tx, attemptId);
  if (attempt && !attempt.endedAt) await endAttempt(tx, attempt, 'unknown', now);
}

const lockAttempt = (tx: Tx, id: number): Promise<Attempt | null> =>
  tx.findOne(Attempt, { where: { id }, lock: { mode: 'pessimistic_write' } });

type Outcome = 'answered' | 'machine' | 'unknown' | CallStatus;

async function endAttempt(tx: Tx, attempt: Attempt, outcome: Outcome, now: Date): Promise<void> {
  if (await isLineCallback(tx, attempt)) return endCallback(tx, { attemptId: attempt.id, outcome }, now);
  const answered = outcome === 'answered';
  if (answered) {
    const { contactId, callSid } = attempt;
    await settleFollowUp(
      tx,
      { attemptId: attempt.id, contactId, callSid: callSid ?? '', complete: false },
      now,
    );
  }
  let owed = 0;
  for (const obligation of await obligationsOf(tx, attempt.id)) {
    if (obligation.state !== 'dialling') continue;
    owed += 1;
    await tryAgain(tx, obligation, attempt, now);
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

/** F1: another try at a different hour; after the last one a text message goes out and an agent has it. */
async function tryAgain(tx: Tx, obligation: Obligation, attempt: Attempt, now: Date): Promise<void> {
  const { followup } = (await policyInForce(tx)).policy;
  if (obligation.attempts < followup.maxAttempts) {
    // Those that were asked about together are so again.
    const callee = { ...(await calleeOf(tx, obligation)), seed: attempt.id };
    const nextActionAt = nextTry(now, callee, followup, organisationZone());
    await tx.update(Obligation, { id: obligation.id }, { state: 'open', nextActionAt });
    return;
  }
  if (obligation.kind !== 'survey' || !obligation.ticketId) {
    await settle(tx, obligation, { settlement: 'attempts_spent', exhausted: true, rule: 'F5' }, now);
    return;
  }
  await tx.update(Obligation, { id: obligation.id }, { state: 'open', nextActionAt: null });
  const ticket = await tx.findOneByOrFail(Ticket, { id: obligation.ticketId });
  // The text puts the first question.
  await pinScript(tx, obligation.id, await versionInForce(tx));
  await queueMessage(
    tx,
    {
      dedupKey: `survey-${obligation.id}`,
      to: obligation.number,
      template: 'survey_missed',
      language: ticket.language,
      params: { number: ticket.number, obligationId: obligation.id },
      usefulUntil: hoursAfter(now, SURVEY_LINK_HOURS),
      ticketId: ticket.id,
    },
    now,
  );
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
  // Whoever asked for a person in a survey was in the line, or with one.
  await leaveLine(tx, { contactId: attempt.contactId, ending: 'abandoned' }, now);
  await closeConference(tx, attempt.contactId, now);
  const { affectedRows } = await tx.query(
    'UPDATE contact SET endedAt = ?, disposition = COALESCE(disposition, ?) WHERE id = ? AND endedAt IS NULL',
    [now, disposition, attempt.contactId],
  );
  const { id: attemptId, contactId } = attempt;
  await appendEvents(
    tx,
    [
      { type: 'attempt.ended', data: { attemptId, outcome }, contactId, rule: 'F1', rooms: [] },
      ...(affectedRows === 1
        ? [{ type: 'contact.ended' as const, data: { disposition }, contactId, rooms: [CALLS_ROOM] }]
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
