import { timingSafeEqual } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import type { Carrier } from '../carrier.ts';
import { RestError } from '../errors.ts';
import type { Switchboard } from '../switchboard.ts';
import { callsResource } from './calls.ts';
import { conferencesResource } from './conferences.ts';
import { messagesResource } from './messages.ts';
import { participantsResource } from './participants.ts';
import { queuesResource } from './queues.ts';
import { recordingsResource } from './recordings.ts';

/** The REST API as the official client calls it, below /2010-04-01/Accounts/{sid}. */
export function restApi(carrier: Carrier, switchboard: Switchboard): Router {
  const router = Router();
  router.use((request, _response, next) => {
    authenticate(carrier, request);
    next();
  });
  router.use(express.urlencoded({ extended: false, limit: '256kb' }));
  router.use((_request, response, next) => {
    const { restErrorRate, restErrorStatus } = carrier.faults;
    if (Math.random() >= restErrorRate) {
      next();
    } else if (restErrorStatus === 0) {
      cutAfterwards(response);
      next();
    } else {
      throw new RestError(restErrorStatus, faultCode(restErrorStatus), 'The carrier fails, as ordered');
    }
  });
  const account = Router();
  account.use(
    callsResource(carrier, switchboard),
    queuesResource(carrier, switchboard),
    conferencesResource(carrier),
    participantsResource(carrier, switchboard),
    recordingsResource(carrier),
    messagesResource(carrier),
  );
  router.use(`/Accounts/${carrier.options.accountSid}`, account);
  router.use((request) => {
    throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
  });
  return router;
}

function authenticate(carrier: Carrier, request: Request): void {
  const { accountSid, authToken } = carrier.options;
  const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
  const given = Buffer.from(request.headers.authorization ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new RestError(401, 20003, 'Authentication Error - invalid username or password');
  }
}

/** The request takes effect and the client never learns of it. */
function cutAfterwards(response: Response): void {
  response.json = () => {
    response.socket?.destroy();
    return response;
  };
}

function faultCode(status: number): number {
  return { 429: 20429, 500: 20500, 503: 20503 }[status] ?? 20000 + status;
}
