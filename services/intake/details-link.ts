import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a caller may fill in an address by the link, hours. */
export const DETAILS_LINK_HOURS = 72;

/**
 * The token of a signed link: ticket and expiry, readable, with a signature that only `secret` can make. Short,
 * for a text message.
 */
export function detailsToken(secret: string, ticketId: number, expiresAt: Date): string {
  const payload = `${ticketId.toString(36)}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
  return `${payload}.${signatureOf(secret, payload)}`;
}

/** The ticket that a token opens now; null when it is forged, garbled or has expired. */
export function readDetailsToken(secret: string, token: string, now: Date): number | null {
  const parts = /^([0-9a-z]{1,12})\.([0-9a-z]{1,12})\.([\w-]{22})$/.exec(token);
  if (!parts) return null;
  const [, id = '', expiry = '', signature = ''] = parts;
  const expected = Buffer.from(signatureOf(secret, `${id}.${expiry}`));
  if (!timingSafeEqual(expected, Buffer.from(signature))) return null;
  if (Number.parseInt(expiry, 36) * 1000 <= now.getTime()) return null;
  return Number.parseInt(id, 36);
}

export const detailsUrl = (publicUrl: string, token: string): string => `${publicUrl}/d/${token}`;

/** 128 bits of an HMAC that no other part of the product makes from the same secret. */
const signatureOf = (secret: string, payload: string): string =>
  createHmac('sha256', secret)
    .update(`details-link:${payload}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
