import type { Call } from '../call.ts';
import { newSid } from '../ids.ts';
import { type Input, Interrupted, type Taken } from '../line.ts';
import { recordingCallbackParams } from '../recorder.ts';
import type { Recording } from '../types.ts';
import type { Verb } from './parse.ts';
import { recordingCallbackOf } from './recording-callback.ts';
import { type Outcome, resolve, type Stage, target, tellAction } from './stage.ts';

interface Taped {
  seconds: number;
  text: string;
  /** The key that ended it, or 'hangup'. */
  endedBy: string;
}

/**
 * Records what the person says. An empty recording falls through to the next verb. Whoever hangs up while speaking
 * leaves their words behind: the action is requested once more, with Digits=hangup, and its answer ignored.
 */
export async function record(stage: Stage, verb: Verb): Promise<Outcome> {
  const { carrier, call, line } = stage;
  const { attributes } = verb;
  const maxLength = Number(attributes.maxLength ?? 3600);
  const finishOnKey = attributes.finishOnKey ?? '1234567890*#';
  const startedAt = new Date();
  const step = resolve(stage, attributes.action ?? '');
  let speakingSince: number | undefined;
  /** Whole seconds of speech, a begun one counted. */
  const elapsed = () => {
    if (speakingSince === undefined) return 0;
    return Math.min(maxLength, Math.max(1, Math.ceil((Date.now() - speakingSince) / 1000)));
  };

  const take = (given: Input): Taken<Taped> | undefined => {
    switch (given.kind) {
      case 'keys': {
        const key = [...given.digits].find((digit) => finishOnKey.includes(digit));
        carrier.tell(call, { type: 'input', kind: 'keys', text: given.digits });
        return key ? { done: { seconds: elapsed(), text: '', endedBy: key } } : { more: true };
      }
      case 'speaking':
        speakingSince ??= Date.now();
        return { more: true, restartMs: call.patience(maxLength) };
      case 'recording': {
        const seconds = Math.min(maxLength, given.seconds);
        carrier.tell(call, { type: 'input', kind: 'recording', text: given.text });
        return { done: { seconds, text: given.text, endedBy: given.hangup ? 'hangup' : '' } };
      }
      case 'silence':
        carrier.tell(call, { type: 'input', kind: 'silence', text: '' });
        return { done: { seconds: elapsed(), text: '', endedBy: '' } };
      default:
        return undefined;
    }
  };

  const waiting = { for: 'recording', maxLength, finishOnKey, step } as const;
  call.waiting = waiting;
  carrier.tell(call, { type: 'recording', ...waiting });
  let taped: Taped;
  try {
    const done = await line.wait(call.patience(Number(attributes.timeout ?? 5)), take);
    taped = done === 'timeout' ? { seconds: elapsed(), text: '', endedBy: '' } : done;
  } catch (error) {
    if (!(error instanceof Interrupted) || line.interruption?.kind !== 'hangup' || !elapsed()) throw error;
    taped = { seconds: elapsed(), text: '', endedBy: 'hangup' };
  } finally {
    call.waiting = null;
    carrier.tell(call, { type: 'waited' });
  }
  return finish(stage, verb, taped, startedAt);
}

function finish(stage: Stage, verb: Verb, taped: Taped, startedAt: Date): Outcome {
  const { carrier, call } = stage;
  const { attributes } = verb;
  if (taped.seconds === 0) {
    announce(stage, verb, 'absent', recordingOf(call, startedAt, taped));
    return undefined;
  }
  const recording = recordingOf(call, startedAt, taped);
  carrier.keepRecording(recording);
  const params = carrier.recordingParams(recording);
  announce(stage, verb, 'completed', recording);
  transcribe(stage, verb, recording);
  const action = target(stage, attributes.action, attributes.method, { ...params, Digits: taped.endedBy });
  if (taped.endedBy !== 'hangup') return action;
  tellAction(stage, action);
  stage.line.interrupt({ kind: 'hangup', by: 'phone' });
  throw new Interrupted();
}

function recordingOf(call: Call, startedAt: Date, { seconds, text }: Taped): Recording {
  return {
    sid: newSid('RE'),
    callSid: call.sid,
    conferenceSid: null,
    source: 'RecordVerb',
    channels: 1,
    track: 'inbound',
    status: 'completed',
    startedAt: startedAt.toISOString(),
    updatedAt: new Date().toISOString(),
    seconds,
    text,
  };
}

function announce(stage: Stage, verb: Verb, event: 'completed' | 'absent', recording: Recording): void {
  const { carrier, call } = stage;
  const callback = recordingCallbackOf(stage, verb.attributes);
  if (!callback?.events.has(event)) return;
  const params = recordingCallbackParams(carrier, recording, event);
  void carrier.notify('recording', callback, params, call.webhooks, call);
}

/** Seconds of speech that the carrier writes down. */
const TRANSCRIBED = { from: 2, to: 120 };

/** English only: what else was said, or too little or too much of it, comes back as failed. */
function transcribe({ carrier, call, ...stage }: Stage, { attributes }: Verb, recording: Recording): void {
  const { transcribeCallback } = attributes;
  if (attributes.transcribe !== 'true' || !transcribeCallback) return;
  const { seconds, text, sid } = recording;
  const understood =
    seconds >= TRANSCRIBED.from && seconds <= TRANSCRIBED.to && /^[\p{Script=Latin}\P{L}]+$/u.test(text);
  const transcriptionSid = newSid('TR');
  const params = {
    AccountSid: carrier.options.accountSid,
    CallSid: call.sid,
    RecordingSid: sid,
    RecordingUrl: carrier.recordingUrl(recording),
    TranscriptionSid: transcriptionSid,
    TranscriptionStatus: understood ? 'completed' : 'failed',
    TranscriptionText: understood ? text : '',
    TranscriptionUrl: `${carrier.recordingUrl(recording)}/Transcriptions/${transcriptionSid}`,
  };
  const target = { url: resolve(stage, transcribeCallback), method: 'POST' } as const;
  void carrier.notify('recording', target, params, call.webhooks, call);
}
