import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import type { BreakReason } from '../../domain/vocabulary.ts';
import { Conference, DeskOffer, LineEntry } from '../../entities/desk.ts';
import { appendEvents } from '../outbox.ts';
import { markLineChanged, type Tx } from '../transaction.ts';
import { lockDesk, moveDesk, touchDesks } from './desks.ts';
import { endCallOut } from './end-call-out.ts';
import { isByHand, lockEntry } from './entries.ts';

/** An agent does not take it: the caller goes back to their place, and the agent away, or on the break they name. */
export async function declineOffer(
  tx: Tx,
  { offerId, personId, reason }: { offerId: number; personId: number; reason?: BreakReason },
  now: Date,
): Promise<void> {
  const offer = await lockOffer(tx, offerId);
  if (offer?.personId !== personId)
    throw new DomainError('not_found', 'There is no such offer to you. Look at your desk again.');
  await refuse(tx, offer, 'declined', now, reason);
}

/** Nobody answered within the time: the same, and the agent is away until they say otherwise. */
export async function timeOutDeskOffer(tx: Tx, { offerId }: { offerId: number }, now: Date): Promise<void> {
  const offer = await lockOffer(tx, offerId);
  if (offer && offer.expiresAt <= now) await refuse(tx, offer, 'timed_out', now);
}

const lockOffer = (tx: Tx, id: number): Promise<DeskOffer | null> =>
  tx.findOne(DeskOffer, { where: { id }, lock: { mode: 'pessimistic_write' } });

export async function refuse(
  tx: Tx,
  offer: DeskOffer,
  how: 'declined' | 'timed_out',
  now: Date,
  reason?: BreakReason,
  by?: number,
): Promise<void> {
  if (offer.state !== 'open') return;
  const { id: offerId, personId, contactId } = offer;
  await tx.update(DeskOffer, { id: offerId }, { state: how, openMark: null, answeredAt: now });
  await appendEvents(
    tx,
    [{ type: 'desk.refused', data: { offerId, personId, how }, contactId, rooms: [CALLS_ROOM] }],
    now,
    how === 'declined' ? { kind: 'person', id: by ?? personId } : undefined,
  );
  const desk = await lockDesk(tx, personId);
  if (desk?.state === 'offered') {
    const state = desk.nextState ?? (reason ? 'break' : 'away');
    await moveDesk(
      tx,
      desk,
      {
        state,
        reason: state === 'break' ? (reason ?? desk.nextReason) : null,
        nextState: null,
        nextReason: null,
      },
      now,
    );
  }
  if (offer.kind === 'consult') await endAsking(tx, contactId);
  else await backInLine(tx, offer.lineEntryId, now);
}

/** To the place they had: the time of their arrival has not changed. Meant for one agent before, for any from now on. */
async function backInLine(tx: Tx, entryId: number, now: Date): Promise<void> {
  const entry = await lockEntry(tx, { id: entryId });
  if (entry?.state !== 'offered') return;
  if (isByHand(entry)) {
    await endCallOut(tx, entry, now);
    return;
  }
  await tx.update(
    LineEntry,
    { id: entryId },
    { state: entry.callSid === null ? 'callback' : 'waiting', personId: null },
  );
  markLineChanged(tx);
}

async function endAsking(tx: Tx, contactId: number): Promise<void> {
  await tx.update(Conference, { contactId }, { consultingId: null });
  await touchDesks(tx, contactId);
}
