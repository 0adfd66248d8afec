import type { Callback } from '../call.ts';
import { resolve, type Stage } from './stage.ts';

/** Who is told of a recording that a verb or noun asks for. */
export function recordingCallbackOf(
  stage: Pick<Stage, 'base'>,
  attributes: Record<string, string>,
): Callback | undefined {
  const { recordingStatusCallback, recordingStatusCallbackEvent, recordingStatusCallbackMethod } = attributes;
  if (!recordingStatusCallback) return undefined;
  return {
    url: resolve(stage, recordingStatusCallback),
    method: recordingStatusCallbackMethod === 'GET' ? 'GET' : 'POST',
    events: new Set((recordingStatusCallbackEvent ?? 'completed').split(' ')),
  };
}
