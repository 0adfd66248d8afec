import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

export interface HoldRecording {
  recordingId: number;
  personId: number;
  held: boolean;
  reason: string;
}

/**
 * Puts a recording on legal hold, so that it outlives its time, or lifts the hold: then its time counts again.
 *
 * @throws DomainError not_found, expired when it is deleted, wrong_state when it stands so already or is being
 * deleted in this moment
 */
export async function holdRecording(
  tx: Tx,
  { recordingId, personId, held, reason }: HoldRecording,
  now: Date,
): Promise<void> {
  const [row] = await tx.query('SELECT state, contactId, holdAt FROM recording WHERE id = ? FOR UPDATE', [
    recordingId,
  ]);
  if (!row) throw new DomainError('not_found', 'There is no such recording.');
  if (row.state === 'deleted') throw new DomainError('expired', 'It is deleted already.');
  if (row.state === 'deleting')
    throw new DomainError('wrong_state', 'The carrier is deleting it just now. See again in a minute.');
  if (held === (row.holdAt !== null))
    throw new DomainError('wrong_state', held ? 'It is on hold already.' : 'It is not on hold.');
  await tx.query(
    held
      ? 'UPDATE recording SET holdReason = ?, holdBy = ?, holdAt = ?, nextActionAt = NULL WHERE id = ?'
      : 'UPDATE recording SET holdReason = NULL, holdBy = NULL, holdAt = NULL, nextActionAt = retainUntil WHERE id = ?',
    held ? [reason, personId, now, recordingId] : [recordingId],
  );
  await appendEvents(
    tx,
    [
      {
        type: 'recording.held',
        data: { recordingId, held, reason },
        contactId: row.contactId,
        rooms: [PROVINCE_ROOM],
      },
    ],
    now,
    { kind: 'person', id: personId },
  );
}
