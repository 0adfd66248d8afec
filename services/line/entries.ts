import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import type { LineEnding } from '../../domain/vocabulary.ts';
import { LineEntry } from '../../entities/desk.ts';
import { appendEvents } from '../outbox.ts';
import { markLineChanged, type Tx } from '../transaction.ts';

export const lockEntry = (
  tx: Tx,
  by: { id: number } | { contactId: number } | { obligationId: number },
): Promise<LineEntry | null> => tx.findOne(LineEntry, { where: by, lock: { mode: 'pessimistic_write' } });

/** Whether a person calls from the worklist: nobody waited in this place (services/followup/dial-by-hand.ts). */
export const isByHand = ({ ending }: Pick<LineEntry, 'ending'>): boolean => ending === 'called_out';

/** Ends somebody's stay in the line, once. */
export async function endEntry(tx: Tx, entry: LineEntry, ending: LineEnding, now: Date): Promise<void> {
  if (entry.state === 'ended') return;
  await tx.update(
    LineEntry,
    { id: entry.id },
    { state: 'ended', ending: entry.ending ?? ending, endedAt: now, notBefore: null },
  );
  markLineChanged(tx);
  await appendEvents(
    tx,
    [
      {
        type: 'line.left',
        data: { lineEntryId: entry.id, ending },
        contactId: entry.contactId,
        rule: 'H2',
        rooms: [CALLS_ROOM],
      },
    ],
    now,
  );
}
