import type { DataSource } from 'typeorm';
import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { isMachine } from '../../domain/phone/answered-by.ts';
import { isInWindow, minutesAfter, nextInWindow } from '../../domain/time.ts';
import { asksSurvey, type Disposition, LINE_PRIORITY, type ObligationKind } from '../../domain/vocabulary.ts';
import { LineEntry } from '../../entities/desk.ts';
import { Attempt, Obligation } from '../../entities/followup.ts';
import { askSoon, recordPlacement } from '../followup/attempt-status.ts';
import { endHold, holdDialling, waitForDialSlot } from '../followup/dial-slot.ts';
import { bindAttempt, claimNumber, STALE_GRANT_MS } from '../followup/grant-attempt.ts';
import { holdTogether } from '../followup/home.ts';
import { settle } from '../followup/settle.ts';
import { rememberCall } from '../followup/survey.ts';
import { endContact } from '../intake/end-contact.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { type Carrier, CarrierError, type Clock } from '../ports.ts';
import { closeConference, lookSoon } from '../talk/members.ts';
import { type InTransaction, markLineChanged, type Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { touchDesks } from './desks.ts';
import { endCallOut, freeAsked } from './end-call-out.ts';
import { endEntry, isByHand, lockEntry } from './entries.ts';
import { settleAnswered } from './keep-promise.ts';
import { leaveLine } from './leave-line.ts';
import { startWrapUp } from './wrap-up.ts';

export interface CallbackDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  carrier: Pick<Carrier, 'placeCall'>;
  clock: Clock;
  callsPerSecond: number;
}

/**
 * F4: dials the customer of a callback whose agent sits ready. The attempt's row comes first and its id is in every
 * callback URL; an attempt whose outcome is unknown is spent, never dialled again.
 *
 * @param contactId the contact that began when the agent took it
 */
export async function dialCallback(deps: CallbackDeps, { contactId }: { contactId: number }): Promise<void> {
  const { dataSource, inTransaction, carrier, clock, callsPerSecond } = deps;
  const { manager } = dataSource;
  const slotAt = await waitForDialSlot(manager, callsPerSecond, {
    wanted: async () => {
      const entry = await manager.findOneBy(LineEntry, { contactId });
      return entry?.state === 'connected' && entry.callSid === null;
    },
  });
  if (slotAt === null) return;
  const granted = performance.now();
  const grant = await inTransaction((tx) => grantCallback(tx, { contactId, slotAt }, clock.now()));
  if (!grant) return;
  const { attemptId, number } = grant;
  // Stopped for so long, this process may be the second one that dials (services/followup/dial.ts).
  if (performance.now() - granted > STALE_GRANT_MS) return;
  try {
    const callSid = await carrier.placeCall({
      to: number,
      twimlPath: `/twilio/callback/${attemptId}`,
      statusPath: `/twilio/followup-status/${attemptId}`,
    });
    await inTransaction((tx) => recordPlacement(tx, { attemptId, callSid }, clock.now()));
    await endHold(manager);
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    if (error.again) await holdDialling(manager);
    await inTransaction((tx) =>
      error.untouched
        ? endCallback(tx, { attemptId, outcome: 'failed', hopeless: !error.again }, clock.now())
        : askSoon(tx, { attemptId }, clock.now()),
    );
  }
}

async function grantCallback(
  tx: Tx,
  { contactId, slotAt }: { contactId: number; slotAt: number },
  now: Date,
): Promise<{ attemptId: number; number: string } | null> {
  // What is owed is held first, as by whoever settles it.
  const found = await tx.findOneBy(LineEntry, { contactId });
  const held = found?.obligationId
    ? await holdTogether(tx, { obligationId: found.obligationId, personId: found.personId })
    : [];
  const obligation = held.find(({ id }) => id === found?.obligationId);
  const entry = await lockEntry(tx, { contactId });
  if (entry?.state !== 'connected' || entry.callSid !== null || !obligation) return null;
  if (await tx.existsBy(Attempt, { contactId })) return null;
  const { number, state, claimedBy } = obligation;
  if (state !== 'open' || (isByHand(entry) && claimedBy !== entry.personId)) {
    // Settled while the agent's telephone rang, or in other hands.
    if (entry.personId) await startWrapUp(tx, { personId: entry.personId, contactId }, now);
    await (isByHand(entry) ? endCallOut(tx, entry, now) : endEntry(tx, entry, 'called_again', now));
    return null;
  }
  if (entry.priority !== LINE_PRIORITY.rescue && !(await inWindow(tx, now))) {
    // Taken just before the window closed: it is kept for the morning.
    await laterAgain(tx, entry, now);
    return null;
  }
  const attemptId = await claimNumber(tx, obligation, { contactId, slotAt }, now);
  if (attemptId === null) {
    // The number is being called for something else just now: a little later, then.
    await laterAgain(tx, entry, now);
    return null;
  }
  const asked = held.filter((one) => one.state === 'open');
  await bindAttempt(tx, attemptId, asked);
  for (const { id, ticketId } of asked)
    if (id !== obligation.id && ticketId) await notePurpose(tx, contactId, ticketId, 'followed_up');
  await tx.update(LineEntry, { id: entry.id }, { tries: entry.tries + 1 });
  await appendEvents(
    tx,
    [{ type: 'attempt.granted', data: { attemptId }, contactId, rule: 'F4', rooms: [] }],
    now,
  );
  return { attemptId, number };
}

