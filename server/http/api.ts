import { createHash } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import { DomainError } from '../../domain/errors.ts';
import { isKey } from '../../services/integration/api-keys.ts';
import { viewerOf } from '../../services/people/sign-in.ts';
import { hasRole, type Viewer } from '../../services/people/viewer.ts';
import type { Wiring } from '../wiring.ts';
import { ByteStream } from './byte-stream.ts';
import { writeOnce } from './idempotency.ts';
import { sendProblem } from './problem.ts';
import { limitRate } from './rate-limit.ts';
import { refuseNul } from './refuse-nul.ts';
import type { Route } from './route.ts';
import { SessionChange } from './session-change.ts';
import { tokenOf } from './token.ts';

/** The JSON API out of its routes: who may, what is valid, then the handler. */
export function apiRouter(routes: Route[], wiring: Wiring): Router {
  const router = Router();
  router.use(express.json({ limit: '256kb', strict: true }));
  router.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  for (const each of routes) {
    router[each.method](each.path, (req, res) => serve(each, req, res, wiring));
  }
  router.use((_req, res) => sendProblem(res, 'not_found', 404, 'There is nothing at this address.'));
  return router;
}

async function serve(route: Route, req: Request, res: Response, wiring: Wiring): Promise<void> {
  const now = wiring.clock.now();
  const token = tokenOf(req.headers);
  const viewer = token ? await viewerOf(wiring.dataSource.manager, token, now) : null;
  if (viewer && token && isKey(token)) await limitRate(wiring, token, now);
  if (!route.public) allow(route, viewer);
  requireOwnPage(route, req);
  const params = route.params?.parse(req.params);
  const query = route.query?.parse(req.query);
  const body = route.body?.parse(req.body ?? {});
  refuseNul({ ...(params ?? {}), ...(query ?? {}), ...(body ?? {}) });
  const bytes = route.takes && (await readBytes(route.takes, req, res));
  const request = {
    wiring,
    viewer,
    key: req.get('Idempotency-Key'),
    route: `${req.method} ${route.path}`,
    asked: bytes
      ? { params, query, bytes: createHash('sha256').update(bytes).digest('hex') }
      : { params, body },
    now,
  };
  const answer = await route.handle({
    viewer: viewer as Viewer,
    params,
    query,
    body,
    now,
    wiring,
    token,
    range: req.get('Range'),
    sentAt: timeIn(req.get('Sent-At')),
    bytes,
    write: (work) => writeOnce(request, work),
    writeSealed: (work) => writeOnce({ ...request, sealed: true }, work),
    writePart: (part, work) => writeOnce({ ...request, part }, work),
  });
  if (answer instanceof ByteStream) return answer.send(res);
  if (answer instanceof SessionChange) answer.apply(res, wiring.config.publicUrl.startsWith('https:'));
  res.status(route.status ?? 200).json(answer instanceof SessionChange ? answer.body : answer);
}

function allow(route: Route, viewer: Viewer | null): void {
  if (!viewer) throw new DomainError('not_signed_in', 'Sign in first.');
  if (route.roles && !hasRole(viewer, ...route.roles)) {
    throw new DomainError('forbidden', 'Your role does not allow this.');
  }
}

/** A page of somebody else's cannot make a browser write here: it may not send JSON without asking first. */
function requireOwnPage(route: Route, req: Request): void {
  const writes = route.method !== 'get';
  const hasBody = Number(req.headers['content-length'] ?? 0) > 0;
  const types = route.takes?.types ?? ['application/json'];
  if (writes && (hasBody || route.takes) && !req.is([...types]))
    throw new DomainError(
      'invalid',
      route.takes
        ? `Send the bytes as one of ${types.join(', ')}.`
        : 'Send the body as JSON, with Content-Type: application/json.',
    );
  if (writes && req.headers['sec-fetch-site'] === 'cross-site')
    throw new DomainError('forbidden', 'A page of another site may not write here.');
}

/** Read only once it is known who asks, and no more of it than may be kept. */
function readBytes(
  { types, limit }: NonNullable<Route['takes']>,
  req: Request,
  res: Response,
): Promise<Buffer> {
  const read = express.raw({ type: [...types], limit });
  return new Promise((resolve, reject) => {
    read(req, res, (error?: unknown) => {
      if (error) reject(error);
      else if (Buffer.isBuffer(req.body) && req.body.length > 0) resolve(req.body);
      else reject(new DomainError('invalid', 'The body is empty. Send the bytes of the file.'));
    });
  });
}

/** An instant out of a header; what is none is as good as not sent. */
function timeIn(header: string | undefined): Date | undefined {
  const at = header && /^\d{4}-\d\d-\d\dT/.test(header) ? new Date(header) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}
