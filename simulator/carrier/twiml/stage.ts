import type { Call, Target } from '../call.ts';
import type { Carrier } from '../carrier.ts';
import { CarrierError } from '../errors.ts';

/** A document in performance. */
export interface Stage {
  carrier: Carrier;
  call: Call;
  /** Where the document came from; none when the app gave it inline. */
  base: string | undefined;
}

/** What follows a verb: the next verb (undefined), another document, or the end of the call. */
export type Outcome = undefined | Target | { end: 'completed' | 'busy' | 'no-answer' };

/** An action or redirect as the next document, resolved against the one in hand. */
export function target(
  stage: Stage,
  url: string | undefined,
  method: string | undefined,
  params: Record<string, string> = {},
): Target {
  return {
    kind: 'document',
    url: resolve(stage, url ?? ''),
    method: method === 'GET' ? 'GET' : 'POST',
    params,
  };
}

/** The absolute URL of a URL in the document; an empty one means the document itself. */
export function resolve(stage: Stage, url: string): string {
  if (!URL.canParse(url, stage.base))
    throw new CarrierError(11100, `Not a URL: ${url || '(the inline document)'}`);
  const absolute = new URL(url, stage.base);
  if (absolute.protocol !== 'http:' && absolute.protocol !== 'https:') {
    throw new CarrierError(11100, `Not an http(s) URL: ${url}`);
  }
  return absolute.href;
}
