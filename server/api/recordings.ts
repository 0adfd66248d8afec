import { Readable } from 'node:stream';
import { type RequestHandler, Router } from 'express';
import { DomainError } from '../../domain/errors.ts';
import { Recording } from '../../entities/call.ts';
import { viewerOf } from '../../services/people/sign-in.ts';
import { isCentre } from '../../services/people/viewer.ts';
import { tokenOf } from '../http/token.ts';
import type { Wiring } from '../wiring.ts';

/**
 * GET /api/recordings/:id: what a caller left spoken, fetched from the carrier's host alone and passed through,
 * so that no address of the carrier's reaches a browser. Every hearing is logged.
 */
export function recordingRouter(wiring: Wiring): Router {
  const router = Router();
  const listen: RequestHandler = async (req, res) => {
    const { dataSource, config, clock, log } = wiring;
    const token = tokenOf(req.headers);
    const viewer = token ? await viewerOf(dataSource.manager, token, clock.now()) : null;
    if (!viewer) throw new DomainError('not_signed_in', 'Sign in first.');
    if (!isCentre(viewer))
      throw new DomainError('forbidden', 'Recordings are for the customer-service centre.');
    const recording = await dataSource.manager.findOneBy(Recording, { id: Number(req.params.id) || 0 });
    if (!recording) throw new DomainError('not_found', 'There is no such recording.');
    const { accountSid, authToken, apiUrl } = config.twilio;
    const url = new URL(recording.url);
    if (url.host !== new URL(apiUrl).host)
      throw new DomainError('not_found', 'This recording is not at the carrier.');
    const answer = await fetch(`${url.href}.mp3`.replace(/\.mp3\.mp3$/, '.mp3'), {
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    });
    if (!answer.ok || !answer.body)
      throw new DomainError('unavailable', 'The carrier does not have it just now.');
    log.info({ recordingId: recording.id, personId: viewer.personId }, 'recording heard');
    res.setHeader('Content-Type', answer.headers.get('content-type') ?? 'audio/mpeg');
    res.setHeader('Cache-Control', 'private, no-store');
    Readable.fromWeb(answer.body as never).pipe(res);
  };
  router.get('/recordings/:id', listen);
  return router;
}
