import { CarrierError } from '../errors.ts';
import type { Input, Taken } from '../line.ts';
import { speakingTime } from '../pace.ts';
import type { Verb } from './parse.ts';
import { resolve, type Stage } from './stage.ts';

/**
 * Says, plays or pauses. `take` sees what the person does meanwhile; when it calls something done, the prompt stops
 * and gives that.
 */
export async function playPrompt<T>(
  stage: Stage,
  verb: Verb,
  take: (input: Input) => Taken<T> | undefined,
): Promise<T | 'timeout'> {
  const { carrier, call, line } = stage;
  const durationMs = await promptLength(stage, verb);
  const loops = call.pace === 'instant' ? 1 : Number(verb.attributes.loop ?? 1) || 1000;
  for (let loop = 0; loop < loops; loop++) {
    carrier.tell(call, {
      type: 'prompt',
      verb: verb.name as 'Say' | 'Play' | 'Pause',
      text: verb.name === 'Pause' ? '' : verb.text,
      language: verb.attributes.language ?? 'en-US',
      voice: verb.attributes.voice ?? '',
      durationMs,
    });
    line.check();
    if (call.pace === 'instant') continue;
    const heard = await line.wait(durationMs, take);
    if (heard !== 'timeout') return heard;
  }
  return 'timeout';
}

const SOUND_MS = 3_000;
const TONE_MS = 500;

async function promptLength(stage: Stage, verb: Verb): Promise<number> {
  switch (verb.name) {
    case 'Pause':
      return Number(verb.attributes.length ?? 1) * 1000;
    case 'Play':
      if (!verb.text) return (verb.attributes.digits?.length ?? 0) * TONE_MS;
      await fetchSound(stage, resolve(stage, verb.text));
      return SOUND_MS;
    default:
      return speakingTime(verb.text);
  }
}

/** A sound that cannot be had is shown, and the call goes on without it, as the carrier does. */
async function fetchSound({ carrier, call, line }: Stage, url: string): Promise<void> {
  const request = { kind: 'media', method: 'GET', url, params: {} } as const;
  try {
    const answer = await line.during(carrier.webhooks.send(request, call.webhooks));
    const record = call.webhooks.findLast((webhook) => webhook.url === url);
    if (record) record.body = `${answer.body.length} bytes`;
    if (!answer.contentType.startsWith('audio/')) {
      carrier.report(
        new CarrierError(13420, `Play: ${answer.contentType || 'no Content-Type'} is no sound`, url),
        call,
      );
    }
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    carrier.report(error, call);
  }
}
