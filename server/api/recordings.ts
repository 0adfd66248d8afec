import { z } from 'zod';
import {
  hearingListSchema,
  holdRecordingSchema,
  recordingChangedSchema,
  recordingListQuery,
  recordingListSchema,
} from '../../domain/contracts/recordings.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { HOLDERS } from '../../services/people/viewer.ts';
import { noteHearing, recordingToHear } from '../../services/recordings/hear-recording.ts';
import { holdRecording } from '../../services/recordings/hold-recording.ts';
import { hearingsOf, listRecordings, recordingView } from '../../services/views/recordings.ts';
import { type Call, route } from '../http/route.ts';
import { recordingSound } from '../recording-sound.ts';

const HEARERS: Role[] = [
  'agent',
  'dispatcher',
  'administrator',
  'headquarters_manager',
  'region_manager',
  'store_supervisor',
  'category_supervisor',
];
const params = z.object({ id: z.coerce.number().int().positive() });
type OfOne = Pick<Call<{ id: number }, unknown, unknown, never>, 'params' | 'wiring' | 'now' | 'write'> & {
  viewer: Parameters<typeof recordingView>[1];
};

export const recordingRoutes = [
  route({
    method: 'get',
    path: '/recordings',
    tag: 'calls',
    summary: 'What was spoken and kept, as far as one may hear it, the latest first',
    roles: HEARERS,
    query: recordingListQuery,
    answer: recordingListSchema,
    handle: ({ viewer, query, wiring }) => listRecordings(wiring.dataSource.manager, viewer, query),
  }),
  route({
    method: 'get',
    path: '/recordings/:id',
    tag: 'calls',
    summary: 'The sound of a recording, or a part of it (Range); every hearing is logged',
    roles: HEARERS,
    params,
    produces: 'audio/mpeg',
    answer: z.string(),
    handle: async ({ viewer, params: { id }, range, now, wiring }) => {
      const recording = await recordingToHear(wiring.dataSource.manager, viewer, id);
      const sound = await recordingSound(recording.url, range, wiring.config.twilio);
      await wiring.inTransaction((tx) => noteHearing(tx, recording, viewer.personId, now));
      wiring.log.info({ recordingId: recording.id, personId: viewer.personId }, 'recording heard');
      return sound;
    },
  }),
  route({
    method: 'get',
    path: '/recordings/:id/hearings',
    tag: 'calls',
    summary: 'Who heard a recording, and when it was put on legal hold; the latest first',
    roles: HEARERS,
    params,
    answer: hearingListSchema,
    handle: async ({ viewer, params: { id }, wiring }) => {
      const { manager } = wiring.dataSource;
      const recording = await recordingView(manager, viewer, id);
      if (!recording) throw new DomainError('not_found', 'There is no such recording here.');
      return hearingsOf(manager, recording);
    },
  }),
  route({
    method: 'post',
    path: '/recordings/:id/hold',
    tag: 'calls',
    summary: 'Legal hold: kept whatever its age, with the reason',
    roles: HOLDERS,
    params,
    body: holdRecordingSchema,
    answer: recordingChangedSchema,
    handle: (call) => hold(call, true, call.body.reason),
  }),
  route({
    method: 'delete',
    path: '/recordings/:id/hold',
    tag: 'calls',
    summary: 'Lifts a legal hold, with the reason: its time counts again',
    roles: HOLDERS,
    params,
    body: holdRecordingSchema,
    answer: recordingChangedSchema,
    handle: (call) => hold(call, false, call.body.reason),
  }),
];

async function hold({ viewer, params: { id }, now, write }: OfOne, held: boolean, reason: string) {
  return write(async (tx) => {
    if (!(await recordingView(tx, viewer, id)))
      throw new DomainError('not_found', 'There is no such recording here.');
    await holdRecording(tx, { recordingId: id, personId: viewer.personId, held, reason }, now);
    const recording = await recordingView(tx, viewer, id);
    if (!recording) throw new Error(`recording ${id} is gone`);
    return { recording };
  });
}
