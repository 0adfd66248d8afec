import { secondsAfter } from '../../domain/time.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { lockDesk, moveDesk } from './desks.ts';

/** A conversation is over for an agent: so many seconds to note what it was about. */
export async function startWrapUp(
  tx: Tx,
  { personId, contactId }: { personId: number; contactId: number },
  now: Date,
): Promise<void> {
  const desk = await lockDesk(tx, personId);
  if (desk?.state !== 'on_call' || desk.contactId !== contactId) return;
  const { wrapUpSeconds } = (await policyInForce(tx)).policy.desk;
  await moveDesk(tx, desk, { state: 'wrap_up', wrapUpUntil: secondsAfter(now, wrapUpSeconds) }, now);
}

/** Wrapping up is done, or its time is over: the agent goes where they said they would, else is free. */
export async function finishWrapUp(tx: Tx, { personId }: { personId: number }, now: Date): Promise<void> {
  const desk = await lockDesk(tx, personId);
  if (desk?.state !== 'wrap_up') return;
  await moveDesk(
    tx,
    desk,
    {
      state: desk.nextState ?? 'available',
      reason: desk.nextState === 'break' ? desk.nextReason : null,
      nextState: null,
      nextReason: null,
      wrapUpUntil: null,
      contactId: null,
      idleSince: now,
    },
    now,
  );
}
