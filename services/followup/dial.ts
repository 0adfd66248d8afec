import { type DataSource, In, IsNull } from 'typeorm';
import { minutesAfter, secondsAfter } from '../../domain/time.ts';
import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { Attempt, Obligation } from '../../entities/followup.ts';
import { type Carrier, CarrierError, type Clock } from '../ports.ts';
import type { InTransaction } from '../transaction.ts';
import {
  askSoon,
  giveUpAttempt,
  recordAttemptStatus,
  recordPlacement,
  refuseNumber,
  takeBackAttempt,
} from './attempt-status.ts';
import { endHold, holdDialling, isPaused, waitForDialSlot } from './dial-slot.ts';
import { roomForCalls } from './due-calls.ts';
import { CHECK_CALL_SECONDS, grantAttempt, isToBeDialled, STALE_GRANT_MS } from './grant-attempt.ts';

export interface DialDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  carrier: Pick<Carrier, 'placeCall' | 'fetchCall' | 'listCallsTo'>;
  clock: Clock;
  callsPerSecond: number;
  /** After so long between the right to dial and the dialling it is not used any more; below CHECK_AFTER_MINUTES. */
  staleGrantMs?: number;
}

/**
 * Dials for an obligation that is due: slot, then the attempt's row, then the carrier, then the result. Each
 * step leaves behind what the next process needs; a crash between any two spends the attempt at most.
 */
export async function dialObligation(
  deps: DialDeps,
  { obligationId }: { obligationId: number },
): Promise<void> {
  const { dataSource, inTransaction, carrier, clock, callsPerSecond, staleGrantMs = STALE_GRANT_MS } = deps;
  const { manager } = dataSource;
  const stillDue = async () => {
    const found = await manager.findOneBy(Obligation, { id: obligationId });
    return found?.state === 'open' && found.nextActionAt !== null && found.nextActionAt <= clock.now();
  };
  if (await isPaused(manager)) return;
  const priority = await inTransaction((tx) => isToBeDialled(tx, { obligationId }, clock.now()));
  if (priority === null) return;
  const slotAt = await waitForDialSlot(manager, callsPerSecond, {
    priority,
    wanted: async () => (await stillDue()) && !(await isPaused(manager)) && (await roomForCalls(manager)) > 0,
  });
  if (slotAt === null) return;
  const granted = performance.now();
  const grant = await inTransaction((tx) => grantAttempt(tx, { obligationId, slotAt }, clock.now()));
  if (!grant) return;
  const { attemptId, number } = grant;
  // This process was stopped for so long that the slot is another's, and the attempt may have been given up.
  if (performance.now() - granted > staleGrantMs) return;
  try {
    const callSid = await carrier.placeCall({
      to: number,
      twimlPath: `/twilio/followup/${attemptId}`,
      statusPath: `/twilio/followup-status/${attemptId}`,
    });
    await inTransaction((tx) => recordPlacement(tx, { attemptId, callSid }, clock.now()));
    await endHold(manager);
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    if (error.again) await holdDialling(manager);
    // Outcome unknown: the attempt stays granted, and checkAttempt finds out what became of it.
    const { untouched, again, lasting } = error;
    const end = !untouched ? askSoon : again ? takeBackAttempt : refuseNumber;
    await inTransaction((tx) => end(tx, { attemptId, lasting }, clock.now()));
  }
}

/** Of the carrier's calls to that number at that time: the one that no other attempt was. */
async function unclaimedCall({ dataSource, carrier }: DialDeps, { number, grantedAt }: Attempt) {
  const calls = await carrier.listCallsTo(number, grantedAt, minutesAfter(grantedAt, 10));
  if (calls.length === 0) return undefined;
  const claimed = await dataSource.manager.findBy(Attempt, { callSid: In(calls.map(({ sid }) => sid)) });
  return calls.find(({ sid }) => !claimed.some(({ callSid }) => callSid === sid));
}

/** An attempt of which nothing was heard: the carrier's own record fills in what became of it. */
export async function checkAttempt(deps: DialDeps, { attemptId }: { attemptId: number }): Promise<void> {
  const { dataSource, inTransaction, carrier, clock } = deps;
  const attempt = await dataSource.manager.findOneBy(Attempt, { id: attemptId });
  if (!attempt || attempt.endedAt) return;
  const call = attempt.callSid
    ? await carrier
        .fetchCall(attempt.callSid)
        .then((found) => found && { sid: attempt.callSid as string, ...found })
    : await unclaimedCall(deps, attempt);
  if (!call) {
    await inTransaction((tx) => giveUpAttempt(tx, { attemptId }, clock.now()));
    return;
  }
  await inTransaction(async (tx) => {
    const { sid: callSid, status, durationSeconds } = call;
    await recordAttemptStatus(tx, { attemptId, callSid, status, durationSeconds }, clock.now());
    const live = CALL_STATUS_RANK[status as CallStatus] < CALL_STATUS_RANK.completed;
    if (live)
      await tx.update(
        Attempt,
        { id: attemptId, endedAt: IsNull() },
        { checkAt: secondsAfter(clock.now(), CHECK_CALL_SECONDS) },
      );
  });
}
