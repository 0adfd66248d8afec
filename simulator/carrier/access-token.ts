import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A token that is refused, with the carrier's code. */
export class TokenError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const headerSchema = z.object({
  alg: z.literal('HS256'),
  typ: z.literal('JWT'),
  cty: z.literal('twilio-fpa;v=1'),
});
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  grants: z.object({
    identity: z.string().min(1).max(256),
    voice: z.object({
      incoming: z.object({ allow: z.boolean() }).optional(),
      outgoing: z
        .object({
          application_sid: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
        })
        .optional(),
    }),
  }),
});

/** Whom a token is for, and what it allows. */
export interface VoiceGrant {
  identity: string;
  expiresAt: Date;
  incoming: boolean;
  outgoing: { applicationSid: string; params: Record<string, string> } | undefined;
}

/** Who may issue tokens, and for whom. */
export interface Issuer {
  accountSid: string;
  apiKey: string;
  apiSecret: string;
}

/** Checks an access token as the carrier does: form, signature, issuer, account, times, grants. Throws TokenError. */
export function readAccessToken(token: string, issuer: Issuer, now: Date): VoiceGrant {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || !signature) throw new TokenError(20101, 'Invalid access token');
  if (!headerSchema.safeParse(decode(head)).success)
    throw new TokenError(20102, 'Invalid access token header');
  const expected = createHmac('sha256', issuer.apiSecret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new TokenError(20107, 'Invalid access token signature');
  }
  const claims = claimsSchema.safeParse(decode(body));
  if (!claims.success) throw new TokenError(20106, 'Invalid access token grants');
  const { iss, sub, exp, nbf, grants } = claims.data;
  if (iss !== issuer.apiKey || sub !== issuer.accountSid) {
    throw new TokenError(20103, 'Invalid access token issuer or subject');
  }
  const seconds = now.getTime() / 1000;
  if (exp <= seconds) throw new TokenError(20104, 'Access token expired');
  if (nbf !== undefined && nbf > seconds) throw new TokenError(20105, 'Access token not yet valid');
  const { incoming, outgoing } = grants.voice;
  return {
    identity: grants.identity,
    expiresAt: new Date(exp * 1000),
    incoming: incoming?.allow ?? false,
    outgoing: outgoing && {
      applicationSid: outgoing.application_sid,
      params: Object.fromEntries(
        Object.entries(outgoing.params ?? {}).map(([name, value]) => [name, String(value)]),
      ),
    },
  };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
