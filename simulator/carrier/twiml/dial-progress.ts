import { type Recorder, record } from '../recorder.ts';
import type { Recording } from '../types.ts';
import type { Verb } from './parse.ts';
import { recordingCallbackOf } from './recording-callback.ts';
import type { Stage } from './stage.ts';

/** How far a Dial has come: what its action is told is true whenever it breaks off; and its recording. */
export class DialProgress {
  /** Parameters of the action. */
  readonly params: Record<string, string> = { DialCallStatus: 'canceled', DialBridged: 'false' };
  private readonly stage: Stage;
  private readonly attributes: Record<string, string>;
  private recorder: Recorder | undefined;

  constructor(stage: Stage, { attributes }: Verb) {
    this.stage = stage;
    this.attributes = attributes;
    if (attributes.record?.startsWith('record-from-ringing')) this.record();
  }

  set status(value: string) {
    this.params.DialCallStatus = value;
  }

  /** The call and the one dialled hear each other. */
  bridged(status: 'completed' | 'answered'): void {
    this.status = status;
    this.params.DialBridged = 'true';
    const { record = '' } = this.attributes;
    if (record === 'true' || record.startsWith('record-from-answer')) this.record();
  }

  /** It is over; what was recorded is part of what is told. */
  end(): void {
    if (!this.recorder) return;
    const { recorder } = this;
    recorder.stop();
    this.stage.call.recorders.delete(recorder);
    Object.assign(this.params, this.stage.carrier.recordingParams(recorder.recording));
  }

  private record(): void {
    const { record: wish = '', recordingTrack = 'both' } = this.attributes;
    this.recorder ??= record(this.stage.carrier, this.stage.call, {
      source: 'DialVerb',
      channels: wish.endsWith('dual') && recordingTrack === 'both' ? 2 : 1,
      track: recordingTrack as Recording['track'],
      callback: recordingCallbackOf(this.stage, this.attributes),
    });
  }
}
