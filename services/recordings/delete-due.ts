import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import { minutesAfter } from '../../domain/time.ts';
import { appendEvents } from '../outbox.ts';
import type { Carrier, Clock } from '../ports.ts';
import type { InTransaction, Tx } from '../transaction.ts';

export interface RecordingDeps {
  inTransaction: InTransaction;
  clock: Clock;
  carrier: Pick<Carrier, 'deleteRecording'>;
}

/** Minutes to the next try after each one that failed; the last for all later ones. */
const BACKOFF = [2, 10, 60, 360, 1440];

/**
 * Deletes a recording at the carrier once its time is over. It counts as deleted on the carrier's word alone; until
 * then it is tried again, later each time. One on legal hold is left alone.
 *
 * @throws the carrier's error, after the next try was noted
 */
export async function deleteDue(
  deps: RecordingDeps,
  { recordingId }: { recordingId: number },
): Promise<void> {
  const { inTransaction, clock, carrier } = deps;
  const sid = await inTransaction((tx) => claim(tx, recordingId, clock.now()));
  if (sid === null) return;
  try {
    await carrier.deleteRecording(sid);
  } catch (error) {
    await inTransaction((tx) =>
      tx.query("UPDATE recording SET state = 'kept' WHERE id = ? AND state = 'deleting'", [recordingId]),
    );
    throw error;
  }
  await inTransaction((tx) => noteDeleted(tx, recordingId, clock.now()));
}

/** Whoever crashes after this has the next one ask again: deleting twice does no harm. */
async function claim(tx: Tx, id: number, now: Date): Promise<string | null> {
  const [row] = await tx.query(
    `SELECT sid, tries FROM recording WHERE id = ? AND state IN ('kept', 'deleting') AND holdAt IS NULL
     AND retainUntil <= ? AND nextActionAt <= ? FOR UPDATE`,
    [id, now, now],
  );
  if (!row) return null;
  const wait = BACKOFF[Math.min(row.tries, BACKOFF.length - 1)] as number;
  await tx.query(
    "UPDATE recording SET state = 'deleting', tries = tries + 1, nextActionAt = ? WHERE id = ?",
    [minutesAfter(now, wait), id],
  );
  return row.sid;
}

async function noteDeleted(tx: Tx, id: number, now: Date): Promise<void> {
  const [row] = await tx.query('SELECT contactId FROM recording WHERE id = ?', [id]);
  const { affectedRows } = await tx.query(
    `UPDATE recording SET state = 'deleted', deletedAt = ?, url = '', transcript = NULL, nextActionAt = NULL
     WHERE id = ? AND state <> 'deleted'`,
    [now, id],
  );
  if (affectedRows !== 1) return;
  await appendEvents(
    tx,
    [
      {
        type: 'recording.deleted',
        data: { recordingId: id },
        contactId: row.contactId,
        rooms: [PROVINCE_ROOM],
      },
    ],
    now,
  );
}
