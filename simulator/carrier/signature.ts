import { createHmac } from 'node:crypto';

/**
 * The X-Twilio-Signature of a request: base64 HMAC-SHA1, keyed with the auth token, over the full URL followed by
 * every form parameter as key+value in the order of the keys. A GET has its parameters in the URL and none here.
 */
export function sign(authToken: string, url: string, params: Record<string, string>): string {
  let text = url;
  for (const key of Object.keys(params).sort()) text += key + params[key];
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}
