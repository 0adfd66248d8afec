import { linkToken, readLinkToken } from '../signed-link.ts';

/** How long a caller may fill in an address by the link, hours. */
export const DETAILS_LINK_HOURS = 72;

/** The token of the link by which a ticket's address is filled in. */
export const detailsToken = (secret: string, ticketId: number, expiresAt: Date): string =>
  linkToken(secret, 'details-link', ticketId, expiresAt);

/** The ticket that a token opens now; null when it is forged, garbled or has expired. */
export const readDetailsToken = (secret: string, token: string, now: Date): number | null =>
  readLinkToken(secret, 'details-link', token, now);

export const detailsUrl = (publicUrl: string, token: string): string => `${publicUrl}/d/${token}`;
