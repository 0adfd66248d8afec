import { type Input, Interrupted, type Taken } from '../line.ts';
import type { Verb } from './parse.ts';
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
    announce(stage, verb, 'absent', {}, startedAt);
    return undefined;
  }
  const recording = carrier.keepRecording(call, 'RecordVerb', taped.seconds, taped.text, startedAt);
  const params = carrier.recordingParams(recording);
  announce(stage, verb, 'completed', params, startedAt);
  const action = target(stage, attributes.action, attributes.method, { ...params, Digits: taped.endedBy });
  if (taped.endedBy !== 'hangup') return action;
  tellAction(stage, action);
  stage.line.interrupt({ kind: 'hangup', by: 'phone' });
  throw new Interrupted();
}

function announce(
  stage: Stage,
  verb: Verb,
  event: 'completed' | 'absent',
  params: Record<string, string>,
  startedAt: Date,
): void {
  const { recordingStatusCallback, recordingStatusCallbackEvent, recordingStatusCallbackMethod } =
    verb.attributes;
  if (!recordingStatusCallback) return;
  if (!(recordingStatusCallbackEvent ?? 'completed').split(' ').includes(event)) return;
  const { carrier, call } = stage;
  void carrier.notify(
    'recording',
    {
      url: resolve(stage, recordingStatusCallback),
      method: recordingStatusCallbackMethod === 'GET' ? 'GET' : 'POST',
    },
    {
      AccountSid: carrier.options.accountSid,
      CallSid: call.sid,
      RecordingStatus: event,
      RecordingSource: 'RecordVerb',
      RecordingChannels: '1',
      RecordingTrack: 'inbound',
      RecordingStartTime: startedAt.toUTCString().replace('GMT', '+0000'),
      ...params,
    },
    call.webhooks,
    call,
  );
}
