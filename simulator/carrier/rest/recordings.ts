import { type Request, type Response, Router } from 'express';
import type { Carrier } from '../carrier.ts';
import { RestError } from '../errors.ts';
import { record } from '../recorder.ts';
import { silentMp3, toneWav } from '../sound.ts';
import type { Recording } from '../types.ts';
import { callbackOf, findCall, recordingEvents, rfc2822 } from './calls.ts';
import { findConference } from './conferences.ts';
import { page, pagingParameters, withinTimes } from './paging.ts';
import { form, type Parameters, query } from './parameters.ts';

const times = ['DateCreated', 'DateCreated<', 'DateCreated>'];
const createParameters = [
  ...['RecordingStatusCallback', 'RecordingStatusCallbackMethod', 'RecordingStatusCallbackEvent'],
  ...['RecordingChannels', 'RecordingTrack', 'Trim'],
];
/** In the place of a SID: the recording that goes on. */
const CURRENT = 'Twilio.CURRENT';

/** Recordings of the account, of a call or of a conference: list, fetch, start, pause, stop, delete, and the sound. */
export function recordingsResource(carrier: Carrier): Router {
  const router = Router();
  const accounts: Place = { path: '/Recordings', of: () => [...carrier.recordings.values()] };
  const calls: Place = {
    path: '/Calls/:sid/Recordings',
    of: (request) => {
      const { sid } = findCall(carrier, request);
      return [...carrier.recordings.values()].filter(({ callSid }) => callSid === sid);
    },
  };
  const conferences: Place = {
    path: '/Conferences/:conference/Recordings',
    of: (request) => {
      const { sid } = findConference(carrier, request);
      return [...carrier.recordings.values()].filter(({ conferenceSid }) => conferenceSid === sid);
    },
  };

  for (const place of [calls, conferences]) {
    listRoute(router, carrier, place, times);
    fetchRoutes(router, carrier, place);
    router.post(`${place.path}/:recording.json`, (request, response) => {
      const recording = find(place, request);
      response.json({ ...presentRecording(recording, carrier), status: update(carrier, recording, request) });
    });
  }
  router.post('/Calls/:sid/Recordings.json', (request, response) => {
    response.status(201).json(presentRecording(start(carrier, request), carrier));
  });
  listRoute(router, carrier, accounts, ['CallSid', 'ConferenceSid', 'IncludeSoftDeleted', ...times]);
  // The sound first: a path with .mp3 also fits the one without.
  soundRoutes(router, carrier);
  fetchRoutes(router, carrier, accounts);
  return router;
}

/** Where recordings are found, oldest first. */
interface Place {
  path: string;
  of(request: Request): Recording[];
}

function find(place: Place, request: Request): Recording {
  const { recording: sid } = request.params;
  const recordings = place.of(request);
  const found =
    sid === CURRENT && place.path !== '/Recordings'
      ? recordings.findLast(({ status }) => status !== 'completed')
      : recordings.find((recording) => recording.sid === sid);
  if (!found) throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
  return found;
}

function listRoute(router: Router, carrier: Carrier, place: Place, filters: string[]): void {
  router.get(`${place.path}.json`, (request, response) => {
    const parameters = query(request, [...filters, ...pagingParameters]);
    const [call, conference] = filters.includes('CallSid')
      ? [parameters.text('CallSid'), parameters.text('ConferenceSid')]
      : [];
    const found = place
      .of(request)
      .reverse()
      .filter(
        (recording) =>
          (call === undefined || recording.callSid === call) &&
          (conference === undefined || recording.conferenceSid === conference) &&
          withinTimes(parameters, 'DateCreated', new Date(recording.startedAt)),
      );
    const present = (recording: Recording) => presentRecording(recording, carrier);
    response.json(page(request, parameters, 'recordings', found, present));
  });
}

function fetchRoutes(router: Router, carrier: Carrier, place: Place): void {
  router.get(`${place.path}/:recording.json`, (request, response) => {
    response.json(presentRecording(find(place, request), carrier));
  });
  router.delete([`${place.path}/:recording.json`, `${place.path}/:recording`], (request, response) => {
    const recording = find(place, request);
    if (recording.status !== 'completed') throw new RestError(409, 20409, 'The recording is in progress');
    carrier.recordings.delete(recording.sid);
    response.status(204).end();
  });
}

function soundRoutes(router: Router, carrier: Carrier): void {
  const finished = (request: Request): Recording => {
    const recording = carrier.recordings.get(String(request.params.recording));
    if (recording?.status === 'completed') return recording;
    throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
  };
  router.get('/Recordings/:recording.mp3', (request, response) => {
    response.type('audio/mpeg').send(silentMp3(finished(request).seconds));
  });
  const wav = (request: Request, response: Response) => {
    response.type('audio/x-wav').send(toneWav(finished(request).seconds));
  };
  router.get('/Recordings/:recording.wav', wav);
  router.get(/^\/Recordings\/(?<recording>[^/.]+)$/, wav);
}

/** Starts to record a call; one that is recorded so already goes on as it is. */
function start(carrier: Carrier, request: Request): Recording {
  const call = findCall(carrier, request);
  const parameters = form(request, createParameters);
  const callback = callbackOf(parameters, 'RecordingStatusCallback', recordingEvents);
  const channels = parameters.oneOf('RecordingChannels', ['mono', 'dual'], 20001) === 'dual' ? 2 : 1;
  const track = parameters.oneOf('RecordingTrack', ['inbound', 'outbound', 'both'], 20001) ?? 'both';
  parameters.oneOf('Trim', ['trim-silence', 'do-not-trim'], 20001);
  if (call.status !== 'in-progress') {
    throw new RestError(400, 21220, 'Requested resource is not eligible for recording');
  }
  for (const { recording, over } of call.recorders) {
    if (recording.source === 'StartCallRecordingAPI' && !over) return recording;
  }
  return record(carrier, call, { source: 'StartCallRecordingAPI', channels, track, callback }).recording;
}

/** Pauses, goes on or stops; gives the status that the answer shows. */
function update(carrier: Carrier, recording: Recording, request: Request): string {
  const parameters: Parameters = form(request, ['Status', 'PauseBehavior']);
  const status = parameters.oneOf('Status', ['paused', 'in-progress', 'stopped'], 20001);
  const behavior = parameters.oneOf('PauseBehavior', ['skip', 'silence'], 20001) ?? 'silence';
  if (!status) throw new RestError(400, 20001, 'Status is required');
  const recorder = carrier.recorders.get(recording.sid);
  if (!recorder) throw new RestError(400, 21220, 'The recording is not in progress');
  if (status === 'paused') recorder.pause(behavior);
  else if (status === 'in-progress') recorder.resume();
  else recorder.stop();
  return status;
}

function presentRecording(recording: Recording, carrier: Carrier): object {
  const done = recording.status === 'completed';
  return {
    sid: recording.sid,
    account_sid: carrier.options.accountSid,
    api_version: '2010-04-01',
    call_sid: recording.callSid,
    channels: recording.channels,
    conference_sid: recording.conferenceSid,
    date_created: rfc2822(new Date(recording.startedAt)),
    date_updated: rfc2822(new Date(recording.updatedAt)),
    duration: done ? String(recording.seconds) : null,
    encryption_details: null,
    error_code: null,
    media_url: carrier.recordingUrl(recording),
    price: null,
    price_unit: 'USD',
    source: recording.source,
    start_time: rfc2822(new Date(recording.startedAt)),
    status: recording.status,
    subresource_uris: {},
    track: recording.track,
    uri: `${carrier.accountPath}/Recordings/${recording.sid}.json`,
  };
}
