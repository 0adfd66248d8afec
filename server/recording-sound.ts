import type { ReadableStream } from 'node:stream/web';
import { DomainError } from '../domain/errors.ts';
import type { TwilioConfig } from './config.ts';
import { byteRange, onlyRange } from './http/byte-range.ts';
import { ByteStream } from './http/byte-stream.ts';

const HEADERS_WITHIN_MS = 15_000;

/**
 * A recording's sound, fetched from the carrier alone and passed through, so that no address of the carrier's reaches
 * a browser, and our credentials reach nobody else. A part of it where one is asked for, so that a player can seek:
 * cut out here when the carrier sends all of it all the same.
 *
 * @param range the request's Range header
 * @throws DomainError not_found for an address elsewhere, unavailable when the carrier does not have it now
 */
export async function recordingSound(
  address: string,
  range: string | undefined,
  { accountSid, authToken, apiUrl }: TwilioConfig,
): Promise<ByteStream> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.origin !== new URL(apiUrl).origin)
    throw new DomainError('not_found', 'This recording is not at the carrier.');
  const path = url.pathname.replace(/(\.mp3)?$/, '.mp3');
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), HEADERS_WITHIN_MS);
  try {
    const answer = await fetch(url.origin + path, {
      headers: {
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        // Compressed on the way, a part would not be a part of what we pass on.
        'accept-encoding': 'identity',
        ...(range ? { range } : {}),
      },
      redirect: 'error',
      signal: late.signal,
    });
    const type = answer.headers.get('content-type') ?? '';
    if (answer.ok && answer.body && type.startsWith('audio/')) return passedOn(answer, type, range);
    await answer.body?.cancel();
  } catch {
    // Said below, in the same words as any other failure of the carrier's.
  } finally {
    clearTimeout(timer);
  }
  throw new DomainError('unavailable', 'The carrier does not have it just now. Try again in a moment.');
}

function passedOn(answer: Response, type: string, range: string | undefined): ByteStream {
  const body = answer.body as ReadableStream<Uint8Array>;
  const length = answer.headers.get('content-length');
  const told = { 'Content-Type': type, ...(length ? { 'Content-Length': length } : {}) };
  const part = answer.headers.get('content-range');
  if (answer.status === 206 && part)
    return new ByteStream({ ...told, 'Accept-Ranges': 'bytes', 'Content-Range': part }, body, 206);
  // Without its length there is no saying what a part is of.
  if (!length) return new ByteStream(told, body);
  const size = Number(length);
  const wanted = byteRange(range, size);
  if (wanted === null || wanted === 'unsatisfiable')
    return new ByteStream({ ...told, 'Accept-Ranges': 'bytes' }, body);
  const { start, end } = wanted;
  const headers = {
    'Content-Type': type,
    'Content-Length': String(end - start + 1),
    'Accept-Ranges': 'bytes',
    'Content-Range': `bytes ${start}-${end}/${size}`,
  };
  return new ByteStream(headers, body.pipeThrough(onlyRange(wanted)), 206);
}
