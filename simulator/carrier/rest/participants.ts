import { type Request, Router } from 'express';
import type { Carrier } from '../carrier.ts';
import type { Conference, Expected } from '../conference.ts';
import { RestError } from '../errors.ts';
import type { Participant } from '../participant.ts';
import type { Switchboard } from '../switchboard.ts';
import { rfc2822 } from './calls.ts';
import { findConference } from './conferences.ts';
import { createParameters, createParticipant } from './create-participant.ts';
import { page, pagingParameters } from './paging.ts';
import { form, type Parameters, query } from './parameters.ts';

const updateParameters = [
  ...['Muted', 'Hold', 'HoldUrl', 'HoldMethod', 'AnnounceUrl', 'AnnounceMethod', 'WaitUrl', 'WaitMethod'],
  ...['BeepOnExit', 'EndConferenceOnExit', 'Coaching', 'CallSidToCoach'],
];
const truth = ['true', 'false'] as const;

/** The Participants of a conference: list, fetch, update, kick; by the SID of the call or by label. */
export function participantsResource(carrier: Carrier, switchboard: Switchboard): Router {
  const router = Router();
  const find = (request: Request): { conference: Conference; participant: Participant } => {
    const conference = findConference(carrier, request);
    const participant = conference.find(String(request.params.call));
    if (!participant) {
      throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
    }
    return { conference, participant };
  };

  const findExpected = (request: Request) => {
    const conference = findConference(carrier, request);
    const expected = conference.findExpected(String(request.params.call));
    return expected && { conference, expected };
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
    if (muted === undefined && hold === undefined && coaching === undefined) {
      for (const one of conference.expected.values()) {
        found.unshift({ sid: one.call.sid, body: presentExpected(conference, one, carrier) });
      }
    }
    response.json(page(request, parameters, 'participants', found, ({ body }) => body));
  });
  router.post('/Conferences/:conference/Participants.json', (request, response) => {
    const place = String(request.params.conference);
    const parameters = form(request, createParameters);
    const { conference, expected } = createParticipant(carrier, switchboard, place, parameters);
    response.status(201).json(presentExpected(conference, expected, carrier));
  });
  router.get('/Conferences/:conference/Participants/:call.json', (request, response) => {
    const coming = findExpected(request);
    if (coming) {
      response.json(presentExpected(coming.conference, coming.expected, carrier));
      return;
    }
    const { conference, participant } = find(request);
    response.json(presentParticipant(conference, participant, carrier));
  });
  router.post('/Conferences/:conference/Participants/:call.json', (request, response) => {
    const { conference, participant } = find(request);
    update(conference, participant, form(request, updateParameters));
    response.json(presentParticipant(conference, participant, carrier));
  });
  router.delete('/Conferences/:conference/Participants/:call.json', (request, response) => {
    const coming = findExpected(request);
    if (coming) {
      switchboard.hangUp(coming.expected.call, 'app');
    } else {
      const { conference, participant } = find(request);
      conference.leave(participant, 'kicked');
    }
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
  const { call, settings, hold, joinedAt, updatedAt } = participant;
  return present(conference, { call, settings, hold, status: 'connected', joinedAt, updatedAt }, carrier);
}

function presentExpected(
  conference: Conference,
  { call, settings, since }: Expected,
  carrier: Carrier,
): object {
  const status = call.status === 'queued' || call.status === 'ringing' ? call.status : 'connecting';
  const shown = { call, settings, hold: false, status, joinedAt: since, updatedAt: call.updatedAt };
  return present(conference, shown, carrier);
}

type Shown = Pick<Participant, 'call' | 'settings' | 'hold' | 'joinedAt' | 'updatedAt'> & { status: string };

function present(conference: Conference, shown: Shown, carrier: Carrier): object {
  const { call, settings, hold, status, joinedAt, updatedAt } = shown;
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
    status,
    queue_time: '0',
    date_created: rfc2822(joinedAt),
    date_updated: rfc2822(updatedAt),
    uri: `${carrier.accountPath}/Conferences/${conference.sid}/Participants/${call.sid}.json`,
  };
}
