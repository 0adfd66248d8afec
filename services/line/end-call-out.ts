import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import type { LineEntry } from '../../entities/desk.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import { endEntry } from './entries.ts';

/** A person's call from the worklist is over, or was never made: it is theirs to say what came of it, or to call again. */
export async function endCallOut(tx: Tx, entry: LineEntry, now: Date): Promise<void> {
  const { contactId, obligationId } = entry;
  await endEntry(tx, entry, 'called_out', now);
  await tx.query("UPDATE obligation SET state = 'open' WHERE id = ? AND state = 'dialling'", [obligationId]);
  const { affectedRows } = await tx.query(
    "UPDATE contact SET endedAt = ?, disposition = 'not_answered' WHERE id = ? AND endedAt IS NULL",
    [now, contactId],
  );
  if (affectedRows === 1)
    await appendEvents(
      tx,
      [
        {
          type: 'contact.ended',
          data: { disposition: 'not_answered' },
          contactId,
          rooms: [CALLS_ROOM],
        },
      ],
      now,
    );
}

/** What was asked in a call that is over, and not settled, is its person's to speak of. */
export async function freeAsked(tx: Tx, attemptId: number): Promise<void> {
  await tx.query(
    `UPDATE obligation b JOIN attempt_obligation x ON x.obligationId = b.id SET b.state = 'open'
     WHERE x.attemptId = ? AND b.state = 'dialling'`,
    [attemptId],
  );
}
