import type { JobMap, QueueName } from '../domain/contracts/jobs.ts';

/** What use cases and the loops around them need from outside. Wired once, in server/wiring.ts. */

/** The one source of time, given to every use case, poll and schedule. */
export interface Clock {
  now(): Date;
}

/** The telephone company. Errors of the carrier are thrown as CarrierError. */
export interface Carrier {
  /**
   * Places a call and has it fetch its TwiML from `twimlPath` (a path of ours).
   * @returns the call's sid
   */
  placeCall(call: { to: string; twimlPath: string; statusPath: string }): Promise<string>;
  sendMessage(message: { to: string; body: string; statusPath: string }): Promise<string>;
  /** How a call stands; null when the carrier does not know it. */
  fetchCall(sid: string): Promise<{ status: string; durationSeconds: number | null } | null>;
  /** Calls to `number` that began within the span: to find out what became of an attempt. */
  listCallsTo(
    number: string,
    from: Date,
    to: Date,
  ): Promise<{ sid: string; status: string; durationSeconds: number | null }[]>;
}

/** `again` says whether asking later may help (429, 5xx, time-out); otherwise the request itself is wrong. */
export class CarrierError extends Error {
  readonly again: boolean;
  /** Whether the carrier certainly did nothing. False after a time-out: the outcome is unknown. */
  readonly untouched: boolean;
  constructor(message: string, options: { again: boolean; untouched: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'CarrierError';
    this.again = options.again;
    this.untouched = options.untouched;
  }
}

/** Passing words between processes. Fire and forget: whoever misses one finds out by polling. */
export interface Nudges {
  /** `outbox`: events were committed; `sequenced`: they have numbers; the others carry their news. */
  send<N extends keyof NudgeMap>(name: N, news: NudgeMap[N]): void;
  on<N extends keyof NudgeMap>(name: N, listener: (news: NudgeMap[N]) => void): void;
}
export interface NudgeMap {
  outbox: null;
  sequenced: null;
  'call:step': { contactId: number; step: string };
  'clock:moved': null;
}

/** Hints to the queues that something is due now. */
export interface Jobs {
  hint<N extends QueueName>(queue: N, jobs: JobMap[N][]): Promise<void>;
}
