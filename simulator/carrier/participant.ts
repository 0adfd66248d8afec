import type { Call, Callback } from './call.ts';
import { type Deferred, deferred } from './deferred.ts';
import { Programme, type ProgrammeEnd } from './twiml/programme.ts';
import type { Stage } from './twiml/stage.ts';
import type { Party } from './types.ts';

export interface ParticipantSettings {
  label: string | undefined;
  muted: boolean;
  startOnEnter: boolean;
  endOnExit: boolean;
  beepOnEnter: boolean;
  beepOnExit: boolean;
  /** SID of the call that alone is to hear this one. */
  coach: string | undefined;
  maxParticipants: number;
  /** What is heard until the conference begins. */
  wait: Source | undefined;
  /** The conference is to be recorded, and who is told of it. */
  record: { callback: Callback | undefined } | undefined;
}

/** Where something to hear comes from. */
export interface Source {
  url: string;
  method: 'GET' | 'POST';
}

/** Why somebody is no longer in a conference. */
export type ConferenceExit =
  | 'hung-up'
  | 'redirected'
  | 'kicked'
  | 'ended'
  | 'ended-via-api'
  | 'failed'
  | 'star'
  | 'limit';

/** A call in a conference. */
export class Participant {
  readonly call: Call;
  readonly stage: Stage;
  readonly settings: ParticipantSettings;
  readonly joinedAt = new Date();
  readonly exit: Deferred<ConferenceExit> = deferred();
  updatedAt = this.joinedAt;
  hold = false;
  /** Waiting music or music on hold. */
  private music: Programme | undefined;
  private announcement: Programme | undefined;

  constructor(stage: Stage, settings: ParticipantSettings) {
    this.call = stage.call;
    this.stage = stage;
    this.settings = { ...settings };
  }

  get party(): Party {
    return { sid: this.call.sid, number: this.call.number };
  }

  /** Plays this from its beginning, in the place of what was played. */
  play(source: Source, params: Record<string, string>): Promise<ProgrammeEnd> {
    this.silence();
    this.music = this.programme(source, params);
    return this.music.ended;
  }

  silence(): void {
    void this.music?.stop();
    this.music = undefined;
  }

  /** Beside whatever goes on. */
  hear(source: Source, params: Record<string, string>): Promise<ProgrammeEnd> {
    void this.announcement?.stop();
    this.announcement = this.programme(source, params);
    return this.announcement.ended;
  }

  /** Hears nothing of the conference any more. */
  close(): void {
    this.silence();
    void this.announcement?.stop();
  }

  private programme({ url, method }: Source, params: Record<string, string>): Programme {
    const document = { kind: 'document', url, method, params: {} } as const;
    const rules = {
      verbs: ['Play', 'Say', 'Pause', 'Redirect'],
      wrongVerbCode: 13238,
      loops: false,
      params: () => params,
    } as const;
    return new Programme(this.stage, document, rules);
  }
}

/** What an event says of the participant that it is about. */
export const describe = ({ call, settings, hold }: Participant): Record<string, string> => ({
  CallSid: call.sid,
  Muted: String(settings.muted),
  Hold: String(hold),
  Coaching: String(settings.coach !== undefined),
  ...(settings.coach ? { CallSidToCoach: settings.coach } : {}),
  EndConferenceOnExit: String(settings.endOnExit),
  StartConferenceOnEnter: String(settings.startOnEnter),
  ...(settings.label ? { ParticipantLabel: settings.label } : {}),
});
