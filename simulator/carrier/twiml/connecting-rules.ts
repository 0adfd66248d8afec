import {
  type AttributeRule,
  anyText,
  bool,
  invalidSchema,
  matching,
  method,
  oneOf,
  type TextRule,
  type VerbRule,
  webUrl,
  whole,
  words,
} from './attribute-rules.ts';

/** Names of a queue may have so many characters. */
const MAX_QUEUE_NAME = 64;
const MAX_CONFERENCE_NAME = 128;
const MAX_IDENTITY = 256;
export const MAX_LABEL = 128;
/** Clients, or numbers and clients together, that one Dial may ring. */
export const MAX_DIALLED = 10;

const recordingEvents = words(13621, 'in-progress', 'completed', 'absent');
const callEvents = words(invalidSchema, 'initiated', 'ringing', 'answered', 'completed');
const trim = oneOf(13239, 'trim-silence', 'do-not-trim');
/** There is no TaskRouter here: no SID of it is valid. */
const noTaskRouter = (code: number): AttributeRule => ({
  code,
  allowed: 'supported: there is no TaskRouter',
  test: () => false,
});
const callSid = (code: number) => matching(code, /^CA[0-9a-f]{32}$/, 'the SID of a call');
const ringTones = oneOf(
  invalidSchema,
  ...'at au be bg br ch cl cn cz de dk ee es fi fr gr hu il in it jp lt mx my'.split(' '),
  ...'nl no nz ph pl pt ru se sg th tw uk us us-old ve za'.split(' '),
);

/** A name of at least one and at most `max` characters. */
const name =
  (what: string, max: number, shortCode: number, longCode: number): TextRule =>
  (text) => {
    if (!text) return { code: shortCode, message: `${what} is empty` };
    const { length } = [...text];
    return length > max ? { code: longCode, message: `${what} has ${length} characters` } : undefined;
  };
const identity = name('The identity', MAX_IDENTITY, invalidSchema, invalidSchema);
const number: TextRule = (text) =>
  isE164(text) ? undefined : { code: 13223, message: `“${text}” is not a phone number in E.164` };

/** A phone number that can be dialled, with its country. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

export const enqueueRule: VerbRule = {
  attributes: {
    action: webUrl(14203),
    method: method(14201),
    waitUrl: webUrl(14202),
    waitUrlMethod: method(14206),
    workflowSid: noTaskRouter(14220),
  },
  children: [],
  wrongChildCode: invalidSchema,
  text: 'optional',
  content: name('The name of the queue', MAX_QUEUE_NAME, 14204, 14205),
};

export const dialRule: VerbRule = {
  attributes: {
    action: webUrl(),
    answerOnBridge: bool(),
    callReason: matching(invalidSchema, /^.{0,50}$/, 'at most 50 characters'),
    callerId: matching(13214, /^(\+[1-9]\d{6,14}|client:.{1,256})$/, 'a phone number or client:…'),
    hangupOnStar: bool(13213),
    method: method(13210),
    record: oneOf(
      13217,
      ...['do-not-record', 'record-from-answer', 'record-from-ringing'],
      ...['record-from-answer-dual', 'record-from-ringing-dual', 'true', 'false'],
    ),
    recordingStatusCallback: webUrl(13256),
    recordingStatusCallbackEvent: recordingEvents,
    recordingStatusCallbackMethod: method(invalidSchema),
    recordingTrack: oneOf(13622, 'inbound', 'outbound', 'both'),
    referMethod: method(invalidSchema),
    referUrl: webUrl(),
    ringTone: ringTones,
    sequential: bool(),
    timeLimit: whole(13216, 1, 86_400),
    timeout: whole(13212, 1, 600),
    trim,
  },
  children: ['Number', 'Client', 'Queue', 'Conference'],
  wrongChildCode: 13215,
  text: 'alone',
  content: number,
};

const calledAttributes = {
  method: method(13221),
  statusCallback: webUrl(),
  statusCallbackEvent: callEvents,
  statusCallbackMethod: method(invalidSchema),
  url: webUrl(),
};

/** What may stand in a Dial, and in its Client. */
export const nounRules = {
  Number: {
    attributes: {
      ...calledAttributes,
      machineDetection: oneOf(invalidSchema, 'Enable', 'DetectMessageEnd'),
      sendDigits: matching(13222, /^[0-9w*#]+$/, '0–9 w * #'),
    },
    children: [],
    wrongChildCode: invalidSchema,
    text: 'optional',
    content: number,
  },
  Client: {
    attributes: calledAttributes,
    children: ['Identity', 'Parameter'],
    wrongChildCode: invalidSchema,
    text: 'alone',
    content: identity,
  },
  Identity: {
    attributes: {},
    children: [],
    wrongChildCode: invalidSchema,
    text: 'optional',
    content: identity,
  },
  Parameter: {
    attributes: { name: matching(invalidSchema, /^.+$/, 'a name'), value: anyText },
    children: [],
    wrongChildCode: invalidSchema,
    text: 'none',
  },
  Queue: {
    attributes: {
      method: method(14210),
      postWorkActivitySid: noTaskRouter(14216),
      reservationSid: noTaskRouter(14215),
      url: webUrl(14211),
    },
    children: [],
    wrongChildCode: invalidSchema,
    text: 'optional',
    content: name('The name of the queue', MAX_QUEUE_NAME, 14212, 14213),
  },
  Conference: {
    attributes: {
      beep: oneOf(13235, 'true', 'false', 'onEnter', 'onExit'),
      coach: callSid(13240),
      endConferenceOnExit: bool(13231),
      jitterBufferSize: oneOf(invalidSchema, 'small', 'medium', 'large', 'off'),
      maxParticipants: whole(invalidSchema, 2, 250),
      muted: bool(13230),
      participantLabel: {
        code: 16023,
        allowed: `at most ${MAX_LABEL} characters, no call's SID, without /`,
        test: isLabel,
      },
      record: oneOf(13217, 'do-not-record', 'record-from-start'),
      recordingStatusCallback: webUrl(13256),
      recordingStatusCallbackEvent: recordingEvents,
      recordingStatusCallbackMethod: method(invalidSchema),
      region: oneOf(invalidSchema, 'us1', 'us2', 'ie1', 'de1', 'sg1', 'br1', 'au1', 'jp1'),
      startConferenceOnEnter: bool(13232),
      statusCallback: webUrl(),
      statusCallbackEvent: words(
        invalidSchema,
        ...['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'],
      ),
      statusCallbackMethod: method(invalidSchema),
      trim,
      waitMethod: method(13234),
      waitUrl: webUrl(13233),
    },
    children: [],
    wrongChildCode: invalidSchema,
    text: 'optional',
    content: name('The name of the conference', MAX_CONFERENCE_NAME, 13237, 13237),
  },
} satisfies Record<string, VerbRule>;

/** Whether a participant may be called so. */
export function isLabel(text: string): boolean {
  return (
    text.length > 0 && [...text].length <= MAX_LABEL && !text.includes('/') && !/^CA[0-9a-f]{32}$/.test(text)
  );
}
