import type { RecordingKind } from '../../domain/vocabulary.ts';
import { policyInForce } from '../policy.ts';
import { retainUntil } from '../recordings/retention.ts';
import type { Tx } from '../transaction.ts';

/** What the carrier says of a recording. */
export interface Recorded {
  sid: string;
  url: string;
  seconds: number;
}

/** Keeps what was left spoken; the same recording again changes nothing. @returns its id */
export async function keepRecording(
  tx: Tx,
  recording: Recorded,
  about: { kind: Exclude<RecordingKind, 'conversation'>; contactId: number; ticketId: number | null },
  now: Date,
): Promise<number> {
  const { policy } = await policyInForce(tx);
  const until = retainUntil(about.kind, now, policy);
  // Told of a row that was there already, the database still answers with its id.
  const { insertId } = await tx.query(
    `INSERT INTO recording (sid, kind, contactId, ticketId, url, durationSeconds, at, retainUntil, nextActionAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)`,
    [
      recording.sid,
      about.kind,
      about.contactId,
      about.ticketId,
      recording.url,
      recording.seconds,
      now,
      until,
      until,
    ],
  );
  return insertId;
}
