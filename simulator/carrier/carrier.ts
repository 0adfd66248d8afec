import { type Call, callParams } from './call.ts';
import { Clients } from './clients.ts';
import { Conferences } from './conferences.ts';
import { CarrierError } from './errors.ts';
import { HttpClient } from './http-client.ts';
import { Hub } from './hub.ts';
import { deleteOldest, forgetOne } from './memory.ts';
import { Queues } from './queues.ts';
import type { Recorder } from './recorder.ts';
import {
  type CallStatus,
  type CarrierOptions,
  type Faults,
  noFaults,
  type OnRing,
  type Pace,
  type PhoneEvent,
  type Recording,
  type TextMessage,
  type WebhookRecord,
} from './types.ts';
import { WebhookSender } from './webhooks.ts';

/** Ended calls and messages that are remembered. */
export const KEPT_RECORDS = 20_000;
/** Of older ones documents, prompts and repeated parameters are forgotten, so that memory stays bounded. */
export const KEPT_DOCUMENTS = 2_000;
const FORGOTTEN_AT_ONCE = 1_000;
const KEPT_ERRORS = 500;
/** Of one call: what was said to it first is forgotten first, so that hours of waiting take no more room. */
const KEPT_EVENTS = 1_000;

export interface ShownError {
  at: string;
  code: number;
  message: string;
  url?: string;
  callSid?: string;
}

export interface NumberSettings {
  onRing?: OnRing;
  pace?: Pace;
}

/** What an event says beyond its number, time and call. */
export type EventContent = PhoneEvent extends infer E
  ? E extends PhoneEvent
    ? Omit<E, EnvelopeKey>
    : never
  : never;
type EnvelopeKey = 'id' | 'at' | 'sid' | 'number';

/** Everything that the carrier knows; its parts (interpreter, REST, phone API) work on it. */
export class Carrier {
  readonly options: CarrierOptions;
  readonly hub = new Hub();
  readonly client = new HttpClient();
  readonly calls = new Map<string, Call>();
  readonly messages = new Map<string, TextMessage>();
  readonly recordings = new Map<string, Recording>();
  /** The recordings that go on. */
  readonly recorders = new Map<string, Recorder>();
  readonly queues = new Queues();
  readonly conferences = new Conferences(this);
  readonly clients: Clients;
  readonly numbers = new Map<string, NumberSettings>();
  readonly errors: ShownError[] = [];
  readonly webhooks: WebhookSender;
  faults: Faults = { ...noFaults };
  /** Base URL of the carrier itself; known once it listens. */
  url = '';
  /** Ended calls in the order of their end. */
  private readonly ended: Call[] = [];
  private trimmed = 0;

  constructor(options: CarrierOptions) {
    this.options = { ...options, hotlineUrl: options.hotlineUrl.replace(/\/+$/, '') };
    this.clients = new Clients(options);
    this.webhooks = new WebhookSender(options, this.client, () => this.faults);
  }

  get accountPath(): string {
    return `/2010-04-01/Accounts/${this.options.accountSid}`;
  }

  /** Tells the phones, and notes it on the call. */
  tell(call: Call, content: EventContent): void {
    const event = {
      id: 0,
      at: new Date().toISOString(),
      sid: call.sid,
      number: call.number,
      ...content,
    } as PhoneEvent;
    this.hub.publish(event);
    call.timeline.push(event);
    if (event.type === 'heard') {
      // A phone may be shown another number than that of whoever speaks.
      const speaker = this.calls.get(event.fromSid)?.number ?? event.from;
      for (const one of call.recorders) one.hear(speaker, event.text);
    }
    if (event.type === 'input' && event.kind === 'speech') {
      for (const one of call.recorders) one.hear(call.number, event.text);
    }
    if (call.timeline.length > KEPT_EVENTS) forgetOne(call.timeline, ({ type }) => type === 'prompt');
  }

  /** Somebody said something that these could hear. */
  spoken(speaker: Call, text: string, listeners: Call[], shown = speaker.number): void {
    for (const call of listeners) {
      this.tell(call, { type: 'heard', from: shown, fromSid: speaker.sid, text });
    }
  }

  /** Notes an error where people look for it: the list of errors and the phone. */
  report(error: CarrierError, call?: Call): void {
    const { code, message, url } = error;
    const shown: ShownError = { at: new Date().toISOString(), code, message };
    if (url) shown.url = url;
    if (call) shown.callSid = call.sid;
    this.errors.push(shown);
    if (this.errors.length > KEPT_ERRORS) this.errors.shift();
    if (call) this.tell(call, url ? { type: 'error', code, message, url } : { type: 'error', code, message });
  }

