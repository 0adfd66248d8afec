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
      this.carrier.tell(call, { type: 'connected', conference: null, parties: [this.seenBy(call)] });
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
    const other = this.other(call);
    this.carrier.spoken(call, text, [other], this.seenBy(other).number);
  }

  view(call: Call): RoomView {
    return { kind: 'bridge', with: this.seenBy(call) };
  }

  /** The other one as this one's phone shows them: by the number that was dialled, or that rang. */
  private seenBy(call: Call): { sid: string; number: string } {
    const { sid } = this.other(call);
    return { sid, number: call.direction === 'inbound' ? call.to : call.from };
  }

  private other(call: Call): Call {
    return this.calls[0] === call ? this.calls[1] : this.calls[0];
  }
}
