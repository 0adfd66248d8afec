import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { retainUntil } from './retention.ts';

export interface KeepConversation {
  contactId: number;
  recordingSid: string;
  /** '' while it goes on. */
  url: string;
  /** How long it is so far; 0 while it goes on. */
  seconds: number;
  /** The carrier's word: in-progress, completed, absent (nothing was recorded). */
  state: string;
}

/**
 * What the carrier tells of a conversation's recording. The same word again, or an older one that comes late,
 * changes nothing: once it is complete it stays so.
 */
export async function keepConversation(tx: Tx, told: KeepConversation, now: Date): Promise<void> {
  const { contactId, recordingSid: sid, url, seconds, state } = told;
  if (state === 'absent') return forget(tx, told, now);
  if (state !== 'in-progress' && state !== 'completed') return;
  const over = state === 'completed';
  const startedAt = over ? new Date(now.getTime() - seconds * 1000) : now;
  await tx.query(
    `INSERT IGNORE INTO recording (sid, kind, state, contactId, url, durationSeconds, at)
     VALUES (?, 'conversation', 'recording', ?, '', 0, ?)`,
    [sid, contactId, startedAt],
  );
  if (!over) return;
  const { policy } = await policyInForce(tx);
  const until = retainUntil('conversation', now, policy);
  await tx.query(
    `UPDATE recording SET state = 'kept', url = ?, durationSeconds = ?, retainUntil = ?,
       nextActionAt = IF(holdAt IS NULL, ?, NULL)
     WHERE sid = ? AND state IN ('recording', 'paused')`,
    [url, seconds, until, until, sid],
  );
  await endPause(tx, contactId, now);
}

/** Nothing was recorded: there is nothing to keep, and nothing to delete. */
async function forget(tx: Tx, { contactId, recordingSid }: KeepConversation, now: Date): Promise<void> {
  await tx.query("DELETE FROM recording WHERE sid = ? AND state IN ('recording', 'paused')", [recordingSid]);
  await endPause(tx, contactId, now);
}

/** A conversation that ends while it is paused ends the pause. */
const endPause = (tx: Tx, contactId: number, now: Date): Promise<unknown> =>
  tx.query(
    `UPDATE recording_pause SET endedAt = ?, ending = 'over', openMark = NULL, nextActionAt = NULL
     WHERE contactId = ? AND openMark = 1`,
    [now, contactId],
  );
