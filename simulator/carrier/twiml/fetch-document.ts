import { callParams } from '../call.ts';
import { CarrierError } from '../errors.ts';
import type { WebhookRecord } from '../types.ts';
import { readDocument, type Verb } from './parse.ts';
import type { DocumentTarget, Stage } from './stage.ts';

/** What a URL gave: verbs, or a sound where one may stand in their place. `base` is where it came from in the end. */
export type Fetched = { verbs: Verb[]; base: string } | { sound: string };

/**
 * Asks the app for a document, with what every webhook about the call carries and the target's own parameters.
 * Throws CarrierError for whatever a carrier would refuse, Interrupted when the call does not wait for the answer.
 */
export async function fetchDocument(
  { carrier, call, line }: Omit<Stage, 'base'>,
  { url, method, params, kind }: DocumentTarget,
  as: WebhookRecord['kind'] = kind,
): Promise<Fetched> {
  const all = { ...callParams(call, carrier.options.accountSid), ...params };
  const answer = await line.during(
    carrier.webhooks.send({ kind: as, url, method, params: all }, call.webhooks),
  );
  if (as === 'wait' && answer.contentType.startsWith('audio/')) return { sound: answer.url };
  try {
    return { verbs: readDocument(answer.contentType, answer.body, answer.tooLarge), base: answer.url };
  } catch (error) {
    if (error instanceof CarrierError) throw new CarrierError(error.code, error.message, answer.url);
    throw error;
  }
}
