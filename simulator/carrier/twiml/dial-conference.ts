import type { ConferenceSettings } from '../conference.ts';
import { CarrierError } from '../errors.ts';
import { Interrupted } from '../line.ts';
import type { ParticipantSettings } from '../participant.ts';
import type { DialProgress } from './dial-progress.ts';
import type { Verb } from './parse.ts';
import { recordingCallbackOf } from './recording-callback.ts';
import { resolve, type Stage } from './stage.ts';

const DEFAULT_TIME_LIMIT_S = 14_400;

/** Stays in a conference until it ends, time is up, or the participant leaves or is put out. */
export async function dialConference(
  stage: Stage,
  verb: Verb,
  noun: Verb,
  progress: DialProgress,
): Promise<void> {
  const { carrier, line } = stage;
  progress.status = 'failed';
  const conference = carrier.conferences.named(noun.text, settingsOf(stage, noun));
  let participant: ReturnType<typeof conference.admit>;
  try {
    participant = conference.admit(stage, participantOf(stage, noun));
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    carrier.report(error, stage.call);
    carrier.conferences.dropIfEmpty(conference);
    return;
  }
  progress.bridged('answered');
  const limit = setTimeout(
    () => participant.exit.settle('limit'),
    Number(verb.attributes.timeLimit ?? DEFAULT_TIME_LIMIT_S) * 1000,
  );
  try {
    const star = verb.attributes.hangupOnStar === 'true';
    const exit = await line.stay(participant.exit.promise, (input) => {
      if (star && input.kind === 'keys' && input.digits.includes('*')) participant.exit.settle('star');
      return conference.takes(participant, input);
    });
    conference.leave(participant, exit);
    if (exit === 'failed') progress.status = 'failed';
  } catch (error) {
    if (error instanceof Interrupted) {
      conference.leave(participant, line.interruption?.kind === 'redirect' ? 'redirected' : 'hung-up');
    }
    throw error;
  } finally {
    clearTimeout(limit);
  }
}

export function participantOf(stage: Pick<Stage, 'base'>, { attributes }: Verb): ParticipantSettings {
  const { waitUrl, waitMethod, beep = 'true' } = attributes;
  return {
    label: attributes.participantLabel,
    muted: attributes.muted === 'true',
    startOnEnter: attributes.startConferenceOnEnter !== 'false',
    endOnExit: attributes.endConferenceOnExit === 'true',
    beepOnEnter: beep === 'true' || beep === 'onEnter',
    beepOnExit: beep === 'true' || beep === 'onExit',
    coach: attributes.coach,
    maxParticipants: Number(attributes.maxParticipants ?? 250),
    wait: waitUrl
      ? { url: resolve(stage, waitUrl), method: waitMethod === 'GET' ? 'GET' : 'POST' }
      : undefined,
    record:
      attributes.record === 'record-from-start'
        ? { callback: recordingCallbackOf(stage, attributes) }
        : undefined,
  };
}

/** Only what the first participant says of the conference counts. */
export function settingsOf(stage: Pick<Stage, 'base'>, { attributes }: Verb): ConferenceSettings {
  const { statusCallback, statusCallbackEvent, statusCallbackMethod } = attributes;
  return {
    callback: statusCallback
      ? {
          url: resolve(stage, statusCallback),
          method: statusCallbackMethod === 'GET' ? 'GET' : 'POST',
          events: new Set((statusCallbackEvent ?? '').split(' ').filter(Boolean)),
        }
      : undefined,
  };
}
