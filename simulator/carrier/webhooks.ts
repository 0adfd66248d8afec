import { CarrierError } from './errors.ts';
import { ConnectionFailure, type Exchange, type HttpClient } from './http-client.ts';
import { newSid } from './ids.ts';
import { sign } from './signature.ts';
import type { CarrierOptions, Faults, WebhookRecord } from './types.ts';

export const WEBHOOK_TIMEOUT_MS = 15_000;
const MAX_REDIRECTS = 10;

export interface WebhookRequest {
  kind: WebhookRecord['kind'];
  method: 'GET' | 'POST';
  url: string;
  params: Record<string, string>;
}

/** The answer and the URL it came from in the end, to which relative URLs in it refer. */
export interface WebhookAnswer extends Exchange {
  url: string;
}

/** Sends signed requests to the app: 15 s in all, one more try when the first found no connection. */
export class WebhookSender {
  private readonly authToken: string;
  private readonly timeoutMs: number;
  private readonly client: HttpClient;
  private readonly faults: () => Faults;
  private brokenConnections = 0;

  constructor(options: CarrierOptions, client: HttpClient, faults: () => Faults) {
    this.authToken = options.authToken;
    this.timeoutMs = options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS;
    this.client = client;
    this.faults = faults;
  }

  /** Sends, and keeps the record of it in `log`. Throws CarrierError, also for an answer that is not 2xx. */
  async send(request: WebhookRequest, log: WebhookRecord[]): Promise<WebhookAnswer> {
    const started = performance.now();
    const record: WebhookRecord = {
      ...request,
      idempotencyToken: newSid('IT').slice(2),
      at: new Date().toISOString(),
      tookMs: 0,
      attempts: 0,
    };
    log.push(record);
    try {
      const answer = await this.follow(request, record, started + this.timeoutMs);
      record.status = answer.status;
      record.contentType = answer.contentType;
      record.body = answer.body.toString('utf8');
      if (answer.status < 200 || answer.status > 299) {
        throw new CarrierError(11200, `The app answered with status ${answer.status}`, answer.url);
      }
      return answer;
    } catch (error) {
      if (error instanceof CarrierError) record.error = { code: error.code, message: error.message };
      throw error;
    } finally {
      record.tookMs = Math.round(performance.now() - started);
    }
  }

  private async follow(
    request: WebhookRequest,
    record: WebhookRecord,
    deadline: number,
  ): Promise<WebhookAnswer> {
    let { method, url, params } = request;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const answer = await this.attempt({ ...request, method, url, params }, record, deadline);
      const moved = [301, 302, 303, 307, 308].includes(answer.status) && answer.location;
      if (!moved) return { ...answer, url };
      url = new URL(moved, url).href;
      if (answer.status <= 303) {
        method = 'GET';
        params = {};
      }
    }
    throw new CarrierError(11215, `More than ${MAX_REDIRECTS} redirects`, request.url);
  }

  private async attempt(request: WebhookRequest, record: WebhookRecord, deadline: number): Promise<Exchange> {
    const form = new URLSearchParams(request.params).toString();
    const get = request.method === 'GET';
    const url = get && form ? `${request.url}${request.url.includes('?') ? '&' : '?'}${form}` : request.url;
    const headers: Record<string, string> = {
      Accept: '*/*',
      'User-Agent': 'TwilioProxy/1.1',
      'X-Twilio-Signature': sign(this.authToken, url, get ? {} : request.params),
      'I-Twilio-Idempotency-Token': record.idempotencyToken,
    };
    if (!get) headers['Content-Type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
    const once = async () => {
      record.attempts++;
      const timeoutMs = Math.max(1, deadline - performance.now());
      const exchange = { method: request.method, url, headers, body: get ? undefined : form, timeoutMs };
      return await this.throughFaults(request.kind, url, () => this.client.exchange(exchange));
    };
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof ConnectionFailure)) throw error;
      return await once();
    }
  }

  private async throughFaults(
    kind: WebhookRecord['kind'],
    url: string,
    send: () => Promise<Exchange>,
  ): Promise<Exchange> {
    if (!isDocument(kind) || Math.random() >= this.faults().connectionFailures) {
      return await send();
    }
    // In turn: the app never heard of it, or the app did its work and the answer was lost on the way.
    if (this.brokenConnections++ % 2 === 1) await send();
    throw new ConnectionFailure(11205, 'The connection broke, as ordered', url);
  }
}

const isDocument = (kind: WebhookRecord['kind']) =>
  kind === 'document' || kind === 'fallback' || kind === 'wait';
