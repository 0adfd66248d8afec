import { readAccessToken, TokenError, type VoiceGrant } from './access-token.ts';
import type { Hub } from './hub.ts';
import type { CarrierOptions } from './types.ts';

/** Of all parameters of a connection, names and values, as the carrier's own devices limit them. */
const MAX_PARAMETER_CHARACTERS = 800;

/** Devices in browsers, which come with an access token. */
export class Clients {
  readonly settings: { accountSid: string; apiKey: string; apiSecret: string; twimlAppSid: string };
  /** Until when an identity may be called. */
  private readonly registered = new Map<string, Date>();

  constructor(options: CarrierOptions) {
    this.settings = {
      accountSid: options.accountSid,
      apiKey: options.apiKey ?? 'SKdemo',
      apiSecret: options.apiSecret ?? options.authToken,
      twimlAppSid: options.twimlAppSid ?? 'APdemo',
    };
  }

  /** What a device that calls sends to the app: its own parameters and those of the token. Throws TokenError. */
  outgoing(
    token: string,
    params: Record<string, string>,
  ): { identity: string; params: Record<string, string> } {
    const { identity, outgoing } = this.read(token);
    if (outgoing?.applicationSid !== this.settings.twimlAppSid) {
      throw new TokenError(20106, 'The token does not allow calls to this TwiML app');
    }
    const sent = { ...params, ...outgoing.params };
    const reserved = Object.keys(sent).find((name) => reservedNames.test(name));
    if (reserved) throw new TokenError(31000, `A device may not send the parameter ${reserved}`);
    const length = Object.entries(sent).flat().join('').length;
    if (length > MAX_PARAMETER_CHARACTERS) {
      throw new TokenError(31000, `Parameters of ${length} characters; at most ${MAX_PARAMETER_CHARACTERS}`);
    }
    return { identity, params: sent };
  }

  /** From now on the identity rings, as long as somebody listens to it and the token holds. Throws TokenError. */
  register(token: string): VoiceGrant {
    const grant = this.read(token);
    if (!grant.incoming) throw new TokenError(20106, 'The token does not allow incoming calls');
    this.registered.set(`client:${grant.identity}`, grant.expiresAt);
    return grant;
  }

  unregister(token: string): void {
    this.registered.delete(`client:${this.read(token).identity}`);
  }

  rings(number: string, hub: Hub): boolean {
    const until = this.registered.get(number);
    return until !== undefined && until > new Date() && hub.hearsExactly(number);
  }

  reset(): void {
    this.registered.clear();
  }

  private read(token: string): VoiceGrant {
    return readAccessToken(token, this.settings, new Date());
  }
}

/** What the carrier itself says of a call; To is a device's to choose. */
const reservedNames =
  /^(AccountSid|ApiVersion|ApplicationSid|CallSid|CallStatus|Direction|ParentCallSid|From|Caller|Called)$|^(From|To|Caller|Called)(City|State|Zip|Country)$/;
