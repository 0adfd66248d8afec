import type { RequestHandler, Response, Router } from 'express';
import type { IvrDeps } from './deps.ts';
import { fallbackDocument } from './fallback.ts';
import { readForm } from './read-form.ts';
import { requireSignature } from './webhook.ts';
import { within } from './within.ts';

/** The carrier gives up after 15 s, and the caller long before. */
export const ANSWER_MS = 8_000;

/** How webhooks are taken and answered, whatever they are about. */
export class Serving {
  readonly #deps: IvrDeps;
  readonly #router: Router;
  readonly #sorry: string;

  constructor(deps: IvrDeps, router: Router) {
    this.#deps = deps;
    this.#router = router;
    this.#sorry = fallbackDocument(deps.publicUrl);
  }

  /** @param path below /twilio */
  on(path: string, handler: RequestHandler): void {
    this.#router.post(`/twilio/${path}`, readForm, requireSignature(this.#deps), handler);
  }

  /** The document that comes of `work`, or, when it does not come in time, `otherwise`. */
  async document(
    response: Response,
    about: object,
    work: Promise<string>,
    otherwise = this.#sorry,
  ): Promise<void> {
    try {
      sendTwiml(response, await within(ANSWER_MS, work));
    } catch (err) {
      this.#deps.log.error({ err, ...about }, 'webhook not answered as it should be');
      sendTwiml(response, otherwise);
    }
  }

  async acknowledge(response: Response, what: string, work: Promise<unknown>): Promise<void> {
    try {
      await within(ANSWER_MS, work);
      response.sendStatus(204);
    } catch (err) {
      // Lost like one that never arrived: the carrier is asked later.
      this.#deps.log.error({ err }, `${what} not recorded`);
      response.sendStatus(503);
    }
  }
}

/** A number in a path of ours; null for one that we never made. */
export function wholeParam(
  value: string | string[] | undefined,
  max = Number.MAX_SAFE_INTEGER,
): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null;
  return number !== null && number <= max ? number : null;
}

export const nowhere = (response: Response): void => {
  response.sendStatus(404);
};

/** Straight to the wire: no entity tag is worth its hash on an answer that is asked for once. */
export function sendTwiml(response: Response, document: string): void {
  response.writeHead(200, {
    'Content-Type': 'text/xml; charset=utf-8',
    'Content-Length': Buffer.byteLength(document),
  });
  // As text it leaves with the head in one write.
  response.end(document);
}
