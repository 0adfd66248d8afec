import twilio from 'twilio';
import type { Softphone } from '../domain/contracts/desk.ts';
import { DomainError } from '../domain/errors.ts';
import type { Config } from './config.ts';

/** Seconds that a token lasts; the browser asks for the next one shortly before. */
const TOKEN_SECONDS = 3_600;

/** Who an agent is on the carrier's side: the caller of their browser is `client:agent-12`. */
export const softphoneIdentity = (personId: number): string => `agent-${personId}`;

/**
 * What a browser signs in to the carrier with: an access token with a voice grant, for this person alone.
 *
 * @throws DomainError unavailable where no API key is set
 */
export function softphoneFor(
  { twilio: carrier, simulatedCarrier }: Pick<Config, 'twilio' | 'simulatedCarrier'>,
  personId: number,
  now: Date,
): Softphone {
  if (!carrier.softphone)
    throw new DomainError(
      'unavailable',
      'No softphone is set up: set TWILIO_API_KEY, TWILIO_API_SECRET and TWILIO_TWIML_APP_SID, or take calls on a telephone.',
    );
  const { apiKey, apiSecret, twimlAppSid } = carrier.softphone;
  const identity = softphoneIdentity(personId);
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(carrier.accountSid, apiKey, apiSecret, { identity, ttl: TOKEN_SECONDS });
  token.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: twimlAppSid, incomingAllow: true }));
  return {
    mode: simulatedCarrier ? 'simulated' : 'twilio',
    identity,
    token: token.toJwt(),
    expiresAt: new Date(now.getTime() + TOKEN_SECONDS * 1_000).toISOString(),
  };
}
