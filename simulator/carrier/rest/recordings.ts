import { Router } from 'express';
import type { Carrier } from '../carrier.ts';
import { RestError } from '../errors.ts';
import { silentMp3, toneWav } from '../sound.ts';
import type { Recording } from '../types.ts';

/** The Recordings resource: fetch, delete, and the sound itself as .wav or .mp3. */
export function recordingsResource(carrier: Carrier): Router {
  const router = Router();
  const find = (sid: string): Recording => {
    const recording = carrier.recordings.get(sid);
    if (!recording)
      throw new RestError(404, 20404, `The requested resource /Recordings/${sid} was not found`);
    return recording;
  };

  router.get('/Recordings/:sid.json', (request, response) => {
    response.json(presentRecording(find(request.params.sid), carrier));
  });
  router.get('/Recordings/:sid.mp3', (request, response) => {
    response.type('audio/mpeg').send(silentMp3(find(request.params.sid).seconds));
  });
  for (const path of ['/Recordings/:sid.wav', '/Recordings/:sid']) {
    router.get(path, (request, response) => {
      response.type('audio/x-wav').send(toneWav(find(String(request.params.sid)).seconds));
    });
  }
  for (const path of ['/Recordings/:sid.json', '/Recordings/:sid']) {
    router.delete(path, (request, response) => {
      carrier.recordings.delete(find(String(request.params.sid)).sid);
      response.status(204).end();
    });
  }
  return router;
}

function presentRecording(recording: Recording, carrier: Carrier): object {
  const date = new Date(recording.startedAt).toUTCString().replace('GMT', '+0000');
  return {
    sid: recording.sid,
    account_sid: carrier.options.accountSid,
    api_version: '2010-04-01',
    call_sid: recording.callSid,
    channels: 1,
    conference_sid: null,
    date_created: date,
    date_updated: date,
    duration: String(recording.seconds),
    encryption_details: null,
    error_code: null,
    media_url: `${carrier.url}${carrier.accountPath}/Recordings/${recording.sid}`,
    price: null,
    price_unit: 'USD',
    source: recording.source,
    start_time: date,
    status: 'completed',
    subresource_uris: {},
    uri: `${carrier.accountPath}/Recordings/${recording.sid}.json`,
  };
}
