import { minutesAfter } from '../../domain/time.ts';
import type { PauseEnding } from '../../domain/vocabulary.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';

/**
 * The carrier has paused the recording of a conversation, because payment or identity data is spoken: from when,
 * and by whom. A second pause while one lasts changes nothing.
 *
 * @returns when recording goes on by itself, should nobody think of it
 */
export async function notePause(
  tx: Tx,
  { contactId, personId }: { contactId: number; personId: number | null },
  now: Date,
): Promise<{ until: Date }> {
  const { policy } = await policyInForce(tx);
  const until = minutesAfter(now, policy.recordings.pauseMinutes);
  await tx.query(
    `INSERT IGNORE INTO recording_pause (contactId, personId, startedAt, openMark, nextActionAt)
     VALUES (?, ?, ?, 1, ?)`,
    [contactId, personId, now, until],
  );
  await tx.query(
    "UPDATE recording SET state = 'paused' WHERE contactId = ? AND kind = 'conversation' AND state = 'recording'",
    [contactId],
  );
  return { until };
}

/** Recording goes on. @returns whether it was paused */
export async function noteResume(
  tx: Tx,
  { contactId, ending }: { contactId: number; ending: PauseEnding },
  now: Date,
): Promise<boolean> {
  const { affectedRows } = await tx.query(
    `UPDATE recording_pause SET endedAt = ?, ending = ?, openMark = NULL, nextActionAt = NULL
     WHERE contactId = ? AND openMark = 1`,
    [now, ending, contactId],
  );
  await tx.query("UPDATE recording SET state = 'recording' WHERE contactId = ? AND state = 'paused'", [
    contactId,
  ]);
  return affectedRows === 1;
}
