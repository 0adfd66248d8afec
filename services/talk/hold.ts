import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { Conference } from '../../entities/desk.ts';
import { touchDesks } from '../line/desks.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import type { TalkDeps } from './deps.ts';
import { type After, callInHand, customerOf, liveConference, tell } from './in-hand.ts';

/**
 * The customer hears music and nobody, or is back.
 *
 * @throws DomainError wrong_state
 */
export async function holdCall(
  tx: Tx,
  { personId, held }: { personId: number; held: boolean },
  now: Date,
): Promise<After> {
  const call = await callInHand(tx, personId);
  const { callSid } = customerOf(call);
  const { contactId, conference } = call;
  if (conference.consultingId !== null)
    throw new DomainError('wrong_state', 'A colleague is being asked. End the consultation first.');
  await noteHeld(tx, { contactId, personId, held }, now);
  return (deps) => tellHeld(deps, { contactId, callSid, held });
}

export async function noteHeld(
  tx: Tx,
  { contactId, personId, held }: { contactId: number; personId: number; held: boolean },
  now: Date,
): Promise<void> {
  const { affected } = await tx.update(Conference, { contactId, held: !held }, { held });
  if (affected !== 1) return;
  await appendEvents(tx, [{ type: 'call.held', data: { held }, contactId, rooms: [CALLS_ROOM] }], now, {
    kind: 'person',
    id: personId,
  });
  await touchDesks(tx, contactId);
}

/** @throws DomainError unavailable; it then counts as it was */
export const tellHeld = (
  deps: TalkDeps,
  { contactId, callSid, held }: { contactId: number; callSid: string; held: boolean },
): Promise<void> =>
  tell(
    async () => deps.carrier.changeMember(await liveConference(deps, contactId), callSid, { held }),
    () =>
      deps.inTransaction(async (tx) => {
        await tx.update(Conference, { contactId, held }, { held: !held });
        await touchDesks(tx, contactId);
      }),
  );
