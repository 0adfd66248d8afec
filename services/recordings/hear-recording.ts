import { DomainError } from '../../domain/errors.ts';
import { minutesAfter } from '../../domain/time.ts';
import type { Recording } from '../../entities/call.ts';
import { RecordingHearing } from '../../entities/call.ts';
import { appendEvents } from '../outbox.ts';
import type { Viewer } from '../people/viewer.ts';
import { roomsOfTicketId } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { hearable } from './hearable.ts';

/** Seeking, and listening once more, within its length and these minutes are the same hearing. */
const SAME_HEARING_MINUTES = 10;

/** @throws DomainError not_found for one that the viewer may not hear, wrong_state while there is nothing to hear */
export async function recordingToHear(tx: Tx, viewer: Viewer, id: number): Promise<Recording> {
  const { sql, params } = hearable(viewer);
  const [recording]: Recording[] = await tx.query(`SELECT r.* FROM recording r WHERE r.id = ? AND ${sql}`, [
    id,
    ...params,
  ]);
  if (!recording) throw new DomainError('not_found', 'There is no such recording here.');
  if (recording.state === 'recording' || recording.state === 'paused')
    throw new DomainError('wrong_state', 'It is still being recorded. Listen when the call is over.');
  if (recording.state === 'deleted')
    throw new DomainError('expired', 'It was deleted when its time was over.');
  return recording;
}

/** Every hearing leaves a row and an event: who heard what, and when. */
export async function noteHearing(
  tx: Tx,
  recording: Pick<Recording, 'id' | 'contactId' | 'ticketId' | 'durationSeconds'>,
  personId: number,
  now: Date,
): Promise<void> {
  const { id: recordingId, contactId, ticketId, durationSeconds } = recording;
  const since = minutesAfter(now, -(SAME_HEARING_MINUTES + durationSeconds / 60));
  // Held, so that the many requests of one player are one hearing.
  await tx.query('SELECT id FROM recording WHERE id = ? FOR UPDATE', [recordingId]);
  const [same] = await tx.query(
    'SELECT 1 FROM recording_hearing WHERE recordingId = ? AND personId = ? AND at > ? LIMIT 1',
    [recordingId, personId, since],
  );
  if (same) return;
  await tx.insert(RecordingHearing, { recordingId, personId, at: now });
  await appendEvents(
    tx,
    [
      {
        type: 'recording.heard',
        data: { recordingId },
        contactId,
        ticketId: ticketId ?? undefined,
        rooms: ticketId ? await roomsOfTicketId(tx, ticketId) : [],
      },
    ],
    now,
    { kind: 'person', id: personId },
  );
}
