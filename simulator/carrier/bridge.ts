import type { Call, Room } from './call.ts';
import type { Carrier } from './carrier.ts';
import { type Deferred, deferred } from './deferred.ts';
import type { RoomView } from './types.ts';

/** Why two calls are no longer connected: one hung up or went elsewhere, pressed *, or time was up. */
export interface BridgeEnd {
  why: 'hangup' | 'redirect' | 'star' | 'limit';
  by: Call | undefined;
}

/** Two calls that hear each other, or are about to. */
export class Bridge implements Room {
  readonly ended: Deferred<BridgeEnd> = deferred();
  readonly connected: Deferred<void> = deferred();
  connectedAt: Date | undefined;
  over = false;
  private readonly carrier: Carrier;
  private readonly calls: [Call, Call];

  constructor(carrier: Carrier, one: Call, other: Call) {
    this.carrier = carrier;
    this.calls = [one, other];
  }

  /** From now on they hear each other. */
  connect(): void {
    if (this.over) return;
    this.connectedAt = new Date();
    for (const call of this.calls) {
      call.room = this;
      const { sid, number } = this.other(call);
      this.carrier.tell(call, { type: 'connected', conference: null, parties: [{ sid, number }] });
    }
    this.connected.settle();
  }

  end(why: BridgeEnd['why'], by?: Call): void {
    if (this.over) return;
    this.over = true;
    for (const call of this.calls) {
      if (call.room !== this) continue;
      call.room = undefined;
      this.carrier.tell(call, { type: 'disconnected', conference: null });
    }
    this.ended.settle({ why, by });
  }

  /** The other one hears what this one says. */
  speak(call: Call, text: string): void {
    if (!this.connectedAt || this.over) return;
    this.carrier.spoken(call, text, [this.other(call)]);
  }

  view(call: Call): RoomView {
    const { sid, number } = this.other(call);
    return { kind: 'bridge', with: { sid, number } };
  }

  private other(call: Call): Call {
    return this.calls[0] === call ? this.calls[1] : this.calls[0];
  }
}
