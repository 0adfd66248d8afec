import { secondsAfter } from '../../domain/time.ts';
import { Attempt } from '../../entities/followup.ts';
import { endEntry } from '../line/entries.ts';
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
 * customer; else it is over for all. Nobody counts as cut off.
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
  const { callSid: customerSid } = entry;
  if (customerSid) await endEntry(tx, entry, 'answered', now);
  const attempt = customerSid ? null : await tx.findOneBy(Attempt, { contactId });
  const theirs = customerSid ?? attempt?.callSid;
  return ({ carrier }) =>
    tell(async () => {
      // The conference is over with the customer in it, and with it everybody's call.
      if (theirs) await carrier.endCall(theirs);
      if (!customer) for (const callSid of ours) await carrier.endCall(callSid);
    });
}
