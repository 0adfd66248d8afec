import type { Carrier } from './carrier.ts';
import { newSid } from './ids.ts';
import type { TextMessage } from './types.ts';

/**
 * Somebody writes to the app's number: the app is told at `/twilio/message`, as a carrier does.
 *
 * @param times how often it is told of the same message
 * @returns the message's sid
 */
export async function sendIn(
  carrier: Carrier,
  { from, to, body }: Pick<TextMessage, 'from' | 'to' | 'body'>,
  times: number,
): Promise<string> {
  const at = new Date().toISOString();
  const sid = newSid('SM');
  const message: TextMessage = {
    sid,
    from,
    to,
    body,
    status: 'received',
    errorCode: null,
    createdAt: at,
    updatedAt: at,
    statusCallback: '',
    webhooks: [],
  };
  carrier.keepMessage(message);
  const { accountSid, hotlineUrl } = carrier.options;
  const params = {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    Body: body,
    From: from,
    MessageSid: sid,
    NumMedia: '0',
    NumSegments: String(Math.ceil([...body].length / 70)),
    SmsMessageSid: sid,
    SmsSid: sid,
    SmsStatus: 'received',
    To: to,
  };
  const target = { url: `${hotlineUrl}/twilio/message`, method: 'POST' } as const;
  for (let time = 0; time < times; time += 1)
    await carrier.notify('message', target, params, message.webhooks);
  return sid;
}
