import { type RequestHandler, type Response, Router } from 'express';
import { normaliseNumber } from '../domain/phone-number.ts';
import { CALL_STATUS_RANK } from '../domain/vocabulary.ts';
import { recordAttemptStatus } from '../services/followup/attempt-status.ts';
import { beginFollowUp } from '../services/followup/survey.ts';
import { beginContact } from '../services/intake/begin-contact.ts';
import { callerProfile } from '../services/intake/caller-profile.ts';
import { recordCallStatus } from '../services/intake/record-call-status.ts';
import { recordMessageStatus } from '../services/messages/record-message-status.ts';
import type { IvrDeps } from './deps.ts';
import { fallbackDocument, fallbackThanks } from './fallback.ts';
import { keepFallbackRecording } from './fallback-recording.ts';
import { startFollowUp, startInbound } from './flow/start.ts';
import { readForm } from './read-form.ts';
import { Runner, type StepRequest } from './runner.ts';
import { anyWebhook, type CallWebhook, callWebhook, eventOf, requireSignature } from './webhook.ts';
import { within } from './within.ts';

/** The carrier gives up after 15 s, and the caller long before. */
const ANSWER_MS = 8_000;
const FALLBACK_MS = 5_000;
const MAX_STEP = 1_000;

/** The carrier's webhooks, to be mounted at the root: POST /twilio/… Everything else passes through. */
export function ivrRouter(deps: IvrDeps): Router {
  const runner = new Runner(deps);
  const sorry = fallbackDocument(deps.publicUrl);
  const router = Router();
  const on = (path: string, handler: RequestHandler) =>
    router.post(`/twilio/${path}`, readForm, requireSignature(deps), handler);

  /** What comes of a step, or, when it does not come in time, an apology that takes a message. */
  const answer = async (response: Response, request: StepRequest): Promise<void> => {
    try {
      sendTwiml(response, await within(ANSWER_MS, runner.answer(request)));
    } catch (err) {
      deps.log.error({ err, callSid: request.callSid, step: request.step }, 'webhook step failed');
      sendTwiml(response, sorry);
    }
  };
  const acknowledge = async (response: Response, what: string, work: Promise<unknown>): Promise<void> => {
    try {
      await within(ANSWER_MS, work);
      response.sendStatus(204);
    } catch (err) {
      // Lost like one that never arrived: the carrier is asked later.
      deps.log.error({ err }, `${what} not recorded`);
      response.sendStatus(503);
    }
  };

  const voice = (webhook: CallWebhook, step: number): StepRequest => ({
    callSid: webhook.CallSid,
    step,
    event: eventOf(webhook),
    path: '/twilio/voice',
    inbound: true,
    caller: normaliseNumber(webhook.From),
    async begin(tx, reference, now) {
      const { CallSid: callSid, From: from, To: to, CallStatus: status = 'in-progress' } = webhook;
      return startInbound(await beginContact(tx, { callSid, from, to, status }, now), reference, now);
    },
  });
  on('voice', async (request, response) => {
    const webhook = callWebhook(request, response);
    if (webhook) await answer(response, voice(webhook, 0));
  });
  on('voice/:step', async (request, response) => {
    const step = wholeParam(request.params.step, MAX_STEP);
    if (step === null) return nowhere(response);
    const webhook = callWebhook(request, response);
    if (webhook) await answer(response, voice(webhook, step));
  });

  const followUp = (webhook: CallWebhook, attemptId: number, step: number): StepRequest => ({
    callSid: webhook.CallSid,
    step,
    event: eventOf(webhook),
    path: `/twilio/followup/${attemptId}`,
    inbound: false,
    async begin(tx, reference, now) {
      const { CallSid: callSid, AnsweredBy: answeredBy } = webhook;
      const number = normaliseNumber(webhook.To);
      const brief = await beginFollowUp(tx, { attemptId, callSid, answeredBy }, now);
      const profile = await callerProfile(tx, number, now);
      return startFollowUp({ attemptId, brief, answeredBy, number, profile }, reference);
    },
  });
  on('followup/:attemptId', async (request, response) => {
    const attemptId = wholeParam(request.params.attemptId);
    if (attemptId === null) return nowhere(response);
    const webhook = callWebhook(request, response);
    if (webhook) await answer(response, followUp(webhook, attemptId, 0));
  });
  on('followup/:attemptId/:step', async (request, response) => {
    const attemptId = wholeParam(request.params.attemptId);
    const step = wholeParam(request.params.step, MAX_STEP);
    if (attemptId === null || step === null) return nowhere(response);
    const webhook = callWebhook(request, response);
    if (webhook) await answer(response, followUp(webhook, attemptId, step));
  });
  on('followup-status/:attemptId', async (request, response) => {
    const attemptId = wholeParam(request.params.attemptId);
    if (attemptId === null) return nowhere(response);
    const webhook = callWebhook(request, response);
    if (!webhook) return;
    const { CallSid: callSid, CallStatus: status, AnsweredBy: answeredBy } = webhook;
    const work = deps.inTransaction((tx) =>
      recordAttemptStatus(
        tx,
        { attemptId, callSid, status: status ?? '', answeredBy, durationSeconds: duration(webhook) },
        deps.clock.now(),
      ),
    );
    await acknowledge(response, 'status of a follow-up call', work);
  });

  on('status', async (request, response) => {
    const webhook = callWebhook(request, response);
    if (webhook) await acknowledge(response, 'status of a call', callStatus(deps, webhook));
  });
  on('message-status/:messageId', async (request, response) => {
    const messageId = wholeParam(request.params.messageId);
    if (messageId === null) return nowhere(response);
    const webhook = anyWebhook(request, response);
    if (!webhook) return;
    const { MessageStatus: status = '', ErrorCode: errorCode } = webhook;
    const work = deps.inTransaction((tx) => recordMessageStatus(tx, { messageId, status, errorCode }));
    await acknowledge(response, 'status of a text message', work);
  });

  on('fallback', (_request, response) => sendTwiml(response, sorry));
  on('fallback-recorded', async (request, response) => {
    const webhook = callWebhook(request, response);
    if (!webhook) return;
    await within(FALLBACK_MS, keepFallbackRecording(deps, webhook)).catch((err) =>
      deps.log.error(
        { err, callSid: webhook.CallSid, recordingSid: webhook.RecordingSid },
        'message not kept',
      ),
    );
    sendTwiml(response, fallbackThanks());
  });
  on('fallback-recording', async (request, response) => {
    const webhook = callWebhook(request, response);
    if (webhook) await acknowledge(response, 'message left', keepFallbackRecording(deps, webhook));
  });

  return router;
}

