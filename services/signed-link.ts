import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Tokens of links in text messages: ticket (or survey) and expiry, readable, with a signature that only `secret` can make. Short,
 * for a text message; each purpose has signatures of its own, so that a link for one thing opens no other.
 */
export type LinkPurpose = 'details-link' | 'visit-link' | 'survey-link';

/** What a process needs to make links. */
export interface LinkMaker {
  secret: string;
  publicUrl: string;
}

export function linkToken(secret: string, purpose: LinkPurpose, id: number, expiresAt: Date): string {
  const payload = `${id.toString(36)}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
  return `${payload}.${signatureOf(secret, purpose, payload)}`;
}

/** What a token opens now; null when it is forged, garbled, for something else or has expired. */
export function readLinkToken(secret: string, purpose: LinkPurpose, token: string, now: Date): number | null {
  const parts = /^([0-9a-z]{1,12})\.([0-9a-z]{1,12})\.([\w-]{22})$/.exec(token);
  if (!parts) return null;
  const [, name = '', expiry = '', signature = ''] = parts;
  const expected = Buffer.from(signatureOf(secret, purpose, `${name}.${expiry}`));
  if (!timingSafeEqual(expected, Buffer.from(signature))) return null;
  if (Number.parseInt(expiry, 36) * 1000 <= now.getTime()) return null;
  return Number.parseInt(name, 36);
}

/** 128 bits of an HMAC that no other part of the product makes from the same secret. */
const signatureOf = (secret: string, purpose: LinkPurpose, payload: string): string =>
  createHmac('sha256', secret).update(`${purpose}:${payload}`).digest().subarray(0, 16).toString('base64url');
