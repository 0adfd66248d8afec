import type { Call, Callback } from './call.ts';
import type { Carrier } from './carrier.ts';
import { newSid } from './ids.ts';
import type { Recording, WebhookRecord } from './types.ts';

/** Of what was said in a recording so many characters are kept. */
const MAX_TEXT = 5_000;

export type PauseBehavior = 'skip' | 'silence';

/** Whom a recording is of, and who wants to know of it. */
interface RecorderWishes {
  source: Recording['source'];
  callSid: string | null;
  conferenceSid: string | null;
  channels: 1 | 2;
  track: Recording['track'];
  callback: Callback | undefined;
  /** Where its callbacks are noted. */
  log: WebhookRecord[];
}

/** A recording that goes on, of a call or a conference, in real seconds. */
export class Recorder {
  readonly recording: Recording;
  private readonly carrier: Carrier;
  private readonly wishes: RecorderWishes;
  private forgotten = false;
  private recordedMs = 0;
  private since: number | undefined = Date.now();
  private pausedAt: number | undefined;

  constructor(carrier: Carrier, wishes: RecorderWishes) {
    this.carrier = carrier;
    this.wishes = wishes;
    const { source, callSid, conferenceSid, channels, track } = wishes;
    const now = new Date().toISOString();
    this.recording = {
      sid: newSid('RE'),
      ...{ callSid, conferenceSid, source, channels, track },
      startedAt: now,
      updatedAt: now,
      status: 'in-progress',
      seconds: 0,
      text: '',
    };
    carrier.keepRecording(this.recording);
    carrier.recorders.set(this.recording.sid, this);
    this.tell('in-progress');
  }

  get over(): boolean {
    return this.recording.status === 'completed';
  }

  hear(number: string, words: string): void {
    if (this.since === undefined || this.recording.text.length > MAX_TEXT) return;
    this.recording.text += `${this.recording.text ? '\n' : ''}${number}: ${words}`;
  }

  /** What is said from now on is left out, or silence in its place. */
  pause(behavior: PauseBehavior): void {
    if (this.since === undefined) return;
    this.recordedMs += Date.now() - this.since;
    this.since = undefined;
    this.pausedAt = behavior === 'silence' ? Date.now() : undefined;
    this.change('paused');
  }

  resume(): void {
    if (this.since !== undefined) return;
    this.countSilence();
    this.since = Date.now();
    this.change('in-progress');
  }

  stop(): void {
    if (this.over) return;
    if (this.since !== undefined) this.recordedMs += Date.now() - this.since;
    this.countSilence();
    this.since = undefined;
    this.recording.seconds = Math.max(1, Math.ceil(this.recordedMs / 1000));
    this.change('completed');
    this.carrier.recorders.delete(this.recording.sid);
    this.tell('completed');
  }

  /** Nobody is told of its end. */
  forget(): void {
    this.forgotten = true;
  }

  private countSilence(): void {
    if (this.pausedAt !== undefined) this.recordedMs += Date.now() - this.pausedAt;
    this.pausedAt = undefined;
  }

  private change(status: Recording['status']): void {
    this.recording.status = status;
    this.recording.updatedAt = new Date().toISOString();
  }

  private tell(event: 'in-progress' | 'completed'): void {
    const { callback, log } = this.wishes;
    if (this.forgotten || !callback?.events.has(event)) return;
    void this.carrier.notify(
      'recording',
      callback,
      recordingCallbackParams(this.carrier, this.recording, event),
      log,
    );
  }
}

/** Records a call from now on. */
export function record(
  carrier: Carrier,
  call: Call,
  wishes: Pick<RecorderWishes, 'source' | 'channels' | 'track' | 'callback'>,
): Recorder {
  const { sid, webhooks } = call;
  const recorder = new Recorder(carrier, { ...wishes, callSid: sid, conferenceSid: null, log: webhooks });
  call.recorders.add(recorder);
  return recorder;
}

/** What a recording's status callback says. */
export function recordingCallbackParams(
  carrier: Carrier,
  recording: Recording,
  status: 'in-progress' | 'completed' | 'absent',
): Record<string, string> {
  const { sid, callSid, conferenceSid, source, channels, track, startedAt, seconds } = recording;
  const params: Record<string, string> = {
    AccountSid: carrier.options.accountSid,
    RecordingStatus: status,
    RecordingSource: source,
    RecordingChannels: String(channels),
    RecordingTrack: track,
    RecordingStartTime: new Date(startedAt).toUTCString().replace('GMT', '+0000'),
  };
  if (callSid) params.CallSid = callSid;
  if (conferenceSid) params.ConferenceSid = conferenceSid;
  if (status === 'absent') return params;
  params.RecordingSid = sid;
  params.RecordingUrl = carrier.recordingUrl(recording);
  if (status === 'completed') params.RecordingDuration = String(seconds);
  return params;
}