/** H2: a call that ended before its first webhook was answered still leaves its record. */
async function callStatus(deps: IvrDeps, webhook: CallWebhook): Promise<void> {
  const { CallSid: callSid, CallStatus: status, From: from, To: to, Direction: direction } = webhook;
  if (!status) return;
  await deps.inTransaction(async (tx) => {
    const now = deps.clock.now();
    const command = { callSid, status, durationSeconds: duration(webhook) };
    if (await recordCallStatus(tx, command, now)) return;
    const over = CALL_STATUS_RANK[status] >= CALL_STATUS_RANK.completed;
    if (!over || direction?.startsWith('outbound')) return;
    await beginContact(tx, { callSid, from, to, status: 'ringing' }, now);
    await recordCallStatus(tx, command, now);
  });
}

const duration = ({ CallDuration }: CallWebhook): number | null =>
  CallDuration ? Math.max(0, Number(CallDuration)) : null;

/** A number in a path of ours; null for one that we never made. */
function wholeParam(value: string | string[] | undefined, max = Number.MAX_SAFE_INTEGER): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null;
  return number !== null && number <= max ? number : null;
}

const nowhere = (response: Response): void => {
  response.sendStatus(404);
};

/** Straight to the wire: no entity tag is worth its hash on an answer that is asked for once. */
function sendTwiml(response: Response, document: string): void {
  response.writeHead(200, {
    'Content-Type': 'text/xml; charset=utf-8',
    'Content-Length': Buffer.byteLength(document),
  });
  // As text it leaves with the head in one write.
  response.end(document);
}