/**
 * The customer has picked up: the promise is kept, and they are led to the agent who waits. A machine is not them.
 * Asking again gives the same answer.
 *
 * @returns where the call goes: to the agent's conference, to the line when the agent is gone (whom a person called from
 * the worklist is told there that we call again), or nowhere
 */
export async function callbackAnswered(
  tx: Tx,
  { attemptId, callSid, answeredBy }: { attemptId: number; callSid: string; answeredBy?: string },
  now: Date,
): Promise<{ to: 'conference' | 'line'; contactId: number } | { to: 'nowhere'; machine: boolean }> {
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt) return { to: 'nowhere', machine: false };
  const { contactId } = attempt;
  const machine = isMachine(answeredBy);
  if (machine || (attempt.endedAt && attempt.callSid !== callSid)) return { to: 'nowhere', machine };
  await rememberCall(tx, attempt, callSid, now);
  const entry = await lockEntry(tx, { contactId });
  if (!entry || entry.state === 'ended') return { to: 'nowhere', machine };
  const first = attempt.state !== 'answered';
  if (first) {
    await tx.update(Attempt, { id: attemptId }, { state: 'answered', callSid });
    await tx.query("UPDATE phone_call SET status = 'in-progress' WHERE sid = ? AND endedAt IS NULL", [
      callSid,
    ]);
    // Of what a person calls about themselves, they say what came of it.
    if (entry.obligationId && !isByHand(entry))
      await settleAnswered(tx, entry.obligationId, 'call_answered', now);
  }
  const [agent] = await tx.query(
    "SELECT 1 FROM agent_desk WHERE personId = ? AND contactId = ? AND state = 'on_call'",
    [entry.personId, contactId],
  );
  if (agent) {
    if (first) await tx.update(LineEntry, { id: entry.id }, { callSid, answeredAt: entry.answeredAt ?? now });
    await touchDesks(tx, contactId);
    return { to: 'conference', contactId };
  }
  if (isByHand(entry)) await endEntry(tx, entry, 'called_out', now);
  else
    await tx.update(
      LineEntry,
      { id: entry.id },
      { callSid, state: 'waiting', enteredAt: now, personId: null },
    );
  markLineChanged(tx);
  return { to: 'line', contactId };
}

/** Whether a customer is called about work that is done, and not because they wait for a call. */
export async function isAboutWork(tx: Tx, attemptId: number): Promise<boolean> {
  const kinds: { kind: ObligationKind }[] = await tx.query(
    'SELECT b.kind FROM attempt_obligation x JOIN obligation b ON b.id = x.obligationId WHERE x.attemptId = ?',
    [attemptId],
  );
  return kinds.length > 0 && kinds.every(({ kind }) => asksSurvey(kind));
}

