import type { JobMap, QueueName } from '../domain/contracts/jobs.ts';
import type { Point, RoadRules, TravelTable } from '../domain/geo.ts';
import type { PlanInstance, Routes } from '../domain/plan/instance.ts';
import type { TravelSource } from '../domain/vocabulary.ts';

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
  placeCall(call: {
    to: string;
    twimlPath: string;
    statusPath: string;
    /** Whether to find out if a machine answers; true when left out. */
    detectMachine?: boolean;
    /** Seconds that it may ring. */
    ringSeconds?: number;
  }): Promise<string>;
  sendMessage(message: { to: string; body: string; statusPath: string }): Promise<string>;
  /** Messages of ours to `number` that were made within the span: to find out whether one was taken. */
  listMessagesTo(
    number: string,
    from: Date,
    to: Date,
  ): Promise<{ sid: string; body: string; status: string; errorCode?: string }[]>;
  /** How a call stands; null when the carrier does not know it. */
  fetchCall(sid: string): Promise<{ status: string; durationSeconds: number | null } | null>;
  /** Calls to `number` that began within the span: to find out what became of an attempt. */
  listCallsTo(
    number: string,
    from: Date,
    to: Date,
  ): Promise<{ sid: string; status: string; durationSeconds: number | null }[]>;
  /** Has a live call leave what it is in (a menu, the queue, a conference) for the TwiML at a path of ours. */
  redirectCall(sid: string, twimlPath: string): Promise<void>;
  /** Ends a call; one that is over already is left alone. */
  endCall(sid: string): Promise<void>;
  /** The live conference of that name; null when there is none. */
  findConference(name: string): Promise<string | null>;
  /** Who is in it. */
  members(conferenceSid: string): Promise<CarrierMember[]>;
  changeMember(
    conferenceSid: string,
    callSid: string,
    change: {
      muted?: boolean;
      held?: boolean;
      /** The call that alone hears this one; null: all hear it. */
      coaches?: string | null;
    },
  ): Promise<void>;
  endConference(conferenceSid: string): Promise<void>;
  changeRecording(
    conferenceSid: string,
    recordingSid: string,
    to: 'on' | 'paused' | 'stopped',
  ): Promise<void>;
  /** Deletes a recording; one that is gone already is left alone. */
  deleteRecording(sid: string): Promise<void>;
}

export interface CarrierMember {
  callSid: string;
  muted: boolean;
  held: boolean;
  /** The call that alone hears it. */
  coaches: string | null;
}

/** `again` says whether asking later may help (429, 5xx, time-out); otherwise the request itself is wrong. */
export class CarrierError extends Error {
  readonly again: boolean;
  /** Whether the carrier certainly did nothing. False after a time-out: the outcome is unknown. */
  readonly untouched: boolean;
  /** Whether it would say the same again at once, until somebody puts something right. */
  readonly lasting: boolean;
  constructor(
    message: string,
    options: { again: boolean; untouched: boolean; lasting?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.lasting = options.lasting ?? false;
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
  /** Of these, tickets that are to be routed now. */
  route: { tickets: { eventId: number; ticketId: number }[] };
  sequenced: null;
  'call:step': { contactId: number; step: string };
  'clock:moved': null;
  /** Another version of the phone's setup is in force, or heard by some number. */
  setup: null;
  /** Desks changed: their browsers are to be told. */
  desk: { personIds: number[] };
  /** The line changed: wallboards are to be told. */
  line: null;
  /** What some browsers of another process now look at; said again every few seconds. */
  presence: {
    from: string;
    browsers: { key: string; personId: number; name: string; looks: PresenceLook[] }[];
  };
}
export interface PresenceLook {
  ticketId: number;
  act: 'open' | 'assign';
  /** The boards that are told. */
  rooms: string[];
}

/** Posts to addresses that others gave us. Follows no redirect, asks no address of our own network, reads little. */
export type PostOutside = (post: {
  url: string;
  headers: Record<string, string>;
  body: string;
}) => Promise<OutsideAnswer>;
/** `code` is the HTTP status, whichever it is; an error says why there is none. */
export type OutsideAnswer = { durationMs: number } & (
  | { code: number }
  | { error: 'address' | 'unreachable' | 'timed_out' | 'certificate' }
);

/** Hints to the queues that something is due now. */
export interface Jobs {
  hint<N extends QueueName>(queue: N, jobs: JobMap[N][]): Promise<void>;
}

/** How long it takes from place to place, by road where there is a service that knows. */
export interface Travel {
  /** @param rules for the reckoning from coordinates, where the roads are not known */
  table(points: Point[], rules: RoadRules): Promise<TravelTable & { source: TravelSource }>;
}

/** Works a day plan out, away from whatever else the process has to do. */
export interface PlanSolver {
  /** @throws the signal's reason when it is called off */
  solve(
    instance: PlanInstance,
    options: { seed: number; seconds: number; signal: AbortSignal; onProgress: (spent: number) => void },
  ): Promise<Routes>;
}
