import type { Carrier } from './carrier.ts';
import { Conference, type ConferenceSettings } from './conference.ts';

/** Completed conferences that are remembered. */
const KEPT_CONFERENCES = 2_000;

/** The account's conferences. A name is free again when its conference is over. */
export class Conferences {
  readonly all = new Map<string, Conference>();
  private readonly live = new Map<string, Conference>();
  private readonly carrier: Carrier;

  constructor(carrier: Carrier) {
    this.carrier = carrier;
  }

  /** The one that goes on under this name, or a new one with these settings. */
  named(name: string, settings: ConferenceSettings): Conference {
    return this.live.get(name) ?? this.create(name, settings);
  }

  private create(name: string, settings: ConferenceSettings): Conference {
    const conference: Conference = new Conference(this.carrier, name, settings, () => this.live.delete(name));
    this.live.set(name, conference);
    this.all.set(conference.sid, conference);
    if (this.all.size > KEPT_CONFERENCES) this.forgetOldest();
    return conference;
  }

  private forgetOldest(): void {
    for (const [sid, { status }] of this.all) {
      if (status !== 'completed') continue;
      this.all.delete(sid);
      return;
    }
  }

  /** A conference that nobody could join leaves no trace. */
  dropIfEmpty(conference: Conference): void {
    if (conference.status !== 'init' || !conference.empty) return;
    this.live.delete(conference.friendlyName);
    this.all.delete(conference.sid);
  }

  reset(): void {
    for (const conference of this.all.values()) conference.news.forget();
    this.all.clear();
    this.live.clear();
  }
}
