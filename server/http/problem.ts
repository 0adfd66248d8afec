import type { ErrorRequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Problem } from '../../domain/contracts/api.ts';
import { DomainError, type DomainErrorCode } from '../../domain/errors.ts';
import type { Logger } from '../log.ts';

const STATUS: Record<DomainErrorCode, number> = {
  not_signed_in: 401,
  too_many_tries: 429,
  forbidden: 403,
  not_found: 404,
  invalid: 422,
  stale: 409,
  wrong_state: 409,
  duplicate: 409,
  code_missing: 422,
  outlet_stopped: 409,
  outlet_full: 409,
  expired: 410,
  too_long: 422,
  unavailable: 503,
};

/** What express says of a body that it could not read, and what to do about it. */
const UNREADABLE: Record<string, string> = {
  'entity.parse.failed': 'The body is not valid JSON.',
  'encoding.unsupported': 'Send the body without compression, or with gzip.',
  'charset.unsupported': 'Send the body in UTF-8.',
};

/** RFC 9457. `code` is for programs, `detail` says to a person what to do. */
export function sendProblem(res: Response, code: string, status: number, detail: string): void {
  const problem: Problem = {
    type: `urn:yixian:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    code,
    detail,
  };
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The one place where an error becomes an answer. What nobody expected is logged and told to nobody. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error, _req, res, next) => {
    if (res.headersSent) return next(error);
    const wait = error instanceof DomainError && error.details.retryAfterSeconds;
    if (wait) res.set('Retry-After', String(wait));
    if (error instanceof DomainError) return sendProblem(res, error.code, STATUS[error.code], error.message);
    if (error instanceof z.ZodError) {
      const issues = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
      return sendProblem(res, 'invalid', 422, issues.join('; '));
    }
    const { status, type = '', limit } = error as { status?: number; type?: string; limit?: number };
    if (type === 'entity.too.large')
      return sendProblem(
        res,
        'invalid',
        413,
        `The body is too large. Send at most ${Math.floor((limit ?? 0) / 1024)} kB.`,
      );
    if (status && status >= 400 && status < 500) {
      return sendProblem(
        res,
        'invalid',
        status,
        UNREADABLE[type] ?? 'The request cannot be read. Look at its address and its headers.',
      );
    }
    log.error({ err: error }, 'request failed');
    sendProblem(
      res,
      'unavailable',
      503,
      'This is not possible just now; nothing was changed. Try again in a moment.',
    );
  };
}
