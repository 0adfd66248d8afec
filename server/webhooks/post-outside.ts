import { type LookupAddress, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { OutsideAnswer, PostOutside } from '../../services/ports.ts';
import { isPublicAddress } from './public-address.ts';

const TIMEOUT_MS = 15_000;
/** So much of an answer is read, so that the receiver can end it; nobody looks at it. */
const ANSWER_BYTES = 16 * 1024;

class RefusedAddress extends Error {}

/**
 * Posts to an address that somebody gave us. The name is looked up once, by the connection itself: what is checked
 * is what is connected to, whatever the name says a moment later. Redirects are answers like any other.
 *
 * @param privateToo also plain http and our own network: for the demo and for tests
 */
export function createPostOutside({
  privateToo,
  timeoutMs = TIMEOUT_MS,
  resolve = lookup as unknown as Resolve,
}: {
  privateToo: boolean;
  timeoutMs?: number;
  resolve?: Resolve;
}): PostOutside {
  const checked: LookupFunction = (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      if (!privateToo && !addresses.every(({ address }) => isPublicAddress(address))) {
        return done(new RefusedAddress(`${hostname} is not public`), '', 0);
      }
      const [first] = addresses;
      if (options.all) return done(null, addresses);
      done(null, first?.address ?? '', first?.family);
    });
  };
  return ({ url, headers, body }) =>
    new Promise<OutsideAnswer>((settle) => {
      const begun = performance.now();
      const answered = (answer: { code: number } | { error: Failure }) =>
        settle({ durationMs: performance.now() - begun, ...answer });
      const refusal = mayAsk(url, privateToo);
      if (refusal) return answered({ error: refusal });
      const target = new URL(url);
      const { request } = target.protocol === 'https:' ? https : http;
      const sent = request(target, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        lookup: checked,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      });
      let code: number | undefined;
      const over = (error?: Error) => answered(code ? { code } : { error: failureOf(error) });
      sent.on('response', (response) => {
        code = response.statusCode;
        let read = 0;
        response.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read > ANSWER_BYTES) response.destroy();
        });
        response.on('error', over);
        response.on('close', () => over());
      });
      sent.on('error', over);
      sent.end(body);
    });
}

type Failure = 'address' | 'unreachable' | 'timed_out' | 'certificate';
type Resolve = (
  hostname: string,
  options: object,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** What can be seen of an address without looking its name up. */
export function mayAsk(url: string, privateToo: boolean): 'address' | null {
  if (!URL.canParse(url)) return 'address';
  const { protocol, hostname, username, password } = new URL(url);
  if (username || password) return 'address';
  if (privateToo) return protocol === 'https:' || protocol === 'http:' ? null : 'address';
  if (protocol !== 'https:') return 'address';
  // An address in figures is never looked up.
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) && !isPublicAddress(literal) ? 'address' : null;
}

function failureOf(error: Error | undefined): Failure {
  const { name = '', code = '' } = (error ?? {}) as { name?: string; code?: string };
  if (error instanceof RefusedAddress) return 'address';
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT' || code === 'ABORT_ERR')
    return 'timed_out';
  return /CERT|SELF_SIGNED|TLS|SSL/.test(code) ? 'certificate' : 'unreachable';
}
