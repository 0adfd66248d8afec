import { type Deferred, deferred } from './deferred.ts';
import { newSid } from './ids.ts';
import { Line } from './line.ts';
import type { Recorder } from './recorder.ts';
import type { Verb } from './twiml/parse.ts';
import {
  type CallStatus,
  type EndStatus,
  endStatuses,
  type Pace,
  type PhoneEvent,
  type RoomView,
  type Waiting,
  type WebhookRecord,
} from './types.ts';

export interface Callback {
  url: string;
  method: 'GET' | 'POST';
  events: ReadonlySet<string>;
}

/** What happens next on a call: a document that is fetched, one that is given, or work of the carrier's own. */
export type Target =
  | { kind: 'document' | 'fallback'; method: 'GET' | 'POST'; url: string; params: Record<string, string> }
  | { kind: 'inline'; twiml: string }
  | { kind: 'verbs'; verbs: Verb[] }
  | { kind: 'work'; run: () => Promise<{ end: EndStatus }> };

/** Where a call is, waiting or together with others. */
export interface Room {
  /** What the phone API shows of it. */
  view(call: Call): RoomView;
}

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

export interface OutboundWishes {
  target: Target;
  /** Seconds that it may ring. */
  timeout: number;
  timeLimit: number;
  machineDetection: 'Enable' | 'DetectMessageEnd' | undefined;
  record: boolean;
  recordingCallback: Callback | undefined;
}

interface NewCall {
  direction: Direction;
  from: string;
  to: string;
  pace: Pace;
  fallback: { url: string; method: 'GET' | 'POST' } | undefined;
  callback: Callback | undefined;
  outbound?: OutboundWishes;
  parent?: Call;
}

/** Documents of one call after which it is taken for a loop. */
export const MAX_DOCUMENTS = 1_000;

/** One call: what REST tells of it, what happened on it, and the line that its person speaks on. */
export class Call {
  readonly sid = newSid('CA');
  readonly direction: Direction;
  /** The call whose Dial this is a leg of. */
  readonly parent: Call | undefined;
  readonly from: string;
  readonly to: string;
  /** The outside party, as the phones know it. */
  readonly number: string;
  readonly outbound: OutboundWishes | undefined;
  readonly line = new Line();
  readonly createdAt = new Date();
  readonly webhooks: WebhookRecord[] = [];
  readonly timeline: PhoneEvent[] = [];
  readonly recordings: string[] = [];
  /** What records this call now. */
  readonly recorders = new Set<Recorder>();
  pace: Pace;
  status: CallStatus;
  callback: Callback | undefined;
  fallback: { url: string; method: 'GET' | 'POST' } | undefined;
  updatedAt = this.createdAt;
  startedAt: Date | undefined;
  answeredAt: Date | undefined;
  endedAt: Date | undefined;
  /** Whole seconds from the answer to the end, begun ones counted. */
  duration = 0;
  answeredBy: string | undefined;
  /** What the app sends along to a client that it calls. */
  parameters: Record<string, string> = {};
  readonly answered: Deferred<void> = deferred();
  readonly ended: Deferred<void> = deferred();
  /** A machine took the call: nobody presses a key or says a word. */
  byMachine = false;
  waiting: Waiting | null = null;
  room: Room | undefined;
  error: { code: number; message: string } | undefined;
  documents = 0;
  /** The carrier closes or forgets all: the app is told nothing more. */
  forgotten = false;
  /** Number of the next status callback. */
  sequence = 0;
  /** Status callbacks go out one after another. */
  callbackQueue: Promise<void> = Promise.resolve();

  constructor(given: NewCall) {
    this.direction = given.direction;
    this.from = given.from;
    this.to = given.to;
    this.pace = given.pace;
    this.number = (given.direction === 'inbound' ? given.from : given.to) || 'anonymous';
    this.status = given.direction === 'inbound' ? 'ringing' : 'queued';
    this.fallback = given.fallback;
    this.callback = given.callback;
    this.outbound = given.outbound;
    this.parent = given.parent;
  }

  get toClient(): boolean {
    return this.direction !== 'inbound' && this.to.startsWith('client:');
  }

  get over(): boolean {
    return endStatuses.includes(this.status);
  }

  forget(): void {
    this.forgotten = true;
    this.callback = undefined;
  }

  /** Milliseconds that a wait for input takes at this call's pace; in the instant one it lasts until told. */
  patience(seconds: number): number {
    if (this.pace === 'real') return seconds * 1000;
    return this.byMachine ? 0 : Number.POSITIVE_INFINITY;
  }
}

/** The parameters that every webhook about a call carries. */
export function callParams(call: Call, accountSid: string): Record<string, string> {
  const params: Record<string, string> = {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.status,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
  };
  for (const [side, number] of [
    ['From', call.from],
    ['Caller', call.from],
    ['To', call.to],
    ['Called', call.to],
  ] as const) {
    // The carrier knows city and state of North American numbers only; elsewhere it sends them empty.
    params[`${side}City`] = '';
    params[`${side}State`] = '';
    params[`${side}Zip`] = '';
    params[`${side}Country`] = number.startsWith('+86') ? 'CN' : '';
  }
  if (call.parent) params.ParentCallSid = call.parent.sid;
  if (call.answeredBy) params.AnsweredBy = call.answeredBy;
  return params;
}
