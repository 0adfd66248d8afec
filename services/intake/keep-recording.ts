import type { Tx } from '../transaction.ts';

/** What the carrier says of a recording. */
export interface Recorded {
  sid: string;
  url: string;
  seconds: number;
}

/** Keeps what was left spoken; the same recording again changes nothing. */
export async function keepRecording(
  tx: Tx,
  recording: Recorded,
  about: { contactId: number; ticketId: number | null },
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT IGNORE INTO recording (sid, contactId, ticketId, url, durationSeconds, at) VALUES (?, ?, ?, ?, ?, ?)`,
    [recording.sid, about.contactId, about.ticketId, recording.url, recording.seconds, now],
  );
}
