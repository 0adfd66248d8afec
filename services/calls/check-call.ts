import { minutesAfter } from '../../domain/time.ts';
import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { Call } from '../../entities/call.ts';
import { recordCallStatus } from '../intake/record-call-status.ts';
import type { Carrier, Clock } from '../ports.ts';
import type { InTransaction } from '../transaction.ts';

const CHECK_AGAIN_MINUTES = 5;

/**
 * H2: a call of which nothing was heard for a while. Its last word may have been lost, so the carrier is asked;
 * a call it does not know is taken as ended.
 */
export async function checkCall(
  deps: { inTransaction: InTransaction; carrier: Carrier; clock: Clock },
  { callSid }: { callSid: string },
): Promise<void> {
  const found = (await deps.carrier.fetchCall(callSid)) ?? { status: 'completed', durationSeconds: null };
  const now = deps.clock.now();
  await deps.inTransaction(async (tx) => {
    await recordCallStatus(
      tx,
      { callSid, status: found.status as CallStatus, durationSeconds: found.durationSeconds },
      now,
    );
    const live = (CALL_STATUS_RANK[found.status as CallStatus] ?? 0) < CALL_STATUS_RANK.completed;
    if (live) await tx.update(Call, { sid: callSid }, { checkAt: minutesAfter(now, CHECK_AGAIN_MINUTES) });
  });
}
