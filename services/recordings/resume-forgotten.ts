import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { minutesAfter } from '../../domain/time.ts';
import { conferenceName } from '../line/accept-offer.ts';
import { touchDesks } from '../line/desks.ts';
import { appendEvents } from '../outbox.ts';
import type { Carrier, Clock } from '../ports.ts';
import { CURRENT_RECORDING } from '../talk/wrap-up.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { noteResume } from './note-pause.ts';

export interface ResumeDeps {
  inTransaction: InTransaction;
  clock: Clock;
  carrier: Pick<Carrier, 'changeRecording' | 'findConference'>;
}

/** Minutes until the carrier is asked again, should it not answer. */
const AGAIN = 0.25;

interface Forgotten {
  contactId: number;
  conferenceSid: string | null;
  recordingSid: string | null;
  live: number;
}

/**
 * Goes on recording after a pause that nobody ended in time. Of a conversation that is over only the pause is
 * ended.
 *
 * @throws the carrier's error, after the next try was noted
 */
export async function resumeForgotten(deps: ResumeDeps, { pauseId }: { pauseId: number }): Promise<void> {
  const { inTransaction, clock, carrier } = deps;
  const found = await inTransaction((tx) => claim(tx, pauseId, clock.now()));
  if (!found) return;
  const { contactId, conferenceSid, recordingSid, live } = found;
  const sid = live ? (conferenceSid ?? (await carrier.findConference(conferenceName(contactId)))) : null;
  if (sid) await carrier.changeRecording(sid, recordingSid ?? CURRENT_RECORDING, 'on');
  await inTransaction((tx) => resumed(tx, contactId, sid !== null, clock.now()));
}

async function claim(tx: Tx, pauseId: number, now: Date): Promise<Forgotten | null> {
  const [row] = await tx.query(
    `SELECT p.contactId, c.sid AS conferenceSid, c.recordingSid, COALESCE(c.live, 0) AS live
     FROM recording_pause p LEFT JOIN conference c ON c.contactId = p.contactId
     WHERE p.id = ? AND p.openMark = 1 AND p.nextActionAt <= ?`,
    [pauseId, now],
  );
  if (!row) return null;
  await tx.query('UPDATE recording_pause SET nextActionAt = ? WHERE id = ?', [
    minutesAfter(now, AGAIN),
    pauseId,
  ]);
  return row;
}

async function resumed(tx: Tx, contactId: number, goesOn: boolean, now: Date): Promise<void> {
  const was = await noteResume(tx, { contactId, ending: goesOn ? 'forgotten' : 'over' }, now);
  if (!was || !goesOn) return;
  await tx.query("UPDATE conference SET recording = 'on' WHERE contactId = ? AND recording = 'paused'", [
    contactId,
  ]);
  await touchDesks(tx, contactId);
  await appendEvents(
    tx,
    [{ type: 'call.recording', data: { state: 'on' }, contactId, rooms: [CALLS_ROOM] }],
    now,
  );
}
