import { type Request, Router } from 'express';
import type { Call, Callback, Target } from '../call.ts';
import type { Carrier } from '../carrier.ts';
import { CarrierError, RestError } from '../errors.ts';
import type { Switchboard } from '../switchboard.ts';
import { isE164 } from '../twiml/connecting-rules.ts';
import { parseTwiml } from '../twiml/parse.ts';
import { page, pagingParameters, withinTimes } from './paging.ts';
import { form, type Parameters, query } from './parameters.ts';

const MAX_INLINE_CHARACTERS = 4_000;
const MAX_TIME_LIMIT_S = 86_400;

const documentParameters = [
  ...[
    'Url',
    'Method',
    'Twiml',
    'FallbackUrl',
    'FallbackMethod',
    'StatusCallback',
    'StatusCallbackMethod',
    'TimeLimit',
  ],
];
const createParameters = [
  ...documentParameters,
  ...[
    'To',
    'From',
    'StatusCallbackEvent',
    'Timeout',
    'Record',
    'RecordingChannels',
    'RecordingTrack',
    'Trim',
  ],
  ...['RecordingStatusCallback', 'RecordingStatusCallbackMethod', 'RecordingStatusCallbackEvent'],
  ...['MachineDetection', 'MachineDetectionTimeout', 'MachineDetectionSilenceTimeout'],
  ...['MachineDetectionSpeechThreshold', 'MachineDetectionSpeechEndThreshold'],
];
const updateParameters = [...documentParameters, 'Status'];
const listParameters = [
  ...[
    'To',
    'From',
    'ParentCallSid',
    'Status',
    'StartTime',
    'StartTime<',
    'StartTime>',
    'EndTime',
    'EndTime<',
    'EndTime>',
  ],
  ...pagingParameters,
];
const listedStatuses = [
  ...(['queued', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'] as const),
];
export const callEvents = ['initiated', 'ringing', 'answered', 'completed'] as const;
export const recordingEvents = ['in-progress', 'completed', 'absent'] as const;

/** The call that a request is about. Throws RestError 404. */
export function findCall(carrier: Carrier, request: Request): Call {
  const call = carrier.calls.get(String(request.params.sid));
  if (!call) throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
  return call;
}

/** The Calls resource: create, list, fetch, update. */
export function callsResource(carrier: Carrier, switchboard: Switchboard): Router {
  const router = Router();
  const present = (call: Call) => presentCall(call, carrier);
  const find = (request: Request) => findCall(carrier, request);

  router.post('/Calls.json', (request, response) => {
    response.status(201).json(present(create(carrier, switchboard, form(request, createParameters))));
  });
  router.get('/Calls.json', (request, response) => {
    const parameters = query(request, listParameters);
    const to = parameters.text('To');
    const from = parameters.text('From');
    const parent = parameters.text('ParentCallSid');
    const status = parameters.oneOf('Status', listedStatuses, 20001);
    const calls = [...carrier.calls.values()]
      .reverse()
      .filter(
        (call) =>
          (!to || call.to === to) &&
          (!from || call.from === from) &&
          (!parent || call.parent?.sid === parent) &&
          (!status || shownStatus(call) === status) &&
          withinTimes(parameters, 'StartTime', call.startedAt ?? call.createdAt) &&
          withinTimes(parameters, 'EndTime', call.endedAt),
      );
    response.json(page(request, parameters, 'calls', calls, present));
  });
  router.get('/Calls/:sid.json', (request, response) => {
    response.json(present(find(request)));
  });
  router.post('/Calls/:sid.json', (request, response) => {
    const call = find(request);
    update(call, switchboard, form(request, updateParameters));
    response.json(present(call));
  });
  return router;
}

function create(carrier: Carrier, switchboard: Switchboard, parameters: Parameters): Call {
  const to = parameters.text('To');
  const from = parameters.text('From');
  if (!to) throw new RestError(400, 21201, "No 'To' number is specified");
  if (!from) throw new RestError(400, 21213, "'From' phone number is required");
  if (!isDiallable(to))
    throw new RestError(400, 21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  checkFrom(carrier, from, to);
  const target = targetOf(parameters);
  if (!target) throw new RestError(400, 21205, "Url parameter is required when 'Twiml' is not given");
  const record = parameters.oneOf('Record', ['true', 'false'], 20001) === 'true';
  const timeout = parameters.whole('Timeout', 60, 1, 600, 21208);
  const timeLimit = parameters.whole('TimeLimit', 14_400, 1, MAX_TIME_LIMIT_S, 20001);
  const machineDetection = parameters.oneOf('MachineDetection', ['Enable', 'DetectMessageEnd'], 21207);
  const recordingCallback = callbackOf(parameters, 'RecordingStatusCallback', recordingEvents);
  return switchboard.place(
    from,
    to,
    { target, timeout, timeLimit, machineDetection, record, recordingCallback },
    callbackOf(parameters, 'StatusCallback', callEvents),
    fallbackOf(parameters),
  );
}

/** A client may also see the name of another client. */
export function checkFrom(carrier: Carrier, from: string, to: string): void {
  if (from === carrier.options.hotlineNumber) return;
  if (to.startsWith('client:') && from.startsWith('client:')) return;
  throw new RestError(
    400,
    21210,
    `The source phone number provided, ${from}, is not yet verified for your account.`,
  );
}

function update(call: Call, switchboard: Switchboard, parameters: Parameters): void {
  const status = parameters.oneOf('Status', ['canceled', 'completed'], 21220);
  const target = targetOf(parameters);
  if (call.over)
    throw new RestError(400, 21220, `Call is not in-progress. Cannot redirect or end: ${call.status}`);
  const callback = callbackOf(parameters, 'StatusCallback', ['completed']);
  if (callback) call.callback = { ...callback, events: call.callback?.events ?? callback.events };
  const fallback = fallbackOf(parameters);
  if (fallback) call.fallback = fallback;
  if (status === 'canceled' && call.status === 'in-progress') {
    throw new RestError(400, 21220, 'Call is in-progress. Cannot cancel.');
  }
  if (status) {
    switchboard.hangUp(call, 'app');
  } else if (target) {
    if (call.status !== 'in-progress')
      throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.');
    switchboard.redirect(call, target);
  }
}

/** E.164 or a client; what the carrier would try to dial. */
export function isDiallable(number: string): boolean {
  return isE164(number) || /^client:.{1,256}$/.test(number);
}

function targetOf(parameters: Parameters): Target | undefined {
  const twiml = parameters.text('Twiml');
  const url = parameters.url('Url', 21205);
  if (twiml === undefined) {
    return url ? { kind: 'document', url, method: parameters.method('Method'), params: {} } : undefined;
  }
  if (url) throw new RestError(400, 21205, "Give either 'Url' or 'Twiml'");
  if (twiml.length > MAX_INLINE_CHARACTERS) {
    throw new RestError(400, 21205, `Twiml is longer than ${MAX_INLINE_CHARACTERS} characters`);
  }
  try {
    parseTwiml(twiml);
  } catch (error) {
    if (error instanceof CarrierError) throw new RestError(400, error.code, error.message);
    throw error;
  }
  return { kind: 'inline', twiml };
}

export function callbackOf(
  parameters: Parameters,
  name: string,
  events: readonly string[],
): Callback | undefined {
  const url = parameters.url(name, 21609);
  const wanted = parameters.all(`${name}Event`).flatMap((value) => value.split(' '));
  const wrong = wanted.find((event) => !events.includes(event));
  if (wrong !== undefined) throw new RestError(400, 21626, `Invalid ${name}Event: ${wrong}`);
  const method = parameters.method(`${name}Method`);
  return url ? { url, method, events: new Set(wanted.length ? wanted : ['completed']) } : undefined;
}

function fallbackOf(parameters: Parameters): Call['fallback'] {
  const url = parameters.url('FallbackUrl', 21402);
  const method = parameters.method('FallbackMethod');
  return url ? { url, method } : undefined;
}

/** Between queued and ringing REST goes on saying queued. */
function shownStatus(call: Call): string {
  return call.status === 'initiated' ? 'queued' : call.status;
}

export function rfc2822(date: Date | undefined): string | null {
  return date ? date.toUTCString().replace('GMT', '+0000') : null;
}

function presentCall(call: Call, carrier: Carrier): object {
  const uri = `${carrier.accountPath}/Calls/${call.sid}`;
  return {
    sid: call.sid,
    account_sid: carrier.options.accountSid,
    annotation: null,
    answered_by: call.answeredBy ?? null,
    api_version: '2010-04-01',
    caller_name: '',
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    direction: call.direction,
    duration: call.over ? String(call.duration) : null,
    start_time: rfc2822(call.startedAt),
    end_time: rfc2822(call.endedAt),
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    to: call.to,
    to_formatted: call.to,
    group_sid: null,
    parent_call_sid: call.parent?.sid ?? null,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: String(call.startedAt ? call.startedAt.getTime() - call.createdAt.getTime() : 0),
    status: shownStatus(call),
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
  };
}