/** Whether an attempt is a callback out of the line: its customer has an agent waiting, and a place to keep. */
export async function isLineCallback(
  tx: Tx,
  { id, contactId }: Pick<Attempt, 'id' | 'contactId'>,
): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT 1 FROM line_entry e JOIN attempt_obligation a ON a.obligationId = e.obligationId
     WHERE e.contactId = ? AND a.attemptId = ? LIMIT 1`,
    [contactId, id],
  );
  return row !== undefined;
}

/** The attempt is over. One that reached nobody is tried again a little later, so many times; then it ends politely. */
export async function endCallback(
  tx: Tx,
  { attemptId, outcome, hopeless = false }: { attemptId: number; outcome: string; hopeless?: boolean },
  now: Date,
): Promise<void> {
  const attempt = await lockAttempt(tx, attemptId);
  if (!attempt || attempt.endedAt) return;
  const { contactId } = attempt;
  const answered = outcome === 'answered';
  await tx.update(
    Attempt,
    { id: attemptId },
    {
      state: answered ? 'answered' : outcome === 'unknown' ? 'unknown' : 'missed',
      outcome,
      endedAt: now,
      liveNumber: null,
      checkAt: null,
    },
  );
  await appendEvents(
    tx,
    [{ type: 'attempt.ended', data: { attemptId, outcome }, contactId, rule: 'F4', rooms: [] }],
    now,
  );
  await freeAsked(tx, attemptId);
  if (answered) {
    const before = await lockEntry(tx, { contactId });
    if (before && isByHand(before) && before.answeredAt === null) {
      // The agent was gone before the customer picked up: they were told that we call again, which is this same call.
      await leaveLine(tx, { contactId, ending: 'called_out' }, now);
      await closeConference(tx, contactId, now);
      return endCallOut(tx, before, now);
    }
    await endContact(tx, { contactId }, now);
    await leaveLine(tx, { contactId, ending: 'answered' }, now);
    const entry = await lockEntry(tx, { contactId });
    if (entry && isByHand(entry)) await endCallOut(tx, entry, now);
    return;
  }
  const disposition = dispositionOf(outcome);
  const { affectedRows } = await tx.query(
    'UPDATE contact SET endedAt = ?, disposition = ? WHERE id = ? AND endedAt IS NULL',
    [now, disposition, contactId],
  );
  if (affectedRows === 1)
    await appendEvents(
      tx,
      [{ type: 'contact.ended', data: { disposition }, contactId, rooms: [CALLS_ROOM] }],
      now,
    );
  // The agent waits in the conference for nobody: it is ended.
  await lookSoon(tx, contactId, now);
  const entry = await lockEntry(tx, { contactId });
  // A person's call may have been ended before, when their line broke.
  if (entry && (entry.state !== 'ended' || isByHand(entry))) await laterAgain(tx, entry, now, hopeless);
}

const dispositionOf = (outcome: string): Disposition => {
  if (outcome === 'busy' || outcome === 'failed' || outcome === 'machine' || outcome === 'unknown')
    return outcome;
  return 'not_answered';
};

async function inWindow(tx: Tx, now: Date): Promise<boolean> {
  const { windowFrom: from, windowTo: to } = (await policyInForce(tx)).policy.followup;
  return isInWindow(now, { from, to }, organisationZone());
}

/** F4: another try, at the same place in line, in some minutes; after the last one a text message says so. */
async function laterAgain(tx: Tx, entry: LineEntry, now: Date, hopeless = false): Promise<void> {
  const { desk, followup } = (await policyInForce(tx)).policy;
  if (entry.personId) await startWrapUp(tx, { personId: entry.personId, contactId: entry.contactId }, now);
  if (isByHand(entry)) return endCallOut(tx, entry, now);
  const obligation = entry.obligationId ? await tx.findOneBy(Obligation, { id: entry.obligationId }) : null;
  if (!obligation) return endEntry(tx, entry, 'tries_spent', now);
  if (hopeless || entry.tries >= desk.callbackTries) {
    await endEntry(tx, entry, 'tries_spent', now);
    const settlement = hopeless ? 'no_number' : 'attempts_spent';
    await settle(tx, obligation, { settlement, exhausted: true, rule: 'F4' }, now);
    await queueMessage(
      tx,
      {
        dedupKey: `callback-missed-${obligation.id}`,
        to: obligation.number,
        template: 'callback_missed',
        language: obligation.language === 'en' ? 'en' : 'zh',
        params: {},
      },
      now,
    );
    return;
  }
  const window = { from: followup.windowFrom, to: followup.windowTo };
  await tx.update(
    LineEntry,
    { id: entry.id },
    {
      state: 'callback',
      personId: null,
      callSid: null,
      notBefore: nextInWindow(minutesAfter(now, desk.callbackRetryMinutes), window, organisationZone()),
    },
  );
  markLineChanged(tx);
}

const lockAttempt = (tx: Tx, id: number): Promise<Attempt | null> =>
  tx.findOne(Attempt, { where: { id }, lock: { mode: 'pessimistic_write' } });
