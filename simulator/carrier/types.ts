/** How time passes on a call: as it would for a person, or not at all, so that a program can drive it. */
export type Pace = 'real' | 'instant';

export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled';

export type EndStatus = Extract<CallStatus, 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled'>;

export const endStatuses: readonly CallStatus[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/** What a called number does when it rings. */
export type OnRing = 'ring' | 'no-answer' | 'busy' | 'failed' | 'machine' | 'auto-answer';

export interface CarrierOptions {
  /** 0 lets the system choose. */
  port: number;
  host?: string;
  accountSid: string;
  authToken: string;
  /** The app's number in E.164. */
  hotlineNumber: string;
  /** Public base URL of the app; its webhooks are `/twilio/voice`, `/twilio/message`, `/twilio/fallback`, `/twilio/status` below it. */
  hotlineUrl: string;
  /** Key that signs the access tokens of clients; the SID of an API key and its secret. */
  apiKey?: string;
  apiSecret?: string;
  /** The TwiML app that a client's call goes to: its voice URL is `/twilio/desk`, told its end at `/twilio/desk-status`. */
  twimlAppSid?: string;
  /** Pace of calls by the app to numbers of which nothing is said; 'real' if left out. */
  pace?: Pace;
  /** Outbound calls started each second; the rest queues. Unlimited if left out. */
  callsPerSecond?: number;
  /** Milliseconds that the app has for a webhook; 15,000 if left out. */
  webhookTimeoutMs?: number;
  /** The built phone page; `dist/phone` of the project if left out. */
  pageDirectory?: string;
}

/** One request that the carrier made to the app, with its answer. */
export interface WebhookRecord {
  kind: 'document' | 'fallback' | 'wait' | 'status' | 'conference' | 'recording' | 'message' | 'media';
  method: 'GET' | 'POST';
  url: string;
  params: Record<string, string>;
  idempotencyToken: string;
  at: string;
  /** Milliseconds from the first attempt to the answer. */
  tookMs: number;
  attempts: number;
  status?: number;
  contentType?: string;
  body?: string;
  error?: { code: number; message: string };
}

/** What the phone is waiting for. */
export type Waiting =
  | { for: 'answer' }
  | {
      for: 'gather';
      input: ('dtmf' | 'speech')[];
      numDigits: number | null;
      finishOnKey: string;
      hints: string[];
      language: string;
      /** The URL that the input goes to. */
      step: string;
    }
  | { for: 'recording'; maxLength: number; finishOnKey: string; step: string };

/** Somebody at the other end: the SID and the number of a call. */
export interface Party {
  sid: string;
  number: string;
}

/** Where a call is, waiting or together with others. */
export type RoomView =
  | { kind: 'queue'; sid: string; name: string; position: number }
  | { kind: 'bridge'; with: Party }
  | {
      kind: 'conference';
      sid: string;
      name: string;
      started: boolean;
      label: string | null;
      muted: boolean;
      hold: boolean;
      /** The SID of the call that alone hears this one. */
      coaching: string | null;
      with: Party[];
    };

interface EventOf<T extends string> {
  type: T;
  /** Counts up over all events of the carrier. */
  id: number;
  at: string;
  sid: string;
  /** The outside party: the caller of an inbound call, the callee of an outbound one; '' reads 'anonymous'. */
  number: string;
}

/** What happens on the phones, as sent at /phone/api/events. */
export type PhoneEvent =
  | (EventOf<'dialled'> & { from: string; to: string; pace: Pace })
  | (EventOf<'ring'> & {
      from: string;
      to: string;
      timeout: number;
      /** What the app sends along to a client. */
      parameters?: Record<string, string>;
    })
  | EventOf<'answered'>
  | (EventOf<'prompt'> & {
      verb: 'Say' | 'Play' | 'Pause' | 'carrier';
      text: string;
      language: string;
      voice: string;
      durationMs: number;
    })
  | (EventOf<'gather'> &
      Extract<Waiting, { for: 'gather' }> & { prompts: { text: string; language: string }[] })
  | (EventOf<'recording'> & Extract<Waiting, { for: 'recording' }>)
  /** The Gather or Record that waited does so no more. */
  | EventOf<'waited'>
  | (EventOf<'input'> & { kind: 'keys' | 'speech' | 'recording' | 'silence'; text: string })
  | (EventOf<'queued'> & { queue: string; queueSid: string; position: number })
  /** Has left the queue; `result` is what the app is told as QueueResult. */
  | (EventOf<'dequeued'> & { queue: string; queueSid: string; result: string })
  /** Is connected with `parties`: in a call of two, or in a conference that has begun. */
  | (EventOf<'connected'> & { conference: string | null; parties: Party[] })
  | (EventOf<'disconnected'> & { conference: string | null })
  /** Is in a conference that has not begun, and hears its waiting music. */
  | (EventOf<'waiting'> & { conference: string })
  /** Somebody entered the conference or left it. */
  | (EventOf<'beep'> & { moment: 'enter' | 'exit' })
  | (EventOf<'held'> & { hold: boolean })
  | (EventOf<'muted'> & { muted: boolean })
  /** Another party said something that this one could hear. */
  | (EventOf<'heard'> & { from: string; fromSid: string; text: string })
  | (EventOf<'error'> & { code: number; message: string; url?: string })
  | (EventOf<'ended'> & { status: EndStatus; duration: number; error?: { code: number; message: string } })
  | (EventOf<'message'> & { from: string; to: string; body: string });

export type PhoneEventType = PhoneEvent['type'];

export interface Recording {
  sid: string;
  /** The call it is of; of a conference none. */
  callSid: string | null;
  conferenceSid: string | null;
  source: 'RecordVerb' | 'OutboundAPI' | 'DialVerb' | 'Conference' | 'StartCallRecordingAPI';
  channels: 1 | 2;
  track: 'inbound' | 'outbound' | 'both';
  status: 'in-progress' | 'paused' | 'completed';
  startedAt: string;
  updatedAt: string;
  /** Known when it is completed. */
  seconds: number;
  /** What was said, as far as whoever drove the phones told; of several people a line for each time somebody spoke. */
  text: string;
}

export interface TextMessage {
  sid: string;
  from: string;
  to: string;
  body: string;
  /** `received`: written to the app. */
  status: 'queued' | 'sent' | 'delivered' | 'undelivered' | 'received';
  errorCode: number | null;
  createdAt: string;
  updatedAt: string;
  statusCallback: string;
  webhooks: WebhookRecord[];
}

/** Trouble to order, for tests. Shares are 0–1. */
export interface Faults {
  /** Share of REST requests that are refused with `restErrorStatus`. */
  restErrorRate: number;
  /** 4xx or 5xx; 0 carries the request out and then cuts the connection, so that its outcome is unknown. */
  restErrorStatus: number;
  /** Share of status callbacks that are never sent. */
  dropStatusCallbacks: number;
  /** Each status callback is sent once to this many times. */
  repeatStatusCallbacks: number;
  /** Status callbacks arrive in any order, within about a second. */
  shuffleStatusCallbacks: boolean;
  /** Share of connections for documents that fail, in turn before the app got the request and after it answered. */
  connectionFailures: number;
}

export const noFaults: Faults = {
  restErrorRate: 0,
  restErrorStatus: 503,
  dropStatusCallbacks: 0,
  repeatStatusCallbacks: 1,
  shuffleStatusCallbacks: false,
  connectionFailures: 0,
};
