import type { Callback } from './call.ts';
import type { Carrier } from './carrier.ts';
import { describe, type Participant, type Source } from './participant.ts';
import type { ProgrammeEnd } from './twiml/programme.ts';
import type { WebhookRecord } from './types.ts';

/** Status callbacks of one conference that are remembered. */
const KEPT_WEBHOOKS = 50;

type ConferenceEvent =
  | 'start'
  | 'end'
  | 'join'
  | 'leave'
  | 'mute'
  | 'hold'
  | 'modify'
  | 'speaker'
  | 'announcement';

type Failure = Extract<ProgrammeEnd, { kind: 'error' }>;
export const isFailure = (end: ProgrammeEnd): end is Failure => end.kind === 'error';

/** What a conference tells the app of, as its first participant asked for it. */
export class ConferenceNews {
  readonly webhooks: WebhookRecord[] = [];
  private readonly carrier: Carrier;
  private readonly about: { sid: string; friendlyName: string };
  private callback: Callback | undefined;
  private sequence = 0;
  private sent: Promise<void> = Promise.resolve();

  constructor(
    carrier: Carrier,
    about: { sid: string; friendlyName: string },
    callback: Callback | undefined,
  ) {
    this.carrier = carrier;
    this.about = about;
    this.callback = callback;
  }

  /** What each request about the conference says. */
  get params(): Record<string, string> {
    return { ConferenceSid: this.about.sid, FriendlyName: this.about.friendlyName };
  }

  /** Nobody is told of what happens from now on. */
  forget(): void {
    this.callback = undefined;
  }

  /** An event about a participant. */
  of(
    participant: Participant,
    event: ConferenceEvent,
    name: string,
    more: Record<string, string> = {},
  ): void {
    this.send(event, name, { ...describe(participant), ...more });
  }

  /** Sends an event that was asked for, one after another. */
  send(event: ConferenceEvent, name: string, more: Record<string, string> = {}): void {
    const { callback, carrier, webhooks } = this;
    if (!callback?.events.has(event)) return;
    const params = {
      AccountSid: carrier.options.accountSid,
      ...this.params,
      StatusCallbackEvent: name,
      SequenceNumber: String(++this.sequence),
      Timestamp: new Date().toUTCString().replace('GMT', '+0000'),
      ...more,
    };
    if (webhooks.length >= KEPT_WEBHOOKS) webhooks.shift();
    const send = () => carrier.notify('conference', callback, params, webhooks);
    if (carrier.faults.shuffleStatusCallbacks) void send();
    else this.sent = this.sent.then(send);
  }

  /** Plays an announcement to these, and tells when all have heard it. `about`: the one it was meant for. */
  async announce(source: Source, to: Participant[], about?: () => Participant | undefined): Promise<void> {
    const ends = await Promise.all(to.map((participant) => participant.hear(source, this.params)));
    const failure = ends.find(isFailure);
    const participant = about?.();
    const told: Record<string, string> = { AnnounceUrl: source.url };
    if (failure) told.ReasonAnnouncementFailed = failure.error.message;
    const more = participant ? { ...describe(participant), ...told } : told;
    this.send('announcement', failure ? 'announcement-fail' : 'announcement-end', more);
  }
}
