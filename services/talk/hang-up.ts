import { secondsAfter } from '../../domain/time.ts';
import { Conference, ConferenceMember } from '../../entities/desk.ts';
import { Attempt } from '../../entities/followup.ts';
import { putBack } from '../line/agent-leg-ended.ts';
import { withdrawOffers } from '../line/leave-line.ts';
import { startWrapUp } from '../line/wrap-up.ts';
import type { Tx } from '../transaction.ts';
import { handOn, unhold } from './agent-gone.ts';
import { type After, callInHand, tell } from './in-hand.ts';
import { lookSoon, release } from './members.ts';

/** Seconds for the ends of the calls to be told, before the carrier is asked. */
const LOOK_AFTER_SECONDS = 5;

/**
 * An agent ends the conversation. While a colleague is on the line they only leave it, and the colleague has the
 * customer; else it is over for all, and where the carrier does not follow the look at the conference ends it. Nobody
 * counts as cut off. A customer who has not come in yet has spoken with nobody: they go back to the place they had.
 *
 * @throws DomainError wrong_state
 */
export async function hangUp(tx: Tx, { personId }: { personId: number }, now: Date): Promise<After> {
  const { contactId, entry, me, customer, colleagues, guests } = await callInHand(tx, personId);
  await withdrawOffers(tx, { contactId, kind: 'consult' }, now);
  await startWrapUp(tx, { personId, contactId }, now);
  await lookSoon(tx, contactId, secondsAfter(now, LOOK_AFTER_SECONDS));
  const [colleague] = colleagues;
  if (colleague) {
    await release(tx, contactId, [me.callSid]);
    const next = await handOn(tx, { contactId, from: personId, to: colleague.personId as number });
    return (deps) =>
      tell(async () => {
        if (next.unhold) await unhold(deps, contactId, next.unhold);
        await deps.carrier.endCall(me.callSid);
      });
  }
  const ours = [me, ...guests].map(({ callSid }) => callSid);
  await release(tx, contactId, ours);
  const endAll =
    (...callSids: string[]): After =>
    ({ carrier }) =>
      tell(async () => {
        for (const callSid of callSids) await carrier.endCall(callSid);
      });
  const { callSid: customerSid } = entry;
  if (!customerSid) {
    const attempt = await tx.findOneBy(Attempt, { contactId });
    return endAll(...(attempt?.callSid ? [attempt.callSid] : []), ...ours);
  }
  const seat = await tx.findOneBy(ConferenceMember, { contactId, callSid: customerSid });
  if (!seat || (seat.leftAt && seat.joinedAt < me.joinedAt)) {
    await putBack(tx, entry, { personId, callSid: me.callSid }, now);
    return endAll(...ours);
  }
  await tx.update(Conference, { contactId }, { overAt: now });
  // The conference is over with the customer in it, and with it everybody's call.
  return customer ? endAll(customerSid) : endAll(customerSid, ...ours);
}
