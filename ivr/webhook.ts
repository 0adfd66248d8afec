import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import twilio from 'twilio';
import { z } from 'zod';
import { CALL_STATUS_RANK, type CallStatus } from '../domain/vocabulary.ts';
import type { IvrDeps } from './deps.ts';
import type { FlowEvent } from './flow/types.ts';

const callStatuses = Object.keys(CALL_STATUS_RANK) as [CallStatus, ...CallStatus[]];
/** No text that the carrier sends is longer, and none holds NUL or bytes that were not UTF-8. */
const text = z
  .string()
  .max(4_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
  .refine((value) => !/[\u0000\uFFFD]/.test(value), 'is not clean text');
const sid = text.min(1).max(64);
const flag = z.enum(['true', 'false']);
const whole = text.regex(/^-?\d{1,7}$/);

/** What a webhook of the carrier carries, as far as it is read here. Everything in it is one string. */
const webhookSchema = z
  .object({
    From: text.max(120).default(''),
    To: text.max(120).default(''),
    CallSid: sid.optional(),
    CallStatus: z.enum(callStatuses).optional(),
    Direction: text.max(40).optional(),
    Digits: text.regex(/^(?:[0-9*#A-Dw]{0,64}|hangup)$/).optional(),
    SpeechResult: text.optional(),
    Confidence: text.regex(/^(?:\d(?:\.\d{1,20})?(?:[eE]-\d{1,3})?)?$/).optional(),
    RecordingUrl: text
      .max(300)
      .regex(/^https?:\/\//)
      .optional(),
    RecordingSid: sid.optional(),
    RecordingDuration: whole.optional(),
    CallDuration: whole.optional(),
    AnsweredBy: text.max(40).optional(),
    MessageSid: sid.optional(),
    /** What a text message says. */
    Body: text.max(2_000).optional(),
    MessageStatus: text.max(40).optional(),
    ErrorCode: text.max(20).optional(),
    QueueResult: text.max(40).optional(),
    DialCallStatus: text.max(40).optional(),
    DialCallDuration: whole.optional(),
    ConferenceSid: sid.optional(),
    FriendlyName: text.max(128).optional(),
    StatusCallbackEvent: text.max(40).optional(),
    Muted: flag.optional(),
    Hold: flag.optional(),
    RecordingStatus: text.max(40).optional(),
    TranscriptionStatus: text.max(40).optional(),
    TranscriptionText: text.optional(),
    /** What a browser's softphone sends along. */
    Offer: text.max(20).optional(),
    Supervise: text.max(20).optional(),
    Mode: text.max(20).optional(),
  })
  .catchall(text);
export type Webhook = z.infer<typeof webhookSchema>;
const callSchema = webhookSchema.required({ CallSid: true });
export type CallWebhook = z.infer<typeof callSchema>;

/** Lets through only what the carrier signed for our own address, whatever host the request names. */
export function requireSignature({ authToken, publicUrl, log }: IvrDeps): RequestHandler {
  return (request, response, next) => {
    const body: Record<string, unknown> = request.body ?? {};
    const header = request.headers['x-twilio-signature'];
    const signature = Array.isArray(header) ? '' : (header ?? '');
    const url = publicUrl + request.originalUrl;
    if (isSigned(authToken, signature, url, body) && !isShifted(body)) {
      next();
      return;
    }
    log.warn({ path: request.path }, 'webhook without a valid signature refused');
    response.status(403).type('text/plain').send('signature');
  };
}

/** As the address stands; else as the carrier may write it, with its port or without. An empty header is none. */
function isSigned(token: string, signature: string, url: string, body: Record<string, unknown>): boolean {
  if (signature === '') return false;
  const given = Buffer.from(signature);
  const expected = Buffer.from(twilio.getExpectedTwilioSignature(token, url, body));
  if (given.length === expected.length && timingSafeEqual(given, expected)) return true;
  return twilio.validateRequest(token, signature, url, body);
}

const KNOWN = Object.keys(webhookSchema.shape);
const isKnown: ReadonlySet<string> = new Set(KNOWN);

/**
 * The signature joins names and values without a mark between them, so `Digits=1` and `Digit=s1` sign alike. A
 * name of ours that was cut short or drawn out by its value is such a shift.
 */
function isShifted(body: Record<string, unknown>): boolean {
  for (const name in body) {
    if (!isKnown.has(name) && couldBe(name).some((rest) => String(body[name]).startsWith(rest))) return true;
  }
  return false;
}

/** What a value begins with when this name is a cut one of ours; '' when it is one drawn out. Seldom anything. */
function couldBe(name: string): string[] {
  const seen = suspicions.get(name);
  if (seen) return seen;
  const found = KNOWN.flatMap((known) => {
    if (known.startsWith(name)) return [known.slice(name.length)];
    return name.startsWith(known) && !/[A-Z]/.test(name.charAt(known.length)) ? [''] : [];
  });
  if (suspicions.size < 1_000) suspicions.set(name, found);
  return found;
}
const suspicions = new Map<string, string[]>();

/** The body of a webhook about a call; null, and a 400 sent, when it is not one. */
export function callWebhook(request: Request, response: Response): CallWebhook | null {
  return parsed(callSchema, request, response);
}
export function anyWebhook(request: Request, response: Response): Webhook | null {
  return parsed(webhookSchema, request, response);
}

function parsed<T>(schema: z.ZodType<T>, request: Request, response: Response): T | null {
  const result = schema.safeParse(request.body ?? {});
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join('.') ?? 'body';
  response
    .status(400)
    .type('text/plain')
    .send(`bad ${field.slice(0, 40)}`);
  return null;
}

/** What the caller did. A recording in which nothing was said is a silence. */
export function eventOf(webhook: CallWebhook): FlowEvent {
  const { RecordingUrl: url, RecordingDuration, Digits, SpeechResult, QueueResult } = webhook;
  if (QueueResult !== undefined) return { type: 'left', result: QueueResult };
  // A Dial that was recorded says so too: that recording is told of elsewhere.
  if (webhook.DialCallStatus !== undefined) {
    const { DialCallStatus: status, DialCallDuration } = webhook;
    return {
      type: 'dialled',
      status,
      seconds: DialCallDuration ? Math.max(0, Number(DialCallDuration)) : null,
    };
  }
  if (url) {
    const seconds = Number(RecordingDuration ?? 0);
    const recordingSid = webhook.RecordingSid ?? url.split('/').at(-1)?.slice(0, 64) ?? '';
    const wantsAgent = Digits === '0' ? { key: '0' as const } : {};
    return seconds > 0 && recordingSid
      ? { type: 'recorded', sid: recordingSid, url, seconds, ...wantsAgent }
      : { type: 'empty' };
  }
  if (Digits && Digits !== 'hangup') return { type: 'keys', keys: Digits };
  const heard = clean(SpeechResult ?? '');
  if (heard === '') return { type: 'empty' };
  // A carrier that does not say how sure it is, is taken at its word.
  return { type: 'speech', text: heard, confidence: webhook.Confidence ? Number(webhook.Confidence) : 1 };
}

/** Recognised speech without what XML cannot carry. */
const clean = (heard: string): string =>
  heard
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
