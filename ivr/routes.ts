import { type Response, Router } from 'express';
import { isDiallable, normaliseNumber } from '../domain/phone-number.ts';
import { CALL_STATUS_RANK } from '../domain/vocabulary.ts';
import { recordAttemptStatus } from '../services/followup/attempt-status.ts';
import { beginFollowUp } from '../services/followup/survey.ts';
import { beginContact } from '../services/intake/begin-contact.ts';
import { callerProfile } from '../services/intake/caller-profile.ts';
import { recordCallStatus } from '../services/intake/record-call-status.ts';
import { recordMessageStatus } from '../services/messages/record-message-status.ts';
import { takeReply } from '../services/messages/take-reply.ts';
import { keepTranscript } from '../services/recordings/keep-transcript.ts';
import { campaignFor } from './campaign-for.ts';
import type { IvrDeps } from './deps.ts';
import { fallbackDocument, fallbackThanks } from './fallback.ts';
import { keepFallbackRecording } from './fallback-recording.ts';
import { startFollowUp, startInbound } from './flow/start.ts';
import { melody } from './line/melody.ts';
import { lineRoutes } from './line/routes.ts';
import { maskedRoutes } from './masked/routes.ts';
import { MELODY_PATH } from './paths.ts';
import { FlowReferences } from './reference-cache.ts';
import { Runner, type StepRequest } from './runner.ts';
import { nowhere, Serving, sendTwiml, wholeParam } from './serving.ts';
import { anyWebhook, type CallWebhook, callWebhook, eventOf } from './webhook.ts';
import { within } from './within.ts';

const FALLBACK_MS = 5_000;
const MAX_STEP = 1_000;

/** The carrier's webhooks, to be mounted at the root: POST /twilio/… Everything else passes through. */
export function ivrRouter(deps: IvrDeps): Router {
  const references = new FlowReferences(deps);
  const runner = new Runner(deps, references);
  const router = Router();
  const serving = new Serving(deps, router);
  const on = serving.on.bind(serving);
  const acknowledge = serving.acknowledge.bind(serving);
  lineRoutes(deps, serving, runner, references);
  maskedRoutes(deps, serving, references);
  let music: Buffer | undefined;
  router.get(MELODY_PATH, (_request, response) => {
    music ??= melody();
    response.set({ 'Content-Type': 'audio/wav', 'Cache-Control': 'public, max-age=86400' }).send(music);
  });

  const answer = (response: Response, request: StepRequest): Promise<void> =>
    serving.document(response, { callSid: request.callSid, step: request.step }, runner.answer(request));

  const voice = (webhook: CallWebhook, step: number): StepRequest => ({
    callSid: webhook.CallSid,
    step,
    event: eventOf(webhook),
    path: '/twilio/voice',
    inbound: true,
    caller: normaliseNumber(webhook.From),
    async begin(tx, reference, now) {
      const { CallSid: callSid, From: from, To: to, CallStatus: status = 'in-progress' } = webhook;
      const begun = await beginContact(tx, { callSid, from, to, status }, now);
      const campaign = await campaignFor(tx, begun.profile, reference, now);
      return startInbound({ ...begun, campaign }, reference, now);
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
      const scriptVersion = reference.scripts.inForce;
      const brief = await beginFollowUp(tx, { attemptId, callSid, answeredBy, scriptVersion }, now);
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
  on('message', async (request, response) => {
    const webhook = anyWebhook(request, response);
    if (!webhook) return;
    const { MessageSid: sid, From: from, Body: body = '' } = webhook;
    if (!sid || !isDiallable(normaliseNumber(from))) return nowhere(response);
    const work = deps.inTransaction((tx) => takeReply(tx, { sid, from, body }, deps.clock.now()));
    await acknowledge(response, 'text message of a customer', work);
  });
  on('message-status/:messageId', async (request, response) => {
    const messageId = wholeParam(request.params.messageId);
    if (messageId === null) return nowhere(response);
    const webhook = anyWebhook(request, response);
    if (!webhook) return;
    const { MessageStatus: status = '', ErrorCode: errorCode } = webhook;
    const work = deps.inTransaction((tx) =>
      recordMessageStatus(tx, { messageId, status, errorCode }, deps.clock.now()),
    );
    await acknowledge(response, 'status of a text message', work);
  });

  on('transcription', async (request, response) => {
    const webhook = anyWebhook(request, response);
    if (!webhook) return;
    const { RecordingSid: recordingSid, TranscriptionStatus: status, TranscriptionText: text = '' } = webhook;
    const work = async () => {
      if (!recordingSid || status !== 'completed') return;
      const known = await deps.inTransaction((tx) => keepTranscript(tx, { recordingSid, text }));
      if (!known) deps.log.warn({ recordingSid }, 'words of a recording that is not kept');
    };
    await acknowledge(response, 'a recording in words', work());
  });

  on('fallback', (_request, response) => sendTwiml(response, fallbackDocument(deps.publicUrl)));
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
