import { Router } from 'express';
import type { Carrier } from '../carrier.ts';
import { RestError } from '../errors.ts';
import { newSid } from '../ids.ts';
import type { TextMessage } from '../types.ts';
import { isDiallable } from './calls.ts';
import { page, pagingParameters, withinTimes } from './paging.ts';
import { form, type Parameters, query } from './parameters.ts';

const MAX_BODY_CHARACTERS = 1600;
const createParameters = ['To', 'From', 'Body', 'StatusCallback'];
const listParameters = ['To', 'From', 'DateSent', 'DateSent<', 'DateSent>', ...pagingParameters];

/** The Messages resource: create, list, fetch; and the message's way to the phone. */
export function messagesResource(carrier: Carrier): Router {
  const router = Router();
  const present = (message: TextMessage) => presentMessage(message, carrier);

  router.post('/Messages.json', (request, response) => {
    const message = create(carrier, form(request, createParameters));
    response.status(201).json(present(message));
    void deliver(carrier, message);
  });
  router.get('/Messages.json', (request, response) => {
    const parameters = query(request, listParameters);
    const to = parameters.text('To');
    const from = parameters.text('From');
    const messages = [...carrier.messages.values()]
      .reverse()
      .filter(
        (message) =>
          (!to || message.to === to) &&
          (!from || message.from === from) &&
          withinTimes(parameters, 'DateSent', new Date(message.createdAt)),
      );
    response.json(page(request, parameters, 'messages', messages, present));
  });
  router.get('/Messages/:sid.json', (request, response) => {
    const message = carrier.messages.get(request.params.sid);
    if (!message)
      throw new RestError(404, 20404, `The requested resource ${request.originalUrl} was not found`);
    response.json(present(message));
  });
  return router;
}

function create(carrier: Carrier, parameters: Parameters): TextMessage {
  const to = parameters.text('To');
  const from = parameters.text('From');
  const body = parameters.text('Body');
  if (!to) throw new RestError(400, 21604, "A 'To' phone number is required.");
  if (!from) throw new RestError(400, 21603, "A 'From' phone number is required.");
  if (!body) throw new RestError(400, 21602, 'Message body is required.');
  if (!isDiallable(to)) throw new RestError(400, 21211, `The 'To' number ${to} is not a valid phone number.`);
  if (from !== carrier.options.hotlineNumber) {
    throw new RestError(
      400,
      21606,
      `The 'From' number ${from} is not a valid, message-capable number of the account.`,
    );
  }
  if ([...body].length > MAX_BODY_CHARACTERS) {
    throw new RestError(400, 21617, `The message body exceeds the ${MAX_BODY_CHARACTERS} character limit.`);
  }
  const now = new Date().toISOString();
  const message: TextMessage = {
    sid: newSid('SM'),
    from,
    to,
    body,
    status: 'queued',
    errorCode: null,
    createdAt: now,
    updatedAt: now,
    statusCallback: parameters.url('StatusCallback', 21609) ?? '',
    webhooks: [],
  };
  carrier.keepMessage(message);
  return message;
}

/** In China only mobile numbers (1 and ten more digits) take text messages. */
function takesMessages(number: string): boolean {
  return !number.startsWith('+86') || /^\+861[3-9]\d{9}$/.test(number);
}

async function deliver(carrier: Carrier, message: TextMessage): Promise<void> {
  await advance(carrier, message, 'sent');
  if (!takesMessages(message.to)) {
    message.errorCode = 30006;
    await advance(carrier, message, 'undelivered');
    return;
  }
  carrier.hub.publish({
    id: 0,
    type: 'message',
    at: message.createdAt,
    sid: message.sid,
    number: message.to,
    from: message.from,
    to: message.to,
    body: message.body,
  });
  await advance(carrier, message, 'delivered');
}

async function advance(carrier: Carrier, message: TextMessage, status: TextMessage['status']): Promise<void> {
  message.status = status;
  message.updatedAt = new Date().toISOString();
  if (!message.statusCallback) return;
  const params: Record<string, string> = {
    AccountSid: carrier.options.accountSid,
    ApiVersion: '2010-04-01',
    From: message.from,
    MessageSid: message.sid,
    MessageStatus: status,
    SmsSid: message.sid,
    SmsStatus: status,
    To: message.to,
  };
  if (message.errorCode) params.ErrorCode = String(message.errorCode);
  await carrier.notify('message', { url: message.statusCallback, method: 'POST' }, params, message.webhooks);
}

function presentMessage(message: TextMessage, carrier: Carrier): object {
  const rfc2822 = (iso: string) => new Date(iso).toUTCString().replace('GMT', '+0000');
  return {
    sid: message.sid,
    account_sid: carrier.options.accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.status === 'queued' ? null : rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.status === 'received' ? 'inbound' : 'outbound-api',
    error_code: message.errorCode,
    error_message: message.errorCode ? 'Landline or unreachable carrier' : null,
    from: message.from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(Math.ceil([...message.body].length / 70)),
    price: null,
    price_unit: 'USD',
    status: message.status,
    to: message.to,
    uri: `${carrier.accountPath}/Messages/${message.sid}.json`,
    subresource_uris: {},
  };
}
