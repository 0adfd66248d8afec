import type { PhoneEvent } from '../carrier/types.ts';
import type { Conduct, Story } from './conversation.ts';
import { Conversation } from './conversation.ts';
import type { Phone, PhoneCall } from './phone.ts';
import { sleep } from './pool.ts';

export interface Listeners {
  /** The hotline calls somebody: who they are on this call. */
  onRing(call: { sid: string; number: string }): void;
  /** The hotline could not even ring a number. */
  onFailed(call: { sid: string; number: string }): void;
  onMessage(message: { to: string; body: string }): void;
}

/** Milliseconds after which a call that nobody here made is somebody else's. */
const STRANGE_MS = 30_000;

/** Brings what happens on all phones to the conversations that it belongs to. */
export class Exchange {
  private readonly phone: Phone;
  private readonly listeners: Listeners;
  private readonly conversations = new Map<string, Conversation>();
  /** Events of calls of which the answer to `dial` is still on its way. */
  private readonly early = new Map<string, PhoneEvent[]>();
  private readonly known = new Set<string>();
  private readonly stopping = new AbortController();
  /** Times that the line to the carrier broke. */
  gaps = 0;

  constructor(phone: Phone, listeners: Listeners) {
    this.phone = phone;
    this.listeners = listeners;
  }

  /** Hears from now on; calls that were going on before are nobody's here. */
  async start(): Promise<void> {
    for (const { sid } of await this.phone.liveCalls()) this.known.add(sid);
    await this.phone.listen(
      (event) => this.take(event),
      () => {
        this.gaps++;
        void this.closeGap();
      },
      this.stopping.signal,
    );
  }

  /** Hangs up what is still going on, and hears no more. */
  async stop(): Promise<void> {
    const live = [...this.conversations.keys()];
    this.stopping.abort();
    await Promise.all(live.map((sid) => this.phone.act(sid, { do: 'hangup' })));
  }

  get live(): number {
    return this.conversations.size;
  }

  /** The calls of which no end has been heard. */
  get unended(): Story[] {
    return [...this.conversations.values()].map(({ story }) => story);
  }

  /** Dials the hotline and goes through the call; resolves when it is over. */
  async dial(number: string, conduct: Conduct): Promise<Story> {
    const from = performance.timeOrigin + performance.now();
    let sid = await this.phone.dial(number);
    while (sid === undefined) {
      // Nobody knows whether the carrier heard of it: a call of that number that nobody drives is this one.
      sid = (await this.stray(number, from)) ?? (await this.phone.dial(number));
    }
    return this.converse({ sid, number }, conduct);
  }

  async converse(call: { sid: string; number: string }, conduct: Conduct): Promise<Story> {
    const conversation = new Conversation(this.phone, call, conduct);
    this.known.add(call.sid);
    this.conversations.set(call.sid, conversation);
    for (const event of this.early.get(call.sid) ?? []) conversation.push(event);
    this.early.delete(call.sid);
    try {
      return await conversation.run();
    } finally {
      this.conversations.delete(call.sid);
    }
  }

  private async stray(number: string, since: number): Promise<string | undefined> {
    const calls = await this.phone.callsOf(number || 'anonymous');
    const mine = calls.find(
      ({ sid, direction, createdAt }) =>
        direction === 'inbound' && !this.known.has(sid) && Date.parse(createdAt) >= since - 1_000,
    );
    if (mine) this.known.add(mine.sid);
    const conversation = mine && (await this.phone.call(mine.sid));
    if (mine && conversation) this.early.set(mine.sid, conversation.timeline);
    return mine?.sid;
  }

  private take(event: PhoneEvent): void {
    if (event.type === 'message') {
      this.listeners.onMessage(event);
      return;
    }
    const { sid, number } = event;
    const conversation = this.conversations.get(sid);
    const waiting = this.early.get(sid);
    if (conversation) conversation.push(event);
    else if (waiting) waiting.push(event);
    // A call known and without a conversation is over, and told of once more after a gap.
    else if (!this.known.has(sid)) this.begin(event, { sid, number });
  }

  private begin(event: PhoneEvent, call: { sid: string; number: string }): void {
    this.early.set(call.sid, [event]);
    if (event.type === 'ring' || event.type === 'ended') {
      this.known.add(call.sid);
      if (event.type === 'ring') this.listeners.onRing(call);
      else this.listeners.onFailed(call);
    } else {
      void sleep(STRANGE_MS).then(() => this.early.delete(call.sid));
    }
  }

  private async closeGap(): Promise<void> {
    await Promise.all([...this.conversations.values()].map((each) => each.catchUp().catch(() => {})));
    const live = await this.phone.liveCalls().catch((): PhoneCall[] => []);
    for (const { sid, number, direction } of live) {
      if (direction !== 'outbound-api' || this.known.has(sid)) continue;
      const { timeline } = await this.phone.call(sid);
      this.known.add(sid);
      this.early.set(sid, timeline);
      this.listeners.onRing({ sid, number });
    }
  }
}
