import http from 'node:http';
import https from 'node:https';
import { CarrierError } from './errors.ts';

export interface Exchange {
  status: number;
  contentType: string;
  location: string | undefined;
  body: Buffer;
  /** The answer went on beyond the limit and was cut there. */
  tooLarge: boolean;
}

export interface ExchangeRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Milliseconds for the whole exchange. */
  timeoutMs: number;
}

export const CONNECT_TIMEOUT_MS = 5_000;
export const MAX_DOCUMENT_BYTES = 64 * 1024;

/** The request never reached the app, so that trying again cannot do anything twice. */
export class ConnectionFailure extends CarrierError {}

/** Keep-alive agents of one carrier; `destroy()` when it closes. */
export class HttpClient {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, maxFreeSockets: 256 }),
    'https:': new https.Agent({ keepAlive: true, maxFreeSockets: 256 }),
  };

  destroy(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  /**
   * One request and its answer, of which at most 64 kB are read.
   * Fails with ConnectionFailure before the app has got the request, with CarrierError 11200 afterwards.
   */
  exchange(request: ExchangeRequest): Promise<Exchange> {
    const target = parseHttpUrl(request.url);
    const secure = target.protocol === 'https:';
    const send = secure ? https.request : http.request;
    return new Promise((resolve, reject) => {
      let connected = false;
      const sent = send(target, {
        method: request.method,
        agent: secure ? this.agents['https:'] : this.agents['http:'],
        headers:
          request.body === undefined
            ? request.headers
            : { ...request.headers, 'Content-Length': String(Buffer.byteLength(request.body)) },
      });
      const whole = setTimeout(() => {
        fail(new CarrierError(11200, 'No complete answer in time', request.url));
      }, request.timeoutMs);
      let connecting: NodeJS.Timeout | undefined;
      const settle = () => {
        clearTimeout(whole);
        clearTimeout(connecting);
      };
      const fail = (error: CarrierError) => {
        settle();
        reject(error);
        sent.destroy();
      };
      sent.on('socket', (socket) => {
        if (!socket.connecting) {
          connected = true;
          return;
        }
        connecting = setTimeout(
          () => fail(new ConnectionFailure(11205, 'Connecting took longer than 5 s', request.url)),
          CONNECT_TIMEOUT_MS,
        );
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          connected = true;
          clearTimeout(connecting);
        });
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection that the app closed while idle is found out only by writing to it: not a lost request.
        const stale = sent.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        fail(
          connected && !stale
            ? new CarrierError(11200, `The connection broke before the answer: ${error.message}`, request.url)
            : new ConnectionFailure(connectionCode(error), error.message || String(error.code), request.url),
        );
      });
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        let over = false;
        const finish = () => {
          settle();
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            location: response.headers.location,
            body: Buffer.concat(chunks),
            tooLarge: over,
          });
        };
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (over) return;
          chunks.push(chunk);
          if (size > MAX_DOCUMENT_BYTES) {
            over = true;
            finish();
            response.destroy();
          }
        });
        response.on('end', finish);
        response.on('error', (error) => {
          if (!over) fail(new CarrierError(11200, `The answer broke off: ${error.message}`, request.url));
        });
      });
      sent.end(request.body);
    });
  }
}

function parseHttpUrl(url: string): URL {
  if (!/^https?:/i.test(url) || !URL.canParse(url))
    throw new CarrierError(11100, `Not an http(s) URL: ${url}`, url);
  return new URL(url);
}

function connectionCode(error: NodeJS.ErrnoException): number {
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return 11210;
  if (error.code?.startsWith('ERR_TLS') || error.code?.includes('CERT') || error.code === 'EPROTO')
    return 11220;
  return 11205;
}
