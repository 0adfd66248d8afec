import type { LineEnding } from '../../domain/vocabulary.ts';
import { AgentDesk, DeskOffer } from '../../entities/desk.ts';
import type { Tx } from '../transaction.ts';
import { lockDesk, moveDesk } from './desks.ts';
import { endEntry, lockEntry } from './entries.ts';
import { startWrapUp } from './wrap-up.ts';

/**
 * Somebody is no longer in the line: hung up, chose something else, or the conversation is over. An offer that was
 * open for them is withdrawn and its agent free again; agents who had them in hand wrap up.
 *
 * @param ending how the stay ended if nobody had answered; a conversation ends as answered
 */
export async function leaveLine(
  tx: Tx,
  { contactId, ending }: { contactId: number; ending: LineEnding },
  now: Date,
): Promise<void> {
  const entry = await lockEntry(tx, { contactId });
  if (entry && entry.state !== 'ended' && entry.state !== 'callback') {
    await withdrawOffers(tx, { lineEntryId: entry.id }, now);
    await endEntry(tx, entry, entry.state === 'connected' ? 'answered' : ending, now);
  }
  const desks = await tx.find(AgentDesk, { where: { contactId, state: 'on_call' } });
  for (const { personId } of desks) await startWrapUp(tx, { personId, contactId }, now);
}

/** Takes back what was put to agents and not answered yet; they are as free as before. */
export async function withdrawOffers(
  tx: Tx,
  which: { lineEntryId: number } | { contactId: number; kind: DeskOffer['kind'] },
  now: Date,
): Promise<void> {
  const open = await tx.find(DeskOffer, {
    where: { ...which, state: 'open' },
    lock: { mode: 'pessimistic_write' },
  });
  for (const offer of open) {
    await tx.update(DeskOffer, { id: offer.id }, { state: 'withdrawn', openMark: null, answeredAt: now });
    const desk = await lockDesk(tx, offer.personId);
    if (desk?.state === 'offered') await moveDesk(tx, desk, afterOffer(desk), now);
  }
}

/** Where an agent goes to whose offer came to nothing through no doing of theirs. */
export const afterOffer = ({ nextState, nextReason }: AgentDesk) => ({
  state: nextState ?? ('available' as const),
  reason: nextState === 'break' ? nextReason : null,
  nextState: null,
  nextReason: null,
});
