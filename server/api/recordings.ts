import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { visibleRecording } from '../../services/views/recordings.ts';
import type { TwilioConfig } from '../config.ts';
import { ByteStream } from '../http/byte-stream.ts';
import { route } from '../http/route.ts';

const HEADERS_WITHIN_MS = 15_000;

export const recordingRoutes = [
  route({
    method: 'get',
    path: '/recordings/:id',
    tag: 'calls',
    summary: 'What a caller left spoken; every hearing is logged',
    roles: ['agent', 'dispatcher', 'administrator'],
    params: z.object({ id: z.coerce.number().int().positive() }),
    produces: 'audio/mpeg',
    answer: z.string(),
    handle: async ({ viewer, params: { id }, wiring }) => {
      const recording = await visibleRecording(wiring.dataSource.manager, viewer, id);
      const sound = await fetchSound(recording.url, wiring.config.twilio);
      wiring.log.info({ recordingId: recording.id, personId: viewer.personId }, 'recording heard');
      return sound;
    },
  }),
];

/**
 * Fetched from the carrier alone and passed through, so that no address of the carrier's reaches a browser, and
 * our credentials reach nobody else.
 */
async function fetchSound(
  address: string,
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
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      redirect: 'error',
      signal: late.signal,
    });
    const type = answer.headers.get('content-type') ?? '';
    if (answer.ok && answer.body && type.startsWith('audio/')) return new ByteStream(type, answer.body);
    await answer.body?.cancel();
  } catch {
    // Said below, in the same words as any other failure of the carrier's.
  } finally {
    clearTimeout(timer);
  }
  throw new DomainError('unavailable', 'The carrier does not have it just now. Try again in a moment.');
}