  /**
   * Sends a status callback, with whatever trouble is ordered. Never throws: a callback that fails is shown, and the
   * call goes on.
   */
  async notify(
    kind: WebhookRecord['kind'],
    target: { url: string; method: 'GET' | 'POST' },
    params: Record<string, string>,
    log: WebhookRecord[],
    call?: Call,
  ): Promise<void> {
    const { dropStatusCallbacks, repeatStatusCallbacks, shuffleStatusCallbacks } = this.faults;
    if (Math.random() < dropStatusCallbacks) return;
    const times = 1 + Math.floor(Math.random() * Math.max(1, repeatStatusCallbacks));
    const send = async () => {
      if (shuffleStatusCallbacks) await new Promise((resolve) => setTimeout(resolve, Math.random() * 1000));
      try {
        await this.webhooks.send({ kind, ...target, params }, log);
      } catch (error) {
        if (!(error instanceof CarrierError)) throw error;
        const code = kind === 'conference' ? 16011 : 15003;
        this.report(new CarrierError(code, `Status callback: ${error.message}`, target.url), call);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, Math.min(times, repeatStatusCallbacks)) }, send));
  }

  /** Sends the call's status to its status callback, when that asked for this event. */
  notifyStatus(call: Call, event: 'initiated' | 'ringing' | 'answered' | 'completed'): void {
    const { callback } = call;
    if (!callback?.events.has(event)) return;
    const params = callParams(call, this.options.accountSid);
    params.CallbackSource = 'call-progress-events';
    params.SequenceNumber = String(call.sequence++);
    params.Timestamp = new Date().toUTCString().replace('GMT', '+0000');
    if (event === 'completed') {
      params.CallDuration = String(call.duration);
      if (call.direction !== 'inbound') params.SipResponseCode = sipCodes[call.status] ?? '500';
      if (call.status === 'completed') params.Duration = String(Math.ceil(call.duration / 60));
      const recording = this.recordings.get(call.recordings.at(-1) ?? '');
      if (recording?.source === 'OutboundAPI') Object.assign(params, this.recordingParams(recording));
    }
    const send = () => this.notify('status', callback, params, call.webhooks, call);
    if (this.faults.shuffleStatusCallbacks) void send();
    else call.callbackQueue = call.callbackQueue.then(send);
  }

  keepRecording(recording: Recording): void {
    this.recordings.set(recording.sid, recording);
    if (this.recordings.size > KEPT_RECORDS) deleteOldest(this.recordings);
    if (recording.callSid) this.calls.get(recording.callSid)?.recordings.push(recording.sid);
  }

  recordingUrl({ sid }: Recording): string {
    return `${this.url}${this.accountPath}/Recordings/${sid}`;
  }

  /** What an action is told of a recording. */
  recordingParams(recording: Recording): Record<string, string> {
    return {
      RecordingSid: recording.sid,
      RecordingUrl: this.recordingUrl(recording),
      RecordingDuration: String(recording.seconds),
    };
  }

  /** Called once for each call when it is over: forgets what is too old. */
  retire(call: Call): void {
    this.ended.push(call);
    if (this.ended.length > KEPT_DOCUMENTS + this.trimmed) {
      const old = this.ended[this.trimmed++];
      if (old) shorten(old);
    }
    if (this.ended.length > KEPT_RECORDS + FORGOTTEN_AT_ONCE) {
      const gone = this.ended.splice(0, FORGOTTEN_AT_ONCE);
      this.trimmed = Math.max(0, this.trimmed - gone.length);
      for (const { sid } of gone) this.calls.delete(sid);
    }
  }

  keepMessage(message: TextMessage): void {
    this.messages.set(message.sid, message);
    if (this.messages.size > KEPT_RECORDS) deleteOldest(this.messages);
  }

  /** The app is told nothing more of what goes on now. */
  fallSilent(): void {
    for (const one of [...this.calls.values(), ...this.recorders.values()]) one.forget();
    this.conferences.reset();
  }

  /** Forgets all records, and every order given through the phone API. */
  reset(): void {
    for (const map of [
      this.calls,
      this.messages,
      this.recordings,
      this.recorders,
      this.numbers,
      this.queues.all,
    ])
      map.clear();
    this.clients.reset();
    this.ended.length = 0;
    this.trimmed = 0;
    this.errors.length = 0;
    this.faults = { ...noFaults };
  }
}

const sipCodes: Partial<Record<CallStatus, string>> = {
  completed: '200',
  failed: '404',
  busy: '486',
  'no-answer': '487',
  canceled: '487',
};

/** Leaves of a call what it did and how it ended, and drops what was said and what every webhook repeats. */
function shorten(call: Call): void {
  const repeated = callParams(call, '');
  call.timeline.length = 0;
  for (const webhook of call.webhooks) {
    delete webhook.body;
    const own = Object.entries(webhook.params).filter(
      ([name]) => name === 'CallStatus' || !(name in repeated),
    );
    webhook.params = Object.fromEntries(own);
  }
}
