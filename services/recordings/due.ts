import type { EntityManager } from 'typeorm';
import type { JobOf } from '../../domain/contracts/jobs.ts';
import { deleteDue, type RecordingDeps } from './delete-due.ts';
import { type ResumeDeps, resumeForgotten } from './resume-forgotten.ts';

/** Recordings whose time is over, and pauses that were forgotten. */
export const dueRecordings = (manager: EntityManager, now: Date): Promise<JobOf<'recordings'>[]> =>
  manager.query(
    `(SELECT CONCAT('pause-', id) AS subject FROM recording_pause WHERE openMark = 1 AND nextActionAt <= ? LIMIT 100)
     UNION ALL
     (SELECT CONCAT('delete-', id) FROM recording WHERE nextActionAt <= ? ORDER BY nextActionAt LIMIT 200)`,
    [now, now],
  );

/** What a job of the queue `recordings` does. */
export function lookAfterRecording(
  deps: RecordingDeps & ResumeDeps,
  { subject }: JobOf<'recordings'>,
): Promise<void> {
  const [what, id] = subject.split('-');
  return what === 'pause'
    ? resumeForgotten(deps, { pauseId: Number(id) })
    : deleteDue(deps, { recordingId: Number(id) });
}
