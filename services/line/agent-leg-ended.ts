import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { Conference, LineEntry } from '../../entities/desk.ts';
import { appendEvents } from '../outbox.ts';
import { markLineChanged, type Tx } from '../transaction.ts';
import { lockDesk, moveDesk } from './desks.ts';
import { endEntry, isByHand, lockEntry } from './entries.ts';
import { startWrapUp } from './wrap-up.ts';

/**
 * An agent's own call is over. When we ended it (hung up, handed over, taken over) or the customer is gone, the agent
 * wraps up. When nobody did, and the customer is left alone in the conference, a browser or a line has died: the
 * customer goes back to the place they had (whom a person called from the worklist is told that we call again), and the
 * agent counts as away.
 *
 * @returns whether the customer is to be led away from it (their call, to be moved once this is committed)
 */
export async function agentLegEnded(
  tx: Tx,
  { contactId, personId, callSid }: { contactId: number; personId: number; callSid: string },
  now: Date,
): Promise<{ requeued: boolean; customerSid: string | null }> {
  const entry = await lockEntry(tx, { contactId });
  const alone = entry?.state === 'connected' && (await isAlone(tx, entry, callSid));
  if (!entry || !alone) {
    await startWrapUp(tx, { personId, contactId }, now);
    return { requeued: false, customerSid: null };
  }
  await putBack(tx, entry, { personId, callSid }, now);
  const desk = await lockDesk(tx, personId);
  if (desk?.contactId === contactId)
    await moveDesk(tx, desk, { state: 'away', contactId: null, idleSince: now }, now);
  return { requeued: true, customerSid: entry.callSid };
}

/**
 * Somebody who is none of our agents has left the conference (a guest to whom the caller was handed over), or is found
 * to be gone from it: a customer who is alone now goes back to the place they had.
 */
export async function leftAlone(
  tx: Tx,
  { contactId, callSid }: { contactId: number; callSid: string },
  now: Date,
): Promise<{ requeued: boolean; customerSid: string | null }> {
  const entry = await lockEntry(tx, { contactId });
  if (entry?.state !== 'connected' || !entry.callSid || !(await isAlone(tx, entry, callSid)))
    return { requeued: false, customerSid: null };
  await putBack(tx, entry, { personId: entry.personId ?? 0, callSid }, now);
  return { requeued: true, customerSid: entry.callSid };
}

/**
 * To the place they had; whoever was being asked is asked no more. Whom a person called from the worklist had none, and
 * is not made to wait: they are told that we call again.
 */
export async function putBack(
  tx: Tx,
  entry: LineEntry,
  { personId, callSid }: { personId: number; callSid: string },
  now: Date,
): Promise<void> {
  const { id, contactId } = entry;
  if (isByHand(entry)) await endEntry(tx, entry, 'called_out', now);
  else await tx.update(LineEntry, { id }, { state: 'waiting', enteredAt: now, personId: null });
  await tx.update(Conference, { contactId }, { held: false, consultingId: null });
  markLineChanged(tx);
  await appendEvents(
    tx,
    [
      {
        type: 'call.dropped',
        data: { personId, toLine: !isByHand(entry) },
        contactId,
        cause: callSid,
        rooms: [CALLS_ROOM],
      },
    ],
    now,
  );
}

/** Nobody is left who speaks with the customer, and nobody of ours meant that. */
async function isAlone(tx: Tx, entry: LineEntry, agentSid: string): Promise<boolean> {
  const [customer] = await tx.query('SELECT status FROM phone_call WHERE sid = ?', [entry.callSid]);
  if (!customer || CALL_STATUS_RANK[customer.status as CallStatus] >= CALL_STATUS_RANK.completed)
    return false;
  const members: {
    callSid: string;
    party: string;
    mode: string | null;
    leftAt: Date | null;
    released: 0 | 1;
  }[] = await tx.query(
    'SELECT callSid, party, mode, leftAt, released FROM conference_member WHERE contactId = ?',
    [entry.contactId],
  );
  if (members.some((member) => member.callSid === agentSid && member.released)) return false;
  // Whoever is only being asked does not speak with the customer, who is on hold.
  const conference = await tx.findOneBy(Conference, { contactId: entry.contactId });
  const asking = conference !== null && conference.consultingId !== null;
  return !members.some(
    ({ callSid, party, mode, leftAt }) =>
      callSid !== agentSid &&
      leftAt === null &&
      party !== 'customer' &&
      !(asking && (party === 'guest' || party === 'outlet')) &&
      (party !== 'supervisor' || mode === 'barge'),
  );
}
