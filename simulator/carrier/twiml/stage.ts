import { type Call, callParams, type Target } from '../call.ts';
import type { Carrier } from '../carrier.ts';
import { CarrierError } from '../errors.ts';
import type { Line } from '../line.ts';
import type { Switchboard } from '../switchboard.ts';

/** A document in performance. */
export interface Stage {
  carrier: Carrier;
  switchboard: Switchboard;
  call: Call;
  /** What the verbs listen on: the call's own, or one that lasts as long as what is heard while waiting. */
  line: Line;
  /** Where the document came from; none when the app gave it inline. */
  base: string | undefined;
}

/** What follows a verb: the next verb (undefined), another document, or the end of the call. */
export type Outcome = undefined | DocumentTarget | { end: 'completed' | 'busy' | 'no-answer' };
export type DocumentTarget = Extract<Target, { kind: 'document' | 'fallback' }>;

/** An action or redirect as the next document, resolved against the one in hand. */
export function target(
  stage: Stage,
  url: string | undefined,
  method: string | undefined,
  params: Record<string, string> = {},
): DocumentTarget {
  return {
    kind: 'document',
    url: resolve(stage, url ?? ''),
    method: method === 'GET' ? 'GET' : 'POST',
    params,
  };
}

/** Requests an action of a call that is over, or goes another way: the answer is ignored. */
export function tellAction({ carrier, call, line }: Stage, { url, method, params }: DocumentTarget): void {
  if (call.forgotten) return;
  const all = callParams(call, carrier.options.accountSid);
  if (line.interruption?.kind !== 'redirect') all.CallStatus = 'completed';
  Object.assign(all, params);
  void carrier.webhooks
    .send({ kind: 'document', url, method, params: all }, call.webhooks)
    .catch((error) => carrier.report(error, call));
}

/** The absolute URL of a URL in the document; an empty one means the document itself. */
export function resolve(stage: Pick<Stage, 'base'>, url: string): string {
  if (!URL.canParse(url, stage.base))
    throw new CarrierError(11100, `Not a URL: ${url || '(the inline document)'}`);
  const absolute = new URL(url, stage.base);
  if (absolute.protocol !== 'http:' && absolute.protocol !== 'https:') {
    throw new CarrierError(11100, `Not an http(s) URL: ${url}`);
  }
  return absolute.href;
}
