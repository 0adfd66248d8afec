import { type Request, Router } from 'express';
import type { Carrier } from '../carrier.ts';
import type { Conference, Participant } from '../conferences.ts';
import { RestError } from '../errors.ts';
import { rfc2822 } from './calls.ts';
import { findConference } from './conferences.ts';
import { page, pagingParameters } from './paging.ts';
import { form, type Parameters, query } from './parameters.ts';

const updateParameters = [
  ...['Muted', 'Hold', 'HoldUrl', 'HoldMethod', 'AnnounceUrl', 'AnnounceMethod', 'WaitUrl', 'WaitMethod'],
  ...['BeepOnExit', 'EndConferenceOnExit', 'Coaching', 'CallSidToCoach'],
];
const truth = ['true', 'false'] as const;

/** The Participants of a conference: list, fetch, update, kick; by the SID of the call or by label. */
export function participantsResource(carrier: Carrier): Router {
  const router = Router();
  const find = (request: Request): { conference: Conference; participant: Participant } => {
    const conference = findConference(carrier, request);
    const participant = conference.find(String(request.params.call));
    if (!participant) {
      throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
    }
    return { conference, participant };
  };

  router.get('/Conferences/:conference/Participants.json', (request, response) => {
    const conference = findConference(carrier, request);
    const parameters = query(request, ['Muted', 'Hold', 'Coaching', ...pagingParameters]);
    const [muted, hold, coaching] = ['Muted', 'Hold', 'Coaching'].map((name) => bool(parameters, name));
    const found = [...conference.participants.values()]
      .reverse()
      .filter(
        (one) =>
          (muted === undefined || one.settings.muted === muted) &&
          (hold === undefined || one.hold === hold) &&
          (coaching === undefined || (one.settings.coach !== undefined) === coaching),
      )
      .map((one) => ({ sid: one.call.sid, body: presentParticipant(conference, one, carrier) }));
    response.json(page(request, parameters, 'participants', found, ({ body }) => body));
  });
  router.get('/Conferences/:conference/Participants/:call.json', (request, response) => {
    const { conference, participant } = find(request);
    response.json(presentParticipant(conference, participant, carrier));
  });
  router.post('/Conferences/:conference/Participants/:call.json', (request, response) => {
    const { conference, participant } = find(request);
    update(conference, participant, form(request, updateParameters));
    response.json(presentParticipant(conference, participant, carrier));
  });
  router.delete('/Conferences/:conference/Participants/:call.json', (request, response) => {
    const { conference, participant } = find(request);
    conference.leave(participant, 'kicked');
    response.status(204).end();
  });
  return router;
}

function bool(parameters: Parameters, name: string): boolean | undefined {
  const text = parameters.oneOf(name, truth, 20001);
  return text === undefined ? undefined : text === 'true';
}

function source(parameters: Parameters, name: 'Hold' | 'Announce', otherwise: 'GET' | 'POST') {
  const url = parameters.url(`${name}Url`, 21205);
  const method = parameters.oneOf(`${name}Method`, ['GET', 'POST'], 21403) ?? otherwise;
  return url ? { url, method } : undefined;
}

/** All of it is checked before any of it is done. */
function update(conference: Conference, participant: Participant, parameters: Parameters): void {
  const muted = bool(parameters, 'Muted');
  const hold = bool(parameters, 'Hold');
  const music = source(parameters, 'Hold', 'GET');
  const announcement = source(parameters, 'Announce', 'POST');
  const endOnExit = bool(parameters, 'EndConferenceOnExit');
  const beepOnExit = bool(parameters, 'BeepOnExit');
  const coached = coachedBy(conference, participant, parameters);
  parameters.method('WaitMethod');
  const wait = parameters.url('WaitUrl', 21205);

  if (muted !== undefined) conference.mute(participant, muted);
  if (hold !== undefined) conference.setHold(participant, hold, music);
  if (coached !== undefined) conference.setCoach(participant, coached ?? undefined);
  if (endOnExit !== undefined) conference.setEndOnExit(participant, endOnExit);
  if (beepOnExit !== undefined) conference.setBeepOnExit(participant, beepOnExit);
  if (wait) conference.setWait(participant, { url: wait, method: parameters.method('WaitMethod') });
  if (announcement) conference.announceTo(participant, announcement);
  participant.updatedAt = new Date();
}

/** Who is to be coached; null for nobody any more, undefined when nothing is said of it. */
function coachedBy(
  conference: Conference,
  participant: Participant,
  parameters: Parameters,
): Participant | null | undefined {
  const sid = parameters.text('CallSidToCoach');
  const coaching = bool(parameters, 'Coaching') ?? (sid ? true : undefined);
  if (coaching === undefined) return undefined;
  if (!coaching) return null;
  const wanted = sid ?? participant.settings.coach;
  if (!wanted) throw new RestError(400, 20001, 'Coaching needs a CallSidToCoach');
  const coached = conference.participants.get(wanted);
  if (!coached || coached === participant || conference.status !== 'in-progress') {
    throw new RestError(400, 16028, `${wanted} is not present in the conference`);
  }
  if (coached.hold) throw new RestError(400, 16027, `${wanted} is on hold`);
  return coached;
}

function presentParticipant(conference: Conference, participant: Participant, carrier: Carrier): object {
  const { call, settings, hold } = participant;
  return {
    call_sid: call.sid,
    conference_sid: conference.sid,
    account_sid: carrier.options.accountSid,
    label: settings.label ?? null,
    muted: settings.muted,
    hold,
    coaching: settings.coach !== undefined,
    call_sid_to_coach: settings.coach ?? null,
    start_conference_on_enter: settings.startOnEnter,
    end_conference_on_exit: settings.endOnExit,
    status: 'connected',
    queue_time: '0',
    date_created: rfc2822(participant.joinedAt),
    date_updated: rfc2822(participant.updatedAt),
    uri: `${carrier.accountPath}/Conferences/${conference.sid}/Participants/${call.sid}.json`,
  };
}
