import type { Call, Target } from '../call.ts';
import type { Carrier } from '../carrier.ts';
import type { Conference, Expected } from '../conference.ts';
import { RestError } from '../errors.ts';
import type { Switchboard } from '../switchboard.ts';
import { isLabel } from '../twiml/connecting-rules.ts';
import { participantOf, settingsOf } from '../twiml/dial-conference.ts';
import type { Verb } from '../twiml/parse.ts';
import { callbackOf, callEvents, checkFrom, isDiallable, recordingEvents } from './calls.ts';
import type { Parameters } from './parameters.ts';

const truth = ['true', 'false'] as const;
const conferenceEvents = [
  ...['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'],
] as const;

export const createParameters = [
  ...['From', 'To', 'CallerId', 'Label', 'Timeout', 'TimeLimit', 'EarlyMedia', 'Beep', 'Muted', 'Region'],
  ...['StatusCallback', 'StatusCallbackMethod', 'StatusCallbackEvent'],
  ...['StartConferenceOnEnter', 'EndConferenceOnExit', 'WaitUrl', 'WaitMethod', 'MaxParticipants'],
  ...['Coaching', 'CallSidToCoach', 'JitterBufferSize', 'MachineDetection'],
  ...['ConferenceStatusCallback', 'ConferenceStatusCallbackMethod', 'ConferenceStatusCallbackEvent'],
  ...['ConferenceRecord', 'ConferenceTrim', 'ConferenceRecordingStatusCallback'],
  ...['ConferenceRecordingStatusCallbackMethod', 'ConferenceRecordingStatusCallbackEvent'],
  ...['Record', 'RecordingChannels', 'RecordingTrack', 'Trim'],
  ...['RecordingStatusCallback', 'RecordingStatusCallbackMethod', 'RecordingStatusCallbackEvent'],
];

/**
 * Places a call that comes into a conference when it is answered. `place` is the SID of a conference, or the name of
 * one, which is made when there is none.
 */
export function createParticipant(
  carrier: Carrier,
  switchboard: Switchboard,
  place: string,
  parameters: Parameters,
): { conference: Conference; expected: Expected } {
  const to = parameters.text('To');
  const from = parameters.text('CallerId') ?? parameters.text('From');
  if (!to) throw new RestError(400, 21201, "No 'To' number is specified");
  if (!from) throw new RestError(400, 21213, "'From' phone number is required");
  if (!isDiallable(to)) throw new RestError(400, 21211, `${to} is not a valid phone number`);
  checkFrom(carrier, from, to);
  const known = carrier.conferences.all.get(place);
  if (known?.status === 'completed' || (!known && /^CF[0-9a-f]{32}$/.test(place))) {
    throw new RestError(400, 16022, `The conference ${place} does not exist or is completed`);
  }
  const noun: Verb = {
    name: 'Conference',
    attributes: attributesOf(parameters),
    text: known?.friendlyName ?? place,
    children: [],
  };
  const timeout = parameters.whole('Timeout', 60, 5, 600, 21208);
  const timeLimit = parameters.whole('TimeLimit', 14_400, 1, 86_400, 20001);
  const machineDetection = parameters.oneOf('MachineDetection', ['Enable', 'DetectMessageEnd'], 21207);
  const record = parameters.oneOf('Record', truth, 20001) === 'true';
  const recordingCallback = callbackOf(parameters, 'RecordingStatusCallback', recordingEvents);
  const callback = callbackOf(parameters, 'StatusCallback', callEvents);
  // URLs of a request are absolute: there is no document that they could be relative to.
  const nowhere = { base: undefined };
  const conference = known ?? carrier.conferences.named(place, settingsOf(nowhere, noun));
  try {
    checkAgainst(conference, parameters);
  } catch (error) {
    carrier.conferences.dropIfEmpty(conference);
    throw error;
  }
  const dial: Verb = { name: 'Dial', attributes: {}, text: '', children: [noun] };
  const target: Target = { kind: 'verbs', verbs: [dial] };
  const call: Call = switchboard.place(
    from,
    to,
    { target, timeout, timeLimit, machineDetection, record, recordingCallback },
    callback,
    undefined,
  );
  const expected = { call, settings: participantOf(nowhere, noun), since: new Date() };
  conference.expect(expected);
  return { conference, expected };
}

/** The parameters as the attributes of a Conference in TwiML. */
function attributesOf(parameters: Parameters): Record<string, string> {
  const coach = parameters.text('CallSidToCoach');
  const coaching = parameters.oneOf('Coaching', truth, 20001) ?? (coach ? 'true' : 'false');
  if (coaching === 'true' && !coach) throw new RestError(400, 20001, 'Coaching needs a CallSidToCoach');
  const label = parameters.text('Label');
  if (label !== undefined && !isLabel(label)) throw new RestError(400, 16024, `${label} is no label`);
  const record = parameters.oneOf(
    'ConferenceRecord',
    ['true', 'false', 'record-from-start', 'do-not-record'],
    20001,
  );
  const status = callbackOf(parameters, 'ConferenceStatusCallback', conferenceEvents);
  const recording = callbackOf(parameters, 'ConferenceRecordingStatusCallback', recordingEvents);
  const size = parameters.text('MaxParticipants') && parameters.whole('MaxParticipants', 250, 2, 250, 20001);
  const given: Record<string, string | undefined> = {
    participantLabel: label,
    muted: parameters.oneOf('Muted', truth, 20001),
    beep: parameters.oneOf('Beep', ['true', 'false', 'onEnter', 'onExit'], 20001),
    startConferenceOnEnter: parameters.oneOf('StartConferenceOnEnter', truth, 20001),
    endConferenceOnExit: parameters.oneOf('EndConferenceOnExit', truth, 20001),
    waitUrl: parameters.url('WaitUrl', 21205),
    waitMethod: parameters.method('WaitMethod'),
    maxParticipants: size ? String(size) : undefined,
    coach: coaching === 'true' ? coach : undefined,
    record: record === 'true' || record === 'record-from-start' ? 'record-from-start' : undefined,
    statusCallback: status?.url,
    statusCallbackMethod: status?.method,
    // Unlike a call's, a conference's events are none when none are named.
    statusCallbackEvent: parameters.all('ConferenceStatusCallbackEvent').join(' ') || undefined,
    recordingStatusCallback: recording?.url,
    recordingStatusCallbackMethod: recording?.method,
    recordingStatusCallbackEvent: recording && [...recording.events].join(' '),
  };
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function checkAgainst(conference: Conference, parameters: Parameters): void {
  const label = parameters.text('Label');
  const coach = parameters.text('CallSidToCoach');
  if (label !== undefined && conference.knows(label)) {
    throw new RestError(400, 16026, `The label ${label} is in use by another participant`);
  }
  if (coach !== undefined && !(conference.status === 'in-progress' && conference.participants.has(coach))) {
    throw new RestError(400, 16028, `${coach} is not present in the conference`);
  }
}
